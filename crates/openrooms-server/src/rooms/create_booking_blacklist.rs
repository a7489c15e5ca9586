//! `CreateBookingBlacklist`: somebody may not book for a time.

use axum::body::Body;
use http::Response;
use openrooms_core::group_change::check_administrator;
use openrooms_core::id::UnionId;
use openrooms_core::room::Ban;
use openrooms_core::time::EpochMillis;
use openrooms_protocol::Wrapped;
use openrooms_protocol::rooms::CreateBookingBlacklist;
use openrooms_store::Change;

use super::wish::LATEST;
use super::{bans, wish};
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::problem::Problem;

/// `POST /v1.0/rooms/bookings/blacklist`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    change::handle::<CreateBookingBlacklist, _, _, _>(call, read, act).await
}

fn read(given: Given<CreateBookingBlacklist>) -> Result<(UnionId, Ban), Problem> {
    let body = given.body;
    let operator = wish::operator(body.union_id)?;
    let person = body.blacklist_union_id.filter(|id| !id.is_empty());
    let person = wish::required("blacklistUnionId", person)?;
    let starts_at = time("startTime", wish::required("startTime", body.start_time)?)?;
    let ends_at = body.end_time.map(|at| time("endTime", at)).transpose()?;
    if ends_at.is_some_and(|end| end <= starts_at) {
        return wish::wrong("endTime must be after startTime");
    }
    let memo = wish::lines("memo", body.memo, wish::LONGEST_TEXT)?;
    Ok((operator, Ban { person: UnionId::new(person), starts_at, ends_at, memo }))
}

fn time(name: &str, at: i64) -> Result<EpochMillis, Problem> {
    if (0..=LATEST).contains(&at) {
        return Ok(EpochMillis(at));
    }
    wish::wrong(format!("{name} must be milliseconds from 0 to {LATEST}"))
}

async fn act(asked: Asked, ban: Ban) -> Result<Wrapped<bool>, Problem> {
    let (mut writing, operator) = asked.begin().await?;
    check_administrator(operator.as_ref())?;
    if writing.first_stranger(std::slice::from_ref(&ban.person)).await?.is_some() {
        return Err(Problem::PersonUnknown);
    }
    let before = writing.ban(&ban.person).await?;
    if before.as_ref() != Some(&ban) {
        writing.put_ban(&ban).await?;
        let person = ban.person.clone();
        let (before, after) = (before.map(bans::recorded), bans::recorded(ban));
        let entry = asked.entry("blacklist", person.as_str(), before.as_ref(), Some(&after));
        let changes = vec![Change::Person(asked.corp.clone(), person)];
        asked.commit(writing, entry, changes).await?;
    }
    Ok(Wrapped { result: true })
}
