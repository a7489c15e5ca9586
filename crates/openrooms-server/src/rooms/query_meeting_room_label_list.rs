//! `QueryMeetingRoomLabelList`, ours: the labels that rooms may have.

use axum::body::Body;
use http::Response;
use openrooms_core::room::Label;
use openrooms_protocol::Wrapped;
use openrooms_protocol::rooms::{QueryMeetingRoomLabelList, RoomLabel};

use crate::ask::{self, Asker, Question};
use crate::call::Call;
use crate::problem::Problem;

/// `GET /v1.0/rooms/labelLists`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    let nothing = |_| Ok(());
    ask::handle::<QueryMeetingRoomLabelList, _, _>(call, "unionId", nothing, answer).await
}

async fn answer(question: Question, _: Asker, (): ()) -> Result<Wrapped<Vec<RoomLabel>>, Problem> {
    let own = question.patiently(question.store().labels(&question.corp)).await?;
    let fixed = Label::FIXED.into_iter().map(|(id, name)| (id, name.to_owned()));
    let all = fixed.chain(own.into_iter().map(|label| (label.id, label.name)));
    let result = all.map(|(id, name)| RoomLabel { label_id: id, label_name: Some(name) });
    Ok(Wrapped { result: result.collect() })
}
