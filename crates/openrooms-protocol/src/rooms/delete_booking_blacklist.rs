//! `DeleteBookingBlacklist`: people may book again.

use serde::{Deserialize, Serialize};

use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `POST /v1.0/rooms/bookings/blacklist/remove`: lets people book again.
pub struct DeleteBookingBlacklist;

impl Operation for DeleteBookingBlacklist {
    const ACTION: &'static str = "DeleteBookingBlacklist";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1.0/rooms/bookings/blacklist/remove";
    const SCOPE: Option<Scope> = Some(Scope::RoomWrite);
    type Path = Nothing;
    type Query = Nothing;
    type Body = BansEnded;
    type Reply = Wrapped<bool>;
}

/// Who may book again. What is missing is refused in its place among the checks, so a reader takes its
/// absence.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct BansEnded {
    /// unionId of the person on whose behalf the app calls.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub union_id: Option<String>,
    /// unionIds of 1 to 100 people.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub blacklist_union_ids: Option<Vec<String>>,
}
