-- How screens of devices look.
CREATE TABLE screen_templates (
    corp_id            TEXT    NOT NULL,
    template_id        BIGINT  NOT NULL,
    name               TEXT    NOT NULL,
    background         BIGINT  NOT NULL,
    background_address TEXT,
    pictures           TEXT    NOT NULL, -- [address, ..]
    picture_seconds    BIGINT,
    picture_on_top     BIGINT  NOT NULL,
    logo               TEXT,
    organisation       TEXT,
    body               TEXT,
    hides_names        BOOLEAN NOT NULL,
    hides_code         BOOLEAN NOT NULL,
    has_instruction    BOOLEAN NOT NULL,
    has_calendar       BOOLEAN NOT NULL,
    has_titles         BOOLEAN NOT NULL,
    has_functions      BOOLEAN NOT NULL,
    beyond             TEXT,             -- JSON of an imported document that only an export reads
    PRIMARY KEY (corp_id, template_id)
);

-- Where each is shown.
CREATE TABLE template_places (
    corp_id     TEXT   NOT NULL,
    template_id BIGINT NOT NULL,
    kind        TEXT   NOT NULL, -- device | room | group
    position    BIGINT NOT NULL,
    place_id    TEXT   NOT NULL, -- of a group in digits
    PRIMARY KEY (corp_id, template_id, kind, position)
);
CREATE INDEX template_places_by_place ON template_places (corp_id, kind, place_id);

-- Whether it may make them; NULL: yes.
ALTER TABLE organisations ADD COLUMN has_screens BOOLEAN;
-- The last number that was given to one.
ALTER TABLE organisations ADD COLUMN template_ids BIGINT NOT NULL DEFAULT 0;
