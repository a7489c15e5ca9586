//! `topapi.v2.user.update`: the fields of a person that are given.

use axum::body::Body;
use http::Response;
use std::collections::HashSet;

use openrooms_core::directory::{PersonWish, Refusal};
use openrooms_core::id::UserId;
use openrooms_core::organisation::Person;
use openrooms_protocol::legacy::{SeenUser, TopapiV2UserUpdate, UserUpdate};
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

/// Whom, what is asked for of them, and how the caller saw them.
type Wish = (UserId, PersonWish, Option<Box<SeenUser>>);

fn read(mut given: UserUpdate) -> Result<Wish, TopapiProblem> {
    let id = given::user_id(given.userid.take())?;
    let expected = given.expected.take();
    Ok((id, given::person_wish(given)?, expected))
}

/// Whether somebody is as they were read: what can be changed of them here counts.
fn is_as_seen(now: &Person, seen: SeenUser) -> bool {
    let full = |text: Option<String>| text.filter(|text| !text.is_empty());
    let departments = seen.dept_id_list.map_or_else(Vec::new, |ids| ids.0);
    Some(&now.name) == seen.name.as_ref()
        && now.mobile == full(seen.mobile)
        && now.email == full(seen.email)
        && now.title == full(seen.title)
        && now.job_number == full(seen.job_number)
        && now.avatar == full(seen.avatar)
        && now.hides_mobile.unwrap_or(false) == seen.hide_mobile.unwrap_or(false)
        && now.departments.iter().map(|id| id.0).eq(departments)
}

async fn act(asked: Asked, (id, wish, expected): Wish) -> Result<(), TopapiProblem> {
    let (mut writing, _) = asked.begin().await?;
    let found = writing.person(&Whom::UserId(id)).await?;
    let before = found.ok_or(TopapiProblem::UserNotFound)?;
    if expected.is_some_and(|seen| !is_as_seen(&before, *seen)) {
        return Err(TopapiProblem::UserChanged);
    }
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
