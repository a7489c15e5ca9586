//! `DeleteMeetingRoomGroup`: a room group goes.

use super::GroupPath;
use crate::{Method, Nothing, Operation, Operator, Scope, Wrapped};

/// `DELETE /v1.0/rooms/groups/{groupId}`: removes a room group that has none below it.
pub struct DeleteMeetingRoomGroup;

impl Operation for DeleteMeetingRoomGroup {
    const ACTION: &'static str = "DeleteMeetingRoomGroup";
    const METHOD: Method = Method::DELETE;
    const PATH: &'static str = "/v1.0/rooms/groups/{groupId}";
    const SCOPE: Option<Scope> = Some(Scope::RoomWrite);
    type Path = GroupPath;
    type Query = Operator;
    type Body = Nothing;
    type Reply = Wrapped<bool>;
}
