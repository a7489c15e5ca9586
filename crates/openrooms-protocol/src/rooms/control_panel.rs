//! Control panels: `CreateMeetingRoomControlPanel`, what it is given and what a list shows of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `POST /v1.0/rooms/panels`: gives a room its control panel. The result is the text `true`.
pub struct CreateMeetingRoomControlPanel;

impl Operation for CreateMeetingRoomControlPanel {
    const ACTION: &'static str = "CreateMeetingRoomControlPanel";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1.0/rooms/panels";
    const SCOPE: Option<Scope> = Some(Scope::RoomWrite);
    type Path = Nothing;
    type Query = Nothing;
    type Body = NewControlPanel;
    type Reply = Wrapped<String>;
}

/// `POST /v1.0/rooms/panels/remove`: takes the control panels from rooms. The result is the text
/// `true`.
pub struct DeleteMeetingRoomControlPanel;

impl Operation for DeleteMeetingRoomControlPanel {
    const ACTION: &'static str = "DeleteMeetingRoomControlPanel";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1.0/rooms/panels/remove";
    const SCOPE: Option<Scope> = Some(Scope::RoomWrite);
    type Path = Nothing;
    type Query = Nothing;
    type Body = PanelsOfRooms;
    type Reply = Wrapped<String>;
}

/// `GET /v1.0/rooms/panels/lists`: a page of control panels.
pub struct QueryMeetingRoomControlPanelList;

impl Operation for QueryMeetingRoomControlPanelList {
    const ACTION: &'static str = "QueryMeetingRoomControlPanelList";
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/v1.0/rooms/panels/lists";
    const SCOPE: Option<Scope> = Some(Scope::RoomRead);
    type Path = Nothing;
    type Query = PanelPageQuery;
    type Body = Nothing;
    type Reply = PanelPage;
}

/// What a room's control panel shows. Every field may be absent to a reader, so that a missing one
/// is refused in its place among the checks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PanelButton {
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub name: Option<String>,
    /// Its English name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub en_name: Option<String>,
    /// Address of its picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub icon: Option<String>,
    /// Address that it opens.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub url: Option<String>,
    /// When it shows, as DingTalk's panels understand it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub show_time: Option<i32>,
    /// Its place among the others.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub sort: Option<i32>,
}

/// Parameters of a panel beside its buttons.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PanelExtra {
    /// Texts by name, at most 50.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub param: Option<BTreeMap<String, String>>,
}

/// A control panel to be made.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct NewControlPanel {
    /// unionId of the person on whose behalf the app calls.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub union_id: Option<String>,
    /// Whose panel it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub room_id: Option<String>,
    /// Its buttons, at most 50.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub room_config: Option<Vec<PanelButton>>,
    /// Its status, as DingTalk's panels understand it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<i32>,
    /// Further parameters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extra: Option<PanelExtra>,
    /// Ours: the panel as the caller read it. Where it is not so any more, the call is refused. One
    /// without buttons and all else says that there was none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<Box<ControlPanel>>,
}

/// Rooms whose panels are taken away.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PanelsOfRooms {
    /// unionId of the person on whose behalf the app calls.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub union_id: Option<String>,
    /// The rooms, at most 100.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub room_ids: Option<Vec<String>>,
    /// Ours: panels of these rooms as the caller read them. Where one is not so any more, the call is
    /// refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<Vec<ControlPanel>>,
}

/// Which page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PanelPageQuery {
    /// unionId of the person on whose behalf the app calls; without one it asks for the organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub union_id: Option<String>,
    /// Only the panel of this room.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room_id: Option<String>,
    /// Where the page before ended; 0 or absent is the beginning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<i64>,
    /// Panels on a page: 1 to 100, default 20.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_results: Option<i32>,
}

/// A page of control panels.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PanelPage {
    /// Whether there are more.
    pub has_more: bool,
    /// Where the next page begins; left out on the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<i64>,
    /// How many there are on all pages.
    #[serde(default)]
    pub total_count: i32,
    /// The panels.
    pub result: Vec<ControlPanel>,
}

/// A room's control panel.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ControlPanel {
    /// Whose it is.
    pub room_id: String,
    /// Its buttons.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub room_iot_config: Vec<PanelButton>,
    /// Its status, ours: DingTalk takes it and does not tell it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<i32>,
    /// Further parameters, ours likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extra: Option<PanelExtra>,
}
