//! What topapi calls have in common: the frame of their replies, and a person.

use serde::{Deserialize, Serialize};

/// The frame of a topapi reply, around what an operation says.
pub trait Envelope {
    /// What the operation says.
    type Content;
    /// A success.
    fn around(content: Self::Content, request_id: String) -> Self;
}

/// A success with a result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Legacy{T}"))]
pub struct LegacyResult<T> {
    /// 0.
    pub errcode: i64,
    /// `ok`.
    pub errmsg: String,
    /// The request this answers: 11 to 13 base-36 characters.
    pub request_id: String,
    /// The content.
    pub result: T,
}

impl<T> Envelope for LegacyResult<T> {
    type Content = T;
    fn around(result: T, request_id: String) -> Self {
        Self { errcode: 0, errmsg: "ok".to_owned(), request_id, result }
    }
}

/// A success that has nothing to say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LegacyDone {
    /// 0.
    pub errcode: i64,
    /// `ok`.
    pub errmsg: String,
    /// The request this answers: 11 to 13 base-36 characters.
    pub request_id: String,
}

impl Envelope for LegacyDone {
    type Content = ();
    fn around((): (), request_id: String) -> Self {
        Self { errcode: 0, errmsg: "ok".to_owned(), request_id }
    }
}

/// A person, with all that is known of them.
#[expect(clippy::struct_excessive_bools, reason = "so the wire says it")]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct DirectoryUser {
    /// Id within the organisation.
    pub userid: String,
    /// Id towards apps.
    pub unionid: String,
    /// Name.
    pub name: String,
    /// Address of a picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub avatar: Option<String>,
    /// Telephone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mobile: Option<String>,
    /// Mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// What they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Number of the employee.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub job_number: Option<String>,
    /// The departments they are in.
    pub dept_id_list: Vec<i64>,
    /// Of each department, whether they lead it.
    pub leader_in_dept: Vec<LeaderInDepartment>,
    /// Their roles; there are none.
    pub role_list: Vec<Role>,
    /// Whether they administer rooms.
    pub admin: bool,
    /// Whether they own the organisation: never.
    pub boss: bool,
    /// Whether they are kept from being found: never.
    pub senior: bool,
    /// Whether they use it: always.
    pub active: bool,
    /// Whether somebody looked at their passport: never.
    pub real_authed: bool,
    /// Whether their telephone number is kept from colleagues.
    pub hide_mobile: bool,
    /// Whether their account is the organisation's: never.
    pub exclusive_account: bool,
}

/// Whether a person leads a department.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LeaderInDepartment {
    /// The department.
    pub dept_id: i64,
    /// Whether they do: never.
    pub leader: bool,
}

/// A role.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Role {
    /// Its id.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// The group of roles that it is in.
    pub group_name: String,
}
