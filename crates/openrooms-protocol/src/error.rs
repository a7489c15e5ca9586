//! The error body of the new API, as the SDKs read it.

use serde::{Deserialize, Serialize};

use crate::calendar::RefusedRoom;

/// `{"code", "message", "requestid"}`, the body of every reply that is not a success.
///
/// The SDKs read `requestid` in lower case and `accessdenieddetail` where a scope is missing
/// (docs/WIRE.md, errors). Fields that this type does not know are kept in `other`, so that nothing
/// a server said is lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(description = "What every call says that fails."))]
pub struct ErrorBody {
    /// What went wrong, for programs.
    pub code: String,
    /// What went wrong, for people.
    pub message: String,
    /// The request this answers: an upper-case UUID.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requestid: Option<String>,
    /// Which permissions are missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accessdenieddetail: Option<AccessDeniedDetail>,
    /// Which rooms cannot be had, and why: a field of ours, beside `meetingRoomNotAvailable`, for who
    /// prefers it ([`PREFER_REFUSED_ROOMS`](crate::PREFER_REFUSED_ROOMS)).
    #[serde(rename = "refusedRooms", default, skip_serializing_if = "Vec::is_empty")]
    pub refused_rooms: Vec<RefusedRoom>,
    /// What else the server said.
    #[serde(flatten)]
    pub other: serde_json::Map<String, serde_json::Value>,
}

/// The permissions that a refused call needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AccessDeniedDetail {
    /// Scopes, any of which is missing.
    pub required_scopes: Vec<String>,
}

/// The body of a legacy reply that is not a success; its status is always 200.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LegacyErrorBody {
    /// 0 is success.
    pub errcode: i64,
    /// What went wrong, for people.
    pub errmsg: String,
    /// The finer code behind errcode 88 and 22; a string on the wire.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sub_code: Option<String>,
    /// The finer message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sub_msg: Option<String>,
    /// The request this answers: 11 to 13 base-36 characters, on topapi calls.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
}
