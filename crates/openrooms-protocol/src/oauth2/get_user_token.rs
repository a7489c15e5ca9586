//! `GetUserToken`: a token on behalf of a person.

use serde::{Deserialize, Serialize};

use crate::{Method, Nothing, Operation, Scope};

/// `POST /v1.0/oauth2/userAccessToken`: a token on behalf of a person, for the one-time code that
/// they gave, or for the refresh token that came with the token before.
pub struct GetUserToken;

impl Operation for GetUserToken {
    const ACTION: &'static str = "GetUserToken";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1.0/oauth2/userAccessToken";
    const SCOPE: Option<Scope> = None;
    type Path = Nothing;
    type Query = Nothing;
    type Body = UserCredentials;
    type Reply = IssuedUserToken;
}

/// What an app proves itself and the person's word with. An absent field reads as an empty one.
#[derive(Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct UserCredentials {
    /// The app's or the suite's key.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub client_id: Option<String>,
    /// Its secret.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_secret: Option<String>,
    /// The person's one-time code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// What came with the token before, in place of a code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<String>,
    /// Ours: what the challenge was made of that the code was asked for with (PKCE).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code_verifier: Option<String>,
    /// `authorization_code` or `refresh_token`; where it is absent, what is given says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grant_type: Option<String>,
}

/// A token on behalf of a person, and what gets the next one.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct IssuedUserToken {
    /// 32 lower-case hexadecimal digits from this server; opaque from others.
    pub access_token: String,
    /// What gets the next token, once.
    pub refresh_token: String,
    /// Seconds from now that the token lives.
    pub expire_in: i64,
    /// The person's organisation.
    #[serde(default)]
    pub corp_id: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{from_value, json, to_value};

    #[test]
    fn names_are_those_of_the_sdks() {
        let given = json!({
            "clientId": "app", "clientSecret": "secret", "code": "c", "refreshToken": "r",
            "grantType": "authorization_code",
        });
        let read: UserCredentials = from_value(given.clone()).unwrap();
        assert_eq!(to_value(&read).unwrap(), given);
        let empty: UserCredentials = from_value(json!({"code": null, "more": 1})).unwrap();
        assert_eq!(to_value(&empty).unwrap(), json!({}));
        let issued = json!({
            "accessToken": "a", "refreshToken": "r", "expireIn": 7200, "corpId": "corp",
        });
        let read: IssuedUserToken = from_value(issued.clone()).unwrap();
        assert_eq!(to_value(&read).unwrap(), issued);
    }
}
