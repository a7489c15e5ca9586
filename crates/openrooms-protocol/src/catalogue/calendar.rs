//! The rows of `calendar_1_0`.

use super::{Mark, Module, Note, Row, choice, documented, from_sdk};
use crate::{Method, Scope};

const fn read(action: &'static str, path: &'static str, summary: &'static str) -> Row {
    row(action, Method::GET, path, Scope::EventRead, summary)
}

const fn write(
    action: &'static str,
    method: Method,
    path: &'static str,
    summary: &'static str,
) -> Row {
    row(action, method, path, Scope::EventWrite, summary)
}

const fn row(
    action: &'static str,
    method: Method,
    path: &'static str,
    scope: Scope,
    summary: &'static str,
) -> Row {
    Row::plain(Module::Calendar, action, method, path, Some(scope), summary)
}

const OF_ONESELF: Note = choice("Needs a user's token; an app's is not a valid one here.");
const PART: Note = choice(
    "Takes the query parameter scope (this, following or all), as CancelEvent does; this on an \
     occurrence and all on a series where it is absent.",
);
const ORGANISER_ONLY: Note = documented("Only the organiser gets it.");

pub(super) static ROWS: &[Row] = &[
    write(
        "CreateEvent",
        Method::POST,
        "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events",
        "Makes an event in a person's calendar.",
    )
    .notes(&[documented("It takes no rooms: AddMeetingRooms does.")]),
    write(
        "CreateEventByMe",
        Method::POST,
        "/v1.0/calendar/me/calendars/{calendarId}/events",
        "Makes an event in one's own calendar.",
    )
    .notes(&[OF_ONESELF]),
    read(
        "GetEvent",
        "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}",
        "Reads one event, or one occurrence of a series.",
    ),
    write(
        "PatchEvent",
        Method::PUT,
        "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}",
        "Changes the fields of an event that are given.",
    )
    .notes(&[
        documented("A PUT that leaves alone what it does not name."),
        PART,
        choice("A change of time is refused whole where a room cannot be had then."),
    ]),
    write(
        "DeleteEvent",
        Method::DELETE,
        "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}",
        "Removes an event.",
    )
    .notes(&[PART]),
    write(
        "CancelEvent",
        Method::POST,
        "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/cancel",
        "Cancels an event, and keeps it to be seen.",
    )
    .notes(&[documented("scope is this, following or all; all where it is absent.")]),
    write(
        "TransferEvent",
        Method::POST,
        "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/transfer",
        "Gives an event another organiser.",
    ),
    read(
        "ListEvents",
        "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events",
        "Lists events, series unexpanded, or what changed since a syncToken.",
    )
    .notes(&[documented(
        "Spans a year at most; maxResults up to 100; syncToken comes on the last page and does \
         not go with timeMax.",
    )]),
    read(
        "ListEventsView",
        "/v1.0/calendar/users/{userId}/calendars/{calendarId}/eventsview",
        "Lists what lies in a span of time, series expanded.",
    ),
    read(
        "ListEventsViewByMe",
        "/v1.0/calendar/me/calendars/{calendarId}/eventsview",
        "Lists what lies in a span of one's own time, series expanded.",
    )
    .notes(&[OF_ONESELF]),
    read(
        "ListInstances",
        "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/instances",
        "Lists the occurrences of a series, by its event.",
    ),
    read(
        "ListEventsInstances",
        "/v1.0/calendar/users/{userId}/calendars/{calendarId}/instances",
        "Lists the occurrences of a series, from one of them on.",
    ),
    read(
        "ListCalendars",
        "/v1.0/calendar/users/{userId}/calendars",
        "Lists a person's calendars.",
    ),
    write(
        "AddAttendee",
        Method::POST,
        "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/attendees",
        "Invites people to an event.",
    )
    .notes(&[documented("500 people a call, 5,000 in all.")]),
    write(
        "RemoveAttendee",
        Method::POST,
        "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/attendees/batchRemove",
        "Takes people from an event.",
    ),
    read(
        "ListAttendees",
        "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/attendees",
        "Lists who is invited to an event, and what they answered.",
    )
    .notes(&[documented("maxResults is up to 500.")]),
    write(
        "RespondEvent",
        Method::POST,
        "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/respond",
        "Answers an invitation.",
    ),
    write(
        "AddMeetingRooms",
        Method::POST,
        "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/meetingRooms",
        "Books rooms for an event, all of them or none.",
    )
    .notes(&[
        documented("Five rooms an event."),
        choice("A room that the event holds already counts as had."),
    ]),
    write(
        "RemoveMeetingRooms",
        Method::POST,
        "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/meetingRooms/batchRemove",
        "Gives rooms of an event back.",
    )
    .notes(&[choice("True for a room that the event does not hold, too.")]),
    write(
        "MeetingRoomRespond",
        Method::POST,
        "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/meetingRooms/{roomId}/respond",
        "Accepts or declines a booking that waits for approval.",
    )
    .notes(&[from_sdk("The Python SDK takes calendarId before userId.")]),
    row(
        "GetMeetingRoomsSchedule",
        Method::POST,
        "/v1.0/calendar/users/{userId}/meetingRooms/schedules/query",
        Scope::EventRead,
        "Tells when rooms are taken.",
    )
    .notes(&[
        choice("At most 20 rooms a call."),
        documented("At most 90 days a call."),
    ]),
    row(
        "GetSchedule",
        Method::POST,
        "/v1.0/calendar/users/{userId}/querySchedule",
        Scope::ScheduleRead,
        "Tells when people are busy.",
    ),
    row(
        "GetScheduleByMe",
        Method::POST,
        "/v1.0/calendar/me/schedules/query",
        Scope::ScheduleRead,
        "Tells when people are busy, as the token's user may see it.",
    )
    .notes(&[OF_ONESELF]),
    write(
        "CheckIn",
        Method::POST,
        "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/checkIn",
        "Checks a person in to an event.",
    ),
    write(
        "SignIn",
        Method::POST,
        "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/signin",
        "Signs a person in to an event.",
    )
    .notes(&[from_sdk("signin is all lower case; signOut and checkIn are not.")]),
    read(
        "GetSignInList",
        "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/signin",
        "Lists who has signed in, or who has not.",
    ),
    write(
        "GetSignInLink",
        Method::GET,
        "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/signInLinks",
        "Gives the address by which attendees sign in.",
    )
    .notes(&[ORGANISER_ONLY]),
    write(
        "SignOut",
        Method::POST,
        "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/signOut",
        "Signs a person out of an event.",
    ),
    read(
        "GetSignOutList",
        "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/signOut",
        "Lists who has signed out, or who has not.",
    ),
    write(
        "GetSignOutLink",
        Method::GET,
        "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/signOutLinks",
        "Gives the address by which attendees sign out.",
    )
    .notes(&[ORGANISER_ONLY]),
    write(
        "GenerateCaldavAccount",
        Method::POST,
        "/v1.0/calendar/users/{userId}/caldavAccounts",
        "Makes an account for a CalDAV client.",
    )
    .scope_from(Mark::Choice)
    .notes(&[choice("An unknown path until it is served.")]),
];
