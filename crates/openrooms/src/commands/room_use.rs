//! `openrooms room use`: how much rooms are used.

use clap::{Args, ValueEnum};
use openrooms_protocol::rooms::{HourUse, RoomUses, UseCounts, UsesQuery};

use super::room::{client, misuse_apart};
use super::room_columns::guarded;
use crate::output;
use crate::remote::RemoteOptions;

/// Which rooms, on which days, and in which form.
#[derive(Debug, Args)]
#[command(next_help_heading = "Use")]
pub(crate) struct UseArgs {
    /// The first day, such as 2026-06-01
    #[arg(long, value_name = "DAY")]
    from: String,
    /// The last day, included; 92 days in all at most
    #[arg(long, value_name = "DAY")]
    to: String,
    /// The rooms of this group and of those below it
    #[arg(long, value_name = "ID", conflicts_with = "room")]
    group: Option<i64>,
    /// This room alone
    #[arg(long, value_name = "ID")]
    room: Option<String>,
    /// What has a line: a group is told with those below it, an hour on each day of the week
    #[arg(long, value_enum, default_value_t = By::Room)]
    by: By,
    /// Write it as CSV, with every number
    #[arg(long, conflicts_with = "json")]
    csv: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum By {
    Room,
    Group,
    Hour,
}

type Table = (Vec<&'static str>, Vec<Vec<String>>);

pub(super) async fn uses(remote: &RemoteOptions, args: UseArgs) -> anyhow::Result<()> {
    let query = UsesQuery {
        union_id: remote.union_id.clone(),
        start_date: Some(args.from),
        end_date: Some(args.to),
        group_id: args.group,
        room_id: args.room,
    };
    let found = client(remote)?.query_meeting_room_uses(&query).await.map_err(misuse_apart)?;
    if remote.json {
        return output::json(&found);
    }
    if args.csv {
        let (header, rows) = whole(found, args.by);
        let mut table = csv::Writer::from_writer(std::io::stdout().lock());
        table.write_record(&header)?;
        for row in rows {
            table.write_record(row.iter().map(|cell| guarded(cell)))?;
        }
        return Ok(table.flush()?);
    }
    let (header, rows) = match args.by {
        By::Room | By::Group => brief(found, args.by),
        By::Hour => week(&found.hours),
    };
    output::table(&header, rows)
}

/// Of a hundred, where there is anything to take it of.
fn percent(part: i64, whole: i64) -> String {
    if whole > 0 { format!("{}%", part * 100 / whole) } else { String::new() }
}

fn shown(number: Option<impl ToString>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

const NUMBERS: [&str; 11] = [
    "openMinutes",
    "usedMinutes",
    "outsideMinutes",
    "meetings",
    "walkUps",
    "people",
    "mostPeople",
    "pastMeetings",
    "noShows",
    "sizedMeetings",
    "halfEmpty",
];

fn numbers(counts: UseCounts) -> [String; NUMBERS.len()] {
    let UseCounts {
        open_minutes,
        used_minutes,
        outside_minutes,
        meetings,
        walk_ups,
        people,
        most_people,
        past_meetings,
        no_shows,
        sized_meetings,
        half_empty,
    } = counts;
    [
        open_minutes,
        used_minutes,
        outside_minutes,
        meetings,
        walk_ups,
        people,
        most_people,
        past_meetings,
        no_shows,
        sized_meetings,
        half_empty,
    ]
    .map(|number| number.to_string())
}

/// Every number, for programs.
fn whole(found: RoomUses, by: By) -> Table {
    let row = |first: Vec<String>, counts| [first, numbers(counts).into()].concat();
    match by {
        By::Room => {
            let header = ["roomId", "roomName", "groupId", "roomCapacity"];
            let rows = found.rooms.into_iter().map(|room| {
                let (group, seats) = (shown(room.group_id), shown(room.room_capacity));
                row(vec![room.room_id, room.room_name, group, seats], room.counts)
            });
            ([header.as_slice(), &NUMBERS].concat(), rows.collect())
        }
        By::Group => {
            let header = ["groupId", "groupName", "rooms"];
            let rows = found.groups.into_iter().map(|group| {
                let (id, rooms) = (group.group_id.to_string(), group.rooms.to_string());
                row(vec![id, group.group_name.unwrap_or_default(), rooms], group.counts)
            });
            ([header.as_slice(), &NUMBERS].concat(), rows.collect())
        }
        By::Hour => {
            let rows = found.hours.into_iter().map(|one| {
                let (weekday, hour) = (i64::from(one.weekday), i64::from(one.hour));
                [weekday, hour, one.open_minutes, one.used_minutes]
                    .map(|number| number.to_string())
                    .into()
            });
            (vec!["weekday", "hour", "openMinutes", "usedMinutes"], rows.collect())
        }
    }
}

/// What people look at, with a line for all together.
fn brief(found: RoomUses, by: By) -> Table {
    let row = |name: String, size: String, counts: UseCounts| {
        let hours = |minutes: i64| format!("{}.{}", minutes / 60, minutes % 60 / 6);
        vec![
            name,
            size,
            hours(counts.used_minutes),
            hours(counts.open_minutes),
            percent(counts.used_minutes, counts.open_minutes),
            counts.meetings.to_string(),
            percent(counts.no_shows, counts.past_meetings),
            percent(counts.half_empty, counts.sized_meetings),
        ]
    };
    let (what, size) = match by {
        By::Group => ("group", "rooms"),
        By::Room | By::Hour => ("room", "seats"),
    };
    let count = found.rooms.len().to_string();
    let mut rows: Vec<_> = match by {
        By::Group => found
            .groups
            .into_iter()
            .map(|group| {
                let name = group.group_name.unwrap_or_else(|| group.group_id.to_string());
                row(name, group.rooms.to_string(), group.counts)
            })
            .collect(),
        By::Room | By::Hour => found
            .rooms
            .into_iter()
            .map(|room| row(room.room_name, shown(room.room_capacity), room.counts))
            .collect(),
    };
    let size_of_all = if matches!(by, By::Group) { count } else { String::new() };
    rows.push(row("all".to_owned(), size_of_all, found.total));
    let header =
        [what, size, "hours taken", "hours open", "use", "meetings", "nobody came", "half empty"];
    (header.into(), rows)
}

/// The days of the week beside each other; an hour in which nothing is open says nothing.
fn week(hours: &[HourUse]) -> Table {
    let header = ["hour", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let rows = (0..24).filter(|hour| hours.iter().any(|one| one.hour == *hour)).map(|hour| {
        let share = |weekday| {
            let one = hours.iter().find(|one| (one.weekday, one.hour) == (weekday, hour));
            one.map(|one| percent(one.used_minutes, one.open_minutes)).unwrap_or_default()
        };
        std::iter::once(format!("{hour:02}:00")).chain((1..=7).map(share)).collect()
    });
    (header.into(), rows.collect())
}
