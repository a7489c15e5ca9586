//! `topapi.v2.user.setadmin`: who administers rooms.

use axum::body::Body;
use http::Response;
use openrooms_core::id::UserId;
use openrooms_protocol::legacy::{TopapiV2UserSetadmin, UserRights};
use openrooms_store::{Change, Whom};

use super::people::user_entry;
use super::problem::TopapiProblem;
use super::{entry, given};
use crate::call::Call;
use crate::change::Asked;

/// `POST /topapi/v2/user/setadmin`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    entry::change::<TopapiV2UserSetadmin, _, _>(call, read, act).await
}

fn read(given: UserRights) -> Result<(UserId, bool), TopapiProblem> {
    Ok((given::user_id(given.userid)?, given::required("admin", given.admin)?))
}

async fn act(asked: Asked, (id, is_admin): (UserId, bool)) -> Result<(), TopapiProblem> {
    let (mut writing, _) = asked.begin().await?;
    let found = writing.person(&Whom::UserId(id)).await?;
    let before = found.ok_or(TopapiProblem::UserNotFound)?;
    let mut after = before.clone();
    after.is_admin = Some(is_admin);
    writing.update_person(&after).await?;
    let entries = [user_entry(&asked, Some(&before), Some(&after))];
    let changes = vec![Change::Person(asked.corp.clone(), after.union_id)];
    asked.commit_all(writing, &entries, changes).await?;
    Ok(())
}
