-- Tokens on behalf of a person, what an app gets them for, and replies that are given again.

ALTER TABLE tokens ADD COLUMN union_id TEXT; -- of a user's token: the person
CREATE INDEX tokens_by_person ON tokens (corp_id, union_id) WHERE union_id IS NOT NULL;

-- What an app trades for a user's token, once: a person's code, or a refresh token. Found by its
-- hash alone, before an organisation is known.
CREATE TABLE user_grants (
    grant_hash TEXT   NOT NULL PRIMARY KEY,
    kind       TEXT   NOT NULL, -- code | refresh
    client_key TEXT   NOT NULL,
    corp_id    TEXT   NOT NULL,
    union_id   TEXT   NOT NULL,
    token_hash TEXT,            -- the token that a refresh token came with
    expires_at BIGINT NOT NULL
);
CREATE INDEX user_grants_by_client ON user_grants (client_key);
CREATE INDEX user_grants_by_person ON user_grants (corp_id, union_id);
CREATE INDEX user_grants_by_token ON user_grants (token_hash);
CREATE INDEX user_grants_by_age ON user_grants (expires_at);

-- Replies to changes that came with an x-client-token, for who sends the same again.
CREATE TABLE client_tokens (
    corp_id      TEXT   NOT NULL,
    token_hash   TEXT   NOT NULL, -- of the app, the operation, the person and the x-client-token
    request_hash TEXT   NOT NULL, -- of what was asked for
    reply        TEXT   NOT NULL,
    kept_until   BIGINT NOT NULL,
    PRIMARY KEY (corp_id, token_hash)
);
CREATE INDEX client_tokens_by_age ON client_tokens (kept_until);
