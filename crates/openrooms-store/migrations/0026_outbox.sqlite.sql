-- Each booking writes to the outbox: in a table that is its own index that is one page, not two.
CREATE TABLE told (
    corp_id   TEXT   NOT NULL,
    seq       BIGINT NOT NULL,
    kind      TEXT   NOT NULL,
    object_id TEXT   NOT NULL,
    body      TEXT   NOT NULL,
    at        BIGINT NOT NULL,
    PRIMARY KEY (corp_id, seq)
) WITHOUT ROWID;
INSERT INTO told (corp_id, seq, kind, object_id, body, at)
    SELECT corp_id, seq, kind, object_id, body, at FROM outbox ORDER BY corp_id, seq;
DROP TABLE outbox;
ALTER TABLE told RENAME TO outbox;
