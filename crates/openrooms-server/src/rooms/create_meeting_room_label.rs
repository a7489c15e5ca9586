//! `CreateMeetingRoomLabel`, ours: a new label of the organisation.

use axum::body::Body;
use http::Response;
use openrooms_core::id::UnionId;
use openrooms_core::label_change;
use openrooms_core::name::Name;
use openrooms_core::room::FreeLabel;
use openrooms_protocol::Wrapped;
use openrooms_protocol::rooms::CreateMeetingRoomLabel;

use super::{labels, wish};
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::problem::Problem;

/// `POST /v1.0/rooms/labels`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    change::handle::<CreateMeetingRoomLabel, _, _, _>(call, read, act).await
}

fn read(given: Given<CreateMeetingRoomLabel>) -> Result<(UnionId, Name), Problem> {
    let operator = wish::operator(given.body.union_id)?;
    let name = labels::name(&wish::required("labelName", given.body.label_name)?)?;
    Ok((operator, name))
}

async fn act(asked: Asked, name: Name) -> Result<Wrapped<i64>, Problem> {
    let (mut writing, operator) = asked.begin().await?;
    label_change::may_make(operator.as_ref(), name.as_str(), &writing.labels().await?)?;
    let id = writing.next_label_id().await?;
    let label = FreeLabel { id, name: name.into_string() };
    writing.insert_label(&label).await?;
    let entry = asked.entry("label", &id.to_string(), None, Some(&labels::recorded(label)));
    // No room has it yet.
    asked.commit(writing, entry, Vec::new()).await?;
    Ok(Wrapped { result: id })
}
