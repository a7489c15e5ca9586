//! `QueryDeviceProperties`: properties of a device, by name.

use axum::body::Body;
use http::Response;
use openrooms_core::device_change::administered;
use openrooms_protocol::Wrapped;
use openrooms_protocol::rooms::{DeviceProperty, QueryDeviceProperties};
use openrooms_store::DeviceKey;

use super::{device_reply, device_wish};
use crate::ask::{self, Asker, Question};
use crate::call::Call;
use crate::change::Given;
use crate::problem::Problem;

/// How many names one call may give.
const MOST_NAMES: usize = 10;

/// `POST /v1.0/rooms/devices/properties/query`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    ask::handle::<QueryDeviceProperties, _, _>(
        call,
        "operatorUnionId",
        read,
        async |question, asker, wish| {
            answer(question, asker, wish).await.map_err(device_reply::in_reads)
        },
    )
    .await
}

fn read(given: Given<QueryDeviceProperties>) -> Result<(DeviceKey, Vec<String>), Problem> {
    let key = device_wish::key(given.query)?;
    let names = given.body.property_names.unwrap_or_default();
    if names.len() > MOST_NAMES {
        let what = format!("propertyNames must be {MOST_NAMES} at most");
        return Err(Problem::ParameterWrong(what.into()));
    }
    Ok((key, names))
}

async fn answer(
    question: Question,
    asker: Asker,
    (key, names): (DeviceKey, Vec<String>),
) -> Result<Wrapped<Vec<DeviceProperty>>, Problem> {
    let found = question.patiently(question.store().device(&question.corp, &key)).await?;
    let view = administered(Some(&asker.viewer), found)?;
    Ok(Wrapped { result: device_reply::properties(&view.device, names) })
}
