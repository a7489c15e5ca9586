//! `openrooms room import` and `room export`: rooms as a table (CSV), over the API.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;
use std::io::Read as _;

use anyhow::{Context as _, bail};
use openrooms_client::Client;
use openrooms_core::name::Name;
use openrooms_protocol::rooms::{GroupDetail, MeetingRoom, NewGroup, NewRoom, RoomUpdate};
use serde::Serialize;
use serde_json::{Map, Value};

use super::room::{all, misuse_apart};
use super::room_columns::{
    COLUMNS, NOTHING, ask, canonical, guarded, is_clearable, shown, unguarded,
};
use crate::cli::RoomImportArgs;
use crate::output;

/// What became of a line, or would.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome {
    line: u64,
    action: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    room_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    changes: Vec<Change>,
}

#[derive(Debug, Serialize)]
struct Change {
    field: String,
    from: String,
    to: String,
}

impl Outcome {
    fn wrong(line: u64, column: Option<&str>, error: impl Into<String>) -> Self {
        let column = column.map(str::to_owned);
        Self { line, action: "error", column, error: Some(error.into()), ..Self::default() }
    }

    fn told(&self) -> String {
        let mut text = format!("line {}: ", self.line);
        if let Some(error) = &self.error {
            let column = self.column.as_ref().map(|column| format!("{column}: "));
            return text + "error: " + &column.unwrap_or_default() + error;
        }
        text += self.action;
        if let Some(id) = &self.room_id {
            text = text + " " + id;
        }
        for Change { field, from, to } in &self.changes {
            // A text takes whatever is written.
            let _ = write!(text, "\n  {field}: {from:?} -> {to:?}");
        }
        text
    }
}

/// A line: its cells by their columns, without the empty ones. What is to be taken away is empty.
struct Line {
    number: u64,
    cells: BTreeMap<String, String>,
}

/// The groups of rooms, and how each is written.
struct Groups {
    known: HashMap<i64, GroupDetail>,
    by_path: HashMap<String, Vec<i64>>,
}

impl Groups {
    async fn of(client: &Client, operator: &str) -> anyhow::Result<Self> {
        let list = client.query_meeting_room_group_list(operator).await.map_err(misuse_apart)?;
        let known: HashMap<_, _> =
            list.into_iter().filter_map(|group| Some((group.group_id?, group))).collect();
        let mut groups = Self { known, by_path: HashMap::new() };
        let ids: Vec<_> = groups.known.keys().copied().collect();
        for id in ids {
            groups.by_path.entry(groups.path(id)).or_default().push(id);
        }
        Ok(groups)
    }

    /// The names from the root down, with a slash between.
    fn path(&self, id: i64) -> String {
        let (mut names, mut next) = (Vec::new(), id);
        while let Some(group) = self.known.get(&next)
            && names.len() < 8
        {
            names.push(group.group_name.clone().unwrap_or_default());
            next = group.parent_id.unwrap_or(0);
        }
        names.reverse();
        names.join("/")
    }

    /// How a group is written: by its path, or by its number where that is not clear.
    fn shown(&self, id: Option<i64>) -> String {
        let Some(id) = id.filter(|id| *id != 0) else { return String::new() };
        let path = self.path(id);
        let is_clear = self.by_path.get(&path).is_some_and(|ids| ids.len() == 1)
            && !path.split('/').any(str::is_empty)
            && !path.starts_with('#');
        if is_clear { path } else { format!("#{id}") }
    }

    /// The group that a cell names; `None` where there is none of that path yet.
    fn find(&self, cell: &str) -> Result<Option<i64>, String> {
        if let Some(id) = cell.strip_prefix('#') {
            let id = id.parse().ok().filter(|id| self.known.contains_key(id));
            return id.map(Some).ok_or_else(|| format!("there is no group {cell}"));
        }
        if cell.split('/').any(|name| name.trim().is_empty()) {
            return Err(format!("{cell:?} is no path such as Berlin/Third floor"));
        }
        match self.by_path.get(cell).map(Vec::as_slice) {
            Some([id]) => Ok(Some(*id)),
            Some(ids) => Err(format!("{} groups have the path {cell:?}", ids.len())),
            None => Ok(None),
        }
    }

    /// The group of that path, made with those above it where they are missing.
    async fn make(&mut self, client: &Client, operator: &str, path: &str) -> anyhow::Result<i64> {
        let (mut above, mut so_far) = (0, String::new());
        for name in path.split('/') {
            so_far = if so_far.is_empty() { name.to_owned() } else { format!("{so_far}/{name}") };
            if let Some(id) = self.find(&so_far).map_err(anyhow::Error::msg)? {
                above = id;
                continue;
            }
            let new = NewGroup {
                union_id: Some(operator.to_owned()),
                group_name: Some(name.to_owned()),
                parent_group_id: Some(above),
                extension_config: None,
            };
            let id = client.create_meeting_room_group(&new).await.map_err(misuse_apart)?;
            let group_name = Some(name.to_owned());
            let group = GroupDetail {
                group_id: Some(id),
                group_name,
                parent_id: Some(above),
                extension_config: None,
            };
            self.known.insert(id, group);
            self.by_path.entry(so_far.clone()).or_default().push(id);
            above = id;
        }
        Ok(above)
    }
}

/// Writes every room that the person may see, as [`import`] reads it; or as a list of objects.
pub(super) async fn export(client: &Client, operator: &str, as_json: bool) -> anyhow::Result<()> {
    let groups = Groups::of(client, operator).await?;
    let mut rows = Vec::new();
    for listed in all(client, operator).await? {
        let room = client.query_meeting_room(&listed.room_id, operator).await;
        let room = room.map_err(misuse_apart)?;
        let group = groups.shown(group_of(&room));
        rows.push(COLUMNS.map(|column| shown(column, &room, &group)));
    }
    if as_json {
        let object = |row: [String; COLUMNS.len()]| -> Map<String, Value> {
            let cells = COLUMNS.iter().zip(row).filter(|(_, cell)| !cell.is_empty());
            cells.map(|(column, cell)| ((*column).to_owned(), cell.into())).collect()
        };
        return output::json(&rows.into_iter().map(object).collect::<Vec<_>>());
    }
    let mut table = csv::Writer::from_writer(std::io::stdout().lock());
    table.write_record(COLUMNS)?;
    for row in rows {
        table.write_record(row.map(|cell| guarded(&cell)))?;
    }
    table.flush()?;
    Ok(())
}

fn group_of(room: &MeetingRoom) -> Option<i64> {
    room.room_group.as_ref().and_then(|group| group.group_id)
}

/// Makes and changes rooms by a table. Nothing is sent where a line cannot be read.
pub(super) async fn import(
    client: &Client,
    operator: &str,
    args: &RoomImportArgs,
    as_json: bool,
) -> anyhow::Result<()> {
    let mut bytes = Vec::new();
    if args.file.as_os_str() == "-" {
        std::io::stdin().read_to_end(&mut bytes)?;
    } else {
        bytes = std::fs::read(&args.file).with_context(|| args.file.display().to_string())?;
    }
    let mut outcomes = Vec::new();
    let lines = read(&bytes, &mut outcomes)?;
    if outcomes.is_empty() {
        let mut work = Work::begin(client, operator, args).await?;
        for line in lines {
            outcomes.push(work.line(&line).await);
        }
    }
    let wrong = outcomes.iter().filter(|outcome| outcome.error.is_some()).count();
    if as_json {
        output::json(&outcomes)?;
    } else {
        for outcome in &outcomes {
            output::line(output::printable(&outcome.told()))?;
        }
    }
    if wrong > 0 {
        bail!("{wrong} of the lines went wrong");
    }
    Ok(())
}

/// The lines of a table, each with the cells that say something; what is wrong goes to `wrong`.
fn read(bytes: &[u8], wrong: &mut Vec<Outcome>) -> anyhow::Result<Vec<Line>> {
    let text = std::str::from_utf8(bytes).context("the table is not UTF-8")?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut table = csv::Reader::from_reader(text.as_bytes());
    let columns = table.headers()?.clone();
    for (at, column) in columns.iter().enumerate() {
        if !COLUMNS.contains(&column) {
            bail!("no column is named {column:?}; there are {}", COLUMNS.join(", "));
        }
        if columns.iter().take(at).any(|other| other == column) {
            bail!("the column {column} is there twice");
        }
    }
    if !columns.iter().any(|column| matches!(column, "roomId" | "isvRoomId")) {
        bail!("a column roomId or isvRoomId is needed");
    }
    let (mut lines, mut seen) = (Vec::new(), HashMap::new());
    let (mut number, mut counted) = (1_u64, 0);
    for record in table.records() {
        let record =
            record.map_err(|error| anyhow::anyhow!("the table cannot be read: {error}"))?;
        // The reader counts a line that ends in CRLF only once it is past the LF.
        let begins = record.position().map_or(0, csv::Position::byte);
        let mut begins = usize::try_from(begins)?;
        if text.as_bytes().get(begins) == Some(&b'\n') {
            begins += 1;
        }
        let passed = text.as_bytes().get(counted..begins).unwrap_or_default();
        number += passed.iter().fold(0, |lines, byte| lines + u64::from(*byte == b'\n'));
        counted = begins;
        let mut cells = BTreeMap::new();
        for (column, cell) in columns.iter().zip(&record).filter(|(_, cell)| !cell.is_empty()) {
            let says = if cell == NOTHING {
                is_clearable(column).map(|()| String::new())
            } else {
                canonical(column, unguarded(cell))
            };
            match says {
                Ok(cell) => _ = cells.insert(column.to_owned(), cell),
                Err(error) => wrong.push(Outcome::wrong(number, Some(column), error)),
            }
        }
        let key = ["roomId", "isvRoomId"].into_iter().find_map(|key| cells.get_key_value(key));
        match key.map(|(key, value)| seen.insert((key.clone(), value.clone()), number)) {
            None => {
                wrong.push(Outcome::wrong(number, None, "it has neither roomId nor isvRoomId"));
            }
            Some(Some(first)) => {
                let error = format!("it is the room of line {first}");
                wrong.push(Outcome::wrong(number, None, error));
            }
            Some(None) => {}
        }
        lines.push(Line { number, cells });
    }
    Ok(lines)
}

/// An import that goes on.
struct Work<'a> {
    client: &'a Client,
    operator: &'a str,
    args: &'a RoomImportArgs,
    groups: Groups,
    ids: HashSet<String>,
    by_isv: HashMap<String, Vec<String>>,
    /// How many rooms have a name, as far as the lines so far change that.
    names: HashMap<String, usize>,
}

impl<'a> Work<'a> {
    async fn begin(
        client: &'a Client,
        operator: &'a str,
        args: &'a RoomImportArgs,
    ) -> anyhow::Result<Self> {
        let groups = Groups::of(client, operator).await?;
        let (mut ids, mut by_isv) = (HashSet::new(), HashMap::<_, Vec<_>>::new());
        let mut names = HashMap::new();
        for room in all(client, operator).await? {
            *names.entry(room.room_name).or_default() += 1;
            if let Some(isv) = room.isv_room_id {
                by_isv.entry(isv).or_default().push(room.room_id.clone());
            }
            ids.insert(room.room_id);
        }
        Ok(Self { client, operator, args, groups, ids, by_isv, names })
    }

    async fn line(&mut self, line: &Line) -> Outcome {
        match self.fulfil(line).await {
            Ok(outcome) => outcome,
            Err(error) => Outcome::wrong(line.number, None, format!("{error:#}")),
        }
    }

    /// Which room a line is about; `None` is a new one.
    fn room(&self, line: &Line) -> Result<Option<String>, String> {
        if let Some(id) = line.cells.get("roomId") {
            let id = self.ids.contains(id).then(|| id.clone());
            return id.map(Some).ok_or_else(|| "there is no such room".to_owned());
        }
        let isv = line.cells.get("isvRoomId").map(String::as_str).unwrap_or_default();
        match self.by_isv.get(isv).map(Vec::as_slice) {
            None => Ok(None),
            Some([id]) => Ok(Some(id.clone())),
            Some(ids) => Err(format!("{} rooms have this isvRoomId", ids.len())),
        }
    }

    /// What the server would refuse of a line: the column, and why.
    fn foreseen(
        &mut self,
        line: &Line,
        before: Option<&MeetingRoom>,
        changes: &[Change],
    ) -> Option<(&'static str, String)> {
        let to =
            |field: &str| Some(changes.iter().find(|change| change.field == field)?.to.clone());
        let status = to("roomStatus");
        if status.as_ref().is_some_and(|status| !matches!(status.as_str(), "0" | "1" | "2")) {
            return Some(("roomStatus", "it is 0, 1 or 2".to_owned()));
        }
        let status = status.or_else(|| before.map(|room| room.room_status.to_string()));
        let members = line.cells.get("authorizedMembers").cloned();
        let members = members.or_else(|| Some(shown("authorizedMembers", before?, "")));
        if status.as_deref() == Some("2")
            && (to("roomStatus").is_some() || to("authorizedMembers").is_some())
            && members.is_none_or(|members| members.is_empty())
        {
            return Some(("authorizedMembers", "a room of status 2 needs some".to_owned()));
        }
        let name = to("roomName")?;
        if Name::parse(&name).is_err() {
            let what = "it is 1 to 100 characters that show something, none of them a control";
            return Some(("roomName", what.to_owned()));
        }
        let count = self.names.entry(name).or_default();
        if *count > 0 {
            return Some(("roomName", "another room has this name".to_owned()));
        }
        *count = 1;
        if let Some(count) = before.and_then(|room| self.names.get_mut(&room.room_name)) {
            *count = count.saturating_sub(1);
        }
        None
    }

    async fn fulfil(&mut self, line: &Line) -> anyhow::Result<Outcome> {
        let wrong = |column, error| Ok(Outcome::wrong(line.number, Some(column), error));
        let id = match self.room(line) {
            Ok(id) => id,
            Err(error) => {
                let by_id = line.cells.contains_key("roomId");
                return wrong(if by_id { "roomId" } else { "isvRoomId" }, error);
            }
        };
        // A group that is to be taken away is the root.
        let leaves = line.cells.get("roomGroup").is_some_and(String::is_empty);
        let group = line.cells.get("roomGroup").filter(|_| !leaves);
        let found = match group.map(|path| self.groups.find(path)).transpose() {
            Ok(found) => found.flatten(),
            Err(error) => return wrong("roomGroup", error),
        };
        if group.is_some() && found.is_none() && !self.args.make_groups {
            return wrong("roomGroup", "there is no such group; --make-groups makes it".to_owned());
        }
        let before = match &id {
            None => None,
            Some(id) => Some(
                self.client.query_meeting_room(id, self.operator).await.map_err(misuse_apart)?,
            ),
        };
        let mut wish = NewRoom { union_id: Some(self.operator.to_owned()), ..NewRoom::default() };
        let mut changes = Vec::new();
        for (column, cell) in &line.cells {
            let from =
                before.as_ref().map(|room| shown(column, room, &self.groups.shown(group_of(room))));
            let is_same = match column.as_str() {
                "roomGroup" if !leaves => {
                    before.as_ref().is_some_and(|room| found.is_some() && group_of(room) == found)
                }
                _ => from.as_deref().unwrap_or_default() == cell,
            };
            if !is_same && column != "roomId" {
                ask(&mut wish, before.as_ref(), column, cell);
                let (field, from) = (column.clone(), from.unwrap_or_default());
                changes.push(Change { field, from, to: cell.clone() });
            }
        }
        let action = match (&before, changes.is_empty()) {
            (None, _) => "create",
            (Some(_), true) => "unchanged",
            (Some(_), false) => "update",
        };
        let mut outcome =
            Outcome { line: line.number, action, room_id: id, changes, ..Outcome::default() };
        if before.is_none()
            && let Some(missing) = ["roomName", "roomStatus", "isvRoomId"]
                .iter()
                .find(|name| !line.cells.contains_key(**name))
        {
            return wrong(missing, "a new room needs it".to_owned());
        }
        if action == "unchanged" {
            return Ok(outcome);
        }
        if self.args.dry_run {
            return match self.foreseen(line, before.as_ref(), &outcome.changes) {
                Some((column, error)) => wrong(column, error),
                None => Ok(outcome),
            };
        }
        let moves = outcome.changes.iter().any(|change| change.field == "roomGroup");
        if moves && leaves {
            wish.group_id = Some(0);
        }
        if moves && let Some(path) = group {
            wish.group_id = Some(match found {
                Some(id) => id,
                None => self.groups.make(self.client, self.operator, path).await?,
            });
        }
        if let Some(id) = &outcome.room_id {
            let update = RoomUpdate::of(id.clone(), wish);
            self.client.update_meeting_room(&update).await.map_err(misuse_apart)?;
        } else {
            let made = self.client.create_meeting_room(&wish).await.map_err(misuse_apart)?;
            outcome.room_id = Some(made);
        }
        Ok(outcome)
    }
}
