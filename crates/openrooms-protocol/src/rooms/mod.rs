//! `rooms_1_0`: rooms, groups, devices, panels.

mod create_device_custom_template;
mod create_meeting_room;
mod delete_device_custom_template;
mod delete_meeting_room;
mod meeting_room;
mod query_device_custom_template;
mod query_device_custom_template_list;
mod query_meeting_room;
mod query_meeting_room_list;
mod room_bodies;
mod screen_template;
mod template_bodies;
mod update_device_custom_template;
mod update_meeting_room;

pub use create_device_custom_template::{CreateDeviceCustomTemplate, TemplateMade};
pub use create_meeting_room::CreateMeetingRoom;
pub use delete_device_custom_template::{DeleteDeviceCustomTemplate, WhichTemplate};
pub use delete_meeting_room::DeleteMeetingRoom;
pub use meeting_room::{
    AdvanceReservation, AuthorizedMember, CloseDetail, ExtensionConfig, MeetingRoom,
    ReservationAuthority, RoomGroup, RoomLabel, RoomLocation,
};
pub use query_device_custom_template::{QueryDeviceCustomTemplate, TemplatePath};
pub use query_device_custom_template_list::{QueryDeviceCustomTemplateList, TemplateList};
pub use query_meeting_room::{QueryMeetingRoom, RoomPath};
pub use query_meeting_room_list::{QueryMeetingRoomList, RoomPage, RoomPageQuery};
pub use room_bodies::{NewRoom, RoomUpdate};
pub use screen_template::{DeviceCustomTemplate, ScreenTemplate};
pub use template_bodies::{NewTemplate, TemplateUpdate};
pub use update_device_custom_template::UpdateDeviceCustomTemplate;
pub use update_meeting_room::UpdateMeetingRoom;
