//! Handlers of `rooms_1_0`.

pub(crate) mod query_meeting_room;
pub(crate) mod query_meeting_room_list;
pub(crate) mod reply;
