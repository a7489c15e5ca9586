//! `DeleteMeetingRoomLabel`, ours: a label of the organisation goes.

use crate::path::PathParams;
use crate::{Method, Nothing, Operation, Operator, Scope, Wrapped};

/// `DELETE /v1.0/rooms/labels/{labelId}`: removes a label of the organisation, also from its rooms.
pub struct DeleteMeetingRoomLabel;

impl Operation for DeleteMeetingRoomLabel {
    const ACTION: &'static str = "DeleteMeetingRoomLabel";
    const METHOD: Method = Method::DELETE;
    const PATH: &'static str = "/v1.0/rooms/labels/{labelId}";
    const SCOPE: Option<Scope> = Some(Scope::RoomWrite);
    type Path = LabelPath;
    type Query = Operator;
    type Body = Nothing;
    type Reply = Wrapped<bool>;
}

/// Which label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelPath {
    /// Its id, in digits.
    pub label_id: String,
}

impl PathParams for LabelPath {
    const NAMES: &'static [&'static str] = &["labelId"];
    fn from_values(mut values: Vec<String>) -> Self {
        Self { label_id: values.pop().unwrap_or_default() }
    }
    fn values(&self) -> Vec<&str> {
        vec![&self.label_id]
    }
}
