//! `rooms_1_0`: rooms, groups, devices, panels.

mod create_device_custom_template;
mod create_meeting_room;
mod delete_device_custom_template;
mod delete_meeting_room;
mod query_device_custom_template;
mod query_device_custom_template_list;
mod query_meeting_room;
mod query_meeting_room_list;
mod update_device_custom_template;
mod update_meeting_room;
