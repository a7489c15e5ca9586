-- Ids of groups that were made here are not given again.
ALTER TABLE organisations ADD COLUMN group_ids BIGINT NOT NULL DEFAULT 0; -- the last that was given

-- Who may do to one room what an administrator may. Who administers its group is beside the group.
CREATE TABLE room_administrators (
    corp_id  TEXT   NOT NULL,
    room_id  TEXT   NOT NULL,
    position BIGINT NOT NULL,
    union_id TEXT   NOT NULL,
    PRIMARY KEY (corp_id, room_id, position)
);
CREATE INDEX room_administrators_by_person ON room_administrators (corp_id, union_id, room_id);

-- Whom the rules of a room do not bind: people by their user ids, departments with those below.
CREATE TABLE room_super_users (
    corp_id     TEXT   NOT NULL,
    room_id     TEXT   NOT NULL,
    position    BIGINT NOT NULL,
    member_type TEXT   NOT NULL, -- user | dept
    member_id   TEXT   NOT NULL,
    PRIMARY KEY (corp_id, room_id, position)
);
CREATE INDEX room_super_users_by_member ON room_super_users (corp_id, member_type, member_id, room_id);
