-- What is asked of a booking beyond the wire's own policy, and of the rooms of a group: JSON, read
-- whole by core's rules alone.
ALTER TABLE rooms ADD COLUMN house TEXT;
ALTER TABLE room_groups ADD COLUMN policy TEXT;
