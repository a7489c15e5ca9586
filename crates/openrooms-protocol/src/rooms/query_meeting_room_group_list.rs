//! `QueryMeetingRoomGroupList`: the room groups.

use super::GroupDetail;
use crate::{Method, Nothing, Operation, Operator, Scope, Wrapped};

/// `GET /v1.0/rooms/groupLists`: every room group of the organisation.
pub struct QueryMeetingRoomGroupList;

impl Operation for QueryMeetingRoomGroupList {
    const ACTION: &'static str = "QueryMeetingRoomGroupList";
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/v1.0/rooms/groupLists";
    const SCOPE: Option<Scope> = Some(Scope::RoomRead);
    type Path = Nothing;
    type Query = Operator;
    type Body = Nothing;
    type Reply = Wrapped<Vec<GroupDetail>>;
}
