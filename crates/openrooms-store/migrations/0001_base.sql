-- One body of SQL for both databases. What only one of them can say goes into a file of its own,
-- NNNN_name.sqlite.sql or NNNN_name.postgres.sql. Files are append-only: a landed one never changes.
-- Every table of an organisation's is keyed by it first, so that a shard is a set of organisations.
-- Times are milliseconds since 1970; lists of values that are only read whole are JSON text.

CREATE TABLE settings (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

-- The change feed. One row counts; its lock is held until the commit, so that numbers appear in
-- the order of the commits and none is ever missing.
CREATE TABLE feed (
    id   BIGINT NOT NULL PRIMARY KEY,
    head BIGINT NOT NULL
);
INSERT INTO feed (id, head) VALUES (1, 0);

CREATE TABLE changes (
    seq        BIGINT NOT NULL PRIMARY KEY,
    kind       TEXT   NOT NULL,
    corp_id    TEXT   NOT NULL,
    object_id  TEXT   NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE INDEX changes_by_age ON changes (changed_at);

CREATE TABLE organisations (
    corp_id         TEXT NOT NULL PRIMARY KEY,
    name            TEXT NOT NULL,
    time_zone       TEXT,
    calls_per_month BIGINT,
    room_ordinals   BIGINT NOT NULL DEFAULT 0 -- the last that was given to a room
);

CREATE TABLE call_counts (
    corp_id    TEXT   NOT NULL,
    month      BIGINT NOT NULL,
    calls      BIGINT NOT NULL,
    counted_at BIGINT NOT NULL,
    PRIMARY KEY (corp_id, month)
);
CREATE INDEX call_counts_by_age ON call_counts (counted_at);

CREATE TABLE departments (
    corp_id   TEXT   NOT NULL,
    dept_id   BIGINT NOT NULL,
    name      TEXT   NOT NULL,
    parent_id BIGINT NOT NULL,
    PRIMARY KEY (corp_id, dept_id)
);
CREATE INDEX departments_by_parent ON departments (corp_id, parent_id);

CREATE TABLE people (
    corp_id  TEXT NOT NULL,
    union_id TEXT NOT NULL,
    user_id  TEXT NOT NULL,
    name     TEXT NOT NULL,
    email    TEXT,
    mobile   TEXT,
    is_admin BOOLEAN,
    PRIMARY KEY (corp_id, union_id)
);
CREATE UNIQUE INDEX people_by_user_id ON people (corp_id, user_id);

CREATE TABLE person_departments (
    corp_id  TEXT   NOT NULL,
    union_id TEXT   NOT NULL,
    position BIGINT NOT NULL,
    dept_id  BIGINT NOT NULL,
    PRIMARY KEY (corp_id, union_id, position)
);
CREATE INDEX person_departments_by_dept ON person_departments (corp_id, dept_id, union_id);

CREATE TABLE room_groups (
    corp_id   TEXT   NOT NULL,
    group_id  BIGINT NOT NULL,
    name      TEXT   NOT NULL,
    parent_id BIGINT NOT NULL,
    PRIMARY KEY (corp_id, group_id)
);
CREATE INDEX room_groups_by_parent ON room_groups (corp_id, parent_id);

CREATE TABLE group_administrators (
    corp_id  TEXT   NOT NULL,
    group_id BIGINT NOT NULL,
    position BIGINT NOT NULL,
    union_id TEXT   NOT NULL,
    PRIMARY KEY (corp_id, group_id, position)
);
CREATE INDEX group_administrators_by_person ON group_administrators (corp_id, union_id, group_id);

CREATE TABLE rooms (
    corp_id            TEXT    NOT NULL,
    room_id            TEXT    NOT NULL,
    name               TEXT    NOT NULL,
    status             BIGINT  NOT NULL,
    group_id           BIGINT,
    staff_id           TEXT,
    labels             TEXT,    -- [[id, name or null], ..]
    capacity           BIGINT,
    has_location       BOOLEAN NOT NULL,
    location_title     TEXT,
    location_text      TEXT,
    picture            TEXT,
    isv_room_id        TEXT,
    device_union_ids   TEXT,    -- [id, ..]
    has_members        BOOLEAN NOT NULL,
    allows_series      BOOLEAN,
    union_id           TEXT,
    description        TEXT,
    time_zone          TEXT,
    has_policy         BOOLEAN NOT NULL,
    is_open            BOOLEAN,
    max_length_minutes BIGINT,
    min_length_minutes BIGINT,
    has_advance        BOOLEAN NOT NULL,
    advance_count      BIGINT,
    advance_unit       TEXT,
    advance_opens_at   TEXT,
    has_closure        BOOLEAN NOT NULL,
    closure_starts_at  BIGINT,
    closure_ends_at    BIGINT,
    closure_reason     TEXT,
    closure_contact    TEXT,
    closure_nick       TEXT,
    closure_notifies   BOOLEAN,
    needs_approval     BOOLEAN,
    approval           BIGINT,
    beyond             TEXT,    -- JSON of an imported document that only an export reads
    ordinal            BIGINT  NOT NULL, -- in the order of their making: where a page ends
    PRIMARY KEY (corp_id, room_id)
);
CREATE UNIQUE INDEX rooms_by_ordinal ON rooms (corp_id, ordinal);
CREATE INDEX rooms_by_group ON rooms (corp_id, group_id, room_id);

CREATE TABLE room_members (
    corp_id     TEXT   NOT NULL,
    room_id     TEXT   NOT NULL,
    position    BIGINT NOT NULL,
    member_type TEXT   NOT NULL,
    member_id   TEXT   NOT NULL,
    name        TEXT,
    PRIMARY KEY (corp_id, room_id, position)
);
CREATE INDEX room_members_by_member ON room_members (corp_id, member_type, member_id, room_id);

CREATE TABLE devices (
    corp_id         TEXT NOT NULL,
    device_union_id TEXT NOT NULL,
    device_id       TEXT NOT NULL,
    room_id         TEXT,
    share_code      TEXT,
    serial          TEXT,
    properties      TEXT, -- [[name, value], ..]
    beyond          TEXT,
    PRIMARY KEY (corp_id, device_union_id)
);
CREATE INDEX devices_by_room ON devices (corp_id, room_id);

CREATE TABLE bans (
    corp_id   TEXT   NOT NULL,
    union_id  TEXT   NOT NULL,
    starts_at BIGINT NOT NULL,
    ends_at   BIGINT,
    memo      TEXT,
    PRIMARY KEY (corp_id, union_id)
);

-- Events of imported documents, until a calendar serves them.
CREATE TABLE kept_events (
    corp_id  TEXT NOT NULL,
    event_id TEXT NOT NULL,
    body     TEXT NOT NULL,
    PRIMARY KEY (corp_id, event_id)
);

-- Apps and suites: found by their key alone, before an organisation is known.
CREATE TABLE clients (
    client_key       TEXT NOT NULL PRIMARY KEY,
    kind             TEXT NOT NULL, -- app | suite
    corp_id          TEXT,          -- of an app
    ticket           TEXT,          -- of a suite
    scopes           TEXT NOT NULL, -- [name, ..]
    allow_list       TEXT,          -- [block, ..]
    calls_per_second BIGINT,
    redirect_uris    TEXT           -- [address, ..]
);
CREATE INDEX clients_by_corp ON clients (corp_id, client_key);

CREATE TABLE suite_authorisations (
    corp_id    TEXT   NOT NULL,
    client_key TEXT   NOT NULL,
    position   BIGINT NOT NULL,
    PRIMARY KEY (corp_id, client_key)
);
CREATE INDEX suite_authorisations_by_client ON suite_authorisations (client_key, position);

-- What proves a client: hashed; a suite's also sealed under the server's key. An app's secret
-- carries the token that it gets again, sealed under the secret.
CREATE TABLE client_secrets (
    client_key       TEXT   NOT NULL,
    secret_id        TEXT   NOT NULL,
    hash             TEXT   NOT NULL,
    sealed           TEXT,
    created_at       BIGINT NOT NULL,
    expires_at       BIGINT,
    token_hash       TEXT,
    token_salt       TEXT,
    token_sealed     TEXT,
    token_expires_at BIGINT,
    PRIMARY KEY (client_key, secret_id)
);

CREATE TABLE tokens (
    token_hash TEXT   NOT NULL PRIMARY KEY,
    kind       TEXT   NOT NULL, -- app | corp | suite
    client_key TEXT   NOT NULL,
    secret_id  TEXT   NOT NULL,
    corp_id    TEXT,
    issued_at  BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX tokens_by_client ON tokens (client_key, secret_id);
CREATE INDEX tokens_by_age ON tokens (expires_at);
