//! `QueryMeetingRoomProblemList`, ours: what is wrong in rooms, page by page.

use axum::body::Body;
use http::Response;
use openrooms_core::access::{Visibility, may_manage_room, may_manage_some, may_see};
use openrooms_core::id::{DeviceUnionId, RoomId, UnionId};
use openrooms_core::time::EpochMillis;
use openrooms_protocol::rooms::{ProblemPage, QueryMeetingRoomProblemList, RoomProblem};
use openrooms_store::{ListedProblem, ProblemPlace, ProblemsOf};

use super::wish;
use crate::ask::{self, Asker, Question};
use crate::call::Call;
use crate::change::Given;
use crate::paging;
use crate::problem::Problem;

/// `GET /v1.0/rooms/problemLists`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    ask::handle::<QueryMeetingRoomProblemList, _, _>(call, "unionId", read, answer).await
}

struct Asked {
    room: Option<RoomId>,
    is_open: Option<bool>,
    after: Option<ProblemPlace>,
    wanted: i64,
}

fn read(given: Given<QueryMeetingRoomProblemList>) -> Result<Asked, Problem> {
    let query = given.query;
    let page = paging::page(query.max_results, None)?;
    let is_open = match query.state.as_deref() {
        None | Some("" | "open") => Some(true),
        Some("closed") => Some(false),
        Some("all") => None,
        Some(_) => return wish::wrong("state must be open, closed or all"),
    };
    let after = query.next_token.filter(|token| !token.is_empty()).map(|token| {
        place(&token).ok_or_else(|| {
            Problem::ParameterWrong("nextToken is none that this server gave".into())
        })
    });
    Ok(Asked {
        room: query.room_id.filter(|id| !id.is_empty()).map(RoomId::new),
        is_open,
        after: after.transpose()?,
        wanted: page.most() - 1,
    })
}

/// A place as a token: the time and the id.
fn place(token: &str) -> Option<ProblemPlace> {
    let (at, id) = token.split_once('.')?;
    Some(ProblemPlace { reported_at: EpochMillis(at.parse().ok()?), id: id.to_owned() })
}

/// What of the rooms is the operator's.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    Administers,
    Sees,
}

async fn answer(question: Question, asker: Asker, asked: Asked) -> Result<ProblemPage, Problem> {
    let (store, corp) = (question.store(), &question.corp);
    let mut of = ProblemsOf { room: asked.room, is_open: asked.is_open, administered: None };
    let standing = match &of.room {
        Some(room) => standing(&question, &asker, room).await?,
        None if asker.viewer.is_admin => Standing::Administers,
        None if may_manage_some(&asker.viewer) => {
            let tree = question.patiently(store.group_tree(corp)).await?;
            of.administered = Some(tree.administered_by(&asker.viewer));
            Standing::Administers
        }
        None => return Err(Problem::NotAdministrator),
    };
    if standing == Standing::Sees {
        of.is_open = Some(true);
    }
    let found = store.problems_after(corp, &of, asked.after.as_ref(), asked.wanted + 1);
    let mut found = question.patiently(found).await?;
    let wanted = usize::try_from(asked.wanted).unwrap_or(usize::MAX);
    let has_more = found.len() > wanted;
    found.truncate(wanted);
    let last = found.last().map(|listed| {
        let problem = &listed.problem;
        format!("{}.{}", problem.reported_at.0, problem.id)
    });
    let result = found.into_iter().map(|listed| told(listed, standing)).collect();
    Ok(ProblemPage { has_more, next_token: last.filter(|_| has_more), result })
}

async fn standing(question: &Question, asker: &Asker, room: &RoomId) -> Result<Standing, Problem> {
    let found = question.store().rooms_to_book(&question.corp, std::slice::from_ref(room));
    let found = question.patiently(found).await?.into_values().next();
    let found = found.ok_or(Problem::RoomNotFound)?;
    let visibility = Visibility::of(&found.room, &found.groups);
    if may_manage_room(&asker.viewer, room, &found.groups) {
        Ok(Standing::Administers)
    } else if may_see(asker.operator.as_str(), &asker.viewer, &visibility) {
        Ok(Standing::Sees)
    } else {
        Err(Problem::RoomNotFound)
    }
}

fn told(listed: ListedProblem, to: Standing) -> RoomProblem {
    let ListedProblem { problem, room_name, reporter_name, closer_name } = listed;
    let plain = RoomProblem {
        problem_id: problem.id,
        room_id: problem.room.into_string(),
        room_name,
        problem_kind: problem.kind.word().to_owned(),
        description: problem.text,
        open: problem.closing.is_none(),
        report_time: problem.reported_at.0,
        ..RoomProblem::default()
    };
    if to == Standing::Sees {
        return plain;
    }
    let (closed_at, closed_by, note) = match problem.closing {
        Some(closing) => (Some(closing.at.0), closing.by, closing.note),
        None => (None, None, None),
    };
    RoomProblem {
        reporter_union_id: problem.reported_by.map(UnionId::into_string),
        reporter_name,
        device_union_id: problem.device.map(DeviceUnionId::into_string),
        close_time: closed_at,
        closer_union_id: closed_by.map(UnionId::into_string),
        closer_name,
        close_note: note,
        ..plain
    }
}
