//! `UpdateMeetingRoomLabel`, ours: another name for a label of the organisation.

use axum::body::Body;
use http::Response;
use openrooms_core::id::UnionId;
use openrooms_core::label_change;
use openrooms_core::name::Name;
use openrooms_core::room::FreeLabel;
use openrooms_protocol::Wrapped;
use openrooms_protocol::rooms::UpdateMeetingRoomLabel;

use super::{labels, wish};
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::problem::Problem;

/// `PUT /v1.0/rooms/labels`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    change::handle::<UpdateMeetingRoomLabel, _, _, _>(call, read, act).await
}

fn read(given: Given<UpdateMeetingRoomLabel>) -> Result<(UnionId, (i64, Name)), Problem> {
    let body = given.body;
    let operator = wish::operator(body.union_id)?;
    let id = wish::required("labelId", body.label_id)?;
    let name = labels::name(&wish::required("labelName", body.label_name)?)?;
    Ok((operator, (id, name)))
}

async fn act(asked: Asked, (id, name): (i64, Name)) -> Result<Wrapped<bool>, Problem> {
    let (mut writing, operator) = asked.begin().await?;
    let there = writing.labels().await?;
    let label = label_change::may_rename(operator.as_ref(), id, name.as_str(), there)?;
    if label.name != name.as_str() {
        let rooms = writing.rooms_with_label(id).await?;
        writing.rename_label(id, name.as_str()).await?;
        let renamed = FreeLabel { id, name: name.into_string() };
        let (before, after) = (labels::recorded(label), labels::recorded(renamed));
        let entry = asked.entry("label", &id.to_string(), Some(&before), Some(&after));
        let changes = labels::changes(&asked, rooms);
        asked.commit(writing, entry, changes).await?;
    }
    Ok(Wrapped { result: true })
}
