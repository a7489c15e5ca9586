-- Bookings that hold the same room never share a moment.
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER TABLE bookings ADD CONSTRAINT bookings_never_overlap
    EXCLUDE USING gist (corp_id WITH =, room_id WITH =, int8range(held_from, held_until) WITH &&)
    WHERE (state IN ('accepted', 'waiting'));
