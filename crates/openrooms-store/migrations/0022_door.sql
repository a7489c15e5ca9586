-- Screens that wait to be paired with a room, found by the hash of the code that each shows. They are
-- no organisation's yet.
CREATE TABLE pairings (
    code_hash  TEXT   NOT NULL PRIMARY KEY,
    token_hash TEXT   NOT NULL, -- of what the screen holds, and will be a device's
    expires_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX pairings_by_token ON pairings (token_hash);
CREATE INDEX pairings_by_age ON pairings (expires_at);

-- The group whose rooms a screen shows that stands in no room.
ALTER TABLE devices ADD COLUMN shown_group BIGINT;
