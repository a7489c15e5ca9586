//! `DeleteMeetingRoomDevice`: a device goes.

use axum::body::Body;
use http::Response;
use openrooms_core::device_change::administered;
use openrooms_core::id::DeviceUnionId;
use openrooms_protocol::Wrapped;
use openrooms_protocol::rooms::DeleteMeetingRoomDevice;

use super::{device_reply, device_wish};
use crate::call::Call;
use crate::change::{self, Asked};
use crate::problem::Problem;

/// `POST /v1.0/rooms/devices/remove`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    let read = |given: change::Given<DeleteMeetingRoomDevice>| device_wish::one(given.body);
    change::handle::<DeleteMeetingRoomDevice, _, _, _>(call, read, act).await
}

async fn act(asked: Asked, id: DeviceUnionId) -> Result<Wrapped<bool>, Problem> {
    let (mut writing, operator) = asked.begin().await?;
    let found = writing.device(&id).await?;
    let device = administered(operator.as_ref(), found)?.device;
    writing.delete_device(&id).await?;
    let before = device_reply::recorded(&device);
    let entry = asked.entry("device", id.as_str(), Some(&before), None);
    let changes = asked.changes_of_device(Some(&device), None);
    asked.commit(writing, entry, changes).await?;
    Ok(Wrapped { result: true })
}
