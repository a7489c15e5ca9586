//! `QueryMeetingRoomDevice`: one device.

use axum::body::Body;
use http::Response;
use openrooms_core::device_change::administered;
use openrooms_protocol::Wrapped;
use openrooms_protocol::rooms::{MeetingRoomDevice, QueryMeetingRoomDevice};
use openrooms_store::DeviceKey;

use super::{device_reply, device_wish};
use crate::ask::{self, Asker, Question};
use crate::call::Call;
use crate::problem::Problem;

/// `GET /v1.0/rooms/devices`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    ask::handle::<QueryMeetingRoomDevice, _, _>(
        call,
        "operatorUnionId",
        |given| device_wish::key(given.query),
        async |question, asker, key| {
            answer(question, asker, key).await.map_err(device_reply::in_reads)
        },
    )
    .await
}

async fn answer(
    question: Question,
    asker: Asker,
    key: DeviceKey,
) -> Result<Wrapped<MeetingRoomDevice>, Problem> {
    let (store, corp) = (question.store(), &question.corp);
    let found = question.patiently(store.device(corp, &key)).await?;
    let view = administered(Some(&asker.viewer), found)?;
    let controllers = question.patiently(store.controllers(corp, &view.device.union_id)).await?;
    let controllers: Vec<_> =
        controllers.into_iter().map(|device| device_reply::controller(device, corp)).collect();
    let mut result = device_reply::device(view, corp, question.now());
    result.controllers = (!controllers.is_empty()).then_some(controllers);
    Ok(Wrapped { result })
}
