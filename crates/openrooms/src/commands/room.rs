//! `openrooms room`: rooms, asked of a server over its API.

use openrooms_client::{Client, Credentials};
use openrooms_core::time::EpochMillis;
use openrooms_protocol::rooms::{CloseDetail, MeetingRoom, RoomUpdate};
use serde_json::json;

use super::{
    expected, group, policy, room_fields, room_search, room_table, room_use, shown, would_break,
};
use crate::alternatives::Settled;
use crate::cli::RoomCommand;
use crate::output;
use crate::remote::{RemoteOptions, ServerOptions};
use crate::settings::Misuse;

pub(super) async fn run(command: RoomCommand) -> anyhow::Result<()> {
    match command {
        RoomCommand::Get { remote: Settled(remote), room } => {
            let client = client(&remote)?;
            let room = client.query_meeting_room(&room, &remote.union_id).await;
            let room = room.map_err(misuse_apart)?;
            if remote.json {
                return output::json(&room);
            }
            output::table(&["field", "value"], fields(&room))
        }
        RoomCommand::Create { remote: Settled(remote), fields } => {
            let room = room_fields::given(*fields, &remote.union_id)?;
            let made = client(&remote)?.create_meeting_room(&room).await.map_err(misuse_apart)?;
            if remote.json {
                return output::json(&json!({ "roomId": made }));
            }
            output::line(made)
        }
        RoomCommand::Update { remote: Settled(remote), room, expected, dry_run, fields } => {
            let given = room_fields::given(*fields, &remote.union_id)?;
            let expected = expected::read(expected.as_deref())?;
            let change = RoomUpdate { expected, ..RoomUpdate::of(room.clone(), given) };
            let client = client(&remote)?;
            if dry_run {
                let found = client.explain_meeting_room_update(&change).await;
                return would_break::told(&remote, &found.map_err(misuse_apart)?);
            }
            client.update_meeting_room(&change).await.map_err(misuse_apart)?;
            tell(&remote, &room, "has been changed")
        }
        RoomCommand::Delete { remote: Settled(remote), room } => {
            let deleted = client(&remote)?.delete_meeting_room(&room, &remote.union_id).await;
            deleted.map_err(misuse_apart)?;
            tell(&remote, &room, "has been removed")
        }
        RoomCommand::Explain { remote: Settled(remote), room, meeting } => {
            room_search::explain(&remote, room, *meeting).await
        }
        RoomCommand::Find { remote: Settled(remote), search } => {
            room_search::find(&remote, *search).await
        }
        RoomCommand::Use { remote: Settled(remote), wanted } => {
            room_use::uses(&remote, *wanted).await
        }
        RoomCommand::Watch { remote: Settled(remote), watch } => {
            room_search::watch(&remote, watch).await
        }
        RoomCommand::Busy { remote: Settled(remote), busy } => {
            room_search::busy(&remote, *busy).await
        }
        RoomCommand::Admins { remote: Settled(remote), room } => {
            let found = client(&remote)?.query_meeting_room_admin(&room, &remote.union_id).await;
            let found = found.map_err(misuse_apart)?;
            if remote.json {
                return output::json(&found);
            }
            output::table(&["unionId", "name"], group::admins(found.room_admins))
        }
        RoomCommand::SetAdmins { remote: Settled(remote), room, admin } => {
            let admins: Vec<_> = admin.iter().map(String::as_str).collect();
            let client = client(&remote)?;
            let done = client.set_meeting_room_admin(&room, &admins, &remote.union_id).await;
            done.map_err(misuse_apart)?;
            tell(&remote, &room, "has its administrators")
        }
        RoomCommand::Import { remote: Settled(remote), import } => {
            let client = client(&remote)?;
            room_table::import(&client, &remote.union_id, &import, remote.json).await
        }
        RoomCommand::Export { remote: Settled(remote) } => {
            room_table::export(&client(&remote)?, &remote.union_id, remote.json).await
        }
        RoomCommand::List { remote: Settled(remote) } => {
            let client = client(&remote)?;
            let rooms = all(&client, &remote.union_id).await?;
            if remote.json {
                return output::json(&rooms);
            }
            let rows = rooms.iter().map(|room| {
                vec![
                    room.room_id.clone(),
                    room.room_name.clone(),
                    room.room_capacity.map(|seats| seats.to_string()).unwrap_or_default(),
                    who(room.room_status),
                    room.room_group
                        .as_ref()
                        .and_then(|group| group.group_name.clone())
                        .unwrap_or_default(),
                    labels(room),
                ]
            });
            output::table(&["id", "name", "seats", "for", "group", "labels"], rows)
        }
    }
}

/// Every room that a person may see.
pub(super) async fn all(client: &Client, operator: &str) -> anyhow::Result<Vec<MeetingRoom>> {
    let mut rooms = Vec::new();
    let mut next = None;
    loop {
        let page = client.query_meeting_room_list(operator, next, Some(100)).await;
        let page = page.map_err(misuse_apart)?;
        rooms.extend(page.result);
        next = page.next_token.filter(|_| page.has_more);
        if next.is_none() {
            return Ok(rooms);
        }
    }
}

/// Says what was done to a room.
pub(super) fn tell(remote: &RemoteOptions, room: &str, done: &str) -> anyhow::Result<()> {
    if remote.json {
        return output::json(&json!({ "roomId": room }));
    }
    output::line(format!("{room} {done}."))
}

/// A client of the server that the options name.
pub(super) fn client(server: &ServerOptions) -> anyhow::Result<Client> {
    let credentials = match (&server.token, &server.app_key, &server.app_secret) {
        (Some(token), _, _) => Credentials::token(token),
        (None, key, secret) => {
            let (key, secret) =
                (key.clone().unwrap_or_default(), secret.clone().unwrap_or_default());
            match (&server.corp, &server.suite_ticket) {
                (None, _) => Credentials::internal_app(key, secret),
                (Some(corp), Some(ticket)) => {
                    Credentials::third_party_app(key, secret, ticket.as_str(), corp)
                }
                (Some(corp), None) => Credentials::client_credentials(key, secret, corp),
            }
        }
    };
    let client = Client::builder().address(&*server.address).credentials(credentials);
    client.build().map_err(misuse_apart)
}

/// What the client refused to send was said on the command line.
pub(super) fn misuse_apart(error: openrooms_client::Error) -> anyhow::Error {
    match error {
        error @ openrooms_client::Error::Invalid { .. } => Misuse(error.to_string()).into(),
        error => error.into(),
    }
}

fn who(status: i32) -> String {
    match status {
        0 => "everyone".to_owned(),
        1 => "administrators".to_owned(),
        2 => "named members".to_owned(),
        other => other.to_string(),
    }
}

fn labels(room: &MeetingRoom) -> String {
    let labels = room.room_labels.iter().flatten();
    let names =
        labels.map(|label| label.label_name.clone().unwrap_or_else(|| label.label_id.to_string()));
    names.collect::<Vec<_>>().join(", ")
}

fn fields(room: &MeetingRoom) -> Vec<Vec<String>> {
    let mut rows: Vec<(&str, String)> = vec![
        ("id", room.room_id.clone()),
        ("name", room.room_name.clone()),
        ("for", who(room.room_status)),
    ];
    let mut add = |name, value: Option<String>| {
        rows.extend(value.filter(|value| !value.is_empty()).map(|value| (name, value)));
    };
    let location = room.room_location.as_ref();
    let members =
        room.reservation_authority.as_ref().and_then(|who| who.authorized_members.as_ref());
    let members = members.map(|members| {
        let names = members.iter().map(|member| {
            let name = member.member_name.clone().unwrap_or_else(|| member.member_id.clone());
            format!("{name} ({})", member.member_type)
        });
        names.collect::<Vec<_>>().join("\n")
    });
    add("seats", room.room_capacity.map(|seats| seats.to_string()));
    add("group", room.room_group.as_ref().and_then(|group| group.group_name.clone()));
    add("location", location.and_then(|location| location.title.clone()));
    add("", location.and_then(|location| location.desc.clone()));
    add("labels", Some(labels(room)));
    add("members", members);
    add("recurring", room.enable_cycle_reservation.map(yes_or_no));
    add("description", room.room_description.clone());
    add("time zone", room.time_zone.clone());
    for (name, value) in room.extension_config.as_ref().map(policy::rows).unwrap_or_default() {
        add(name, Some(value));
    }
    add("picture", room.room_picture.clone());
    add("devices", room.device_union_ids.as_ref().map(|ids| ids.join("\n")));
    add("isvRoomId", room.isv_room_id.clone());
    add("corpId", room.corp_id.clone());
    rows.into_iter().map(|(name, value)| vec![name.to_owned(), value]).collect()
}

/// From when until when, as far as it is said.
pub(super) fn closed_when(closure: &CloseDetail) -> Option<String> {
    match (closure.task_start_time, closure.task_end_time) {
        (Some(start), Some(end)) => Some(format!("from {} until {}", moment(start), moment(end))),
        (Some(start), None) => Some(format!("from {}, for ever", moment(start))),
        (None, Some(end)) => Some(format!("until {}", moment(end))),
        (None, None) => None,
    }
}

/// A time as tables show it; one beyond any calendar as the number that it is.
fn moment(millis: i64) -> String {
    let shown = shown(EpochMillis(millis));
    if shown.is_empty() { millis.to_string() } else { shown }
}

pub(super) fn yes_or_no(fact: bool) -> String {
    if fact { "yes" } else { "no" }.to_owned()
}
