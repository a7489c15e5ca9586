//! `calendar_1_0`: events, their people, and the rooms that they book.
//!
//! One file an operation; what operations share has files of its own: paths, times, recurrence,
//! people, bodies, and the event as reads show it. The fields are those that the SDKs declare.

mod add_attendee;
mod add_meeting_rooms;
mod attendee;
mod cancel_event;
mod check_in;
mod create_event;
mod create_event_by_me;
mod delete_event;
mod event;
mod event_bodies;
mod explain_meeting_room_booking;
mod find_meeting_rooms;
mod get_event;
mod get_meeting_rooms_schedule;
mod get_schedule;
mod get_schedule_by_me;
mod get_sign_in_link;
mod get_sign_in_list;
mod get_sign_out_link;
mod get_sign_out_list;
mod list_attendees;
mod list_calendars;
mod list_events;
mod list_events_instances;
mod list_events_view;
mod list_events_view_by_me;
mod list_instances;
mod meeting_room_respond;
mod parts;
mod patch_event;
mod paths;
mod query_meeting_rooms_busy;
mod recurrence;
mod refusal;
mod remove_attendee;
mod remove_meeting_rooms;
mod respond_event;
mod room_wish;
mod sign_in;
mod sign_out;
mod times;
mod transfer_event;
mod watch_meeting_rooms;

pub use add_attendee::{AddAttendee, Invitations};
pub use add_meeting_rooms::{
    AddMeetingRooms, MeetingRoomId, RoomsAdded, RoomsWanted, SkipQuery, SkippedDate,
};
pub use attendee::{AttendeeId, EventAttendee, EventOrganizer, NewAttendee};
pub use cancel_event::{CancelEvent, CancellationQuery};
pub use check_in::{CheckIn, CheckedIn};
pub use create_event::CreateEvent;
pub use create_event_by_me::CreateEventByMe;
pub use delete_event::{DeleteEvent, DeletionQuery};
pub use event::{CalendarEvent, EventPage};
pub use event_bodies::{EventUpdate, NewEvent};
pub use explain_meeting_room_booking::{
    BookingExplained, BookingQuestion, BookingRefusal, ExplainMeetingRoomBooking,
};
pub use find_meeting_rooms::{FindMeetingRooms, NearRoom, RoomSearch, RoomsFound};
pub use get_event::{AttendeesQuery, GetEvent};
pub use get_meeting_rooms_schedule::{
    GetMeetingRoomsSchedule, RoomSchedule, RoomScheduleItem, RoomScheduleQuestion, RoomSchedules,
    ScheduleOrganizer,
};
pub use get_schedule::{
    GetSchedule, PersonSchedule, PersonScheduleItem, ScheduleQuestion, ScheduleReply,
};
pub use get_schedule_by_me::GetScheduleByMe;
pub use get_sign_in_link::{GetSignInLink, SignInLink};
pub use get_sign_in_list::{GetSignInList, SignInPage, SignListQuery, SignedIn};
pub use get_sign_out_link::{GetSignOutLink, SignOutLink};
pub use get_sign_out_list::{GetSignOutList, SignOutPage, SignedOut};
pub use list_attendees::{AttendeePage, AttendeePageQuery, ListAttendees};
pub use list_calendars::{CalendarEntry, Calendars, CalendarsReply, ListCalendars};
pub use list_events::{EventList, EventListQuery, ListEvents};
pub use list_events_instances::{Instances, InstancesQuery, ListEventsInstances};
pub use list_events_view::{ListEventsView, ViewQuery};
pub use list_events_view_by_me::ListEventsViewByMe;
pub use list_instances::ListInstances;
pub use meeting_room_respond::{MeetingRoomRespond, RoomAnswer};
pub use parts::{
    CardInstance, EventCategory, EventConfig, EventLocation, EventReminder, EventRoom,
    ExtendedProperties, NewLocation, NewOnlineMeeting, NewReminder, OnlineMeeting,
    PrivateProperties, RichText, RoomToHave, SharedProperties, UiConfig,
};
pub use patch_event::{PartQuery, PatchEvent};
pub use paths::{
    CalendarPath, CalendarUserPath, EventPath, EventRoomPath, MyCalendarPath, PRIMARY_CALENDAR,
};
pub use query_meeting_rooms_busy::{
    BusyOrganizer, BusyQuestion, BusyTime, QueryMeetingRoomsBusy, RoomBusy, RoomClosed, RoomsBusy,
};
pub use recurrence::{EventRecurrence, RecurrencePattern, RecurrenceRange};
pub use refusal::{RULES, RefusedRoom, RefusedRule, RuleFacts};
pub use remove_attendee::{RemoveAttendee, Uninvitations};
pub use remove_meeting_rooms::{RemoveMeetingRooms, RoomsReturned};
pub use respond_event::{EventAnswer, RespondEvent};
pub use room_wish::{MeetingWish, RoomFound, RoomTime};
pub use sign_in::SignIn;
pub use sign_out::{CheckedOut, SignOut};
pub use times::{EventTime, OriginStart};
pub use transfer_event::{Transfer, TransferEvent};
pub use watch_meeting_rooms::{RoomsChanged, WatchMeetingRooms, WatchQuery};
