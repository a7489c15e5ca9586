//! `topapi.v2.user.update`: the fields of a person that are given.

use serde::{Deserialize, Serialize};

use super::{DeptIdList, LegacyDone};
use crate::{Method, Nothing, Operation, Scope};

/// `POST /topapi/v2/user/update`: changes a person.
pub struct TopapiV2UserUpdate;

impl Operation for TopapiV2UserUpdate {
    const ACTION: &'static str = "topapi.v2.user.update";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/topapi/v2/user/update";
    const SCOPE: Option<Scope> = Some(Scope::DirectoryWrite);
    type Path = Nothing;
    type Query = Nothing;
    type Body = UserUpdate;
    type Reply = LegacyDone;
}

/// What of a person changes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct UserUpdate {
    /// Whom.
    pub userid: Option<String>,
    /// Name: 1 to 80 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Telephone number; nobody else in the organisation has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mobile: Option<String>,
    /// The departments they are in: 1 to 100.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dept_id_list: Option<DeptIdList>,
    /// Mail address; an empty one takes it away, and so with the next three.
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
    /// Ours: the person as `topapi.v2.user.get` told them. Where they are not so any more, the call is
    /// refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected: Option<Box<SeenUser>>,
}

/// What of a person can be changed, as it was read; the rest of what was read does not count.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct SeenUser {
    /// Name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Telephone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mobile: Option<String>,
    /// The departments they are in.
    #[serde(skip_serializing_if = "Option::is_none")]
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
    /// Address of a picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub avatar: Option<String>,
    /// Whether their telephone number is kept from colleagues.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hide_mobile: Option<bool>,
}
