-- Bookings that hold the same room never share a moment. It is enough to look at the first that ends
-- after the new one begins, because those that are stored do not overlap: looking for any that does
-- costs more the more there are.
CREATE TRIGGER bookings_never_overlap BEFORE INSERT ON bookings
WHEN NEW.state IN ('accepted', 'waiting')
BEGIN
    SELECT RAISE(ABORT, 'bookings_never_overlap') WHERE (
        SELECT b.held_from FROM bookings b
        WHERE b.corp_id = NEW.corp_id AND b.room_id = NEW.room_id
          AND b.state IN ('accepted', 'waiting') AND b.held_until > NEW.held_from
          -- A booking that is written anew; its update is looked at below.
          AND NOT (b.event_id = NEW.event_id AND b.origin = NEW.origin)
        ORDER BY b.held_until LIMIT 1
    ) < NEW.held_until;
END;
CREATE TRIGGER bookings_never_overlap_later
BEFORE UPDATE OF corp_id, room_id, held_from, held_until, state ON bookings
WHEN NEW.state IN ('accepted', 'waiting')
BEGIN
    SELECT RAISE(ABORT, 'bookings_never_overlap') WHERE (
        SELECT b.held_from FROM bookings b
        WHERE b.corp_id = NEW.corp_id AND b.room_id = NEW.room_id
          AND b.state IN ('accepted', 'waiting') AND b.held_until > NEW.held_from
          AND b.rowid <> OLD.rowid
        ORDER BY b.held_until LIMIT 1
    ) < NEW.held_until;
END;
