-- The plans of floors: a picture of a group, and where on it its rooms are.
CREATE TABLE floor_plans (
    corp_id  TEXT   NOT NULL,
    group_id BIGINT NOT NULL,
    picture  TEXT   NOT NULL,
    places   TEXT   NOT NULL, -- [[room, left, top, width, height], ..], per mille of the picture
    PRIMARY KEY (corp_id, group_id)
);
