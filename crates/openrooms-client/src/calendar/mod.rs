//! `calendar_1_0`: events, their people, and the rooms that they book.

mod add_meeting_rooms;
mod cancel_event;
mod create_event;
mod delete_event;
mod get_event;
mod get_meeting_rooms_schedule;
mod list_calendars;
mod list_events;
mod list_events_instances;
mod list_events_view;
mod list_instances;
mod meeting_room_respond;
mod patch_event;
mod remove_meeting_rooms;
mod transfer_event;
