//! `topapi.v2.user.update`: the fields of a person that are given.

use axum::body::Body;
use http::Response;
use std::collections::HashSet;

use openrooms_core::directory::{PersonWish, Refusal};
use openrooms_core::id::UserId;
use openrooms_protocol::legacy::{TopapiV2UserUpdate, UserUpdate};
use openrooms_store::{Change, Whom};

use super::people::user_entry;
use super::problem::TopapiProblem;
use super::{entry, given};
use crate::call::Call;
use crate::change::Asked;

/// `POST /topapi/v2/user/update`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    entry::change::<TopapiV2UserUpdate, _, _>(call, read, act).await
}

fn read(mut given: UserUpdate) -> Result<(UserId, PersonWish), TopapiProblem> {
    let id = given::user_id(given.userid.take())?;
    Ok((id, given::person_wish(given)?))
}

async fn act(asked: Asked, (id, wish): (UserId, PersonWish)) -> Result<(), TopapiProblem> {
    let (mut writing, _) = asked.begin().await?;
    let found = writing.person(&Whom::UserId(id)).await?;
    let before = found.ok_or(TopapiProblem::UserNotFound)?;
    if let Some(departments) = &wish.departments {
        let wanted: HashSet<_> = departments.iter().copied().collect();
        let known = writing.known_departments(&wanted).await?;
        if !wanted.is_subset(&known) {
            return Err(Refusal::DepartmentUnknown.into());
        }
    }
    if let Some(mobile) =
        wish.mobile.as_deref().filter(|one| Some(*one) != before.mobile.as_deref())
    {
        let taken = writing.taken(&[], &[mobile]).await?;
        if taken.mobiles.values().any(|by| *by != before.union_id) {
            return Err(Refusal::MobileTaken.into());
        }
    }
    let mut after = before.clone();
    wish.change(&mut after);
    writing.update_person(&after).await?;
    let mut changes = vec![Change::Person(asked.corp.clone(), after.union_id.clone())];
    if before.name != after.name {
        let rooms = writing.rooms_naming_person(&after.union_id).await?;
        changes.extend(rooms.into_iter().map(|room| Change::Room(asked.corp.clone(), room)));
    }
    let entries = [user_entry(&asked, Some(&before), Some(&after))];
    asked.commit_all(writing, &entries, asked.few(changes)).await?;
    Ok(())
}
