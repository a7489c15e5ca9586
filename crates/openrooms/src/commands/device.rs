//! `openrooms device`, `panel` and `control`: devices, control panels and commands, asked of a server
//! over its API.

use openrooms_protocol::rooms::{
    ControlListQuery, DevicePageQuery, DeviceProperty, DeviceQuery, DeviceUpdate,
    MeetingRoomDevice, NewControlPanel, NewDevice, PanelPageQuery, PanelToPair, PropertyReport,
};
use serde_json::json;

use super::expected;
use super::room::{client, misuse_apart};
use crate::alternatives::Settled;
use crate::cli::{ControlCommand, DeviceCommand, DeviceFieldsArgs, OneDeviceArgs, PanelCommand};
use crate::output;
use crate::remote::RemoteOptions;
use crate::settings::Misuse;

pub(super) async fn device(command: DeviceCommand) -> anyhow::Result<()> {
    match command {
        DeviceCommand::Register { remote: Settled(remote), id, fields } => {
            let device = NewDevice { device_union_id: id, ..given(*fields, &remote) };
            let made = client(&remote)?.register_meeting_room_device(&device).await;
            let made = made.map_err(misuse_apart)?;
            if remote.json {
                return output::json(&made);
            }
            output::line(made.device_union_id)
        }
        DeviceCommand::Get(OneDeviceArgs { remote: Settled(remote), device }) => {
            let found = client(&remote)?.query_meeting_room_device(&query(device, &remote)).await;
            let found = found.map_err(misuse_apart)?;
            if remote.json {
                return output::json(&found);
            }
            output::table(&["field", "value"], fields(&found)?)
        }
        DeviceCommand::List { remote: Settled(remote), room } => list(&remote, room).await,
        DeviceCommand::Update { one, expected, fields } => {
            let OneDeviceArgs { remote: Settled(remote), device } = one;
            let expected = expected::read(expected.as_deref())?;
            let fields = given(*fields, &remote);
            let change = DeviceUpdate { expected, ..DeviceUpdate::of(device.clone(), fields) };
            let changed = client(&remote)?.update_meeting_room_device(&change).await;
            changed.map_err(misuse_apart)?;
            tell(&remote, &device, "has been changed")
        }
        DeviceCommand::Remove(OneDeviceArgs { remote: Settled(remote), device }) => {
            let gone = client(&remote)?.delete_meeting_room_device(&device, &remote.union_id).await;
            gone.map_err(misuse_apart)?;
            tell(&remote, &device, "has been removed")
        }
        DeviceCommand::Report { one, properties } => {
            let OneDeviceArgs { remote: Settled(remote), device } = one;
            let properties = properties.iter().map(|text| property(text));
            let report = PropertyReport {
                union_id: Some(remote.union_id.clone()),
                device_union_id: Some(device.clone()),
                properties: Some(properties.collect::<Result<_, _>>()?),
            };
            client(&remote)?.report_device_properties(&report).await.map_err(misuse_apart)?;
            tell(&remote, &device, "has been noted")
        }
        DeviceCommand::Properties { one, names } => {
            let OneDeviceArgs { remote: Settled(remote), device } = one;
            let names: Vec<_> = names.iter().map(String::as_str).collect();
            let found =
                client(&remote)?.query_device_properties(&query(device, &remote), &names).await;
            let found = found.map_err(misuse_apart)?;
            if remote.json {
                return output::json(&found);
            }
            let rows = found.into_iter().map(|property| {
                let DeviceProperty { property_name, property_value } = property;
                vec![property_name.unwrap_or_default(), property_value.unwrap_or_default()]
            });
            output::table(&["property", "value"], rows)
        }
        DeviceCommand::IssueToken(OneDeviceArgs { remote: Settled(remote), device }) => {
            let token = client(&remote)?.create_device_token(&device, &remote.union_id).await;
            let token = token.map_err(misuse_apart)?;
            if remote.json {
                return output::json(&json!({ "deviceToken": token }));
            }
            output::line(token)
        }
        DeviceCommand::RevokeToken(OneDeviceArgs { remote: Settled(remote), device }) => {
            let ended = client(&remote)?.delete_device_token(&device, &remote.union_id).await;
            ended.map_err(misuse_apart)?;
            tell(&remote, &device, "has no token any more")
        }
        DeviceCommand::Listen(args) => super::listen::listen(args).await,
    }
}

pub(super) async fn panel(command: PanelCommand) -> anyhow::Result<()> {
    match command {
        PanelCommand::Create { remote: Settled(remote), room, buttons, status } => {
            let buttons = serde_json::from_str(&buttons);
            let buttons = buttons.map_err(|error| Misuse(format!("--buttons: {error}")))?;
            let panel = NewControlPanel {
                union_id: Some(remote.union_id.clone()),
                room_id: Some(room.clone()),
                room_config: Some(buttons),
                status,
                ..NewControlPanel::default()
            };
            let made = client(&remote)?.create_meeting_room_control_panel(&panel).await;
            made.map_err(misuse_apart)?;
            tell(&remote, &room, "has its panel")
        }
        PanelCommand::Delete { remote: Settled(remote), rooms } => {
            let ids: Vec<_> = rooms.iter().map(String::as_str).collect();
            let gone =
                client(&remote)?.delete_meeting_room_control_panel(&ids, &remote.union_id).await;
            gone.map_err(misuse_apart)?;
            tell(&remote, &rooms.join(", "), "without a panel")
        }
        PanelCommand::Pair { remote: Settled(remote), code, room, group, name } => {
            let panel = PanelToPair {
                union_id: Some(remote.union_id.clone()),
                code: Some(code),
                room_id: room,
                group_id: group,
                device_name: name,
            };
            let paired = client(&remote)?.pair_meeting_room_panel(&panel).await;
            let paired = paired.map_err(misuse_apart)?;
            if remote.json {
                return output::json(&paired);
            }
            output::line(paired.device_union_id)
        }
        PanelCommand::List { remote: Settled(remote), room } => {
            let client = client(&remote)?;
            let (mut panels, mut next) = (Vec::new(), None);
            loop {
                let query = PanelPageQuery {
                    union_id: Some(remote.union_id.clone()),
                    room_id: room.clone(),
                    next_token: next,
                    max_results: Some(100),
                };
                let page = client.query_meeting_room_control_panel_list(&query).await;
                let page = page.map_err(misuse_apart)?;
                panels.extend(page.result);
                next = page.next_token.filter(|_| page.has_more);
                if next.is_none() {
                    break;
                }
            }
            if remote.json {
                return output::json(&panels);
            }
            let rows = panels.into_iter().map(|panel| {
                let names = panel.room_iot_config.into_iter().filter_map(|button| button.name);
                vec![panel.room_id, names.collect::<Vec<_>>().join(", ")]
            });
            output::table(&["room", "buttons"], rows)
        }
    }
}

pub(super) async fn control(command: ControlCommand) -> anyhow::Result<()> {
    match command {
        ControlCommand::Send { remote: Settled(remote), room, command } => {
            let sent =
                client(&remote)?.send_central_control(&room, &command, &remote.union_id).await;
            sent.map_err(misuse_apart)?;
            tell(&remote, &room, "has a command waiting")
        }
        ControlCommand::List { remote: Settled(remote), room } => {
            let query = ControlListQuery {
                union_id: remote.union_id.clone(),
                room_id: room,
                max_results: Some(100),
            };
            let sent = client(&remote)?.query_central_control_list(&query).await;
            let sent = sent.map_err(misuse_apart)?;
            if remote.json {
                return output::json(&sent);
            }
            let rows = sent.into_iter().flat_map(|command| {
                let (id, body) = (command.command_id, command.control_body);
                command.devices.into_iter().map(move |on| {
                    let said = on.data.unwrap_or_default();
                    vec![id.clone(), body.clone(), on.device_union_id, on.status, said]
                })
            });
            output::table(&["id", "command", "device", "status", "said"], rows)
        }
    }
}

fn given(fields: DeviceFieldsArgs, remote: &RemoteOptions) -> NewDevice {
    NewDevice {
        union_id: Some(remote.union_id.clone()),
        device_union_id: None,
        device_id: None,
        device_name: fields.name,
        device_type: fields.kind,
        device_model: fields.model,
        device_sn: fields.serial,
        device_mac: fields.mac,
        device_service_id: None,
        open_room_id: fields.room,
        share_code: fields.share_code,
        controls_device_union_id: fields.controls,
    }
}

fn query(device: String, remote: &RemoteOptions) -> DeviceQuery {
    DeviceQuery {
        device_id: None,
        device_union_id: Some(device),
        operator_union_id: Some(remote.union_id.clone()),
    }
}

fn property(text: &str) -> Result<DeviceProperty, Misuse> {
    let (name, value) =
        text.split_once('=').ok_or_else(|| Misuse(format!("{text:?} is not NAME=VALUE")))?;
    Ok(DeviceProperty {
        property_name: Some(name.to_owned()),
        property_value: Some(value.to_owned()),
    })
}

async fn list(remote: &RemoteOptions, room: Option<String>) -> anyhow::Result<()> {
    let client = client(remote)?;
    let (mut devices, mut next) = (Vec::new(), None);
    loop {
        let query = DevicePageQuery {
            union_id: remote.union_id.clone(),
            room_id: room.clone(),
            next_token: next,
            max_results: Some(100),
        };
        let page = client.query_meeting_room_device_list(&query).await.map_err(misuse_apart)?;
        devices.extend(page.result);
        next = page.next_token.filter(|_| page.has_more);
        if next.is_none() {
            break;
        }
    }
    if remote.json {
        return output::json(&devices);
    }
    let rows = devices.into_iter().map(|device| {
        vec![
            device.device_union_id,
            device.device_name.unwrap_or_default(),
            device.room_name.or(device.open_room_id).unwrap_or_default(),
            device.device_status.unwrap_or_default(),
            device.share_code.unwrap_or_default(),
        ]
    });
    output::table(&["unionId", "name", "room", "status", "share code"], rows)
}

/// What there is of a device, in the words of the API.
fn fields(device: &MeetingRoomDevice) -> anyhow::Result<Vec<Vec<String>>> {
    let shown = serde_json::to_value(device)?;
    let fields = shown.as_object().into_iter().flatten();
    let rows = fields.map(|(name, value)| {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        vec![name.clone(), value]
    });
    Ok(rows.collect())
}

/// Says what was done.
fn tell(remote: &RemoteOptions, what: &str, done: &str) -> anyhow::Result<()> {
    if remote.json {
        return output::json(&json!({ "result": true }));
    }
    output::line(format!("{what} {done}."))
}
