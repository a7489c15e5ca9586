//! `CreateUserInvitation`: ours; lets a person choose a password for the console.

use serde::{Deserialize, Serialize};

use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `POST /v1.0/contact/users/invitations`: invites a person to the console.
pub struct CreateUserInvitation;

impl Operation for CreateUserInvitation {
    const ACTION: &'static str = "CreateUserInvitation";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1.0/contact/users/invitations";
    const SCOPE: Option<Scope> = Some(Scope::DirectoryWrite);
    type Path = Nothing;
    type Query = Nothing;
    type Body = NewInvitation;
    type Reply = Wrapped<UserInvitation>;
}

/// By whom, and whom.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct NewInvitation {
    /// unionId of the operator, an administrator.
    #[cfg_attr(feature = "schema", schemars(required))]
    pub union_id: Option<String>,
    /// unionId of the person.
    #[cfg_attr(feature = "schema", schemars(required))]
    pub invitee_union_id: Option<String>,
}

/// What the person is sent. It is told this once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct UserInvitation {
    /// Opens once; 32 lower-case hexadecimal digits.
    pub token: String,
    /// Where they go with it; absent where the server does not know its own address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Until when it is good: milliseconds since 1970.
    pub expire_at: i64,
}

#[cfg(test)]
mod tests {
    use serde_json::{from_value, json, to_value};

    use super::*;

    #[test]
    fn an_invitation_travels_both_ways() {
        let given = json!({ "unionId": "boss", "inviteeUnionId": "ann" });
        let read: NewInvitation = from_value(given.clone()).unwrap();
        assert_eq!(to_value(&read).unwrap(), given);
        let said = json!({ "token": "t", "expireAt": 1 });
        let read: UserInvitation = from_value(said.clone()).unwrap();
        assert_eq!(to_value(&read).unwrap(), said);
    }
}
