//! `UpdateMeetingRoomLabel`, ours: another name for a label of the organisation.

use serde::{Deserialize, Serialize};

use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `PUT /v1.0/rooms/labels`: renames a label of the organisation.
pub struct UpdateMeetingRoomLabel;

impl Operation for UpdateMeetingRoomLabel {
    const ACTION: &'static str = "UpdateMeetingRoomLabel";
    const METHOD: Method = Method::PUT;
    const PATH: &'static str = "/v1.0/rooms/labels";
    const SCOPE: Option<Scope> = Some(Scope::RoomWrite);
    type Path = Nothing;
    type Query = Nothing;
    type Body = LabelUpdate;
    type Reply = Wrapped<bool>;
}

/// What a label is to be called. What is missing is refused in its place among the checks, so a reader
/// takes its absence.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct LabelUpdate {
    /// unionId of the person on whose behalf the app calls.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub union_id: Option<String>,
    /// Which label: none of 1 to 5.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub label_id: Option<i64>,
    /// What people call it from now on: 1 to 100 characters, that no other label has.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub label_name: Option<String>,
}
