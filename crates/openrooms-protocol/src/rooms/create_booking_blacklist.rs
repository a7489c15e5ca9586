//! `CreateBookingBlacklist`: somebody may not book for a time.

use serde::{Deserialize, Serialize};

use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `POST /v1.0/rooms/bookings/blacklist`: bars a person from booking.
pub struct CreateBookingBlacklist;

impl Operation for CreateBookingBlacklist {
    const ACTION: &'static str = "CreateBookingBlacklist";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1.0/rooms/bookings/blacklist";
    const SCOPE: Option<Scope> = Some(Scope::RoomWrite);
    type Path = Nothing;
    type Query = Nothing;
    type Body = NewBan;
    type Reply = Wrapped<bool>;
}

/// Who may not book, and when. What is missing is refused in its place among the checks, so a reader
/// takes its absence.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct NewBan {
    /// unionId of the person on whose behalf the app calls.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub union_id: Option<String>,
    /// unionId of the person who may not book.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub blacklist_union_id: Option<String>,
    /// From when, in milliseconds since 1970.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub start_time: Option<i64>,
    /// Until when, in milliseconds since 1970; absent: for ever.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_time: Option<i64>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub memo: Option<String>,
}
