//! `CreateMeetingRoomLabel`, ours: a new label of the organisation.

use serde::{Deserialize, Serialize};

use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `POST /v1.0/rooms/labels`: makes a label that rooms may have, and gives its id.
pub struct CreateMeetingRoomLabel;

impl Operation for CreateMeetingRoomLabel {
    const ACTION: &'static str = "CreateMeetingRoomLabel";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1.0/rooms/labels";
    const SCOPE: Option<Scope> = Some(Scope::RoomWrite);
    type Path = Nothing;
    type Query = Nothing;
    type Body = NewLabel;
    type Reply = Wrapped<i64>;
}

/// A label to be made. What is missing is refused in its place among the checks, so a reader takes
/// its absence.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct NewLabel {
    /// unionId of the person on whose behalf the app calls.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub union_id: Option<String>,
    /// What people call it: 1 to 100 characters, that no other label has.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub label_name: Option<String>,
}
