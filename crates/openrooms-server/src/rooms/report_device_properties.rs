//! `ReportDeviceProperties`: what a device says of itself.

use axum::body::Body;
use http::Response;
use openrooms_core::device_change::administered;
use openrooms_core::id::{DeviceUnionId, UnionId};
use openrooms_protocol::Wrapped;
use openrooms_protocol::rooms::ReportDeviceProperties;

use super::device_changes::with_report;
use super::{device_wish, wish};
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::problem::Problem;

/// Which device says what.
type Report = (DeviceUnionId, Vec<(String, String)>);

/// `POST /v1.0/rooms/devices/properties`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    change::handle::<ReportDeviceProperties, _, _, _>(call, read, act).await
}

fn read(given: Given<ReportDeviceProperties>) -> Result<(UnionId, Report), Problem> {
    let body = given.body;
    let operator = wish::operator(body.union_id)?;
    let id = device_wish::union_id(body.device_union_id)?;
    let report = device_wish::report(wish::required("properties", body.properties)?)?;
    Ok((operator, (id, report)))
}

async fn act(asked: Asked, (id, report): Report) -> Result<Wrapped<bool>, Problem> {
    let (mut writing, operator) = asked.begin().await?;
    let found = writing.device(&id).await?;
    let old = administered(operator.as_ref(), found)?.device;
    let new = with_report(&mut writing, &old, report).await?;
    asked.replace_device(writing, &old, new).await?;
    Ok(Wrapped { result: true })
}
