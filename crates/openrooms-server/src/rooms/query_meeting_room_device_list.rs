//! `QueryMeetingRoomDeviceList`: the devices that the operator administers, page by page.

use axum::body::Body;
use http::Response;
use openrooms_core::access::may_manage_some;
use openrooms_core::id::RoomId;
use openrooms_protocol::rooms::{DevicePage, DevicePageQuery, QueryMeetingRoomDeviceList};
use openrooms_store::{DevicesOf, ListedDevice};

use super::device_reply;
use crate::ask::{self, Asker, Question};
use crate::call::Call;
use crate::paging::{self, Page};
use crate::problem::Problem;

/// `GET /v1.0/rooms/deviceLists`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    ask::handle::<QueryMeetingRoomDeviceList, _, _>(
        call,
        "unionId",
        |given| {
            let page = paging::page(given.query.max_results, given.query.next_token)?;
            Ok((given.query, page))
        },
        async |question, asker, wish| {
            answer(question, asker, wish).await.map_err(device_reply::in_reads)
        },
    )
    .await
}

async fn answer(
    question: Question,
    asker: Asker,
    (query, page): (DevicePageQuery, Page),
) -> Result<DevicePage, Problem> {
    let (store, corp) = (question.store(), &question.corp);
    if !may_manage_some(&asker.viewer) {
        return Err(Problem::DevicePermissionMissing);
    }
    let administered = if asker.viewer.is_admin {
        None
    } else {
        let tree = question.patiently(store.group_tree(corp)).await?;
        Some(tree.administered_by(&asker.viewer))
    };
    let room = query.room_id.filter(|id| !id.is_empty()).map(RoomId::new);
    let of = DevicesOf { room, administered };
    let found = store.devices_after(corp, &of, page.after, page.most());
    let found = question.patiently(found).await?;
    let (listed, next) = page.cut(found, |listed: &ListedDevice| listed.ordinal);
    let now = question.now();
    let result =
        listed.into_iter().map(|listed| device_reply::device(listed.view, corp, now)).collect();
    Ok(DevicePage { has_more: next.is_some(), next_token: next, result })
}
