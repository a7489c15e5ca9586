//! Operations that the protocol has no types for yet: a write, and a legacy call with a token.

use openrooms_client::protocol::path::PathParams;
use openrooms_client::protocol::{Method, Nothing, Operation, Operator, Scope};
use serde::{Deserialize, Serialize};

/// A POST that changes something, with a body.
pub(crate) struct AddMeetingRooms;

impl Operation for AddMeetingRooms {
    const ACTION: &'static str = "AddMeetingRooms";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1.0/calendar/users/{userId}/events/{eventId}/meetingRooms";
    const SCOPE: Option<Scope> = Some(Scope::EventWrite);
    type Path = EventPath;
    type Query = Nothing;
    type Body = Rooms;
    type Reply = Done;
}

#[derive(Debug)]
pub(crate) struct EventPath(pub(crate) [&'static str; 2]);

impl PathParams for EventPath {
    const NAMES: &'static [&'static str] = &["userId", "eventId"];
    fn from_values(_: Vec<String>) -> Self {
        unreachable!("a client fills paths only")
    }
    fn values(&self) -> Vec<&str> {
        self.0.to_vec()
    }
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Rooms {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) rooms: Option<Vec<String>>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Done {
    pub(crate) result: bool,
}

/// A DELETE without a body, whose reply has no content.
pub(crate) struct DeleteEvent;

impl Operation for DeleteEvent {
    const ACTION: &'static str = "DeleteEvent";
    const METHOD: Method = Method::DELETE;
    const PATH: &'static str = "/v1.0/calendar/users/{userId}/events/{eventId}";
    const SCOPE: Option<Scope> = Some(Scope::EventWrite);
    type Path = EventPath;
    type Query = Operator;
    type Body = Nothing;
    type Reply = Nothing;
}

/// A legacy POST that takes a token.
pub(crate) struct TopapiUserGet;

impl Operation for TopapiUserGet {
    const ACTION: &'static str = "topapi.v2.user.get";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/topapi/v2/user/get";
    const SCOPE: Option<Scope> = Some(Scope::MemberRead);
    type Path = Nothing;
    type Query = Nothing;
    type Body = User;
    type Reply = Found;
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct User {
    pub(crate) userid: String,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Found {
    pub(crate) result: User,
}
