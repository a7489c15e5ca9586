//! The rows of people in events, and of calendars of oneself.

use openrooms_protocol::calendar::{
    AddAttendee, CheckIn, CreateEventByMe, GetSchedule, GetScheduleByMe, GetSignInLink,
    GetSignInList, GetSignOutLink, GetSignOutList, ListAttendees, ListEventsViewByMe,
    RemoveAttendee, RespondEvent, SignIn, SignOut,
};

use super::Table;
use crate::calendar::{
    add_attendee, check_in, create_event_by_me, get_schedule, get_sign_in_link, get_sign_in_list,
    get_sign_out_link, get_sign_out_list, list_attendees, list_events_view_by_me, remove_attendee,
    respond_event, sign_in, sign_out,
};

impl Table<'_> {
    /// Who is invited, what they answer, when they are busy, who came; and what needs a user's token.
    pub(super) fn attendance(self) -> Self {
        self.operation::<AddAttendee, _, _>(add_attendee::handle)
            .operation::<RemoveAttendee, _, _>(remove_attendee::handle)
            .operation::<ListAttendees, _, _>(list_attendees::handle)
            .operation::<RespondEvent, _, _>(respond_event::handle)
            .operation::<GetSchedule, _, _>(get_schedule::handle)
            .operation::<GetScheduleByMe, _, _>(get_schedule::by_me)
            .operation::<CheckIn, _, _>(check_in::handle)
            .operation::<SignIn, _, _>(sign_in::handle)
            .operation::<SignOut, _, _>(sign_out::handle)
            .operation::<GetSignInList, _, _>(get_sign_in_list::handle)
            .operation::<GetSignOutList, _, _>(get_sign_out_list::handle)
            .operation::<GetSignInLink, _, _>(get_sign_in_link::handle)
            .operation::<GetSignOutLink, _, _>(get_sign_out_link::handle)
            .operation::<CreateEventByMe, _, _>(create_event_by_me::handle)
            .operation::<ListEventsViewByMe, _, _>(list_events_view_by_me::handle)
    }
}
