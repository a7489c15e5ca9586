//! `rooms_1_0`: rooms, groups, devices, panels.

mod create_device_custom_template;
mod create_device_token;
mod create_meeting_room;
mod create_meeting_room_group;
mod delete_device_custom_template;
mod delete_device_token;
mod delete_meeting_room;
mod delete_meeting_room_device;
mod delete_meeting_room_group;
mod query_device_custom_template;
mod query_device_custom_template_list;
mod query_device_ip_by_code;
mod query_device_properties;
mod query_meeting_room;
mod query_meeting_room_device;
mod query_meeting_room_device_list;
mod query_meeting_room_group;
mod query_meeting_room_group_admin;
mod query_meeting_room_group_list;
mod query_meeting_room_list;
mod register_meeting_room_device;
mod report_device_properties;
mod update_device_custom_template;
mod update_meeting_room;
mod update_meeting_room_device;
mod update_meeting_room_group;
