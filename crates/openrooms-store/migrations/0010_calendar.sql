-- Events, their occurrences, who is invited, and the rooms that they hold. What must be told of a
-- change lies in the outbox, written in the transaction of the change.

-- The last number that was given to a change of a calendar, or to an entry of the outbox. Whoever
-- changes a calendar holds the organisation's row, so numbers appear in the order of the commits.
ALTER TABLE organisations ADD COLUMN calendar_head BIGINT NOT NULL DEFAULT 0;

CREATE TABLE events (
    corp_id     TEXT    NOT NULL,
    event_id    TEXT    NOT NULL,
    organiser   TEXT    NOT NULL,
    summary     TEXT    NOT NULL,
    description TEXT,
    starts_at   BIGINT  NOT NULL,
    ends_at     BIGINT  NOT NULL,
    zone        TEXT    NOT NULL,
    is_all_day  BOOLEAN NOT NULL,
    recurrence  TEXT,             -- JSON of ours; NULL: it does not repeat
    state       TEXT    NOT NULL, -- confirmed | cancelled | deleted
    created_at  BIGINT  NOT NULL,
    updated_at  BIGINT  NOT NULL,
    beyond      TEXT,             -- JSON of what only the wire shows
    changed_seq BIGINT  NOT NULL,
    made_until  BIGINT,           -- how far a series without end has occurrences
    PRIMARY KEY (corp_id, event_id)
);
CREATE INDEX events_by_change ON events (corp_id, changed_seq);
CREATE INDEX events_to_go_on ON events (made_until) WHERE made_until IS NOT NULL;

CREATE TABLE occurrences (
    corp_id   TEXT   NOT NULL,
    event_id  TEXT   NOT NULL,
    origin    BIGINT NOT NULL, -- when it was first meant to begin: what its id is made of
    starts_at BIGINT NOT NULL,
    ends_at   BIGINT NOT NULL,
    state     TEXT   NOT NULL, -- confirmed | cancelled | deleted
    beyond    TEXT,            -- JSON of what is not as the series says
    PRIMARY KEY (corp_id, event_id, origin)
);
CREATE INDEX occurrences_by_start ON occurrences (corp_id, starts_at);

-- The organiser is one of them. Who was removed stays, for those who ask what changed.
CREATE TABLE attendees (
    corp_id      TEXT    NOT NULL,
    event_id     TEXT    NOT NULL,
    union_id     TEXT    NOT NULL,
    position     BIGINT  NOT NULL,
    is_organiser BOOLEAN NOT NULL,
    is_optional  BOOLEAN NOT NULL,
    response     TEXT    NOT NULL, -- needsAction | accepted | declined | tentative
    is_removed   BOOLEAN NOT NULL,
    changed_seq  BIGINT  NOT NULL,
    PRIMARY KEY (corp_id, event_id, union_id)
);
CREATE INDEX attendees_by_person ON attendees (corp_id, union_id, event_id);

-- Where one occurrence differs from its series.
CREATE TABLE occurrence_attendees (
    corp_id     TEXT    NOT NULL,
    event_id    TEXT    NOT NULL,
    origin      BIGINT  NOT NULL,
    union_id    TEXT    NOT NULL,
    is_optional BOOLEAN NOT NULL,
    response    TEXT    NOT NULL,
    is_removed  BOOLEAN NOT NULL,
    PRIMARY KEY (corp_id, event_id, origin, union_id)
);
CREATE INDEX occurrence_attendees_by_person ON occurrence_attendees (corp_id, union_id, event_id);

-- Rooms that occurrences hold, held or wait for. held_from and held_until are the time that nobody
-- else may have: that of the occurrence with the room's buffers. The guard against overlaps is in
-- the file of each database.
CREATE TABLE bookings (
    corp_id    TEXT   NOT NULL,
    event_id   TEXT   NOT NULL,
    origin     BIGINT NOT NULL,
    room_id    TEXT   NOT NULL,
    starts_at  BIGINT NOT NULL,
    ends_at    BIGINT NOT NULL,
    held_from  BIGINT NOT NULL,
    held_until BIGINT NOT NULL,
    state      TEXT   NOT NULL, -- accepted | waiting | declined | released
    deadline   BIGINT,          -- of one that waits
    decided_by TEXT,            -- of one that was declined
    reason     TEXT,
    booked_by  TEXT   NOT NULL,
    booked_at  BIGINT NOT NULL,
    PRIMARY KEY (corp_id, event_id, origin, room_id),
    -- An empty span would overlap nothing.
    CHECK (starts_at < ends_at AND held_from <= starts_at AND ends_at <= held_until)
);
-- Queries repeat the condition word for word.
CREATE INDEX bookings_that_hold ON bookings (corp_id, room_id, held_until, held_from)
    WHERE state IN ('accepted', 'waiting');
CREATE INDEX bookings_by_person ON bookings (corp_id, booked_by, ends_at)
    WHERE state IN ('accepted', 'waiting');
CREATE INDEX bookings_by_deadline ON bookings (deadline) WHERE state = 'waiting';

-- What is to be told of changes, in their order.
CREATE TABLE outbox (
    corp_id   TEXT   NOT NULL,
    seq       BIGINT NOT NULL,
    kind      TEXT   NOT NULL,
    object_id TEXT   NOT NULL,
    body      TEXT   NOT NULL,
    at        BIGINT NOT NULL,
    PRIMARY KEY (corp_id, seq)
);
CREATE INDEX outbox_by_age ON outbox (at);
