//! `UpdateMeetingRoomDevice`: what is given of a device changes.

use axum::body::Body;
use http::Response;
use openrooms_core::device_change::{DeviceWish, administered, may_become};
use openrooms_core::id::{DeviceUnionId, UnionId};
use openrooms_protocol::Wrapped;
use openrooms_protocol::rooms::UpdateMeetingRoomDevice;

use super::device_wish;
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::problem::Problem;

/// `PUT /v1.0/rooms/devices`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    change::handle::<UpdateMeetingRoomDevice, _, _, _>(call, read, act).await
}

fn read(
    given: Given<UpdateMeetingRoomDevice>,
) -> Result<(UnionId, (DeviceUnionId, DeviceWish)), Problem> {
    let (id, fields) = given.body.into_parts();
    let (operator, wish) = device_wish::wish(fields)?;
    Ok((operator, (device_wish::union_id(id)?, wish)))
}

async fn act(
    asked: Asked,
    (id, wish): (DeviceUnionId, DeviceWish),
) -> Result<Wrapped<bool>, Problem> {
    let (mut writing, operator) = asked.begin().await?;
    let found = writing.device(&id).await?;
    let old = administered(operator.as_ref(), found)?.device;
    let wish = wish.beside(&old);
    let around = writing.around_device(&wish, &id, None).await?;
    may_become(&operator.unwrap_or_default(), &wish, &around)?;
    asked.replace_device(writing, &old, wish.onto(old.clone())).await?;
    Ok(Wrapped { result: true })
}
