//! `rooms_1_0`: rooms, groups, devices, panels.

mod meeting_room;
mod query_meeting_room;
mod query_meeting_room_list;

pub use meeting_room::{
    AdvanceReservation, AuthorizedMember, CloseDetail, ExtensionConfig, MeetingRoom,
    ReservationAuthority, RoomGroup, RoomLabel, RoomLocation,
};
pub use query_meeting_room::{QueryMeetingRoom, RoomPath};
pub use query_meeting_room_list::{QueryMeetingRoomList, RoomPage, RoomPageQuery};
