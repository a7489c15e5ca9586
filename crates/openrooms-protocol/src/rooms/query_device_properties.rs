//! `QueryDeviceProperties`: properties of a device, by name.

use serde::{Deserialize, Serialize};

use super::DeviceQuery;
use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `POST /v1.0/rooms/devices/properties/query`: some properties of a device. Who asks and which
/// device are a query, the names a body.
pub struct QueryDeviceProperties;

impl Operation for QueryDeviceProperties {
    const ACTION: &'static str = "QueryDeviceProperties";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1.0/rooms/devices/properties/query";
    const SCOPE: Option<Scope> = Some(Scope::RoomRead);
    type Path = Nothing;
    type Query = DeviceQuery;
    type Body = PropertyNames;
    type Reply = Wrapped<Vec<DeviceProperty>>;
}

/// Which properties.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PropertyNames {
    /// Their names, at most 10.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub property_names: Option<Vec<String>>,
}

/// A property of a device.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct DeviceProperty {
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub property_name: Option<String>,
    /// Its value. In a report an empty or absent one takes the property away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub property_value: Option<String>,
}
