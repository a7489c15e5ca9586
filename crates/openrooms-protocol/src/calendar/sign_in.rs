//! `SignIn`: somebody is there.

use super::{CheckedIn, EventPath};
use crate::{Method, Nothing, Operation, Scope};

/// `POST /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/signin`: signs a
/// person in to an event.
pub struct SignIn;

impl Operation for SignIn {
    const ACTION: &'static str = "SignIn";
    const METHOD: Method = Method::POST;
    const PATH: &'static str =
        "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/signin";
    const SCOPE: Option<Scope> = Some(Scope::EventWrite);
    type Path = EventPath;
    type Query = Nothing;
    type Body = Nothing;
    type Reply = CheckedIn;
}
