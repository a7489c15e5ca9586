//! `openrooms import`: organisations from a document, all or nothing.

use std::fmt;
use std::io::{IsTerminal as _, Read as _};

use anyhow::Context as _;
use indicatif::{ProgressBar, ProgressStyle};
use openrooms_protocol::organisation::Document;
use openrooms_server::document::{UnreadEvent, name_conflict, read_document};
use openrooms_store::secret::ServerKey;
use openrooms_store::{Contents, Origin, Rest, SaveError, SaveOptions, Saved, Store};
use serde_json::{Value, json};

use super::now;
use crate::cli::ImportArgs;
use crate::output;

pub(super) async fn run(args: ImportArgs) -> anyhow::Result<()> {
    let mut bytes = Vec::new();
    if args.file.as_os_str() == "-" {
        std::io::stdin().lock().read_to_end(&mut bytes).context("cannot read standard input")?;
    } else {
        bytes = std::fs::read(&args.file)
            .with_context(|| format!("cannot read {}", args.file.display()))?;
    }
    let (contents, unread) = read(&bytes)?;
    drop(bytes);
    let counts = Counts::of(&contents, &unread);
    if args.check {
        if args.report.json {
            return output::json(&counts.as_json());
        }
        output::line(format!("The document is sound: {counts}."))?;
        return counts.tell_kept();
    }

    let database = args.report.database.decide()?;
    let store = database.open().await?;
    // Only a suite's secret is sealed under the server's key.
    let key = if contents.suites.iter().any(|suite| suite.secret.is_some()) {
        Some(database.server_key(&store).await?)
    } else {
        None
    };
    let rest = if args.replace { Rest::Goes } else { Rest::Stays };
    let origin = Origin::command_line("import");
    let saved = save(&store, &contents, key.as_ref(), rest, &origin).await?;
    store.close().await;
    let Saved { written, removed } = saved;
    if args.report.json {
        let mut told = counts.as_json();
        (told["written"], told["removed"]) = (written.into(), removed.into());
        return output::json(&told);
    }
    output::line(match (written, removed) {
        (0, 0) => format!("Nothing to change: {counts} were there already."),
        (written, 0) => format!("Imported {counts}: {written} added or changed."),
        (written, removed) => {
            format!("Imported {counts}: {written} added or changed, {removed} removed.")
        }
    })?;
    counts.tell_kept()
}

/// Reads and checks a document.
pub(super) fn read(bytes: &[u8]) -> anyhow::Result<(Contents, Vec<UnreadEvent>)> {
    let document = Document::read(bytes).map_err(|error| match error.path.as_str() {
        // Nothing in it has a path yet.
        "." => anyhow::anyhow!("the document is not understood: {}", error.message),
        _ => error.into(),
    })?;
    Ok(read_document(document)?)
}

/// Saves all or nothing, with a bar on a terminal.
pub(super) async fn save(
    store: &Store,
    contents: &Contents,
    key: Option<&ServerKey>,
    rest: Rest,
    origin: &Origin,
) -> anyhow::Result<Saved> {
    let bar = if std::io::stderr().is_terminal() {
        let style = ProgressStyle::with_template("{bar:40} {human_pos}/{human_len} {elapsed}");
        ProgressBar::new(objects(contents)).with_style(style.expect("the template is sound"))
    } else {
        ProgressBar::hidden()
    };
    let options = SaveOptions { rest, server_key: key, origin, now: now() };
    let saved = store.save(contents, &options, &mut |seen| bar.set_position(seen)).await;
    bar.finish_and_clear();
    saved.map_err(|error| match error {
        SaveError::Conflict(conflict) => name_conflict(&conflict, contents).into(),
        SaveError::Store(error) => anyhow::Error::from(error),
    })
}

/// How many objects the bar counts.
fn objects(contents: &Contents) -> u64 {
    let organisations = contents.organisations.iter().zip(&contents.implied_groups);
    let each = organisations.map(|(organisation, implied)| {
        organisation.departments.len()
            + organisation.people.len()
            + organisation.groups.len()
            + implied.len()
            + organisation.labels.len()
            + organisation.rooms.len()
            + organisation.rights.len()
            + organisation.bans.len()
            + organisation.devices.len()
            + organisation.panels.len()
            + organisation.events.len()
            + organisation.templates.len()
            + organisation.pictures.len()
            + organisation.calendar.len()
            + organisation.apps.len()
    });
    (each.sum::<usize>() + contents.suites.len()) as u64
}

/// How many events that are only kept are named.
const MOST_UNREAD: usize = 20;

/// How much a document holds.
struct Counts<'a> {
    organisations: usize,
    rooms: usize,
    people: usize,
    suites: usize,
    /// Those that are kept as they are.
    unread: &'a [UnreadEvent],
}

impl<'a> Counts<'a> {
    fn of(contents: &Contents, unread: &'a [UnreadEvent]) -> Self {
        let all = &contents.organisations;
        Self {
            organisations: all.len(),
            rooms: all.iter().map(|each| each.rooms.len()).sum(),
            people: all.iter().map(|each| each.people.len()).sum(),
            suites: contents.suites.len(),
            unread,
        }
    }

    /// What looks like a booking and is none is not passed over in silence.
    fn tell_kept(&self) -> anyhow::Result<()> {
        match self.unread.len() {
            0 => return Ok(()),
            1 => output::line("1 event cannot be read as one, and is only kept: it books nothing."),
            count => output::line(format!(
                "{count} events cannot be read as such, and are only kept: they book nothing."
            )),
        }?;
        for UnreadEvent { path, id, reason } in self.unread.iter().take(MOST_UNREAD) {
            let id = id.as_ref().map(|id| format!(" ({id:?})")).unwrap_or_default();
            output::line(format!("{path}{id}: {reason}"))?;
        }
        match self.unread.len().saturating_sub(MOST_UNREAD) {
            0 => Ok(()),
            more => output::line(format!("And {more} more.")),
        }
    }

    fn as_json(&self) -> Value {
        let Self { organisations, rooms, people, suites, unread } = self;
        let first = unread.iter().take(MOST_UNREAD);
        let first = first.map(
            |UnreadEvent { path, id, reason }| json!({ "path": path, "id": id, "reason": reason }),
        );
        json!({
            "organisations": organisations, "rooms": rooms, "people": people, "suites": suites,
            "keptEvents": unread.len(), "firstKeptEvents": first.collect::<Vec<_>>(),
        })
    }
}

impl fmt::Display for Counts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = |count: usize, one: &str, many: &str| {
            format!("{count} {}", if count == 1 { one } else { many })
        };
        let mut kinds = vec![
            plural(self.organisations, "organisation", "organisations"),
            plural(self.rooms, "room", "rooms"),
            plural(self.people, "person", "people"),
        ];
        if self.suites > 0 {
            kinds.push(plural(self.suites, "suite", "suites"));
        }
        let last = kinds.pop().expect("there are three kinds at least");
        write!(f, "{} and {last}", kinds.join(", "))
    }
}
