//! Why a call of the calendar was refused, and the table from there to the wire.

use std::borrow::Cow;

use http::StatusCode;
use openrooms_protocol::calendar::RefusedRoom;
use serde::Serialize;

/// Why a call of the calendar was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CalendarProblem {
    /// A parameter is missing or wrong; the text, as it stands on the wire, says which and how.
    Parameter(Cow<'static, str>),
    /// The same where the operation has one text for all of it.
    ParameterIllegal,
    /// The id of a calendar, where attendees are listed.
    ListedCalendar(Cow<'static, str>),
    /// The id of an event, where attendees are listed.
    ListedEvent(Cow<'static, str>),
    /// maxResults, where attendees are listed.
    ListedTooMany,
    /// A time cannot be read; the text says which and how.
    TimeUnreadable(Cow<'static, str>),
    /// There is no such event in that person's calendar.
    EventNotFound,
    /// The event has not asked for the room.
    RoomNotAsked,
    /// The series has no such occurrence.
    InstanceNotFound,
    /// One is only an attendee.
    NotOrganiser,
    /// One may not decide on bookings of the room.
    NotApprover,
    /// One is neither the organiser nor an attendee.
    NotInEvent,
    /// Only the organiser gets the address by which people sign in.
    NoSignInLink,
    /// Only the organiser gets the address by which people sign out.
    NoSignOutLink,
    /// So many events in 24 hours are all that a person may make.
    TooManyEvents(u32),
    /// Rooms cannot be had.
    RoomsNotAvailable(Vec<RoomRefused>),
    /// The client's token came before, with another body.
    ClientTokenReused,
    /// The first call with the client's token has not been answered.
    StillRunning,
}

/// A room that cannot be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoomRefused {
    /// The rules that refuse it and their values, in words.
    pub text: String,
    /// The room, and the same in parts.
    pub room: RefusedRoom,
}

/// The same as the message has it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DeveloperMessage<'a> {
    room_name: &'a str,
    text: &'a str,
}

impl CalendarProblem {
    /// A parameter that is missing or wrong.
    pub(crate) fn parameter(what: impl Into<Cow<'static, str>>) -> Self {
        Self::Parameter(what.into())
    }

    /// The rooms that cannot be had, each with why.
    pub(crate) fn refused_rooms(&self) -> Vec<RefusedRoom> {
        match self {
            Self::RoomsNotAvailable(rooms) => rooms.iter().map(|room| room.room.clone()).collect(),
            _ => Vec::new(),
        }
    }

    /// Status, code and message.
    pub fn parts(&self) -> (StatusCode, &'static str, Cow<'static, str>) {
        let bad = StatusCode::BAD_REQUEST;
        match self {
            Self::Parameter(what) => (bad, "invalidParameter", what.clone()),
            Self::ParameterIllegal => (bad, "paramIllegal", "PARAM ILLEGAL".into()),
            Self::ListedCalendar(what) => (bad, "invalidParameter.event.calendarId", what.clone()),
            Self::ListedEvent(what) => (bad, "invalidParameter.event.eventId", what.clone()),
            Self::ListedTooMany => (
                bad,
                "invalidParameter.maxResults",
                "maxResults size must within range [0,500]".into(),
            ),
            Self::TimeUnreadable(what) => {
                (bad, "InvalidParameter.ParsedISO8601TimestampError", what.clone())
            }
            Self::EventNotFound => {
                (StatusCode::NOT_FOUND, "itemNotFound", "The event is not in this calendar".into())
            }
            Self::RoomNotAsked => (
                StatusCode::NOT_FOUND,
                "itemNotFound",
                "The event has not asked for this room".into(),
            ),
            Self::InstanceNotFound => {
                (StatusCode::NOT_FOUND, "instanceNotExist", "instance not exist".into())
            }
            Self::NotOrganiser => {
                (bad, "permissionDeny", "Only the organizer may change the event".into())
            }
            Self::NotApprover => (
                bad,
                "permissionDeny",
                "Only an administrator, or one of the room or of its groups, may answer for it"
                    .into(),
            ),
            Self::NotInEvent => (bad, "notInEvent", "用户不在日程内".into()),
            Self::NoSignInLink => (
                bad,
                "permissionDenied",
                "Request user has no permission to launch check in".into(),
            ),
            Self::NoSignOutLink => (
                bad,
                "permissionDenied",
                "Request user has no permission to launch sign out".into(),
            ),
            Self::TooManyEvents(most) => {
                (bad, "flowLimit", format!("More than {most} events in 24 hours").into())
            }
            Self::RoomsNotAvailable(rooms) => {
                let rooms = rooms.iter().map(|RoomRefused { text, room }| DeveloperMessage {
                    room_name: &room.room_name,
                    text,
                });
                let rooms = serde_json::to_string(&rooms.collect::<Vec<_>>())
                    .expect("texts can be written as JSON");
                let message = format!("code: 321001, developerMessage: {rooms}");
                (bad, "meetingRoomNotAvailable", message.into())
            }
            Self::ClientTokenReused => (
                StatusCode::CONFLICT,
                "invalidRequest.duplicateClientToken",
                "Duplicate ClientToken detected. Please generate a new client token and retry."
                    .into(),
            ),
            Self::StillRunning => (bad, "idempotencyProcessing", "Idempotency processing".into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use openrooms_protocol::catalogue::{ERRORS, OURS};

    use super::*;

    #[test]
    fn each_is_an_error_of_the_catalogue() {
        use CalendarProblem as Problem;
        for problem in [
            Problem::parameter("Event end time not set."),
            Problem::parameter("maxResults must be from 1 to 100"),
            Problem::ParameterIllegal,
            Problem::ListedCalendar("x".into()),
            Problem::ListedEvent("x".into()),
            Problem::ListedTooMany,
            Problem::TimeUnreadable("x".into()),
            Problem::EventNotFound,
            Problem::RoomNotAsked,
            Problem::InstanceNotFound,
            Problem::NotOrganiser,
            Problem::NotApprover,
            Problem::NotInEvent,
            Problem::NoSignInLink,
            Problem::NoSignOutLink,
            Problem::TooManyEvents(100),
            Problem::ClientTokenReused,
            Problem::StillRunning,
        ] {
            let (status, code, message) = problem.parts();
            let known = ERRORS.iter().any(|row| {
                row.status == status.as_u16()
                    && row.code == code
                    && (row.message == OURS || row.message == message)
            });
            assert!(known, "{problem:?}");
            assert!(!message.is_empty(), "{problem:?}");
        }
    }

    #[test]
    fn rooms_that_cannot_be_had_are_told_as_the_real_hosts_tell_them() {
        let rooms = [("A \"1\"", "taken"), ("会", "closed")].map(|(name, text)| RoomRefused {
            text: text.to_owned(),
            room: RefusedRoom { room_name: name.to_owned(), ..RefusedRoom::default() },
        });
        let problem = CalendarProblem::RoomsNotAvailable(rooms.to_vec());
        let (status, code, message) = problem.parts();
        assert_eq!((status.as_u16(), code), (400, "meetingRoomNotAvailable"));
        assert_eq!(
            message,
            r#"code: 321001, developerMessage: [{"roomName":"A \"1\"","text":"taken"},{"roomName":"会","text":"closed"}]"#
        );
    }
}
