//! `ListInstances`: the occurrences of a series.

use super::{EventPage, EventPath, ViewQuery};
use crate::{Method, Nothing, Operation, Scope};

/// `GET /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/instances`: lists the
/// occurrences of a series.
pub struct ListInstances;

impl Operation for ListInstances {
    const ACTION: &'static str = "ListInstances";
    const METHOD: Method = Method::GET;
    const PATH: &'static str =
        "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/instances";
    const SCOPE: Option<Scope> = Some(Scope::EventRead);
    type Path = EventPath;
    type Query = ViewQuery;
    type Body = Nothing;
    type Reply = EventPage;
}
