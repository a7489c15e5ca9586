//! `openrooms booking`: the rooms that events book, asked of a server over its API.

use openrooms_client::Client;
use openrooms_protocol::calendar::RoomAnswer;
use serde_json::json;

use super::room::{client, misuse_apart};
use crate::alternatives::Settled;
use crate::event_cli::{BookingCommand, OneEventArgs, RoomOfEventArgs};
use crate::output;

pub(super) async fn run(command: BookingCommand) -> anyhow::Result<()> {
    match command {
        BookingCommand::Add { one, rooms, skip_unavailable: true } => {
            let OneEventArgs { remote: Settled(remote), event } = one;
            let ids: Vec<_> = rooms.iter().map(String::as_str).collect();
            let client = client(&remote)?;
            let done = client.add_meeting_rooms_skipping(&remote.union_id, &event, &ids).await;
            let skipped = done.map_err(misuse_apart)?;
            if remote.json {
                let done = json!({ "id": event, "roomIds": rooms, "skipped": skipped });
                return output::json(&done);
            }
            say_what_it_has(&client, &remote.union_id, &event, &rooms).await?;
            if skipped.is_empty() {
                return Ok(());
            }
            let rows =
                skipped.into_iter().map(|one| [one.room_id, one.event_id, one.start, one.text]);
            output::table(&["room", "without it", "start", "why"], rows.map(Vec::from))
        }
        BookingCommand::Add { one, rooms, .. } => {
            let OneEventArgs { remote: Settled(remote), event } = one;
            let ids: Vec<_> = rooms.iter().map(String::as_str).collect();
            let client = client(&remote)?;
            let done = client.add_meeting_rooms(&remote.union_id, &event, &ids).await;
            done.map_err(misuse_apart)?;
            if remote.json {
                return output::json(&json!({ "id": event, "roomIds": rooms }));
            }
            say_what_it_has(&client, &remote.union_id, &event, &rooms).await
        }
        BookingCommand::Remove { one, rooms } => {
            let OneEventArgs { remote: Settled(remote), event } = one;
            let ids: Vec<_> = rooms.iter().map(String::as_str).collect();
            let done = client(&remote)?.remove_meeting_rooms(&remote.union_id, &event, &ids).await;
            done.map_err(misuse_apart)?;
            if remote.json {
                return output::json(&json!({ "id": event, "roomIds": rooms }));
            }
            output::line(format!("{event} has given back {}.", rooms.join(", ")))
        }
        BookingCommand::Accept(of) => respond(of, "accepted", None).await,
        BookingCommand::Decline { of, reason } => respond(of, "declined", reason).await,
        BookingCommand::Schedule { remote: Settled(remote), rooms, from, until } => {
            let ids: Vec<_> = rooms.iter().map(String::as_str).collect();
            let client = client(&remote)?;
            let found =
                client.get_meeting_rooms_schedule(&remote.union_id, &ids, &from, &until).await;
            let found = found.map_err(misuse_apart)?;
            if remote.json {
                return output::json(&found);
            }
            let rows = found.into_iter().flat_map(|room| {
                let id = room.room_id;
                let error = room.error.map(|error| {
                    vec![id.clone(), error, String::new(), String::new(), String::new()]
                });
                let items = room.schedule_items.into_iter().flatten().map(move |item| {
                    let at = |time: Option<openrooms_protocol::calendar::EventTime>| {
                        time.and_then(|time| time.date_time).unwrap_or_default()
                    };
                    vec![
                        id.clone(),
                        item.status.unwrap_or_default(),
                        at(item.start),
                        at(item.end),
                        item.event_id.unwrap_or_default(),
                    ]
                });
                error.into_iter().chain(items).collect::<Vec<_>>()
            });
            output::table(&["room", "status", "start", "end", "event"], rows)
        }
    }
}

/// Tells the rooms that an event got: apart from the others those that wait for approval, where the app
/// may read that.
async fn say_what_it_has(
    client: &Client,
    person: &str,
    event: &str,
    rooms: &[String],
) -> anyhow::Result<()> {
    let found = client.get_event(person, event, Some(0)).await;
    let told = found.ok().and_then(|found| found.meeting_rooms).unwrap_or_default();
    let waits = |room: &&String| {
        told.iter()
            .any(|one| one.room_id == **room && one.response_status.as_deref() == Some("tentative"))
    };
    let (waiting, had): (Vec<_>, Vec<_>) = rooms.iter().partition(waits);
    let list = |rooms: Vec<&String>| rooms.into_iter().cloned().collect::<Vec<_>>().join(", ");
    if !had.is_empty() {
        output::line(format!("{event} has {}.", list(had)))?;
    }
    if !waiting.is_empty() {
        output::line(format!("{event} has {}, once somebody agrees.", list(waiting)))?;
    }
    Ok(())
}

async fn respond(
    of: RoomOfEventArgs,
    status: &'static str,
    reason: Option<String>,
) -> anyhow::Result<()> {
    let RoomOfEventArgs { one, room } = of;
    let OneEventArgs { remote: Settled(remote), event } = one;
    let answer = RoomAnswer { response_status: Some(status.to_owned()), reason };
    let client = client(&remote)?;
    let done = client.meeting_room_respond(&remote.union_id, &event, &room, answer).await;
    done.map_err(misuse_apart)?;
    if remote.json {
        return output::json(&json!({ "id": event, "roomId": room, "responseStatus": status }));
    }
    output::line(format!("{room} is {status} for {event}."))
}
