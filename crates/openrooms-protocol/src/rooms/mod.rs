//! `rooms_1_0`: rooms, groups, devices, panels.

mod central_control;
mod close_meeting_room_problem;
mod control_panel;
mod create_booking_blacklist;
mod create_device_custom_template;
mod create_device_token;
mod create_meeting_room;
mod create_meeting_room_group;
mod create_meeting_room_label;
mod create_meeting_room_picture;
mod delete_booking_blacklist;
mod delete_device_custom_template;
mod delete_device_token;
mod delete_meeting_room;
mod delete_meeting_room_device;
mod delete_meeting_room_group;
mod delete_meeting_room_label;
mod device_bodies;
mod explain_meeting_room_group_update;
mod explain_meeting_room_update;
mod floor_plan;
mod house_rules;
mod meeting_room;
mod pair_meeting_room_panel;
mod query_booking_blacklist;
mod query_device_custom_template;
mod query_device_custom_template_list;
mod query_device_ip_by_code;
mod query_device_properties;
mod query_meeting_room;
mod query_meeting_room_admin;
mod query_meeting_room_device;
mod query_meeting_room_device_list;
mod query_meeting_room_group;
mod query_meeting_room_group_admin;
mod query_meeting_room_group_list;
mod query_meeting_room_group_plan;
mod query_meeting_room_label_list;
mod query_meeting_room_list;
mod query_meeting_room_problem_list;
mod query_meeting_room_uses;
mod query_super_user_meeting_room;
mod register_meeting_room_device;
mod remove_super_user_meeting_room;
mod report_device_properties;
mod report_meeting_room_problem;
mod room_bodies;
mod screen_template;
mod set_meeting_room_admin;
mod set_meeting_room_group_admin;
mod set_meeting_room_group_plan;
mod set_super_user_meeting_room;
mod template_bodies;
mod update_device_custom_template;
mod update_meeting_room;
mod update_meeting_room_device;
mod update_meeting_room_group;
mod update_meeting_room_label;

pub use central_control::{
    CommandOutcome, ControlCommand, ControlListQuery, QueryCentralControlList, SendCentralControl,
    SentCommand,
};
pub use close_meeting_room_problem::{CloseMeetingRoomProblem, ProblemClosing};
pub use control_panel::{
    ControlPanel, CreateMeetingRoomControlPanel, DeleteMeetingRoomControlPanel, NewControlPanel,
    PanelButton, PanelExtra, PanelPage, PanelPageQuery, PanelsOfRooms,
    QueryMeetingRoomControlPanelList,
};
pub use create_booking_blacklist::{CreateBookingBlacklist, NewBan};
pub use create_device_custom_template::{CreateDeviceCustomTemplate, TemplateMade};
pub use create_device_token::{CreateDeviceToken, IssuedDeviceToken};
pub use create_meeting_room::CreateMeetingRoom;
pub use create_meeting_room_group::{CreateMeetingRoomGroup, NewGroup};
pub use create_meeting_room_label::{CreateMeetingRoomLabel, NewLabel};
pub use create_meeting_room_picture::{
    CreateMeetingRoomPicture, NewPicture, PICTURE_PATH, RoomPicture, picture_path,
};
pub use delete_booking_blacklist::{BansEnded, DeleteBookingBlacklist};
pub use delete_device_custom_template::{DeleteDeviceCustomTemplate, WhichTemplate};
pub use delete_device_token::DeleteDeviceToken;
pub use delete_meeting_room::DeleteMeetingRoom;
pub use delete_meeting_room_device::DeleteMeetingRoomDevice;
pub use delete_meeting_room_group::DeleteMeetingRoomGroup;
pub use delete_meeting_room_label::{DeleteMeetingRoomLabel, LabelPath};
pub use device_bodies::{DeviceUpdate, NewDevice, OneDevice};
pub use explain_meeting_room_group_update::ExplainMeetingRoomGroupUpdate;
pub use explain_meeting_room_update::{
    BrokenEvent, BrokenRule, ExplainMeetingRoomUpdate, UpdateExplained,
};
pub use floor_plan::{FloorPlan, RoomPlace};
pub use house_rules::{BookingQuota, ClosedDay, WeeklyHours};
pub use meeting_room::{
    AdvanceReservation, AuthorizedMember, CloseDetail, ExtensionConfig, MeetingRoom,
    ReservationAuthority, RoomGroup, RoomLabel, RoomLocation,
};
pub use pair_meeting_room_panel::{PairMeetingRoomPanel, PanelToPair};
pub use query_booking_blacklist::{BanPage, BanPageQuery, BlacklistItem, QueryBookingBlacklist};
pub use query_device_custom_template::{QueryDeviceCustomTemplate, TemplatePath};
pub use query_device_custom_template_list::{QueryDeviceCustomTemplateList, TemplateList};
pub use query_device_ip_by_code::{
    DeviceIp, DeviceIpReply, QueryDeviceIpByCode, SerialQuery, ShareCodePath,
};
pub use query_device_properties::{DeviceProperty, PropertyNames, QueryDeviceProperties};
pub use query_meeting_room::{QueryMeetingRoom, RoomPath};
pub use query_meeting_room_admin::{QueryMeetingRoomAdmin, RoomAdmins};
pub use query_meeting_room_device::{
    DeviceController, DeviceQuery, MeetingRoomDevice, QueryMeetingRoomDevice,
};
pub use query_meeting_room_device_list::{DevicePage, DevicePageQuery, QueryMeetingRoomDeviceList};
pub use query_meeting_room_group::{GroupDetail, GroupPath, QueryMeetingRoomGroup};
pub use query_meeting_room_group_admin::{
    Admin, GroupAdmins, MaybeOperator, QueryMeetingRoomGroupAdmin,
};
pub use query_meeting_room_group_list::QueryMeetingRoomGroupList;
pub use query_meeting_room_group_plan::{PlanQuery, QueryMeetingRoomGroupPlan};
pub use query_meeting_room_label_list::QueryMeetingRoomLabelList;
pub use query_meeting_room_list::{QueryMeetingRoomList, RoomPage, RoomPageQuery};
pub use query_meeting_room_problem_list::{
    ProblemPage, ProblemPageQuery, QueryMeetingRoomProblemList, RoomProblem,
};
pub use query_meeting_room_uses::{
    GroupUse, HourUse, QueryMeetingRoomUses, RoomUse, RoomUses, UseCounts, UsesQuery,
};
pub use query_super_user_meeting_room::{
    QuerySuperUserMeetingRoom, SuperDepartment, SuperUser, SuperUsers,
};
pub use register_meeting_room_device::{RegisterMeetingRoomDevice, RegisteredDevice};
pub use remove_super_user_meeting_room::{OperatorOnRoom, RemoveSuperUserMeetingRoom};
pub use report_device_properties::{PropertyReport, ReportDeviceProperties};
pub use report_meeting_room_problem::{NewProblem, ReportMeetingRoomProblem};
pub use room_bodies::{NewRoom, RoomUpdate};
pub use screen_template::{DeviceCustomTemplate, ScreenTemplate};
pub use set_meeting_room_admin::SetMeetingRoomAdmin;
pub use set_meeting_room_group_admin::{NewAdmins, SetMeetingRoomGroupAdmin};
pub use set_meeting_room_group_plan::{NewPlan, SetMeetingRoomGroupPlan};
pub use set_super_user_meeting_room::{NewSuperUsers, SetSuperUserMeetingRoom};
pub use template_bodies::{NewTemplate, TemplateUpdate};
pub use update_device_custom_template::UpdateDeviceCustomTemplate;
pub use update_meeting_room::UpdateMeetingRoom;
pub use update_meeting_room_device::UpdateMeetingRoomDevice;
pub use update_meeting_room_group::{GroupUpdate, UpdateMeetingRoomGroup};
pub use update_meeting_room_label::{LabelUpdate, UpdateMeetingRoomLabel};
