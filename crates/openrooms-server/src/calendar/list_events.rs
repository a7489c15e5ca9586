//! `ListEvents`: events, series unexpanded, and what became of them.

use axum::body::Body;
use http::Response;
use openrooms_core::id::EventId;
use openrooms_protocol::calendar::{CalendarEvent, EventList, EventListQuery, ListEvents};
use openrooms_store::{CalendarFilter, CalendarMark, CalendarPlace, DeletedEvents, ListedEvent};

use super::place::ListOf;
use super::reply::{self, Presence};
use super::span::{self, Next};
use super::{attendees_shown, check_calendar, found, wish};
use crate::ask::{self, Asker, Question};
use crate::call::Call;
use crate::change::Given;
use crate::problem::Problem;

/// `GET /v1.0/calendar/users/{userId}/calendars/{calendarId}/events`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    ask::for_user::<ListEvents, _, _>(call, read, answer).await
}

/// What is listed, and how much of it.
struct Wish {
    list: List,
    most: usize,
    attendees: i64,
}

enum List {
    /// What is there, from the beginning or from a nextToken on.
    There(CalendarFilter, Option<String>),
    /// What changed since a syncToken.
    Since(String),
    /// The same, from a nextToken on.
    Changes(String),
}

/// What stands before a syncToken, and before the nextToken of a list of changes; in no mark.
const CHANGES: &str = "s";

fn read(given: Given<ListEvents>) -> Result<Wish, Problem> {
    check_calendar(&given.path.calendar_id)?;
    let query = given.query;
    Ok(Wish {
        most: span::page(query.max_results)?,
        attendees: attendees_shown(query.max_attendees.map(i64::from))?,
        list: list(query)?,
    })
}

fn list(query: EventListQuery) -> Result<List, Problem> {
    let ends_after = span::moment("timeMin", query.time_min)?;
    let begins_before = span::moment("timeMax", query.time_max)?;
    span::check(ends_after, begins_before)?;
    let series = query.series_master_id.filter(|id| !id.is_empty()).map(EventId::new);
    let sync = query.sync_token.filter(|token| !token.is_empty());
    let next = query.next_token.filter(|token| !token.is_empty());
    let of_changes = next.as_deref().and_then(|next| next.strip_prefix(CHANGES));
    if sync.is_some() || of_changes.is_some() {
        for (name, is_given) in [
            ("timeMin", ends_after.is_some()),
            ("timeMax", begins_before.is_some()),
            ("seriesMasterId", series.is_some()),
        ] {
            if is_given {
                return wish::wrong(format!("{name} does not go with syncToken"));
            }
        }
    }
    match (sync, of_changes) {
        (_, Some(next)) => Ok(List::Changes(next.to_owned())),
        (Some(_), None) if next.is_some() => wish::wrong("nextToken is not of this syncToken"),
        (Some(sync), None) => Ok(List::Since(sync)),
        (None, None) => {
            let deleted = match query.show_deleted {
                Some(true) => DeletedEvents::Shown,
                Some(false) | None => DeletedEvents::Hidden,
            };
            let filter = CalendarFilter { ends_after, begins_before, series, deleted };
            Ok(List::There(filter, next))
        }
    }
}

async fn answer(question: Question, asker: Asker, wish: Wish) -> Result<EventList, Problem> {
    let (store, corp, person) = (question.store(), &question.corp, &asker.operator);
    // Before what is listed: what changes meanwhile is told once more rather than never.
    let CalendarMark { head, reset } = question.patiently(store.calendar_mark(corp)).await?;
    // One more tells whether there is another page.
    let most = i64::try_from(wish.most).unwrap_or(i64::MAX - 1) + 1;
    let list = |name| ListOf::calendar(name, &question, &asker);
    let (since, changes) = (list("ListEvents syncToken"), list("ListEvents changes"));
    let series;
    let (mut listed, head, list, prefix) = match wish.list {
        List::There(filter, next) => {
            series = filter.series.clone();
            let list = list("ListEvents").of(series.as_ref().map_or("", EventId::as_str));
            let next = list.next(next.as_deref(), Next::parse)?;
            if let Some(series) = &filter.series {
                let sought = store.sought_event(corp, series, person);
                found(question.patiently(sought).await?)?;
            }
            let began = next.as_ref().and_then(|next| next.head).unwrap_or(head);
            let after = next.map_or_else(CalendarPlace::start, |next| next.place);
            let listing = store.calendar_after(corp, person, &filter, &after, most);
            (question.patiently(listing).await?, began, list, "")
        }
        List::Since(token) => {
            let number = token.strip_prefix(CHANGES).and_then(|token| since.place(token));
            // One that is ahead is of a database that was put back. To one from before events went
            // without a trace nobody can tell which.
            let number = number.and_then(|number| number.parse().ok());
            let number = number.filter(|at| (reset..=head).contains(at));
            let Some(number) = number else { return wish::wrong("syncToken invalid") };
            let after = CalendarPlace::behind(number);
            let listing = store.changes_after(corp, person, &after, most);
            (question.patiently(listing).await?, head, changes, CHANGES)
        }
        List::Changes(token) => {
            let next = changes.place(&token).and_then(Next::parse);
            let Some(next) = next.filter(|next| reset == 0 || next.place.rank > reset) else {
                return wish::wrong("nextToken invalid");
            };
            let listing = store.changes_after(corp, person, &next.place, most);
            (question.patiently(listing).await?, head, changes, CHANGES)
        }
    };
    let has_more = listed.len() > wish.most;
    listed.truncate(wish.most);
    let next = listed.last().filter(|_| has_more).map(|last| {
        let next = Next { place: last.place.clone(), head: Some(head) };
        format!("{prefix}{}", list.token(&next.place()))
    });
    let events = shown(&question, &asker, listed, wish.attendees).await?;
    let sync_token = next.is_none().then(|| format!("{CHANGES}{}", since.token(&head.to_string())));
    Ok(EventList { events, next_token: next, sync_token })
}

/// What is listed, as the asker sees it.
pub(super) async fn shown(
    question: &Question,
    asker: &Asker,
    listed: Vec<ListedEvent>,
    attendees: i64,
) -> Result<Vec<CalendarEvent>, Problem> {
    let keys: Vec<_> = listed.iter().map(|one| one.key.clone()).collect();
    let views = question.store().event_views(&question.corp, &keys, attendees);
    let views = question.patiently(views).await?;
    let events = views.into_iter().map(|view| {
        let presence = match listed.iter().find(|one| one.key == view.key()) {
            Some(one) if one.is_out => Presence::Out,
            Some(one) if one.is_gone => Presence::Gone,
            _ => Presence::There,
        };
        reply::event(view, presence, &question.corp, &asker.operator)
    });
    Ok(events.collect())
}
