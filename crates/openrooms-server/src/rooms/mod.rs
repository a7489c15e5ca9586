//! Handlers of `rooms_1_0`.

pub(crate) mod create_device_custom_template;
pub(crate) mod create_device_token;
pub(crate) mod create_meeting_room;
pub(crate) mod delete_device_custom_template;
pub(crate) mod delete_device_token;
pub(crate) mod delete_meeting_room;
pub(crate) mod delete_meeting_room_device;
mod device_changes;
pub(crate) mod device_reply;
pub(crate) mod device_wish;
pub(crate) mod query_device_custom_template;
pub(crate) mod query_device_custom_template_list;
pub(crate) mod query_device_ip_by_code;
pub(crate) mod query_device_properties;
pub(crate) mod query_meeting_room;
pub(crate) mod query_meeting_room_device;
pub(crate) mod query_meeting_room_device_list;
pub(crate) mod query_meeting_room_list;
pub(crate) mod register_meeting_room_device;
pub(crate) mod reply;
pub(crate) mod report_device_properties;
pub(crate) mod template_reply;
mod template_wish;
pub(crate) mod update_device_custom_template;
pub(crate) mod update_meeting_room;
pub(crate) mod update_meeting_room_device;
mod wish;
