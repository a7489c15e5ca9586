//! `UpdateMeetingRoomDevice`: what is given of a device changes.

use axum::body::Body;
use http::Response;
use openrooms_core::device_change::{DeviceWish, administered, may_become};
use openrooms_core::id::{DeviceUnionId, UnionId};
use openrooms_protocol::Wrapped;
use openrooms_protocol::rooms::{MeetingRoomDevice, UpdateMeetingRoomDevice};

use super::wish::wrong;
use super::{device_reply, device_wish};
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::problem::Problem;

/// `PUT /v1.0/rooms/devices`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    change::handle::<UpdateMeetingRoomDevice, _, _, _>(call, read, act).await
}

/// Which device, what is asked for of it, and how the caller saw it.
type Wish = (DeviceUnionId, DeviceWish, Option<Box<MeetingRoomDevice>>);

fn read(mut given: Given<UpdateMeetingRoomDevice>) -> Result<(UnionId, Wish), Problem> {
    let expected = given.body.expected.take();
    let (id, fields) = given.body.into_parts();
    let (operator, wish) = device_wish::wish(fields)?;
    let id = device_wish::union_id(id)?;
    if expected.as_ref().is_some_and(|seen| seen.device_union_id != id.as_str()) {
        return wrong("expected is another device");
    }
    Ok((operator, (id, wish, expected)))
}

async fn act(asked: Asked, (id, wish, expected): Wish) -> Result<Wrapped<bool>, Problem> {
    let (mut writing, operator) = asked.begin().await?;
    let found = writing.device(&id).await?;
    let old = administered(operator.as_ref(), found)?.device;
    if expected.is_some_and(|seen| !device_reply::is_as_seen(&old, &seen, &asked.corp)) {
        return Err(Problem::DeviceChanged);
    }
    let wish = wish.beside(&old);
    let around = writing.around_device(&wish, &id, None).await?;
    may_become(&operator.unwrap_or_default(), &wish, &around)?;
    asked.replace_device(writing, &old, wish.onto(old.clone())).await?;
    Ok(Wrapped { result: true })
}
