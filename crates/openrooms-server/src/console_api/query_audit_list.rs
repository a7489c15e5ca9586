//! `QueryAuditList`, ours: who did what.

use axum::body::Body;
use http::Response;
use openrooms_core::time::EpochMillis;
use openrooms_protocol::console::{AuditItem, AuditPage, QueryAuditList};
use openrooms_store::{AuditFilter, Recorded};
use serde_json::{Map, Value};

use crate::ask::{self, Question};
use crate::call::Call;
use crate::change::Given;
use crate::problem::Problem;

const DEFAULT_PAGE: i32 = 50;
const MOST: i32 = 200;
/// How many entries one call looks at.
const REACH: i64 = 50_000;

/// `GET /v1.0/console/audit`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    ask::by_administrator::<QueryAuditList, _, _>(call, read, answer).await
}

struct Asked {
    filter: AuditFilter,
    before: Option<i64>,
    most: usize,
}

fn read(given: Given<QueryAuditList>) -> Result<Asked, Problem> {
    let query = given.query;
    let wrong = |what: String| Err(Problem::ParameterWrong(what.into()));
    let most = query.max_results.unwrap_or(DEFAULT_PAGE);
    if !(1..=MOST).contains(&most) {
        return wrong(format!("maxResults must be from 1 to {MOST}"));
    }
    if query.next_token.is_some_and(|token| token < 1) {
        return wrong("nextToken is none that this server gave".to_owned());
    }
    // An empty field of a form filters nothing.
    let text = |given: Option<String>| given.filter(|text| !text.is_empty());
    let filter = AuditFilter {
        chain: None,
        since: query.start_time.map(EpochMillis),
        until: query.end_time.map(EpochMillis),
        client: text(query.app_key),
        operator: text(query.operator_union_id),
        action: text(query.action),
        kind: text(query.object_kind),
        id: text(query.object_id),
    };
    Ok(Asked { filter, before: query.next_token, most: usize::try_from(most).unwrap_or(1) })
}

async fn answer(question: Question, asked: Asked) -> Result<AuditPage, Problem> {
    let Asked { filter, before, most } = asked;
    let (store, chain) = (question.store(), question.corp.as_str());
    let page = store.audit_before(chain, &filter, before, most, REACH);
    let page = question.patiently(page).await?;
    let next = page.next;
    let result = page.entries.into_iter().map(|(entry, name)| item(entry, name)).collect();
    Ok(AuditPage { has_more: next.is_some(), next_token: next, result })
}

fn item(entry: Recorded, operator_name: Option<String>) -> AuditItem {
    AuditItem {
        seq: entry.seq,
        time: entry.at.0,
        action: entry.action,
        // A person's own token is of no app.
        app_key: entry.client.filter(|key| !key.is_empty()),
        operator_union_id: entry.operator,
        operator_name,
        address: entry.address,
        object_kind: entry.kind,
        object_id: entry.id,
        before: entry.before.map(fields),
        after: entry.after.map(fields),
    }
}

/// What an entry keeps as JSON; each is an object.
fn fields(text: String) -> Map<String, Value> {
    match serde_json::from_str(&text) {
        Ok(Value::Object(fields)) => fields,
        Ok(other) => Map::from_iter([("is".to_owned(), other)]),
        Err(_) => Map::from_iter([("is".to_owned(), text.into())]),
    }
}
