//! `topapi.v2.user.delete`: a person goes, with all their rights.

use axum::body::Body;
use http::Response;
use openrooms_core::id::UserId;
use openrooms_protocol::legacy::{self as wire, TopapiV2UserDelete};
use openrooms_store::{Change, Whom};

use super::people::{Gone, forgotten, user_entry};
use super::problem::TopapiProblem;
use super::{entry, given};
use crate::call::Call;
use crate::change::Asked;

/// `POST /topapi/v2/user/delete`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    entry::change::<TopapiV2UserDelete, _, _>(call, read, act).await
}

fn read(wire::UserId { userid }: wire::UserId) -> Result<UserId, TopapiProblem> {
    given::user_id(userid)
}

async fn act(asked: Asked, id: UserId) -> Result<(), TopapiProblem> {
    let (mut writing, _) = asked.begin().await?;
    let found = writing.person(&Whom::UserId(id)).await?;
    let person = found.ok_or(TopapiProblem::UserNotFound)?;
    // Closures may still name them as a contact, whose name is then not known.
    let naming = writing.rooms_naming_person(&person.union_id).await?;
    writing.leave_calendars(&person.union_id, asked.now).await?;
    let removed = writing.delete_person(&person.union_id).await?;
    let (mut entries, mut changes) = forgotten(&asked, removed, Gone::Person(&person));
    entries.insert(0, user_entry(&asked, Some(&person), None));
    changes.push(Change::Person(asked.corp.clone(), person.union_id));
    changes.extend(naming.into_iter().map(|room| Change::Room(asked.corp.clone(), room)));
    asked.commit_all(writing, &entries, asked.few(changes)).await?;
    Ok(())
}
