//! `GetUser`: one person by unionId.

use serde::{Deserialize, Serialize};

use crate::path::PathParams;
use crate::{Method, Nothing, Operation, Scope};

/// `GET /v1.0/contact/users/{unionId}`: one person.
pub struct GetUser;

impl Operation for GetUser {
    const ACTION: &'static str = "GetUser";
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/v1.0/contact/users/{unionId}";
    const SCOPE: Option<Scope> = Some(Scope::UserRead);
    type Path = UserPath;
    type Query = Nothing;
    type Body = Nothing;
    type Reply = ContactUser;
}

/// Whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserPath {
    /// unionId, or `me`: the person of a user's token.
    pub union_id: String,
}

impl UserPath {
    /// Stands for the person of a user's token.
    pub const ME: &'static str = "me";
}

impl PathParams for UserPath {
    const NAMES: &'static [&'static str] = &["unionId"];
    fn from_values(values: Vec<String>) -> Self {
        Self { union_id: values.into_iter().next().unwrap_or_default() }
    }
    fn values(&self) -> Vec<&str> {
        vec![&self.union_id]
    }
}

/// A person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct ContactUser {
    /// Name.
    pub nick: String,
    /// Address of a picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub avatar_url: Option<String>,
    /// Telephone number, without the code of its country.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mobile: Option<String>,
    /// Id towards this app alone.
    pub open_id: String,
    /// Id towards apps.
    pub union_id: String,
    /// Mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Code of the country of the telephone number, in digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state_code: Option<String>,
}
