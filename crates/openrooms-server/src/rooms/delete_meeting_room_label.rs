//! `DeleteMeetingRoomLabel`, ours: a label of the organisation goes, also from its rooms.

use axum::body::Body;
use http::Response;
use openrooms_core::id::UnionId;
use openrooms_core::label_change;
use openrooms_protocol::Wrapped;
use openrooms_protocol::organisation::FreeLabel;
use openrooms_protocol::rooms::DeleteMeetingRoomLabel;
use serde::Serialize;

use super::{labels, wish};
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::problem::Problem;

/// `DELETE /v1.0/rooms/labels/{labelId}`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    change::handle::<DeleteMeetingRoomLabel, _, _, _>(call, read, act).await
}

/// What the record tells of a label that goes.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Removed {
    #[serde(flatten)]
    label: FreeLabel,
    /// The rooms that had it.
    room_ids: Vec<String>,
}

fn read(given: Given<DeleteMeetingRoomLabel>) -> Result<(UnionId, i64), Problem> {
    let operator = wish::operator(Some(given.query.union_id))?;
    Ok((operator, wish::number_in_path("labelId", &given.path.label_id)?))
}

async fn act(asked: Asked, id: i64) -> Result<Wrapped<bool>, Problem> {
    let (mut writing, operator) = asked.begin().await?;
    let there = writing.labels().await?;
    let label = label_change::removable(operator.as_ref(), id, there)?;
    let rooms = writing.delete_label(id).await?;
    let room_ids = rooms.iter().map(ToString::to_string).collect();
    let removed = Removed { label: labels::recorded(label), room_ids };
    let entry = asked.entry("label", &id.to_string(), Some(&removed), None);
    let changes = labels::changes(&asked, rooms);
    asked.commit(writing, entry, changes).await?;
    Ok(Wrapped { result: true })
}
