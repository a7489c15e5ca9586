//! `QueryMeetingRoomDevice`: one device.

use serde::{Deserialize, Serialize};

use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `GET /v1.0/rooms/devices`: one device.
pub struct QueryMeetingRoomDevice;

impl Operation for QueryMeetingRoomDevice {
    const ACTION: &'static str = "QueryMeetingRoomDevice";
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/v1.0/rooms/devices";
    const SCOPE: Option<Scope> = Some(Scope::RoomRead);
    type Path = Nothing;
    type Query = DeviceQuery;
    type Body = Nothing;
    type Reply = Wrapped<MeetingRoomDevice>;
}

/// Which device, by one of its two ids, and who asks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct DeviceQuery {
    /// Its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device_id: Option<String>,
    /// Its unionId.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device_union_id: Option<String>,
    /// unionId of the person on whose behalf the app calls.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub operator_union_id: Option<String>,
}

/// The fields that a device and a controller of one share, and those that a device alone has.
macro_rules! devices {
    ($($(#[$about:meta])* $name:ident { $($(#[$own_about:meta])* $own:ident: $own_type:ty,)* })*) => {$(
        $(#[$about])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "camelCase")]
        pub struct $name {
            /// The organisation.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub corp_id: Option<String>,
            /// Its id.
            #[serde(default)]
            pub device_id: String,
            /// Its unionId.
            #[serde(default)]
            pub device_union_id: String,
            /// What people call it.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub device_name: Option<String>,
            /// What it is.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub device_type: Option<String>,
            /// Its maker's name for its like.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub device_model: Option<String>,
            /// Serial number.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub device_sn: Option<String>,
            /// Hardware address.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub device_mac: Option<String>,
            /// The number of the service that it belongs to.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub device_service_id: Option<i32>,
            /// `online` while it is connected to this server, else what it reported last.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub device_status: Option<String>,
            /// The room it stands in.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub open_room_id: Option<String>,
            /// The code that finds it on the network.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub share_code: Option<String>,
            $($(#[$own_about])*
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub $own: $own_type,)*
        }
    )*};
}

devices! {
    /// A device that controls another.
    DeviceController {}
    /// A device.
    MeetingRoomDevice {
        /// The name of that room.
        room_name: Option<String>,
        /// When it was registered, in milliseconds since 1970.
        active_time: Option<i64>,
        /// unionId of who registered it.
        creator_union_id: Option<String>,
        /// Its camera.
        dev_camera: Option<String>,
        /// Its HDMI input.
        dev_hdmi: Option<String>,
        /// Its microphone.
        dev_mic: Option<String>,
        /// Whether it mirrors.
        dev_mirror: Option<String>,
        /// Its address on the network.
        dev_net_ip: Option<String>,
        /// How it is on the network.
        dev_net_type: Option<String>,
        /// Its loudspeaker.
        dev_voice: Option<String>,
        /// Hardware address of its wireless network.
        dev_wifi_mac: Option<String>,
        /// Hardware address of its wired network.
        dev_wire_mac: Option<String>,
        /// Version of its firmware.
        firmware_version: Option<String>,
        /// Version of its software.
        software_version: Option<String>,
        /// Its name in telephony.
        sip_account_name: Option<String>,
        /// Ours: the group whose rooms its screen shows, where it stands in no room.
        shown_group_id: Option<i64>,
        /// Ours: the device that it controls.
        controls_device_union_id: Option<String>,
        /// The devices that control it; the detail has them, a list does not.
        controllers: Option<Vec<DeviceController>>,
    }
}
