//! `RegisterMeetingRoomDevice`: a new device.

use axum::body::Body;
use http::Response;
use openrooms_core::device_change::{DeviceWish, may_register};
use openrooms_core::id::{DeviceUnionId, UnionId};
use openrooms_protocol::Wrapped;
use openrooms_protocol::rooms::{RegisterMeetingRoomDevice, RegisteredDevice};

use super::{device_reply, device_wish};
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::problem::Problem;

/// A device to be registered.
struct Wish {
    operator: UnionId,
    union_id: Option<String>,
    id: Option<String>,
    device: DeviceWish,
}

/// `POST /v1.0/rooms/devices`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    change::handle::<RegisterMeetingRoomDevice, _, _, _>(call, read, act).await
}

fn read(given: Given<RegisterMeetingRoomDevice>) -> Result<(UnionId, Wish), Problem> {
    let mut body = given.body;
    let union_id = device_wish::new_id("deviceUnionId", body.device_union_id.take())?;
    let id = device_wish::new_id("deviceId", body.device_id.take())?;
    let (operator, device) = device_wish::wish(body)?;
    Ok((operator.clone(), Wish { operator, union_id, id, device }))
}

async fn act(asked: Asked, wish: Wish) -> Result<Wrapped<RegisteredDevice>, Problem> {
    let (mut writing, operator) = asked.begin().await?;
    let union_id = DeviceUnionId::new(wish.union_id.unwrap_or_else(|| asked.new_id()));
    let id = wish.id.unwrap_or_else(|| asked.new_id());
    let found = writing.around_device(&wish.device, &union_id, Some(&id)).await?;
    may_register(operator.as_ref(), &found)?;
    let device = wish.device.make(union_id, id, wish.operator, asked.now);
    writing.insert_device(&device).await?;
    let entry = asked.entry(
        "device",
        device.union_id.as_str(),
        None,
        Some(&device_reply::recorded(&device)),
    );
    let changes = asked.changes_of_device(None, Some(&device));
    asked.commit(writing, entry, changes).await?;
    let result = RegisteredDevice {
        device_id: device.id,
        device_union_id: DeviceUnionId::into_string(device.union_id),
    };
    Ok(Wrapped { result })
}
