-- Labels of an organisation's own, beside 1 to 5, which are the same everywhere.
CREATE TABLE labels (
    corp_id  TEXT   NOT NULL,
    label_id BIGINT NOT NULL,
    name     TEXT   NOT NULL,
    PRIMARY KEY (corp_id, label_id)
);
ALTER TABLE organisations ADD COLUMN label_ids BIGINT NOT NULL DEFAULT 5; -- the last that was given
