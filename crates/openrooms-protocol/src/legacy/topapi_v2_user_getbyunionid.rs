//! `topapi.v2.user.getbyunionid`: the userid of a unionId, by a second path.

use super::{LegacyResult, UnionIdQuery, UserOfUnionId};
use crate::{Method, Nothing, Operation, Scope};

/// `POST /topapi/v2/user/getbyunionid`: finds whom a unionId is of.
pub struct TopapiV2UserGetbyunionid;

impl Operation for TopapiV2UserGetbyunionid {
    const ACTION: &'static str = "topapi.v2.user.getbyunionid";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/topapi/v2/user/getbyunionid";
    const SCOPE: Option<Scope> = Some(Scope::MemberRead);
    type Path = Nothing;
    type Query = Nothing;
    type Body = UnionIdQuery;
    type Reply = LegacyResult<UserOfUnionId>;
}
