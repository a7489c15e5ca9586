-- The hours that were meant of an event that does not repeat, where its clocks leave one of them out:
-- JSON of ours, ["02:30:00", "04:00:00", 0]. One that repeats has them in its recurrence.
ALTER TABLE events ADD COLUMN hours TEXT;
