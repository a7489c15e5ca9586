//! Control panels of rooms: made, taken away, listed.

use axum::body::Body;
use http::Response;
use openrooms_core::id::{RoomId, UnionId};
use openrooms_core::panel::{Button, Panel};
use openrooms_core::room_change;
use openrooms_protocol::Wrapped;
use openrooms_protocol::rooms::{
    ControlPanel, CreateMeetingRoomControlPanel, DeleteMeetingRoomControlPanel, PanelButton,
    PanelExtra, PanelPage, PanelPageQuery, QueryMeetingRoomControlPanelList,
};
use openrooms_store::{Entry, ListedPanel};
use serde_json::{Value, json};

use super::wish::{operator, plain, required};
use crate::ask::{self, Asker, Question};
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::paging::{self, Page};
use crate::problem::Problem;

const MOST_BUTTONS: usize = 50;
const MOST_PARAMETERS: usize = 50;
const MOST_ROOMS: usize = 100;
const LONGEST_TEXT: usize = 2_000;
/// What the two changes answer.
const DONE: &str = "true";

fn wrong<T>(what: String) -> Result<T, Problem> {
    Err(Problem::ParameterWrong(what.into()))
}

/// A text that somebody can see.
fn text(name: &str, given: Option<String>) -> Result<String, Problem> {
    let given = plain(name, required(name, given)?, LONGEST_TEXT)?;
    if given.trim().is_empty() {
        return wrong(format!("{name} must not be blank"));
    }
    Ok(given)
}

/// What runs or carries something by itself, or leads to pages of a browser's own.
const REFUSED_SCHEMES: [&str; 8] =
    ["javascript", "data", "vbscript", "file", "blob", "filesystem", "view-source", "about"];

/// What a panel follows: a page, or a scheme of an app's own.
fn link(name: &str, given: Option<String>) -> Result<String, Problem> {
    let link = text(name, given)?;
    let scheme = link.trim_start().split(':').next().unwrap_or_default().to_ascii_lowercase();
    if REFUSED_SCHEMES.contains(&scheme.as_str()) {
        return wrong(format!("{name} must not be of the scheme {scheme}"));
    }
    Ok(link)
}

fn button(index: usize, given: PanelButton) -> Result<Button, Problem> {
    let named = |field: &str| format!("roomConfig[{index}].{field}");
    Ok(Button {
        name: text(&named("name"), given.name)?,
        english_name: text(&named("enName"), given.en_name)?,
        icon: link(&named("icon"), given.icon)?,
        url: link(&named("url"), given.url)?,
        show_time: required(&named("showTime"), given.show_time)?,
        sort: required(&named("sort"), given.sort)?,
    })
}

fn recorded(panel: &Panel) -> Value {
    let buttons: Vec<_> = shown(panel.clone()).room_iot_config;
    json!({ "roomConfig": buttons, "status": panel.status, "extra": panel.extra })
}

fn shown(panel: Panel) -> ControlPanel {
    let buttons = panel.buttons.into_iter().map(|button| PanelButton {
        name: Some(button.name),
        en_name: Some(button.english_name),
        icon: Some(button.icon),
        url: Some(button.url),
        show_time: Some(button.show_time),
        sort: Some(button.sort),
    });
    ControlPanel {
        room_id: panel.room.into_string(),
        room_iot_config: buttons.collect(),
        status: panel.status,
        extra: panel.extra.map(|extra| PanelExtra { param: Some(extra.into_iter().collect()) }),
    }
}

/// `POST /v1.0/rooms/panels`.
pub(crate) async fn create(call: Call) -> Response<Body> {
    change::handle::<CreateMeetingRoomControlPanel, _, _, _>(call, read_panel, make).await
}

/// Whether a room's panel is as the caller saw it. One of nothing is none.
fn is_as_seen(room: &RoomId, now: Option<&Panel>, seen: &ControlPanel) -> bool {
    let nothing = || ControlPanel { room_id: room.to_string(), ..ControlPanel::default() };
    now.cloned().map_or_else(nothing, shown) == *seen
}

/// What a room is to have, and how the caller saw what it has.
type Wish = (Panel, Option<Box<ControlPanel>>);

fn read_panel(given: Given<CreateMeetingRoomControlPanel>) -> Result<(UnionId, Wish), Problem> {
    let mut body = given.body;
    let expected = body.expected.take();
    let operator = operator(body.union_id)?;
    let room = required("roomId", body.room_id.filter(|id| !id.is_empty()))?;
    let buttons = required("roomConfig", body.room_config)?;
    if buttons.len() > MOST_BUTTONS {
        return wrong(format!("roomConfig must be {MOST_BUTTONS} at most"));
    }
    let buttons = buttons.into_iter().enumerate().map(|(index, given)| button(index, given));
    let extra = body.extra.and_then(|extra| extra.param);
    if extra.as_ref().is_some_and(|extra| extra.len() > MOST_PARAMETERS) {
        return wrong(format!("extra.param must be {MOST_PARAMETERS} at most"));
    }
    let is_long = |text: &String| text.chars().count() > LONGEST_TEXT;
    if extra.iter().flatten().any(|(name, value)| is_long(name) || is_long(value)) {
        return wrong(format!("extra.param must be of {LONGEST_TEXT} characters at most"));
    }
    let panel = Panel {
        room: RoomId::new(room),
        status: body.status,
        buttons: buttons.collect::<Result<_, _>>()?,
        extra: extra.map(|extra| extra.into_iter().collect()),
    };
    Ok((operator, (panel, expected)))
}

async fn make(asked: Asked, (panel, expected): Wish) -> Result<Wrapped<String>, Problem> {
    let (mut writing, operator) = asked.begin().await?;
    let found = writing.room(&panel.room).await?;
    room_change::administered(operator.as_ref(), found)?;
    let old = writing.panel(&panel.room).await?;
    if expected.is_some_and(|seen| !is_as_seen(&panel.room, old.as_ref(), &seen)) {
        return Err(Problem::PanelChanged);
    }
    if old.as_ref() != Some(&panel) {
        writing.put_panel(&panel).await?;
        let before = old.as_ref().map(recorded);
        let after = recorded(&panel);
        let entry = asked.entry("panel", panel.room.as_str(), before.as_ref(), Some(&after));
        asked.commit(writing, entry, Vec::new()).await?;
    }
    Ok(Wrapped { result: DONE.to_owned() })
}

/// `POST /v1.0/rooms/panels/remove`.
pub(crate) async fn delete(call: Call) -> Response<Body> {
    change::handle::<DeleteMeetingRoomControlPanel, _, _, _>(call, read_rooms, remove).await
}

/// Rooms, and how the caller saw panels of theirs.
type Gone = (Vec<RoomId>, Vec<ControlPanel>);

fn read_rooms(given: Given<DeleteMeetingRoomControlPanel>) -> Result<(UnionId, Gone), Problem> {
    let operator = operator(given.body.union_id)?;
    let rooms = required("roomIds", given.body.room_ids.filter(|ids| !ids.is_empty()))?;
    if rooms.len() > MOST_ROOMS {
        return wrong(format!("roomIds must be {MOST_ROOMS} at most"));
    }
    let expected = given.body.expected.unwrap_or_default();
    Ok((operator, (rooms.into_iter().map(RoomId::new).collect(), expected)))
}

async fn remove(asked: Asked, (rooms, expected): Gone) -> Result<Wrapped<String>, Problem> {
    let (mut writing, operator) = asked.begin().await?;
    let mut gone = serde_json::Map::new();
    for room in &rooms {
        let found = writing.room(room).await?;
        room_change::administered(operator.as_ref(), found)?;
        let old = writing.panel(room).await?;
        let mut seen = expected.iter().filter(|seen| seen.room_id == room.as_str());
        if seen.any(|seen| !is_as_seen(room, old.as_ref(), seen)) {
            return Err(Problem::PanelChanged);
        }
        if let Some(old) = old {
            writing.delete_panel(room).await?;
            gone.insert(room.to_string(), recorded(&old));
        }
    }
    if !gone.is_empty() {
        let ids: Vec<_> = gone.keys().cloned().collect();
        let entry = Entry::of(Some(&asked.corp), "panel", ids.join(" "));
        let entry = entry.before(Value::Object(gone));
        asked.commit(writing, entry, Vec::new()).await?;
    }
    Ok(Wrapped { result: DONE.to_owned() })
}

/// `GET /v1.0/rooms/panels/lists`.
pub(crate) async fn list(call: Call) -> Response<Body> {
    ask::for_whoever::<QueryMeetingRoomControlPanelList, _, _>(
        call,
        "unionId",
        |given| {
            let page = paging::page(given.query.max_results, given.query.next_token)?;
            Ok((given.query, page))
        },
        panels,
    )
    .await
}

async fn panels(
    question: Question,
    asker: Option<Asker>,
    (query, page): (PanelPageQuery, Page),
) -> Result<PanelPage, Problem> {
    let (store, corp) = (question.store(), &question.corp);
    let theirs = match asker {
        Some(Asker { viewer, .. }) if !viewer.is_admin => {
            let tree = question.patiently(store.group_tree(corp)).await?;
            Some(tree.administered_by(&viewer))
        }
        _ => None,
    };
    let room = query.room_id.filter(|id| !id.is_empty()).map(RoomId::new);
    let theirs = theirs.as_ref();
    let found = store.panels_after(corp, room.as_ref(), theirs, page.after, page.most());
    let (found, count) = question.patiently(found).await?;
    let (listed, next) = page.cut(found, |listed: &ListedPanel| listed.ordinal);
    Ok(PanelPage {
        has_more: next.is_some(),
        next_token: next,
        total_count: i32::try_from(count).unwrap_or(i32::MAX),
        result: listed.into_iter().map(|listed| shown(listed.panel)).collect(),
    })
}
