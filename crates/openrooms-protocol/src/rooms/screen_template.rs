//! A screen template as reads show it, and as the organisation document holds it.

use serde::{Deserialize, Serialize};

/// A template, and where it is shown: `result` of `QueryDeviceCustomTemplate`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(description = "A screen template, and where it is shown."))]
#[serde(rename_all = "camelCase")]
pub struct ScreenTemplate {
    /// The template.
    pub device_custom_template: DeviceCustomTemplate,
    /// unionIds of the devices that show it.
    #[serde(default)]
    pub device_union_ids: Vec<String>,
    /// The groups of rooms that show it.
    #[serde(default)]
    pub group_ids: Vec<i64>,
    /// The rooms that show it.
    #[serde(default)]
    pub room_ids: Vec<String>,
}

/// How a screen looks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct DeviceCustomTemplate {
    /// Its id.
    pub template_id: i64,
    /// Its name.
    pub template_name: String,
    /// The organisation that has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corp_id: Option<String>,
    /// Addresses of pictures that take turns. A request calls them bgImgList.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bg_image_list: Option<Vec<String>>,
    /// The kind of background; 1 where nothing was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bg_type: Option<i32>,
    /// Address of the background.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bg_url: Option<String>,
    /// Free text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub custom_doc: Option<String>,
    /// Whether names of people are made unreadable.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub desensitize_user_name: Option<bool>,
    /// Whether the share code is hidden while somebody projects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hide_server_code_when_projecting: Option<bool>,
    /// Whether it tells how to use the room.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instruction: Option<bool>,
    /// Whether pictures lie on top; 1 where nothing was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_pic_top: Option<i32>,
    /// Address of the organisation's sign.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
    /// The organisation's name as the screen has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub org_name: Option<String>,
    /// How long each picture is shown, in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture_play_interval: Option<i32>,
    /// Whether the calendar is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub show_calendar_card: Option<bool>,
    /// Whether the calendar shows titles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub show_calendar_title: Option<bool>,
    /// Whether functions are shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub show_function_card: Option<bool>,
}
