//! `topapi.v2.user.get`: one person by userid.

use serde::{Deserialize, Serialize};

use super::{DirectoryUser, LegacyResult};
use crate::{Method, Nothing, Operation, Scope};

/// `POST /topapi/v2/user/get`: reads one person.
pub struct TopapiV2UserGet;

impl Operation for TopapiV2UserGet {
    const ACTION: &'static str = "topapi.v2.user.get";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/topapi/v2/user/get";
    const SCOPE: Option<Scope> = Some(Scope::MemberRead);
    type Path = Nothing;
    type Query = Nothing;
    type Body = UserQuery;
    type Reply = LegacyResult<DirectoryUser>;
}

/// Whom.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct UserQuery {
    /// Id within the organisation.
    pub userid: Option<String>,
    /// In which language texts are wanted; there are none to translate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}
