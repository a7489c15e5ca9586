-- Attempts to sign in by another provider that have led to a session: each leads to one alone. What
-- strangers begin is not kept; only what a provider has vouched for comes here.

CREATE TABLE spent_states (
    corp_id    TEXT   NOT NULL,
    state_hash TEXT   NOT NULL,
    expires_at BIGINT NOT NULL, -- when the attempt would have been too old in any case
    PRIMARY KEY (corp_id, state_hash)
);
CREATE INDEX spent_states_by_age ON spent_states (expires_at);
