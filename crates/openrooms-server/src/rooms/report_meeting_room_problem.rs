//! `ReportMeetingRoomProblem`, ours: something is wrong in a room.

use axum::body::Body;
use http::Response;
use openrooms_core::access::Visibility;
use openrooms_core::door::holder;
use openrooms_core::id::{RoomId, UnionId};
use openrooms_core::room_problem::{self, ProblemKind, RoomProblem};
use openrooms_protocol::Wrapped;
use openrooms_protocol::rooms::ReportMeetingRoomProblem;
use openrooms_store::{DeviceOfToken, Notice, NoticeKind, Writing};
use serde_json::json;

use super::wish;
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::document::problems::write;
use crate::problem::Problem;

/// `POST /v1.0/rooms/problems`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    change::handle::<ReportMeetingRoomProblem, _, _, _>(call, read, act).await
}

struct Report {
    by: UnionId,
    room: RoomId,
    kind: ProblemKind,
    text: Option<String>,
}

fn read(given: Given<ReportMeetingRoomProblem>) -> Result<(UnionId, Report), Problem> {
    let body = given.body;
    let by = wish::operator(body.union_id)?;
    let room = wish::required("roomId", body.room_id.filter(|id| !id.is_empty()))?;
    let kind = kind(body.problem_kind)?;
    let text = wish::lines("description", body.description, wish::LONGEST_TEXT)?;
    let text = text.filter(|text| !text.trim().is_empty());
    Ok((by.clone(), Report { by, room: RoomId::new(room), kind, text }))
}

/// What it is about.
pub(crate) fn kind(given: Option<String>) -> Result<ProblemKind, Problem> {
    let kind = ProblemKind::parse(&wish::required("problemKind", given)?);
    kind.or_else(|error| wish::wrong(format!("problemKind: {error}")))
}

async fn act(asked: Asked, report: Report) -> Result<Wrapped<String>, Problem> {
    let (mut writing, operator) = asked.begin().await?;
    let Report { by, room, kind, text } = report;
    let placed = writing.room(&room).await?;
    let visibility = placed.map(|placed| Visibility::of(&placed.room, &placed.groups));
    let open = writing.open_problems(&room, &by).await?;
    room_problem::may_report(&by, operator.as_ref(), visibility.as_ref(), open)?;
    let problem = RoomProblem {
        id: asked.new_id(),
        room,
        kind,
        text,
        reported_by: Some(by),
        device: None,
        reported_at: asked.now,
        closing: None,
    };
    let result = problem.id.clone();
    note(asked, writing, problem).await?;
    Ok(Wrapped { result })
}

/// The same at a room's door, by nobody in particular. What its screen has reported and is open still
/// is not noted again, so that who presses twice, or plays, makes no list of it.
pub(crate) async fn at_door(
    asked: Asked,
    device: &DeviceOfToken,
    kind: ProblemKind,
) -> Result<(), Problem> {
    let (mut writing, _) = asked.begin().await?;
    let room = device.room.clone().ok_or(Problem::RoomNotFound)?;
    writing.room(&room).await?.ok_or(Problem::RoomNotFound)?;
    if writing.is_reported_at(&room, &device.union_id, kind).await? {
        return Ok(());
    }
    let (open, _) = writing.open_problems(&room, &holder(&room)).await?;
    room_problem::takes_another(open)?;
    let problem = RoomProblem {
        id: asked.new_id(),
        room,
        kind,
        text: None,
        reported_by: None,
        device: Some(device.union_id.clone()),
        reported_at: asked.now,
        closing: None,
    };
    note(asked, writing, problem).await
}

async fn note(asked: Asked, mut writing: Writing, problem: RoomProblem) -> Result<(), Problem> {
    writing.insert_problem(&problem).await?;
    writing.tell(&[notice(NoticeKind::ProblemReported, &problem)], asked.now).await?;
    let id = problem.id.clone();
    let entry = asked.entry("problem", &id, None, Some(&write(problem)));
    asked.commit(writing, entry, Vec::new()).await
}

/// What is to be told of a problem.
pub(super) fn notice(kind: NoticeKind, problem: &RoomProblem) -> Notice {
    let body = json!({
        "roomId": problem.room.as_str(),
        "problemKind": problem.kind.word(),
        "reporter": problem.reported_by.as_ref().map(UnionId::as_str),
        "closer": problem.closing.as_ref().and_then(|closing| closing.by.as_ref()).map(UnionId::as_str),
    });
    Notice { kind, event: problem.id.clone(), body }
}
