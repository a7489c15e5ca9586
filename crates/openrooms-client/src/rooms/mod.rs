//! `rooms_1_0`: rooms, groups, devices, panels.

mod query_meeting_room;
mod query_meeting_room_list;
