//! Central control: commands sent to the devices of a room, and what became of them.

use axum::body::Body;
use http::Response;
use openrooms_core::access::may_manage_room;
use openrooms_core::id::{DeviceUnionId, RoomId, UnionId};
use openrooms_core::panel::{
    COMMAND_LIFETIME_SECONDS, Command, ControlRefusal, Outcome, Stage, may_send,
};
use openrooms_core::time::EpochMillis;
use openrooms_protocol::Wrapped;
use openrooms_protocol::rooms::{
    CommandOutcome, QueryCentralControlList, SendCentralControl, SentCommand,
};
use openrooms_store::{Change, Entry};
use serde_json::json;

use super::wish::{operator, required};
use crate::ask::{self, Asker, Question};
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::paging;
use crate::problem::Problem;

const LONGEST_COMMAND: usize = 8_000;

impl From<ControlRefusal> for Problem {
    fn from(refusal: ControlRefusal) -> Self {
        match refusal {
            ControlRefusal::SenderUnknown => Self::PersonUnknown,
            ControlRefusal::Room(refusal) => refusal.into(),
            ControlRefusal::Closed => Self::ControlClosed,
        }
    }
}

/// A command that is asked for.
struct Wish {
    sender: UnionId,
    room: RoomId,
    body: String,
}

/// `POST /v1.0/rooms/central/control`.
pub(crate) async fn send(call: Call) -> Response<Body> {
    change::handle::<SendCentralControl, _, _, _>(call, read, act).await
}

fn read(given: Given<SendCentralControl>) -> Result<(UnionId, Wish), Problem> {
    let sender = operator(given.body.union_id)?;
    let room = required("roomId", given.body.room_id.filter(|id| !id.is_empty()))?;
    let body = required("controlBody", given.body.control_body.filter(|body| !body.is_empty()))?;
    if body.chars().count() > LONGEST_COMMAND {
        let what = format!("controlBody must be {LONGEST_COMMAND} characters at most");
        return Err(Problem::ParameterWrong(what.into()));
    }
    Ok((sender.clone(), Wish { sender, room: RoomId::new(room), body }))
}

async fn act(asked: Asked, wish: Wish) -> Result<Wrapped<bool>, Problem> {
    let (mut writing, sender) = asked.begin().await?;
    let found = writing.room(&wish.room).await?;
    let listed = found.as_ref().and_then(|placed| placed.room.device_union_ids.clone());
    let listed = listed.unwrap_or_default();
    // An imported room may list any number; more than this it cannot command.
    let listed = &listed[..listed.len().min(500)];
    let devices = writing.devices_to_command(&wish.room, listed, asked.now).await?;
    let devices = may_send(sender.as_ref(), found, devices)?;
    let command = Command {
        id: 0,
        room: wish.room,
        body: wish.body,
        sender: wish.sender,
        sent_at: asked.now,
        expires_at: asked.now.plus_seconds(COMMAND_LIFETIME_SECONDS),
    };
    let command = writing.insert_command(command, &devices).await?;
    let ids: Vec<_> = devices.iter().map(DeviceUnionId::as_str).collect();
    let entry = Entry::of(Some(&asked.corp), "command", command.id.to_string());
    let entry = entry.after(json!({
        "roomId": command.room.as_str(), "controlBody": command.body, "deviceUnionIds": ids,
    }));
    let changes = devices.into_iter().map(|device| Change::Device(asked.corp.clone(), device));
    asked.commit(writing, entry, changes.collect()).await?;
    Ok(Wrapped { result: true })
}

/// `GET /v1.0/rooms/central/controlLists`.
pub(crate) async fn list(call: Call) -> Response<Body> {
    ask::handle::<QueryCentralControlList, _, _>(
        call,
        "unionId",
        |given| {
            let query = given.query;
            if query.room_id.is_empty() {
                return Err(Problem::ParameterWrong("roomId is missing".into()));
            }
            let page = paging::page(query.max_results, None)?;
            Ok((RoomId::new(query.room_id), page.most() - 1))
        },
        answer,
    )
    .await
}

async fn answer(
    question: Question,
    asker: Asker,
    (room, most): (RoomId, i64),
) -> Result<Wrapped<Vec<SentCommand>>, Problem> {
    let (store, corp) = (question.store(), &question.corp);
    let groups = question.patiently(store.groups_of_room(corp, &room)).await?;
    match groups {
        Some(groups) if may_manage_room(&asker.viewer, &room, &groups) => {}
        None if asker.viewer.is_admin => return Err(Problem::RoomNotFound),
        _ => return Err(Problem::DevicePermissionMissing),
    }
    let found = question.patiently(store.commands_to(corp, &room, most)).await?;
    let now = question.now();
    Ok(Wrapped { result: found.into_iter().map(|(command, on)| sent(command, on, now)).collect() })
}

fn sent(command: Command, outcomes: Vec<Outcome>, now: EpochMillis) -> SentCommand {
    let has_expired = command.expires_at <= now;
    let outcomes = outcomes.into_iter().map(|outcome| {
        let (status, at) = match outcome.stage {
            Stage::Waiting if has_expired => ("expired", command.expires_at),
            stage => (stage.word(), outcome.since),
        };
        CommandOutcome {
            device_union_id: DeviceUnionId::into_string(outcome.device),
            status: status.to_owned(),
            update_time: at.0,
            data: outcome.said,
        }
    });
    SentCommand {
        devices: outcomes.collect(),
        command_id: command.id.to_string(),
        control_body: command.body,
        union_id: command.sender.into_string(),
        create_time: command.sent_at.0,
        expire_time: command.expires_at.0,
    }
}
