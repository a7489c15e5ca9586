//! `QueryDeviceCustomTemplateList`: all screen templates.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::DeviceCustomTemplate;
use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `GET /v1.0/rooms/devices/screens/templateLists`: every screen template, and where each is shown.
pub struct QueryDeviceCustomTemplateList;

impl Operation for QueryDeviceCustomTemplateList {
    const ACTION: &'static str = "QueryDeviceCustomTemplateList";
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/v1.0/rooms/devices/screens/templateLists";
    const SCOPE: Option<Scope> = Some(Scope::TemplateRead);
    type Path = Nothing;
    type Query = Nothing;
    type Body = Nothing;
    type Reply = Wrapped<TemplateList>;
}

/// All templates, in the order of their ids. The maps are objects that are keyed by `templateId` in
/// digits, and have a list for each.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(
    feature = "schema",
    schemars(
        description = "All templates, in the order of their ids. The maps are keyed by templateId."
    )
)]
#[serde(rename_all = "camelCase")]
pub struct TemplateList {
    /// The templates.
    #[serde(default)]
    pub device_custom_templates: Vec<DeviceCustomTemplate>,
    /// unionIds of the devices that show each.
    #[serde(default)]
    pub device_template_map: BTreeMap<String, Vec<String>>,
    /// The groups of rooms that show each.
    #[serde(default)]
    pub group_id_template_map: BTreeMap<String, Vec<i64>>,
    /// The rooms that show each.
    #[serde(default)]
    pub room_id_template_map: BTreeMap<String, Vec<String>>,
}
