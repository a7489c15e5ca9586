//! `ReportDeviceProperties`: what a device says of itself.

use serde::{Deserialize, Serialize};

use super::DeviceProperty;
use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `POST /v1.0/rooms/devices/properties`, ours: notes properties of a device.
pub struct ReportDeviceProperties;

impl Operation for ReportDeviceProperties {
    const ACTION: &'static str = "ReportDeviceProperties";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1.0/rooms/devices/properties";
    const SCOPE: Option<Scope> = Some(Scope::RoomWrite);
    type Path = Nothing;
    type Query = Nothing;
    type Body = PropertyReport;
    type Reply = Wrapped<bool>;
}

/// Properties of a device, as they are now.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PropertyReport {
    /// unionId of the person on whose behalf the app calls.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub union_id: Option<String>,
    /// Which device.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub device_union_id: Option<String>,
    /// The properties, at most 50; others stay. A name of a field that the read shows, such as
    /// devNetIp, deviceStatus or shareCode, sets that field.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub properties: Option<Vec<DeviceProperty>>,
}
