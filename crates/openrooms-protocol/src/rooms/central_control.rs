//! Central control: `SendCentralControl`, and what became of commands.

use serde::{Deserialize, Serialize};

use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `POST /v1.0/rooms/central/control`: sends a command to the devices of a room. True tells that it
/// is stored.
pub struct SendCentralControl;

impl Operation for SendCentralControl {
    const ACTION: &'static str = "SendCentralControl";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1.0/rooms/central/control";
    const SCOPE: Option<Scope> = Some(Scope::RoomWrite);
    type Path = Nothing;
    type Query = Nothing;
    type Body = ControlCommand;
    type Reply = Wrapped<bool>;
}

/// A command.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ControlCommand {
    /// unionId of the person on whose behalf the app calls.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub union_id: Option<String>,
    /// The room whose devices are to act.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub room_id: Option<String>,
    /// What they are to do, in words that they understand: 1 to 8,000 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub control_body: Option<String>,
}

/// `GET /v1.0/rooms/central/controlLists`, ours: the commands to a room and what its devices
/// answered, the newest first.
pub struct QueryCentralControlList;

impl Operation for QueryCentralControlList {
    const ACTION: &'static str = "QueryCentralControlList";
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/v1.0/rooms/central/controlLists";
    const SCOPE: Option<Scope> = Some(Scope::RoomRead);
    type Path = Nothing;
    type Query = ControlListQuery;
    type Body = Nothing;
    type Reply = Wrapped<Vec<SentCommand>>;
}

/// Which commands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ControlListQuery {
    /// unionId of the person on whose behalf the app calls.
    pub union_id: String,
    /// The room.
    pub room_id: String,
    /// How many: 1 to 100, default 20.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_results: Option<i32>,
}

/// A command that was sent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SentCommand {
    /// Its id: a number that grows, as a text.
    pub command_id: String,
    /// What the devices are to do.
    pub control_body: String,
    /// On whose behalf it was sent.
    pub union_id: String,
    /// When it was sent, in milliseconds since 1970.
    pub create_time: i64,
    /// Until when a device may take it.
    pub expire_time: i64,
    /// What became of it on each device.
    pub devices: Vec<CommandOutcome>,
}

/// What became of a command on one device.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct CommandOutcome {
    /// Which device.
    pub device_union_id: String,
    /// `waiting`, `taken` (the device has it), `done`, `failed` or `expired`.
    pub status: String,
    /// When that began, in milliseconds since 1970.
    pub update_time: i64,
    /// What the device said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<String>,
}
