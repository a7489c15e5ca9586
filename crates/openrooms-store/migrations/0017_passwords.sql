-- What people prove themselves with to the console, and what lets them choose it.

CREATE TABLE passwords (
    corp_id  TEXT   NOT NULL,
    union_id TEXT   NOT NULL,
    hash     TEXT   NOT NULL, -- Argon2id, in the form of PHC
    set_at   BIGINT NOT NULL,
    PRIMARY KEY (corp_id, union_id)
);

-- One for each person; found by the hash of its token alone, before an organisation is known.
CREATE TABLE invitations (
    corp_id    TEXT   NOT NULL,
    union_id   TEXT   NOT NULL,
    token_hash TEXT   NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (corp_id, union_id)
);
CREATE UNIQUE INDEX invitations_by_token ON invitations (token_hash);
CREATE INDEX invitations_by_age ON invitations (expires_at);

-- Who signs in names a mail address; an imported one may be of any length.
CREATE INDEX people_by_email ON people (corp_id, lower(substr(email, 1, 200))) WHERE email IS NOT NULL;
