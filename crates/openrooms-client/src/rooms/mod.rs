//! `rooms_1_0`: rooms, groups, devices, panels.

mod create_meeting_room;
mod delete_meeting_room;
mod query_meeting_room;
mod query_meeting_room_list;
mod update_meeting_room;
