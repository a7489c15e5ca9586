-- Only who asks for ends may go by it. Who asks for spans goes by the constraint's index, which knows
-- them: by this one all that a room has ever held would be read, and PostgreSQL took the one or the
-- other by chance.
DROP INDEX bookings_that_hold;
CREATE INDEX bookings_that_hold ON bookings (corp_id, room_id, held_until, held_from)
    WHERE state IN ('accepted', 'waiting') AND held_until IS NOT NULL;
