//! `CreateDeviceToken`: what a device connects with.

use axum::body::Body;
use http::Response;
use openrooms_core::device::Device;
use openrooms_core::device_change::administered;
use openrooms_core::id::DeviceUnionId;
use openrooms_protocol::Wrapped;
use openrooms_protocol::rooms::{CreateDeviceToken, IssuedDeviceToken};

use super::device_wish;
use crate::call::Call;
use crate::change::{self, Asked};
use crate::problem::Problem;

/// `POST /v1.0/rooms/devices/tokens`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    let read = |given: change::Given<CreateDeviceToken>| device_wish::one(given.body);
    change::handle::<CreateDeviceToken, _, _, _>(call, read, act).await
}

async fn act(asked: Asked, id: DeviceUnionId) -> Result<Wrapped<IssuedDeviceToken>, Problem> {
    let (mut writing, operator) = asked.begin().await?;
    let found = writing.device(&id).await?;
    let old = administered(operator.as_ref(), found)?.device;
    let token = asked.new_token();
    let hash = token.hash().as_str().to_owned();
    let new = Device { token: Some(hash), ..old.clone() };
    asked.replace_device(writing, &old, new).await?;
    Ok(Wrapped { result: IssuedDeviceToken { device_token: token.as_str().to_owned() } })
}
