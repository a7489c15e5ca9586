//! `QueryMeetingRoomLabelList`, ours: the labels that rooms may have.

use super::RoomLabel;
use crate::{Method, Nothing, Operation, Operator, Scope, Wrapped};

/// `GET /v1.0/rooms/labelLists`: the labels that are the same everywhere, and the organisation's own.
pub struct QueryMeetingRoomLabelList;

impl Operation for QueryMeetingRoomLabelList {
    const ACTION: &'static str = "QueryMeetingRoomLabelList";
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/v1.0/rooms/labelLists";
    const SCOPE: Option<Scope> = Some(Scope::RoomRead);
    type Path = Nothing;
    type Query = Operator;
    type Body = Nothing;
    type Reply = Wrapped<Vec<RoomLabel>>;
}
