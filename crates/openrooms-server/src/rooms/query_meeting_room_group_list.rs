//! `QueryMeetingRoomGroupList`: the room groups.

use axum::body::Body;
use http::Response;
use openrooms_protocol::Wrapped;
use openrooms_protocol::rooms::{QueryMeetingRoomGroupList, RoomGroup};

use super::groups;
use crate::ask::{self, Asker, Question};
use crate::call::Call;
use crate::problem::Problem;

/// `GET /v1.0/rooms/groupLists`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    let nothing = |_| Ok(());
    ask::handle::<QueryMeetingRoomGroupList, _, _>(call, "unionId", nothing, answer).await
}

async fn answer(question: Question, _: Asker, (): ()) -> Result<Wrapped<Vec<RoomGroup>>, Problem> {
    let found = groups::read(&question, question.store().groups(&question.corp)).await?;
    Ok(Wrapped { result: found.into_iter().map(groups::reply).collect() })
}
