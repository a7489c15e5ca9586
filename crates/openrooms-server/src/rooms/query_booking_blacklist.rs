//! `QueryBookingBlacklist`, ours: who may not book, page by page.

use axum::body::Body;
use http::Response;
use openrooms_core::group_change::check_administrator;
use openrooms_core::id::UnionId;
use openrooms_protocol::rooms::{BanPage, BlacklistItem, QueryBookingBlacklist};
use openrooms_store::ListedBan;

use super::wish;
use crate::ask::{self, Asker, Question};
use crate::call::Call;
use crate::change::Given;
use crate::problem::Problem;

/// Entries on a page where nothing else is said.
const DEFAULT_PAGE: i32 = 20;

/// `GET /v1.0/rooms/bookings/blacklist`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    ask::handle::<QueryBookingBlacklist, _, _>(call, "unionId", read, page).await
}

fn read(given: Given<QueryBookingBlacklist>) -> Result<(UnionId, usize), Problem> {
    let query = given.query;
    let most = query.max_results.unwrap_or(DEFAULT_PAGE);
    if !(1..=100).contains(&most) {
        return wish::wrong("maxResults must be from 1 to 100");
    }
    let after = UnionId::new(query.next_token.unwrap_or_default());
    Ok((after, usize::try_from(most).unwrap_or(1)))
}

async fn page(
    question: Question,
    asker: Asker,
    (after, wanted): (UnionId, usize),
) -> Result<BanPage, Problem> {
    check_administrator(Some(&asker.viewer))?;
    // One more tells whether there is another page.
    let most = i64::try_from(wanted).unwrap_or(i64::MAX - 1) + 1;
    let found = question.store().bans_after(&question.corp, &after, most);
    let mut found = question.patiently(found).await?;
    let has_more = found.len() > wanted;
    found.truncate(wanted);
    let last = found.last().map(|listed| listed.ban.person.to_string());
    Ok(BanPage {
        has_more,
        next_token: last.filter(|_| has_more),
        result: found.into_iter().map(item).collect(),
    })
}

fn item(listed: ListedBan) -> BlacklistItem {
    let ListedBan { ban, name } = listed;
    BlacklistItem {
        blacklist_union_id: ban.person.into_string(),
        blacklist_name: name,
        start_time: ban.starts_at.0,
        end_time: ban.ends_at.map(|at| at.0),
        memo: ban.memo,
    }
}
