//! `PairMeetingRoomPanel`: a screen at a door becomes a device of a room.

use std::net::IpAddr;
use std::sync::Arc;

use axum::body::Body;
use http::Response;
use openrooms_core::device::{Device, Fact};
use openrooms_core::device_change::DeviceWish;
use openrooms_core::door::{PairingCode, may_show};
use openrooms_core::id::{DeviceUnionId, GroupId, RoomId, UnionId};
use openrooms_core::room_change::{self, Put};
use openrooms_protocol::Wrapped;
use openrooms_protocol::rooms::{PairMeetingRoomPanel, PanelToPair, RegisteredDevice};

use super::device_reply;
use super::wish::{operator, plain, required, wrong};
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::problem::Problem;

const LONGEST_NAME: usize = 200;
/// What a device is that was paired so.
const KIND: &str = "panel";

/// Where a screen hangs.
enum Place {
    Room(RoomId),
    Group(GroupId),
}

/// A screen to be paired.
struct Wish {
    operator: UnionId,
    code: PairingCode,
    place: Place,
    name: Option<String>,
}

/// `POST /v1.0/rooms/panels/pair`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    let address = call.address;
    let act = move |asked, wish| act(asked, wish, address);
    change::handle::<PairMeetingRoomPanel, _, _, _>(call, read, act).await
}

fn read(given: Given<PairMeetingRoomPanel>) -> Result<(UnionId, Wish), Problem> {
    let PanelToPair { union_id, code, room_id, group_id, device_name } = given.body;
    let operator = operator(union_id)?;
    let code = required("code", code.filter(|code| !code.is_empty()))?;
    let Ok(code) = PairingCode::parse(&code) else {
        return wrong("code is eight letters and digits, such as 7KQM-2XWD");
    };
    let place = match (room_id.filter(|id| !id.is_empty()), group_id) {
        (Some(room), None) => Place::Room(RoomId::new(room)),
        (None, Some(group)) => Place::Group(GroupId(group)),
        (None, None) => return wrong("roomId or groupId is missing"),
        (Some(_), Some(_)) => return wrong("roomId and groupId are both given"),
    };
    let name = device_name.filter(|name| !name.is_empty());
    let name = name.map(|name| plain("deviceName", name, LONGEST_NAME)).transpose()?;
    Ok((operator.clone(), Wish { operator, code, place, name }))
}

async fn act(
    asked: Asked,
    wish: Wish,
    address: IpAddr,
) -> Result<Wrapped<RegisteredDevice>, Problem> {
    // Who types codes that nobody shows is held down, as who types wrong passwords is.
    let node = Arc::clone(asked.node());
    let key = format!("{}\0{}", asked.corp, wish.operator);
    let attempt = node.pairing.admit(&key, address, node.clock.steady()).await;
    let attempt = attempt.ok_or(Problem::Throttled)?;
    let (mut writing, operator) = asked.begin().await?;
    let mut device = DeviceWish::default();
    let group = match wish.place {
        Place::Room(id) => {
            let room = writing.room(&id).await?;
            room_change::administered(operator.as_ref(), room)?;
            device.room = Some(Put::Value(id));
            None
        }
        Place::Group(id) => {
            may_show(operator.as_ref(), writing.groups_above(id).await?.as_deref())?;
            Some(id)
        }
    };
    let Some(token) = writing.take_pairing(&wish.code, asked.now).await? else {
        attempt.was_wrong();
        return Err(Problem::PanelCodeUnknown);
    };
    // Whoever knew one code guesses the next no better than others do.
    drop(attempt);
    device.facts = vec![(Fact::Kind, KIND.to_owned())];
    device.facts.extend(wish.name.map(|name| (Fact::Name, name)));
    let (union_id, id) = (DeviceUnionId::new(asked.new_id()), asked.new_id());
    let device = device.make(union_id, id, wish.operator, asked.now);
    let device = Device { group, token: Some(token.as_str().to_owned()), ..device };
    writing.insert_device(&device).await?;
    let recorded = device_reply::recorded(&device);
    let entry = asked.entry("device", device.union_id.as_str(), None, Some(&recorded));
    let changes = asked.changes_of_device(None, Some(&device));
    asked.commit(writing, entry, changes).await?;
    let result = RegisteredDevice {
        device_id: device.id,
        device_union_id: DeviceUnionId::into_string(device.union_id),
    };
    Ok(Wrapped { result })
}
