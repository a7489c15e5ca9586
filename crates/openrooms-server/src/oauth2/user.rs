//! `GetUserToken`: a token on behalf of a person, for their code or for a refresh token.

use axum::body::Body;
use http::Response;
use openrooms_protocol::oauth2::{IssuedUserToken, UserCredentials};
use openrooms_store::UserGrant;

use super::proof::{self, GrantedToUser};
use crate::call::Call;
use crate::console::consent;
use crate::problem::Problem;

/// `POST /v1.0/oauth2/userAccessToken`.
pub(crate) async fn get_user_token(mut call: Call) -> Response<Body> {
    let granted = grant(&mut call).await;
    let client = granted.as_ref().ok().map(|granted| granted.client.clone());
    let reply = granted.map(|granted| IssuedUserToken {
        access_token: granted.issued.token.as_str().to_owned(),
        refresh_token: granted.issued.refresh.as_str().to_owned(),
        expire_in: granted.now.seconds_until(granted.issued.expires_at),
        corp_id: granted.issued.corp.into_string(),
    });
    call.reply(client, reply)
}

async fn grant(call: &mut Call) -> Result<GrantedToUser, Problem> {
    let body: UserCredentials = call.json().await?;
    let key = given(body.client_id).ok_or_else(|| Problem::missing("clientId"))?;
    let secret = body.client_secret.unwrap_or_default();
    let (code, refresh) = (given(body.code), given(body.refresh_token));
    // Without a grantType, what there is of the two says it.
    let by_code = match body.grant_type.as_deref() {
        Some("authorization_code") => true,
        Some("refresh_token") => false,
        None | Some("") => code.is_some(),
        Some(_) => {
            let what = "grantType must be authorization_code or refresh_token";
            return Err(Problem::ParameterWrong(what.into()));
        }
    };
    if by_code {
        let code = code.ok_or_else(|| Problem::missing("code"))?;
        let bound = given(body.code_verifier);
        let bound = bound.map(|verifier| consent::with_verifier(&code, &verifier));
        let grant = bound.as_deref().map_or(UserGrant::Code(&code), UserGrant::BoundCode);
        proof::user_token(call, &key, &secret, grant).await
    } else {
        let refresh = refresh.ok_or_else(|| Problem::missing("refreshToken"))?;
        proof::user_token(call, &key, &secret, UserGrant::Refresh(&refresh)).await
    }
}

fn given(value: Option<String>) -> Option<String> {
    value.filter(|value| !value.is_empty())
}
