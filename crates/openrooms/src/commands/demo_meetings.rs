//! Meetings of the demo organisation, so that its rooms look as they do where people work.

use anyhow::Context as _;
use jiff::ToSpan as _;
use jiff::civil::Time;
use openrooms_core::calendar::moment::written;
use openrooms_core::time::{EpochMillis, Zone};
use serde::Deserialize;
use serde_json::{Value, json};

const MEETINGS: &str = include_str!("../../demo/meetings.json");
/// For how many weeks they are held, from the one of the first start.
const WEEKS: usize = 12;
const DAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// A meeting of every week, on the clock of its room.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Meeting {
    room: String,
    organiser: String,
    /// Days of the week, as a series has them on the wire.
    days: String,
    /// `HH:MM`.
    from: String,
    until: String,
    summary: String,
}

/// Puts them into the document of the demo, whose one organisation has none.
pub(super) fn add(document: &mut Value, now: EpochMillis) -> anyhow::Result<()> {
    let organisation = &mut document["organisations"][0];
    let meetings: Vec<Meeting> = serde_json::from_str(MEETINGS)?;
    let events = meetings.iter().enumerate().map(|(index, meeting)| {
        let event = event(organisation, index, meeting, now);
        event.with_context(|| format!("the demo's meeting {index}"))
    });
    let events = events.collect::<anyhow::Result<Vec<_>>>()?;
    organisation["events"] = events.into();
    Ok(())
}

/// In the shape of `GetEvent`'s reply.
fn event(
    organisation: &Value,
    index: usize,
    meeting: &Meeting,
    now: EpochMillis,
) -> anyhow::Result<Value> {
    let rooms = organisation["rooms"].as_array().context("no rooms")?;
    let room = rooms.iter().find(|room| room["roomId"] == meeting.room.as_str());
    let zone = &room.context("no such room")?["timeZone"];
    let zone = zone.as_str().or(organisation["timeZone"].as_str()).context("no zone")?;
    let zone = Zone::parse(zone)?;
    let days = || meeting.days.split(',').filter_map(|day| DAYS.iter().position(|one| *one == day));
    let first = days().min().context("no day")?;
    let today = zone.wall(now).date();
    let monday = today - i64::from(today.weekday().to_monday_zero_offset()).days();
    let date = monday + i64::try_from(first)?.days();
    let at = |time: &str| {
        let moment = zone.instant(date.to_datetime(time.parse::<Time>()?));
        anyhow::Ok(json!({ "dateTime": written(moment, &zone), "timeZone": zone.name() }))
    };
    Ok(json!({
        "id": format!("demo-{index:02}"),
        "summary": meeting.summary,
        "organizer": { "id": meeting.organiser },
        "start": at(&meeting.from)?,
        "end": at(&meeting.until)?,
        "isAllDay": false,
        "status": "confirmed",
        "recurrence": {
            "pattern": { "type": "weekly", "interval": 1, "daysOfWeek": meeting.days },
            "range": { "type": "numbered", "numberOfOccurrences": WEEKS * days().count() },
        },
        "attendees": [{ "id": meeting.organiser, "responseStatus": "accepted" }],
        "meetingRooms": [{ "roomId": meeting.room, "responseStatus": "accepted" }],
    }))
}
