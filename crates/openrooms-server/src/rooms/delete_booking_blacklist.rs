//! `DeleteBookingBlacklist`: people may book again.

use axum::body::Body;
use http::Response;
use openrooms_core::group_change::check_administrator;
use openrooms_core::id::UnionId;
use openrooms_core::room::Ban;
use openrooms_protocol::Wrapped;
use openrooms_protocol::rooms::DeleteBookingBlacklist;
use openrooms_store::Change;

use super::{bans, wish};
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::problem::Problem;

const MOST_PEOPLE: usize = 100;

/// `POST /v1.0/rooms/bookings/blacklist/remove`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    change::handle::<DeleteBookingBlacklist, _, _, _>(call, read, act).await
}

fn read(given: Given<DeleteBookingBlacklist>) -> Result<(UnionId, Vec<UnionId>), Problem> {
    let body = given.body;
    let operator = wish::operator(body.union_id)?;
    let people = body.blacklist_union_ids.filter(|people| !people.is_empty());
    let people = wish::required("blacklistUnionIds", people)?;
    if people.len() > MOST_PEOPLE {
        return Err(Problem::TooManyPeople);
    }
    Ok((operator, wish::each_once(people.into_iter().map(UnionId::new))))
}

async fn act(asked: Asked, people: Vec<UnionId>) -> Result<Wrapped<bool>, Problem> {
    let (mut writing, operator) = asked.begin().await?;
    check_administrator(operator.as_ref())?;
    let mut found: Vec<Ban> = Vec::new();
    let mut unbarred = Vec::new();
    for person in people {
        match writing.ban(&person).await? {
            Some(ban) => found.push(ban),
            None => unbarred.push(person),
        }
    }
    // An import may have barred somebody who is not there: that, too, can be taken back.
    if writing.first_stranger(&unbarred).await?.is_some() {
        return Err(Problem::PersonUnknown);
    }
    if found.is_empty() {
        return Ok(Wrapped { result: true });
    }
    let (mut entries, mut changes) = (Vec::new(), Vec::new());
    for ban in found {
        writing.delete_ban(&ban.person).await?;
        let person = ban.person.clone();
        let before = bans::recorded(ban);
        entries.push(asked.entry("blacklist", person.as_str(), Some(&before), None));
        changes.push(Change::Person(asked.corp.clone(), person));
    }
    asked.commit_all(writing, &entries, changes).await?;
    Ok(Wrapped { result: true })
}
