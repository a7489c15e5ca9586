//! `ExplainMeetingRoomGroupUpdate`, ours: which bookings to come would another policy of a group break?

use super::{GroupUpdate, UpdateExplained};
use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `POST /v1.0/rooms/groups/updates/explain`: what `UpdateMeetingRoomGroup` with the same body would
/// break, in the rooms of the group and of those below it. Nothing is written.
pub struct ExplainMeetingRoomGroupUpdate;

impl Operation for ExplainMeetingRoomGroupUpdate {
    const ACTION: &'static str = "ExplainMeetingRoomGroupUpdate";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1.0/rooms/groups/updates/explain";
    const SCOPE: Option<Scope> = Some(Scope::RoomWrite);
    type Path = Nothing;
    type Query = Nothing;
    type Body = GroupUpdate;
    type Reply = Wrapped<UpdateExplained>;
}
