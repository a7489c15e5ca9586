//! What `RegisterMeetingRoomDevice` and `UpdateMeetingRoomDevice` are given, and the body of what
//! only names a device. All are ours.

use serde::{Deserialize, Serialize};

use super::MeetingRoomDevice;

/// The two bodies: their own fields, and those that they share.
macro_rules! bodies {
    ($($(#[$about:meta])* $body:ident { $($(#[$own_about:meta])* $own:ident: $own_type:ty,)* })*) => {$(
        $(#[$about])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "camelCase")]
        pub struct $body {
            /// unionId of the person on whose behalf the app calls.
            #[serde(skip_serializing_if = "Option::is_none")]
            #[cfg_attr(feature = "schema", schemars(required))]
            pub union_id: Option<String>,
            $($(#[$own_about])*
            #[serde(skip_serializing_if = "Option::is_none")]
            pub $own: $own_type,)*
            /// What people call it: up to 200 characters.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub device_name: Option<String>,
            /// What it is.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub device_type: Option<String>,
            /// Its maker's name for its like.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub device_model: Option<String>,
            /// Serial number.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub device_sn: Option<String>,
            /// Hardware address.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub device_mac: Option<String>,
            /// The number of the service that it belongs to.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub device_service_id: Option<i32>,
            /// The room it stands in; an empty one is none.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub open_room_id: Option<String>,
            /// The code that finds it on the network, which no other device of the organisation has;
            /// an empty one is none.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub share_code: Option<String>,
            /// The device that it controls; an empty one is none.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub controls_device_union_id: Option<String>,
        }
    )*};
}

bodies! {
    /// A device to be registered.
    NewDevice {
        /// Its unionId, up to 64 of `[A-Za-z0-9_-]`; made where it is absent.
        device_union_id: Option<String>,
        /// Its id, of the same form; made where it is absent.
        device_id: Option<String>,
    }
    /// What is to be changed of a device.
    DeviceUpdate {
        /// Which device.
        #[cfg_attr(feature = "schema", schemars(required))]
        device_union_id: Option<String>,
        /// The device as the caller read it. Where it is not so any more, the call is refused.
        expected: Option<Box<MeetingRoomDevice>>,
    }
}

/// Which device, and on whose behalf.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct OneDevice {
    /// unionId of the person on whose behalf the app calls.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub union_id: Option<String>,
    /// Its unionId.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub device_union_id: Option<String>,
}

impl OneDevice {
    /// That device, on behalf of that person.
    pub fn of(device_union_id: &str, union_id: &str) -> Self {
        Self {
            union_id: Some(union_id.to_owned()),
            device_union_id: Some(device_union_id.to_owned()),
        }
    }
}

impl DeviceUpdate {
    /// The fields that are given, for that device.
    pub fn of(device_union_id: String, fields: NewDevice) -> Self {
        Self {
            union_id: fields.union_id,
            device_union_id: Some(device_union_id),
            expected: None,
            device_name: fields.device_name,
            device_type: fields.device_type,
            device_model: fields.device_model,
            device_sn: fields.device_sn,
            device_mac: fields.device_mac,
            device_service_id: fields.device_service_id,
            open_room_id: fields.open_room_id,
            share_code: fields.share_code,
            controls_device_union_id: fields.controls_device_union_id,
        }
    }

    /// Which device, and the fields that are given.
    pub fn into_parts(self) -> (Option<String>, NewDevice) {
        let fields = NewDevice {
            union_id: self.union_id,
            device_union_id: None,
            device_id: None,
            device_name: self.device_name,
            device_type: self.device_type,
            device_model: self.device_model,
            device_sn: self.device_sn,
            device_mac: self.device_mac,
            device_service_id: self.device_service_id,
            open_room_id: self.open_room_id,
            share_code: self.share_code,
            controls_device_union_id: self.controls_device_union_id,
        };
        (self.device_union_id, fields)
    }
}
