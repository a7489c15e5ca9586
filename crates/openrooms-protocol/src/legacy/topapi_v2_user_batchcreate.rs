//! `topapi.v2.user.batchcreate`: many new people, all or none.

use serde::{Deserialize, Serialize};

use super::{CreatedUser, LegacyResult, NewUser};
use crate::{Method, Nothing, Operation, Scope};

/// `POST /topapi/v2/user/batchcreate`: adds people.
pub struct TopapiV2UserBatchcreate;

impl Operation for TopapiV2UserBatchcreate {
    const ACTION: &'static str = "topapi.v2.user.batchcreate";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/topapi/v2/user/batchcreate";
    const SCOPE: Option<Scope> = Some(Scope::DirectoryWrite);
    type Path = Nothing;
    type Query = Nothing;
    type Body = NewUsers;
    type Reply = LegacyResult<CreatedUsers>;
}

/// People to be added.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct NewUsers {
    /// 1 to 1,000 of them.
    pub user_list: Option<Vec<NewUser>>,
}

/// Who was added.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CreatedUsers {
    /// In the order in which they were given.
    pub user_list: Vec<CreatedUser>,
}
