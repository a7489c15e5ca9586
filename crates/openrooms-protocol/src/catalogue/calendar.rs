//! The rows of `calendar_1_0`.

use super::{Mark, Module, Note, Row, choice, documented, from_sdk};
use crate::calendar::{
    AddAttendee, AddMeetingRooms, CancelEvent, CheckIn, CreateEvent, CreateEventByMe, DeleteEvent,
    ExplainMeetingRoomBooking, FindMeetingRooms, GetEvent, GetMeetingRoomsSchedule, GetSchedule,
    GetScheduleByMe, GetSignInLink, GetSignInList, GetSignOutLink, GetSignOutList, ListAttendees,
    ListCalendars, ListEvents, ListEventsInstances, ListEventsView, ListEventsViewByMe,
    ListInstances, MeetingRoomRespond, PatchEvent, QueryMeetingRoomsBusy, RemoveAttendee,
    RemoveMeetingRooms, RespondEvent, SignIn, SignOut, TransferEvent, WatchMeetingRooms,
};
use crate::{Method, Scope};

const OF_ONESELF: Note = choice("Needs a user's token; an app's is not a valid one here.");
const PART: Note = choice(
    "Takes the query parameter scope (this, following or all), as CancelEvent does; this on an \
     occurrence and all on a series where it is absent.",
);
const PYTHON_CALENDAR_FIRST: Note = from_sdk("The Python SDK takes calendarId before userId.");
const ORGANISER_ONLY: Note = documented("Only the organiser gets it.");

pub(super) static ROWS: &[Row] = &[
    Row::of::<CreateEvent>(Module::Calendar, "Makes an event in a person's calendar.")
        .notes(&[documented("It takes no rooms: AddMeetingRooms does.")]),
    Row::of::<CreateEventByMe>(Module::Calendar, "Makes an event in one's own calendar.")
        .notes(&[OF_ONESELF]),
    Row::of::<GetEvent>(Module::Calendar, "Reads one event, or one occurrence of a series."),
    Row::of::<PatchEvent>(Module::Calendar, "Changes the fields of an event that are given.")
        .notes(&[
            documented("A PUT that leaves alone what it does not name."),
            PART,
            choice("A change of time is refused whole where a room cannot be had then."),
            choice(
                "Takes meetingRooms: the rooms that the event is to have in place of those that it \
                 has, and with a new time, in one change.",
            ),
        ]),
    Row::of::<DeleteEvent>(Module::Calendar, "Removes an event.").notes(&[PART]),
    Row::of::<CancelEvent>(Module::Calendar, "Cancels an event, and keeps it to be seen.")
        .notes(&[documented("scope is this, following or all; all where it is absent.")]),
    Row::of::<TransferEvent>(Module::Calendar, "Gives an event another organiser.")
        .notes(&[PYTHON_CALENDAR_FIRST]),
    Row::of::<ListEvents>(
        Module::Calendar,
        "Lists events, series unexpanded, or what changed since a syncToken.",
    )
    .notes(&[documented(
        "Spans a year at most; maxResults up to 100; syncToken comes on the last page and does \
         not go with timeMax.",
    )]),
    Row::of::<ListEventsView>(
        Module::Calendar,
        "Lists what lies in a span of time, series expanded.",
    ),
    Row::of::<ListEventsViewByMe>(
        Module::Calendar,
        "Lists what lies in a span of one's own time, series expanded.",
    )
    .notes(&[OF_ONESELF]),
    Row::of::<ListInstances>(Module::Calendar, "Lists the occurrences of a series, by its event."),
    Row::of::<ListEventsInstances>(
        Module::Calendar,
        "Lists the occurrences of a series, from one of them on.",
    ),
    Row::of::<ListCalendars>(Module::Calendar, "Lists a person's calendars."),
    Row::of::<AddAttendee>(Module::Calendar, "Invites people to an event.")
        .notes(&[documented("500 people a call, 5,000 in all.")]),
    Row::of::<RemoveAttendee>(Module::Calendar, "Takes people from an event."),
    Row::of::<ListAttendees>(
        Module::Calendar,
        "Lists who is invited to an event, and what they answered.",
    )
    .notes(&[documented("maxResults is up to 500.")]),
    Row::of::<RespondEvent>(Module::Calendar, "Answers an invitation."),
    Row::of::<AddMeetingRooms>(Module::Calendar, "Books rooms for an event, all of them or none.")
        .notes(&[
            documented("Five rooms an event."),
            choice("A room that the event holds already counts as had."),
            choice(
                "skipUnavailable=true leaves out the dates of a series that cannot have a room, and \
                 the reply names them.",
            ),
        ]),
    Row::of::<RemoveMeetingRooms>(Module::Calendar, "Gives rooms of an event back.")
        .notes(&[choice("True for a room that the event does not hold, too.")]),
    Row::of::<MeetingRoomRespond>(
        Module::Calendar,
        "Accepts or declines a booking that waits for approval.",
    )
    .notes(&[
        PYTHON_CALENDAR_FIRST,
        choice("Takes a reason beside responseStatus."),
    ]),
    Row::of::<GetMeetingRoomsSchedule>(Module::Calendar, "Tells when rooms are taken.")
        .notes(&[choice("At most 20 rooms a call."), documented("At most 90 days a call.")]),
    Row::of::<ExplainMeetingRoomBooking>(
        Module::Calendar,
        "Tells whether a person may have a room then, and if not why, and what comes nearest.",
    )
    .ours(),
    Row::of::<FindMeetingRooms>(
        Module::Calendar,
        "Finds rooms that a person can have then, or what comes near.",
    )
    .ours(),
    Row::of::<QueryMeetingRoomsBusy>(
        Module::Calendar,
        "Tells when up to 1,000 rooms are taken and by whom, for 8 days at most.",
    )
    .ours(),
    Row::of::<WatchMeetingRooms>(
        Module::Calendar,
        "Waits until what rooms hold has changed, and tells which of them.",
    )
    .ours(),
    Row::of::<GetSchedule>(Module::Calendar, "Tells when people are busy."),
    Row::of::<GetScheduleByMe>(
        Module::Calendar,
        "Tells when people are busy, as the token's user may see it.",
    )
    .notes(&[OF_ONESELF]),
    Row::of::<CheckIn>(Module::Calendar, "Checks a person in to an event."),
    Row::of::<SignIn>(Module::Calendar, "Signs a person in to an event.")
        .notes(&[from_sdk("signin is all lower case; signOut and checkIn are not.")]),
    Row::of::<GetSignInList>(Module::Calendar, "Lists who has signed in, or who has not."),
    Row::of::<GetSignInLink>(Module::Calendar, "Gives the address by which attendees sign in.")
        .notes(&[ORGANISER_ONLY, PYTHON_CALENDAR_FIRST]),
    Row::of::<SignOut>(Module::Calendar, "Signs a person out of an event."),
    Row::of::<GetSignOutList>(Module::Calendar, "Lists who has signed out, or who has not."),
    Row::of::<GetSignOutLink>(Module::Calendar, "Gives the address by which attendees sign out.")
        .notes(&[ORGANISER_ONLY, PYTHON_CALENDAR_FIRST]),
    Row::plain(
        Module::Calendar,
        "GenerateCaldavAccount",
        Method::POST,
        "/v1.0/calendar/users/{userId}/caldavAccounts",
        Some(Scope::EventWrite),
        "Makes an account for a CalDAV client.",
    )
    .scope_from(Mark::Choice)
    .notes(&[choice("An unknown path until it is served.")]),
];
