//! `topapi.user.listadmin`: the administrators.

use serde::{Deserialize, Serialize};

use super::LegacyResult;
use crate::{Method, Nothing, Operation, Scope};

/// `POST /topapi/user/listadmin`: lists administrators.
pub struct TopapiUserListadmin;

impl Operation for TopapiUserListadmin {
    const ACTION: &'static str = "topapi.user.listadmin";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/topapi/user/listadmin";
    const SCOPE: Option<Scope> = Some(Scope::MemberRead);
    type Path = Nothing;
    type Query = Nothing;
    type Body = Nothing;
    type Reply = LegacyResult<Vec<Administrator>>;
}

/// Somebody who administers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Administrator {
    /// Id within the organisation.
    pub userid: String,
    /// 1: everything; 2: groups of rooms alone.
    pub sys_level: i32,
}
