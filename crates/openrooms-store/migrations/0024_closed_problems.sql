-- Problems that were closed long ago are found without a look at all of them.

CREATE INDEX room_problems_by_closing ON room_problems (closed_at) WHERE closed_at IS NOT NULL;
