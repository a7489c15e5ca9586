//! Devices, in the words of the wire.

use openrooms_core::device::{Device, DeviceView, Fact};
use openrooms_core::device_change::DeviceRefusal;
use openrooms_core::id::{CorpId, DeviceUnionId, RoomId, UnionId};
use openrooms_core::time::EpochMillis;
use openrooms_protocol::rooms::{DeviceController, DeviceProperty, MeetingRoomDevice};
use serde_json::{Map, Value, json};

use crate::problem::Problem;

/// The word for a device that is connected.
const ONLINE: &str = "online";
/// For how long a sign of life of a connection counts: it shows one every 20 seconds.
const ALIVE_SECONDS: i64 = 60;

/// A device, without those that control it.
pub(super) fn device(view: DeviceView, corp: &CorpId, now: EpochMillis) -> MeetingRoomDevice {
    let DeviceView { device, room_name, seen_at, .. } = view;
    let is_connected = seen_at.is_some_and(|at| now < at.plus_seconds(ALIVE_SECONDS));
    let fact = |fact| device.fact(fact).map(str::to_owned);
    let status = if is_connected { Some(ONLINE.to_owned()) } else { fact(Fact::Status) };
    MeetingRoomDevice {
        device_name: fact(Fact::Name),
        device_type: fact(Fact::Kind),
        device_model: fact(Fact::Model),
        device_mac: fact(Fact::Mac),
        device_status: status,
        dev_camera: fact(Fact::Camera),
        dev_hdmi: fact(Fact::Hdmi),
        dev_mic: fact(Fact::Microphone),
        dev_mirror: fact(Fact::Mirror),
        dev_net_ip: fact(Fact::Address),
        dev_net_type: fact(Fact::Network),
        dev_voice: fact(Fact::Voice),
        dev_wifi_mac: fact(Fact::WifiMac),
        dev_wire_mac: fact(Fact::WireMac),
        firmware_version: fact(Fact::Firmware),
        software_version: fact(Fact::Software),
        sip_account_name: fact(Fact::SipAccount),
        corp_id: Some(corp.to_string()),
        device_id: device.id,
        device_union_id: DeviceUnionId::into_string(device.union_id),
        device_sn: device.serial,
        device_service_id: device.service_id,
        open_room_id: device.room.map(RoomId::into_string),
        share_code: device.share_code,
        room_name,
        active_time: device.active_since.map(|at| at.0),
        creator_union_id: device.creator.map(UnionId::into_string),
        shown_group_id: device.group.map(|group| group.0),
        controls_device_union_id: device.controls.map(DeviceUnionId::into_string),
        controllers: None,
    }
}

/// Whether a device is as a caller read it: what `UpdateMeetingRoomDevice` changes counts.
pub(super) fn is_as_seen(device: &Device, seen: &MeetingRoomDevice, corp: &CorpId) -> bool {
    let now = controller(device.clone(), corp);
    now.device_name == seen.device_name
        && now.device_type == seen.device_type
        && now.device_model == seen.device_model
        && now.device_sn == seen.device_sn
        && now.device_mac == seen.device_mac
        && now.device_service_id == seen.device_service_id
        && now.open_room_id == seen.open_room_id
        && now.share_code == seen.share_code
        && device.controls.as_ref().map(DeviceUnionId::as_str)
            == seen.controls_device_union_id.as_deref()
}

/// A device that controls another.
pub(super) fn controller(from: Device, corp: &CorpId) -> DeviceController {
    let view = DeviceView { device: from, room_name: None, groups: vec![], seen_at: None };
    let device = device(view, corp, EpochMillis(0));
    DeviceController {
        corp_id: device.corp_id,
        device_id: device.device_id,
        device_union_id: device.device_union_id,
        device_name: device.device_name,
        device_type: device.device_type,
        device_model: device.device_model,
        device_sn: device.device_sn,
        device_mac: device.device_mac,
        device_service_id: device.device_service_id,
        device_status: device.device_status,
        open_room_id: device.open_room_id,
        share_code: device.share_code,
    }
}

/// Those properties of a device that it has.
pub(super) fn properties(device: &Device, names: Vec<String>) -> Vec<DeviceProperty> {
    let each = names.into_iter().filter_map(|name| {
        let value = device.property(&name)?.to_owned();
        Some(DeviceProperty { property_name: Some(name), property_value: Some(value) })
    });
    each.collect()
}

/// A device as the record tells it. Of its token it tells what a list of tokens would.
pub(crate) fn recorded(device: &Device) -> Map<String, Value> {
    let listed = device.properties.iter().flatten();
    let properties: Map<_, _> =
        listed.map(|(name, value)| (name.clone(), Value::from(value.as_str()))).collect();
    let token = device.token.as_ref().map(|hash| hash.chars().take(16).collect::<String>());
    let mut told = json!({
        "deviceId": device.id,
        "openRoomId": device.room.as_ref().map(RoomId::as_str),
        "shownGroupId": device.group.map(|group| group.0),
        "shareCode": device.share_code,
        "deviceSn": device.serial,
        "deviceServiceId": device.service_id,
        "controlsDeviceUnionId": device.controls.as_ref().map(DeviceUnionId::as_str),
        "tokenId": token,
    });
    let fields = told.as_object_mut().expect("it is an object");
    fields.retain(|_, value| !value.is_null());
    if !properties.is_empty() {
        fields.insert("properties".to_owned(), properties.into());
    }
    for (fact, value) in &device.facts {
        fields.insert(fact.word().to_owned(), value.as_str().into());
    }
    std::mem::take(fields)
}

impl From<DeviceRefusal> for Problem {
    fn from(refusal: DeviceRefusal) -> Self {
        let wrong = |what: &'static str| Self::ParameterWrong(what.into());
        match refusal {
            DeviceRefusal::NotAdministrator => Self::NotAdministrator,
            DeviceRefusal::DeviceUnknown => Self::DeviceNotFound,
            DeviceRefusal::RoomUnknown => Self::RoomNotFound,
            DeviceRefusal::UnionIdTaken => wrong("deviceUnionId is another device's"),
            DeviceRefusal::IdTaken => wrong("deviceId is another device's"),
            DeviceRefusal::ShareCodeTaken => wrong("shareCode is another device's"),
            DeviceRefusal::ControlledUnknown => wrong("controlsDeviceUnionId is no other device's"),
            DeviceRefusal::TooManyProperties => wrong("properties would be over 200"),
        }
    }
}

/// What a read of devices says: refusals in words of its own, and faults in lower case.
pub(super) fn in_reads(problem: Problem) -> Problem {
    match problem {
        Problem::NotAdministrator => Problem::DevicePermissionMissing,
        Problem::Store(error) => Problem::DeviceStore(error),
        other => other,
    }
}
