-- Control panels of rooms.
CREATE TABLE panels (
    corp_id TEXT NOT NULL,
    room_id TEXT NOT NULL,
    status  BIGINT,
    buttons TEXT NOT NULL, -- [[name, english name, icon, url, show time, sort], ..]
    extra   TEXT,          -- [[name, value], ..]
    PRIMARY KEY (corp_id, room_id)
);

-- Commands to the devices of a room, and what became of each on each device.
ALTER TABLE organisations ADD COLUMN command_ids BIGINT NOT NULL DEFAULT 0; -- the last that was given
CREATE TABLE commands (
    corp_id    TEXT   NOT NULL,
    command_id BIGINT NOT NULL,
    room_id    TEXT   NOT NULL,
    body       TEXT   NOT NULL,
    sender     TEXT   NOT NULL,
    sent_at    BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (corp_id, command_id)
);
CREATE INDEX commands_by_room ON commands (corp_id, room_id, command_id);
CREATE INDEX commands_by_age ON commands (sent_at);
CREATE TABLE deliveries (
    corp_id         TEXT   NOT NULL,
    device_union_id TEXT   NOT NULL,
    command_id      BIGINT NOT NULL,
    stage           TEXT   NOT NULL, -- waiting | taken | done | failed
    since           BIGINT NOT NULL,
    said            TEXT,
    PRIMARY KEY (corp_id, device_union_id, command_id)
);
CREATE INDEX deliveries_by_command ON deliveries (corp_id, command_id);

-- The connection that counts for a device: the newest.
CREATE TABLE device_links (
    corp_id         TEXT   NOT NULL,
    device_union_id TEXT   NOT NULL,
    link_id         TEXT   NOT NULL,
    seen_at         BIGINT NOT NULL,
    PRIMARY KEY (corp_id, device_union_id)
);
