//! `topapi.v2.user.create`: a new person.

use serde::{Deserialize, Serialize};

use super::{DeptIdList, LegacyResult};
use crate::{Method, Nothing, Operation, Scope};

/// `POST /topapi/v2/user/create`: adds a person.
pub struct TopapiV2UserCreate;

impl Operation for TopapiV2UserCreate {
    const ACTION: &'static str = "topapi.v2.user.create";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/topapi/v2/user/create";
    const SCOPE: Option<Scope> = Some(Scope::DirectoryWrite);
    type Path = Nothing;
    type Query = Nothing;
    type Body = NewUser;
    type Reply = LegacyResult<CreatedUser>;
}

/// A person to be added.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct NewUser {
    /// Id within the organisation; made up where it is absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub userid: Option<String>,
    /// Name: 1 to 80 characters.
    pub name: Option<String>,
    /// Telephone number; nobody else in the organisation has it.
    pub mobile: Option<String>,
    /// The departments they are in: 1 to 100.
    pub dept_id_list: Option<DeptIdList>,
    /// Mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// What they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Number of the employee.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub job_number: Option<String>,
    /// Address of a picture (ours).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub avatar: Option<String>,
    /// Whether their telephone number is kept from colleagues.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hide_mobile: Option<bool>,
}

/// Who was added.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct CreatedUser {
    /// Id within the organisation.
    pub userid: String,
    /// Id towards apps.
    pub union_id: String,
}
