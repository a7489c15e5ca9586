//! `topapi.v2.user.delete`: a person goes.

use serde::{Deserialize, Serialize};

use super::LegacyDone;
use crate::{Method, Nothing, Operation, Scope};

/// `POST /topapi/v2/user/delete`: removes a person.
pub struct TopapiV2UserDelete;

impl Operation for TopapiV2UserDelete {
    const ACTION: &'static str = "topapi.v2.user.delete";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/topapi/v2/user/delete";
    const SCOPE: Option<Scope> = Some(Scope::DirectoryWrite);
    type Path = Nothing;
    type Query = Nothing;
    type Body = UserId;
    type Reply = LegacyDone;
}

/// Whom.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct UserId {
    /// Id within the organisation.
    pub userid: Option<String>,
}
