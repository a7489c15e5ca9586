//! `openrooms room explain`, `room find` and `room busy`: which room can be had when, and why not.

use std::collections::HashMap;

use clap::Args;
use openrooms_core::time::EpochMillis;
use openrooms_protocol::calendar::{
    BookingQuestion, BusyQuestion, EventTime, MeetingWish, RoomFound, RoomSearch, RoomTime,
    WatchQuery,
};

use super::event;
use super::room::{client, misuse_apart};
use super::shown;
use crate::event_cli::RepeatArgs;
use crate::output;
use crate::remote::RemoteOptions;
use crate::settings::Misuse;

/// Since when, and how often.
#[derive(Debug, Args)]
#[command(next_help_heading = "Watching")]
pub(crate) struct WatchArgs {
    /// What is known, by an earlier answer or by room busy [default: what is there now]
    #[arg(long, value_name = "VERSION")]
    since: Option<String>,
    /// Ask once, and end: after a change, or after 25 seconds without one
    #[arg(long)]
    once: bool,
}

/// When, and for how many.
#[derive(Debug, Args)]
#[command(next_help_heading = "Meeting")]
pub(crate) struct MeetingArgs {
    /// When it begins: ISO 8601, such as 2026-06-01T10:00:00+08:00
    #[arg(long, value_name = "TIME")]
    start: String,
    /// When it ends
    #[arg(long, value_name = "TIME")]
    end: String,
    /// Whose clocks count, where the times have no offset
    #[arg(long, value_name = "ZONE")]
    zone: Option<String>,
    /// It takes whole days: start and end are dates, the end the day after the last
    #[arg(long)]
    all_day: bool,
    #[arg(
        long,
        help = "How it repeats, as recurrence of the API",
        value_name = "JSON",
        conflicts_with = "repeat"
    )]
    recurrence: Option<String>,
    /// How many people come
    #[arg(long, value_name = "COUNT")]
    people: Option<i32>,
    #[command(flatten)]
    repeat: RepeatArgs,
}

impl MeetingArgs {
    fn wish(self) -> anyhow::Result<MeetingWish> {
        let recurrence = self.recurrence.map(|text| {
            serde_json::from_str(&text).map_err(|error| Misuse(format!("--recurrence: {error}")))
        });
        let time = |text| {
            let (date, date_time) =
                if self.all_day { (Some(text), None) } else { (None, Some(text)) };
            EventTime { date, date_time, time_zone: self.zone.clone() }
        };
        Ok(MeetingWish {
            start: Some(time(self.start)),
            end: Some(time(self.end)),
            is_all_day: self.all_day.then_some(true),
            recurrence: recurrence.transpose()?.or(event::recurrence(&self.repeat)?),
            attendees_count: self.people,
        })
    }
}

/// What sort of room.
#[derive(Debug, Args)]
#[command(next_help_heading = "Room")]
pub(crate) struct SearchArgs {
    /// Seats at least
    #[arg(long, value_name = "COUNT")]
    seats: Option<i32>,
    /// Equipment that it must have; may be given several times
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    label: Vec<i64>,
    /// In this group or one below it
    #[arg(long, value_name = "ID")]
    group: Option<i64>,
    /// Reached without a step
    #[arg(long)]
    accessible: bool,
    /// An attribute that it must have; may be given several times
    #[arg(long, value_name = "NAME=VALUE")]
    attribute: Vec<String>,
    #[command(flatten)]
    meeting: MeetingArgs,
}

/// Which rooms, and when.
#[derive(Debug, Args)]
pub(crate) struct BusyArgs {
    /// Their ids; without any, all that the person sees
    room: Vec<String>,
    /// The rooms of this group and of those below it
    #[arg(long, value_name = "ID", conflicts_with = "room")]
    group: Option<i64>,
    /// From when: ISO 8601, such as 2026-06-01T00:00:00+08:00
    #[arg(long, value_name = "TIME")]
    from: String,
    /// Until when
    #[arg(long, value_name = "TIME")]
    until: String,
    /// With --json: what each room asks of a booking too, with what it inherits
    #[arg(long)]
    policies: bool,
    /// With --json: what a list of rooms tells of each too
    #[arg(long)]
    details: bool,
}

pub(super) async fn explain(
    remote: &RemoteOptions,
    room: String,
    meeting: MeetingArgs,
) -> anyhow::Result<()> {
    let question = BookingQuestion { room_id: Some(room), event: Some(meeting.wish()?) };
    let client = client(remote)?;
    let found = client.explain_meeting_room_booking(&remote.union_id, &question).await;
    let found = found.map_err(misuse_apart)?;
    if remote.json {
        return output::json(&found);
    }
    if found.available {
        let how = if found.needs_approval { "once somebody agrees" } else { "at once" };
        return output::line(format!("It can be had {how}."));
    }
    let mut rows: Vec<_> =
        found.refusals.into_iter().map(|why| vec!["refused".to_owned(), why.text]).collect();
    let span = |time: RoomTime| format!("{} to {}", time.start_time, time.end_time);
    let nearest = [
        ("another time", found.nearest_time.map(span)),
        ("another length", found.nearest_length.map(span)),
        (
            "another room",
            found.nearest_room.map(|room| format!("{} ({})", room.room_name, room.room_id)),
        ),
    ];
    rows.extend(nearest.into_iter().filter_map(|(what, how)| Some(vec![what.to_owned(), how?])));
    output::table(&["what", "text"], rows)
}

pub(super) async fn find(remote: &RemoteOptions, args: SearchArgs) -> anyhow::Result<()> {
    let attributes = args.attribute.iter().map(|text| {
        let pair = text.split_once('=').map(|(name, value)| (name.to_owned(), value.to_owned()));
        pair.ok_or_else(|| Misuse(format!("--attribute {text:?}: it is NAME=VALUE")))
    });
    let attributes = attributes.collect::<Result<std::collections::BTreeMap<_, _>, _>>()?;
    let search = RoomSearch {
        event: Some(args.meeting.wish()?),
        room_capacity: args.seats,
        room_label_ids: (!args.label.is_empty()).then_some(args.label),
        group_id: args.group,
        accessible: args.accessible.then_some(true),
        attributes: (!attributes.is_empty()).then_some(attributes),
        max_results: None,
    };
    let found = client(remote)?.find_meeting_rooms(&remote.union_id, &search).await;
    let found = found.map_err(misuse_apart)?;
    if remote.json {
        return output::json(&found);
    }
    let waits = |room: &RoomFound| match room.needs_approval {
        Some(true) => "once somebody agrees",
        _ => "",
    };
    let seats = |seats: Option<i32>| seats.map(|seats| seats.to_string()).unwrap_or_default();
    if found.rooms.is_empty() {
        if found.near_misses.is_empty() {
            return output::line("No room can be had then, and nothing comes near.");
        }
        let rows = found.near_misses.into_iter().map(|near| {
            let (waits, room) = (waits(&near.room), near.room);
            let (from, to) = (near.time.start_time, near.time.end_time);
            let seats = seats(room.room_capacity);
            vec![room.room_id, room.room_name, seats, near.kind, from, to, waits.to_owned()]
        });
        return output::table(&["id", "name", "seats", "but", "from", "until", ""], rows);
    }
    let rows = found.rooms.into_iter().map(|room| {
        let waits = waits(&room).to_owned();
        vec![room.room_id, room.room_name, seats(room.room_capacity), waits]
    });
    output::table(&["id", "name", "seats", ""], rows)
}

pub(super) async fn watch(remote: &RemoteOptions, args: WatchArgs) -> anyhow::Result<()> {
    let client = client(remote)?;
    let mut known = args.since;
    loop {
        let is_first = known.is_none();
        let query = WatchQuery { version: known, wait_seconds: None };
        let changed = client.watch_meeting_rooms(&remote.union_id, &query).await;
        let changed = changed.map_err(misuse_apart)?;
        if remote.json && !is_first {
            output::json(&changed)?;
        } else if changed.everything == Some(true) {
            output::line(format!("{}  all rooms", changed.version))?;
        } else if !changed.room_ids.is_empty() {
            output::line(format!("{}  {}", changed.version, changed.room_ids.join(" ")))?;
        }
        if args.once && !is_first {
            return Ok(());
        }
        known = Some(changed.version);
    }
}

pub(super) async fn busy(remote: &RemoteOptions, args: BusyArgs) -> anyhow::Result<()> {
    let question = BusyQuestion {
        room_ids: (!args.room.is_empty()).then_some(args.room),
        group_id: args.group,
        start_time: Some(args.from),
        end_time: Some(args.until),
        with_policies: args.policies.then_some(true),
        with_rooms: args.details.then_some(true),
    };
    let busy = client(remote)?.query_meeting_rooms_busy(&remote.union_id, &question).await;
    let busy = busy.map_err(misuse_apart)?;
    if remote.json {
        return output::json(&busy);
    }
    let organizers = busy.organizers.into_iter();
    let names: HashMap<_, _> =
        organizers.map(|one| (one.id.clone(), one.display_name.unwrap_or(one.id))).collect();
    let moment = |millis| shown(EpochMillis(millis));
    let rows = busy.rooms.into_iter().flat_map(|room| {
        let row = |from: String, until: String, what: &str, by: String, title: String| {
            vec![room.room_id.clone(), from, until, what.to_owned(), by, title]
        };
        let mut rows = Vec::new();
        for closed in room.closed {
            let at = |millis: Option<i64>| millis.map(moment).unwrap_or_default();
            let (from, until) = (at(closed.start_time), at(closed.end_time));
            let reason = closed.reason.unwrap_or_default();
            rows.push(row(from, until, "closed", String::new(), reason));
        }
        for time in room.busy {
            let by = time.organizer_id.unwrap_or_default();
            let by = names.get(&by).cloned().unwrap_or(by);
            let (from, until) = (moment(time.start_time), moment(time.end_time));
            let status = time.status.to_ascii_lowercase();
            rows.push(row(from, until, &status, by, time.summary.unwrap_or_default()));
        }
        if rows.is_empty() {
            let nothing = String::new;
            rows.push(row(nothing(), nothing(), "free", nothing(), nothing()));
        }
        rows
    });
    output::table(&["room", "from", "until", "", "by", "what for"], rows)
}
