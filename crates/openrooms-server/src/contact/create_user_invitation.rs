//! `CreateUserInvitation`: ours; a person may choose a password for the console.

use axum::body::Body;
use http::Response;
use openrooms_core::id::UnionId;
use openrooms_protocol::Wrapped;
use openrooms_protocol::contact::{CreateUserInvitation, UserInvitation};
use openrooms_store::{INVITATION_LIFETIME_SECONDS, Whom};
use serde_json::json;

use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::problem::Problem;

/// `POST /v1.0/contact/users/invitations`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    let base = call.base();
    let act = async |asked, who| act(asked, who, base).await;
    change::handle::<CreateUserInvitation, _, _, _>(call, read, act).await
}

fn read(given: Given<CreateUserInvitation>) -> Result<(UnionId, UnionId), Problem> {
    let named = |name: &str, id: Option<String>| {
        let id = id.filter(|id| !id.is_empty()).ok_or_else(|| Problem::missing(name));
        id.map(UnionId::new)
    };
    let body = given.body;
    Ok((named("unionId", body.union_id)?, named("inviteeUnionId", body.invitee_union_id)?))
}

async fn act(
    asked: Asked,
    who: UnionId,
    base: Option<String>,
) -> Result<Wrapped<UserInvitation>, Problem> {
    let (mut writing, operator) = asked.begin().await?;
    if !operator.is_some_and(|operator| operator.is_admin) {
        return Err(Problem::NotAdministrator);
    }
    let whom = Whom::UnionId(who);
    let person = writing.person(&whom).await?.ok_or(Problem::PersonUnknown)?;
    let token = asked.new_token();
    let end = asked.now.plus_seconds(INVITATION_LIFETIME_SECONDS);
    writing.invite(&person.union_id, &token, end).await?;
    let is = json!({ "expireAt": end.0 });
    let entry = asked.entry("invitation", person.union_id.as_str(), None, Some(&is));
    asked.commit(writing, entry, Vec::new()).await?;
    let token = token.as_str().to_owned();
    let url = base.map(|base| format!("{base}/invite/{token}"));
    Ok(Wrapped { result: UserInvitation { token, url, expire_at: end.0 } })
}
