//! `QueryDeviceIpByCode`: where the device with a share code is on the network.

use axum::body::Body;
use http::Response;
use openrooms_core::device::Fact;
use openrooms_core::device_change::administered;
use openrooms_protocol::rooms::{DeviceIp, DeviceIpReply, QueryDeviceIpByCode};
use openrooms_store::DeviceKey;

use super::device_reply;
use crate::ask::{self, Question, Users};
use crate::call::Call;
use crate::change::Given;
use crate::problem::Problem;

/// `GET /v1.0/rooms/devices/shareCodes/{shareCode}`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    let answer =
        async |question, wish| answer(question, wish).await.map_err(device_reply::in_reads);
    ask::for_organisation::<QueryDeviceIpByCode, _, _>(call, Users::Judged, read, answer).await
}

fn read(given: Given<QueryDeviceIpByCode>) -> Result<(String, Option<String>), Problem> {
    let code = given.path.share_code;
    if code.is_empty() {
        return Err(Problem::ParameterWrong("shareCode is missing".into()));
    }
    Ok((code, given.query.device_sn.filter(|serial| !serial.is_empty())))
}

async fn answer(
    question: Question,
    (code, serial): (String, Option<String>),
) -> Result<DeviceIpReply, Problem> {
    let store = question.store();
    let found = store.devices_showing(&question.corp, &code, serial.as_deref());
    let found = question.patiently(found).await?;
    if let Some(user) = &question.user {
        let device = match found.first() {
            Some(device) => {
                let key = DeviceKey::UnionId(device.union_id.clone());
                question.patiently(store.device(&question.corp, &key)).await?
            }
            None => None,
        };
        administered(Some(&user.viewer), device)?;
    }
    let first = found.first().ok_or(Problem::DeviceNotFound)?;
    let device_ip = first.fact(Fact::Address).map(str::to_owned);
    Ok(DeviceIpReply { result: DeviceIp { device_ip }, success: true })
}
