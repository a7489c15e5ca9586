-- Who is signed in to the console. Found by the hash of its cookie alone, before an organisation is
-- known.

CREATE TABLE sessions (
    corp_id       TEXT   NOT NULL,
    session_id    TEXT   NOT NULL,
    union_id      TEXT   NOT NULL,
    way           TEXT   NOT NULL, -- demo | password | invitation | setup | oidc
    cookie_hash   TEXT   NOT NULL,
    previous_hash TEXT,            -- of the cookie before, until the new one has come back
    created_at    BIGINT NOT NULL,
    rotated_at    BIGINT NOT NULL,
    expires_at    BIGINT NOT NULL, -- unless it is used again
    PRIMARY KEY (corp_id, session_id)
);
CREATE UNIQUE INDEX sessions_by_cookie ON sessions (cookie_hash);
CREATE INDEX sessions_by_previous ON sessions (previous_hash) WHERE previous_hash IS NOT NULL;
CREATE INDEX sessions_by_person ON sessions (corp_id, union_id);
CREATE INDEX sessions_by_age ON sessions (expires_at);
