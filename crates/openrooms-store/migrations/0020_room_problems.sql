-- What is wrong in rooms, and what was.
CREATE TABLE room_problems (
    corp_id         TEXT   NOT NULL,
    problem_id      TEXT   NOT NULL,
    room_id         TEXT   NOT NULL,
    kind            TEXT   NOT NULL,
    description     TEXT,
    reported_by     TEXT,            -- a unionId
    device_union_id TEXT,
    reported_at     BIGINT NOT NULL,
    closed_at       BIGINT,          -- NULL: it is open
    closed_by       TEXT,
    close_note      TEXT,
    PRIMARY KEY (corp_id, problem_id)
);
CREATE INDEX room_problems_by_time ON room_problems (corp_id, reported_at);
CREATE INDEX room_problems_by_room ON room_problems (corp_id, room_id, reported_at);
