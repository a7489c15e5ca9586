-- What is kept of calendars in memory is proved by calendar_head: events that changed since have a
-- higher number. This is the number at which events went without a trace, as an import takes them:
-- whatever was kept before it is void.
ALTER TABLE organisations ADD COLUMN calendar_reset BIGINT NOT NULL DEFAULT 0;
-- The first who are invited, of many events at once.
CREATE INDEX attendees_by_place ON attendees (corp_id, event_id, position);
