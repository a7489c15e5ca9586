//! `CloseMeetingRoomProblem`, ours: something is not wrong in a room any more.

use axum::body::Body;
use http::Response;
use openrooms_core::id::UnionId;
use openrooms_core::room_problem::{self, Closing, RoomProblem};
use openrooms_protocol::Wrapped;
use openrooms_protocol::rooms::CloseMeetingRoomProblem;
use openrooms_store::NoticeKind;

use super::report_meeting_room_problem::notice;
use super::wish;
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::document::problems::write;
use crate::problem::Problem;

/// `POST /v1.0/rooms/problems/close`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    change::handle::<CloseMeetingRoomProblem, _, _, _>(call, read, act).await
}

struct Wish {
    by: UnionId,
    problem: String,
    note: Option<String>,
}

fn read(given: Given<CloseMeetingRoomProblem>) -> Result<(UnionId, Wish), Problem> {
    let body = given.body;
    let by = wish::operator(body.union_id)?;
    let problem = wish::required("problemId", body.problem_id.filter(|id| !id.is_empty()))?;
    let note = wish::lines("closeNote", body.close_note, wish::LONGEST_TEXT)?;
    let note = note.filter(|note| !note.trim().is_empty());
    Ok((by.clone(), Wish { by, problem, note }))
}

async fn act(asked: Asked, wish: Wish) -> Result<Wrapped<bool>, Problem> {
    let (mut writing, operator) = asked.begin().await?;
    let found = writing.problem(&wish.problem).await?;
    let problem = room_problem::closable(operator.as_ref(), found)?;
    if problem.closing.is_some() {
        return Ok(Wrapped { result: true });
    }
    let closing = Closing { at: asked.now, by: Some(wish.by), note: wish.note };
    let closed = RoomProblem { closing: Some(closing), ..problem.clone() };
    writing.close_problem(&closed).await?;
    writing.tell(&[notice(NoticeKind::ProblemClosed, &closed)], asked.now).await?;
    let (before, after) = (write(problem), write(closed));
    let entry = asked.entry("problem", &wish.problem, Some(&before), Some(&after));
    asked.commit(writing, entry, Vec::new()).await?;
    Ok(Wrapped { result: true })
}
