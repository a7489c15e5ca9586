-- When somebody made the event by CreateEvent, whoever organises it now. Of what is there, who organises
-- it is taken for who made it; what is older than a day is counted no more.
ALTER TABLE attendees ADD COLUMN made_at BIGINT;
UPDATE attendees SET made_at = (
    SELECT e.created_at FROM events e
    WHERE e.corp_id = attendees.corp_id AND e.event_id = attendees.event_id
)
WHERE is_organiser AND EXISTS (
    SELECT 1 FROM events e
    WHERE e.corp_id = attendees.corp_id AND e.event_id = attendees.event_id
      AND e.created_at > (SELECT max(created_at) FROM events) - 86400000
);
CREATE INDEX attendees_by_making ON attendees (corp_id, union_id, made_at) WHERE made_at IS NOT NULL;
