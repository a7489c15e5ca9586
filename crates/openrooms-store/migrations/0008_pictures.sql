-- Pictures that were uploaded, cleaned.
CREATE TABLE pictures (
    corp_id     TEXT   NOT NULL,
    picture_id  TEXT   NOT NULL,
    hash        TEXT   NOT NULL, -- SHA-256 of the file: the same is kept once
    media_type  TEXT   NOT NULL,
    width       BIGINT NOT NULL,
    height      BIGINT NOT NULL,
    size        BIGINT NOT NULL, -- of the file, in bytes
    content     TEXT   NOT NULL, -- the file in base64
    uploaded_at BIGINT NOT NULL,
    PRIMARY KEY (corp_id, picture_id)
);
CREATE INDEX pictures_by_hash ON pictures (corp_id, hash);
CREATE INDEX pictures_by_age ON pictures (corp_id, uploaded_at);
