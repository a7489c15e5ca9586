//! `topapi.user.getbyunionid`: the userid of a unionId.

use serde::{Deserialize, Serialize};

use super::LegacyResult;
use crate::{Method, Nothing, Operation, Scope};

/// `POST /topapi/user/getbyunionid`: finds whom a unionId is of.
pub struct TopapiUserGetbyunionid;

impl Operation for TopapiUserGetbyunionid {
    const ACTION: &'static str = "topapi.user.getbyunionid";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/topapi/user/getbyunionid";
    const SCOPE: Option<Scope> = Some(Scope::MemberRead);
    type Path = Nothing;
    type Query = Nothing;
    type Body = UnionIdQuery;
    type Reply = LegacyResult<UserOfUnionId>;
}

/// Whom.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct UnionIdQuery {
    /// Id towards apps.
    pub unionid: Option<String>,
}

/// Who it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UserOfUnionId {
    /// 0: somebody of the organisation.
    pub contact_type: i32,
    /// Id within the organisation.
    pub userid: String,
}
