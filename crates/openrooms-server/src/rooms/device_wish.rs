//! What the operations of devices are given, in core's words.

use openrooms_core::device::Fact;
use openrooms_core::device_change::DeviceWish;
use openrooms_core::id::{DeviceUnionId, RoomId, UnionId};
use openrooms_core::room_change::Put;
use openrooms_protocol::rooms::{DeviceProperty, DeviceQuery, NewDevice, OneDevice};
use openrooms_store::DeviceKey;

use super::wish::{operator, plain, required, wrong};
use crate::problem::Problem;

const LONGEST_TEXT: usize = 200;
const LONGEST_ID: usize = 64;
const LONGEST_NAME: usize = 100;
const LONGEST_VALUE: usize = 2_000;
const MOST_REPORTED: usize = 50;

/// An id for a new device.
pub(super) fn new_id(name: &str, given: Option<String>) -> Result<Option<String>, Problem> {
    let Some(id) = given.filter(|id| !id.is_empty()) else {
        return Ok(None);
    };
    let is_fit = id.len() <= LONGEST_ID
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    if is_fit { Ok(Some(id)) } else { wrong(format!("{name} must be up to 64 of A-Z a-z 0-9 - _")) }
}

/// The operator, and what they ask for.
pub(super) fn wish(given: NewDevice) -> Result<(UnionId, DeviceWish), Problem> {
    let operator = operator(given.union_id)?;
    let mut facts = Vec::new();
    for (fact, value) in [
        (Fact::Name, given.device_name),
        (Fact::Kind, given.device_type),
        (Fact::Model, given.device_model),
        (Fact::Mac, given.device_mac),
    ] {
        if let Some(value) = value {
            facts.push((fact, plain(fact.word(), value, LONGEST_TEXT)?));
        }
    }
    let serial = given.device_sn.map(|text| plain("deviceSn", text, LONGEST_TEXT)).transpose()?;
    let code = given.share_code.map(|text| plain("shareCode", text, LONGEST_TEXT)).transpose()?;
    let wish = DeviceWish {
        facts,
        serial,
        service_id: given.device_service_id,
        room: given.open_room_id.map(|id| or_nothing(id, RoomId::new)),
        share_code: code.map(|code| or_nothing(code, |code| code)),
        controls: given.controls_device_union_id.map(|id| or_nothing(id, DeviceUnionId::new)),
    };
    Ok((operator, wish))
}

fn or_nothing<T>(text: String, value: impl FnOnce(String) -> T) -> Put<T> {
    if text.is_empty() { Put::Nothing } else { Put::Value(value(text)) }
}

/// The operator, and which device they mean.
pub(super) fn one(given: OneDevice) -> Result<(UnionId, DeviceUnionId), Problem> {
    let operator = operator(given.union_id)?;
    Ok((operator, union_id(given.device_union_id)?))
}

/// Which device.
pub(super) fn union_id(given: Option<String>) -> Result<DeviceUnionId, Problem> {
    let id = given.filter(|id| !id.is_empty());
    required("deviceUnionId", id).map(DeviceUnionId::new)
}

/// Which device a read means: by one of its ids, and not by both.
pub(super) fn key(given: DeviceQuery) -> Result<DeviceKey, Problem> {
    let some = |id: Option<String>| id.filter(|id| !id.is_empty());
    match (some(given.device_id), some(given.device_union_id)) {
        (Some(id), None) => Ok(DeviceKey::Id(id)),
        (None, Some(id)) => Ok(DeviceKey::UnionId(DeviceUnionId::new(id))),
        (None, None) => wrong("deviceId or deviceUnionId is missing"),
        (Some(_), Some(_)) => wrong("deviceId and deviceUnionId are both given"),
    }
}

/// Properties as a device reports them.
pub(crate) fn report(given: Vec<DeviceProperty>) -> Result<Vec<(String, String)>, Problem> {
    if given.is_empty() {
        return wrong("properties is empty");
    }
    if given.len() > MOST_REPORTED {
        return wrong(format!("properties must be {MOST_REPORTED} at most"));
    }
    let each = given.into_iter().enumerate().map(|(index, property)| {
        let named = |field: &str| format!("properties[{index}].{field}");
        let name = property.property_name.filter(|name| !name.is_empty());
        let name = required(&named("propertyName"), name)?;
        let name = plain(&named("propertyName"), name, LONGEST_NAME)?;
        let value = property.property_value.unwrap_or_default();
        Ok((name, plain(&named("propertyValue"), value, LONGEST_VALUE)?))
    });
    each.collect()
}
