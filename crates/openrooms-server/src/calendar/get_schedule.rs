//! `GetSchedule` and `GetScheduleByMe`: when people are busy. Of what they do then, nothing is told.

use std::collections::HashMap;

use axum::body::Body;
use http::Response;
use openrooms_core::calendar::Response as Answer;
use openrooms_core::id::UnionId;
use openrooms_core::slot::Slot;
use openrooms_protocol::calendar::{
    GetSchedule, GetScheduleByMe, PersonSchedule, PersonScheduleItem, ScheduleQuestion,
    ScheduleReply,
};
use openrooms_store::BusyTime;

use super::beyond::{Beyond, Different};
use super::problem::CalendarProblem;
use super::{reply, span, wish};
use crate::ask::{self, Asker, Question};
use crate::call::Call;
use crate::problem::Problem;

/// People in a call.
const MOST_PEOPLE: usize = 20;
/// 90 days.
const LONGEST_MILLIS: i64 = 90 * 86_400_000;

/// `POST /v1.0/calendar/users/{userId}/querySchedule`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    ask::for_user::<GetSchedule, _, _>(call, |given| read(given.body), answer).await
}

/// `POST /v1.0/calendar/me/schedules/query`.
pub(crate) async fn by_me(call: Call) -> Response<Body> {
    ask::of_oneself::<GetScheduleByMe, _, _>(call, |given| read(given.body), answer).await
}

struct Wish {
    people: Vec<UnionId>,
    span: Slot,
}

fn read(asked: ScheduleQuestion) -> Result<Wish, Problem> {
    let illegal = || Problem::from(CalendarProblem::ParameterIllegal);
    let given = asked.user_ids.unwrap_or_default();
    let is_blank = |id: &String| id.trim().is_empty();
    if given.is_empty() || given.len() > MOST_PEOPLE || given.iter().any(is_blank) {
        return Err(illegal());
    }
    let mut people: Vec<UnionId> = Vec::with_capacity(given.len());
    for id in given.into_iter().map(UnionId::new) {
        if !people.contains(&id) {
            people.push(id);
        }
    }
    let start = span::moment("startTime", asked.start_time)?.ok_or_else(illegal)?;
    let end = span::moment("endTime", asked.end_time)?.ok_or_else(illegal)?;
    let span = Slot::new(start, end).map_err(|_| illegal())?;
    if span.millis() > LONGEST_MILLIS {
        return Err(illegal());
    }
    Ok(Wish { people, span })
}

async fn answer(question: Question, _: Asker, wish: Wish) -> Result<ScheduleReply, Problem> {
    let (store, corp) = (question.store(), &question.corp);
    if question.patiently(store.has_stranger(corp, &wish.people)).await? {
        return wish::wrong("userId invalid");
    }
    let times = question.patiently(store.busy_times(corp, &wish.people, wish.span)).await?;
    let mut items: HashMap<UnionId, Vec<PersonScheduleItem>> = HashMap::new();
    for time in times {
        if let Some(item) = item(&time) {
            items.entry(time.person).or_default().push(item);
        }
    }
    let schedules = wish.people.into_iter().map(|person| PersonSchedule {
        schedule_items: Some(items.remove(&person).unwrap_or_default()),
        user_id: person.into_string(),
        error: None,
    });
    Ok(ScheduleReply { schedule_information: schedules.collect() })
}

/// A time at which somebody is busy; `None` where they are free all the same.
fn item(time: &BusyTime) -> Option<PersonScheduleItem> {
    let of_date = Different::of(time.of_date.as_deref()).beyond;
    let beyond = of_date.over(Beyond::of(time.beyond.as_deref()));
    if beyond.free_busy_status.as_deref() == Some("free") {
        return None;
    }
    let status = match time.response {
        Answer::Accepted => "BUSY",
        Answer::Tentative | Answer::NeedsAction => "TENTATIVE",
        Answer::Declined => return None,
    };
    let told = time.when.told();
    Some(PersonScheduleItem {
        status: Some(status.to_owned()),
        start: Some(reply::time(&time.when, told.start())),
        end: Some(reply::time(&time.when, told.end())),
    })
}
