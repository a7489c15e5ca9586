//! `QueryDeviceIpByCode`: where a device is on the network.

use serde::{Deserialize, Serialize};

use crate::path::PathParams;
use crate::{Method, Nothing, Operation, Scope};

/// `GET /v1.0/rooms/devices/shareCodes/{shareCode}`: the address of the device that shows a code.
pub struct QueryDeviceIpByCode;

impl Operation for QueryDeviceIpByCode {
    const ACTION: &'static str = "QueryDeviceIpByCode";
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/v1.0/rooms/devices/shareCodes/{shareCode}";
    const SCOPE: Option<Scope> = Some(Scope::RoomRead);
    type Path = ShareCodePath;
    type Query = SerialQuery;
    type Body = Nothing;
    type Reply = DeviceIpReply;
}

/// Which code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareCodePath {
    /// The code.
    pub share_code: String,
}

impl PathParams for ShareCodePath {
    const NAMES: &'static [&'static str] = &["shareCode"];
    fn from_values(mut values: Vec<String>) -> Self {
        Self { share_code: values.pop().unwrap_or_default() }
    }
    fn values(&self) -> Vec<&str> {
        vec![&self.share_code]
    }
}

/// Which of the devices with a code.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SerialQuery {
    /// Its serial number; absent: any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device_sn: Option<String>,
}

/// Where the device is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeviceIpReply {
    /// Its address.
    pub result: DeviceIp,
    /// True.
    pub success: bool,
}

/// An address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct DeviceIp {
    /// What the device reported as devNetIp; left out where it has reported none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device_ip: Option<String>,
}
