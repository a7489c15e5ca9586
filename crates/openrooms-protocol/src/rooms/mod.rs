//! `rooms_1_0`: rooms, groups, devices, panels.

mod create_meeting_room;
mod delete_meeting_room;
mod meeting_room;
mod query_meeting_room;
mod query_meeting_room_list;
mod room_bodies;
mod update_meeting_room;

pub use create_meeting_room::CreateMeetingRoom;
pub use delete_meeting_room::DeleteMeetingRoom;
pub use meeting_room::{
    AdvanceReservation, AuthorizedMember, CloseDetail, ExtensionConfig, MeetingRoom,
    ReservationAuthority, RoomGroup, RoomLabel, RoomLocation,
};
pub use query_meeting_room::{QueryMeetingRoom, RoomPath};
pub use query_meeting_room_list::{QueryMeetingRoomList, RoomPage, RoomPageQuery};
pub use room_bodies::{NewRoom, RoomUpdate};
pub use update_meeting_room::UpdateMeetingRoom;
