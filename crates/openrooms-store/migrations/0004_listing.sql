-- Pages of rooms that cost the same however deep they are, and however few the operator sees: each
-- way in which a room is seen has an index in the order of lists (src/listing.rs).

-- The room's ordinal, at the first mention of each whom a restricted room names; else NULL.
ALTER TABLE room_members ADD COLUMN listed_at BIGINT;
UPDATE room_members SET listed_at = (
    SELECT r.ordinal FROM rooms r
    WHERE r.corp_id = room_members.corp_id AND r.room_id = room_members.room_id AND r.status = 2
) WHERE position = (
    SELECT min(m.position) FROM room_members m
    WHERE m.corp_id = room_members.corp_id AND m.room_id = room_members.room_id
      AND m.member_type = room_members.member_type AND m.member_id = room_members.member_id
);
CREATE INDEX room_members_by_place ON room_members (corp_id, member_type, member_id, listed_at)
    WHERE listed_at IS NOT NULL;

CREATE INDEX rooms_by_status ON rooms (corp_id, status, ordinal);
CREATE INDEX rooms_by_group_and_status ON rooms (corp_id, group_id, status, ordinal);
