-- Who came to an occurrence, and when they went.
CREATE TABLE sign_ins (
    corp_id       TEXT   NOT NULL,
    event_id      TEXT   NOT NULL,
    origin        BIGINT NOT NULL,
    union_id      TEXT   NOT NULL,
    signed_in_at  BIGINT,
    signed_out_at BIGINT,
    PRIMARY KEY (corp_id, event_id, origin, union_id)
);
CREATE INDEX sign_ins_by_person ON sign_ins (corp_id, union_id);
