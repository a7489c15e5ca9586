-- Who did what: one chain of entries for each organisation, and one, of the empty id, for what
-- belongs to none. An entry's hash covers the hash of the one before it.
CREATE TABLE audit (
    corp_id       TEXT   NOT NULL,
    seq           BIGINT NOT NULL,
    recorded_at   BIGINT NOT NULL,
    client_key    TEXT,             -- NULL: the command line
    operator      TEXT,
    address       TEXT,
    action        TEXT   NOT NULL,
    object_kind   TEXT   NOT NULL,
    object_id     TEXT   NOT NULL,
    value_before  TEXT,             -- JSON of what changed, letter for letter as it was hashed
    value_after   TEXT,
    previous_hash TEXT   NOT NULL,
    hash          TEXT   NOT NULL,
    PRIMARY KEY (corp_id, seq)
);
CREATE INDEX audit_by_age ON audit (corp_id, recorded_at);

-- Where a chain begins and ends. What was pruned is before first_seq, and before_hash is the hash
-- of the last entry of it; the head tells whether entries were cut off the end.
CREATE TABLE audit_chains (
    corp_id     TEXT   NOT NULL PRIMARY KEY,
    first_seq   BIGINT NOT NULL,
    before_hash TEXT   NOT NULL,
    head_seq    BIGINT NOT NULL,
    head_hash   TEXT   NOT NULL
);

-- How many rooms the organisation's licence allows; NULL or 0: any number.
ALTER TABLE organisations ADD COLUMN room_limit BIGINT;

-- Names of rooms made over the wire are unique and up to 100 characters; imported ones need not be.
CREATE INDEX rooms_by_name ON rooms (corp_id, substr(name, 1, 100));
