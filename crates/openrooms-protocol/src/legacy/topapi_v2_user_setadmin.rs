//! `topapi.v2.user.setadmin`: who administers rooms.

use serde::{Deserialize, Serialize};

use super::LegacyDone;
use crate::{Method, Nothing, Operation, Scope};

/// `POST /topapi/v2/user/setadmin`: makes somebody an administrator, or nobody special.
pub struct TopapiV2UserSetadmin;

impl Operation for TopapiV2UserSetadmin {
    const ACTION: &'static str = "topapi.v2.user.setadmin";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/topapi/v2/user/setadmin";
    const SCOPE: Option<Scope> = Some(Scope::DirectoryWrite);
    type Path = Nothing;
    type Query = Nothing;
    type Body = UserRights;
    type Reply = LegacyDone;
}

/// Who, and whether.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct UserRights {
    /// Id within the organisation.
    pub userid: Option<String>,
    /// Whether they administer all rooms.
    pub admin: Option<bool>,
}
