//! Handlers of `rooms_1_0`.

pub(crate) mod create_meeting_room;
pub(crate) mod delete_meeting_room;
pub(crate) mod query_meeting_room;
pub(crate) mod query_meeting_room_list;
pub(crate) mod reply;
pub(crate) mod update_meeting_room;
mod wish;
