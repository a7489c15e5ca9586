//! `openrooms event`: events of a person's calendar, asked of a server over its API.

use openrooms_client::Client;
use openrooms_protocol::calendar::{
    CalendarEvent, EventListQuery, EventRecurrence, EventTime, NewAttendee, NewEvent, NewLocation,
    RecurrencePattern, RecurrenceRange, Transfer, ViewQuery,
};
use serde_json::json;

use super::attendance;
use super::room::{client, misuse_apart};
use crate::alternatives::Settled;
use crate::event_cli::{
    EventCommand, EventFieldsArgs, OneEventArgs, PartArg, PartOfEventArgs, RepeatArgs,
    RepeatPattern,
};
use crate::output;
use crate::remote::RemoteOptions;
use crate::settings::Misuse;

pub(super) async fn run(command: EventCommand) -> anyhow::Result<()> {
    match command {
        EventCommand::Create { remote: Settled(remote), summary, start, end, room, fields } => {
            let event = event(Some(summary), Some(start), Some(end), &fields)?;
            create(&remote, event, &room).await
        }
        EventCommand::Show(OneEventArgs { remote: Settled(remote), event }) => {
            let found = client(&remote)?.get_event(&remote.union_id, &event, Some(500)).await;
            let found = found.map_err(misuse_apart)?;
            if remote.json { output::json(&found) } else { details(found) }
        }
        EventCommand::List { remote: Settled(remote), from, until } => {
            let query = ViewQuery { time_min: from, time_max: until, ..ViewQuery::default() };
            list(&remote, None, query).await
        }
        EventCommand::Dates(OneEventArgs { remote: Settled(remote), event }) => {
            list(&remote, Some(event), ViewQuery::default()).await
        }
        EventCommand::Changes { remote: Settled(remote), since } => changes(&remote, since).await,
        EventCommand::Change { part, summary, start, end, room, fields } => {
            let given = event(summary, start, end, &fields)?;
            if given == NewEvent::default() && room.is_empty() {
                return Err(Misuse("nothing is given that is to change".to_owned()).into());
            }
            change(part, given, &room).await
        }
        EventCommand::Cancel(part) => cancel(part).await,
        EventCommand::Delete(PartOfEventArgs { one, scope }) => {
            let OneEventArgs { remote: Settled(remote), event: id } = one;
            let scope = scope.map(PartArg::word);
            let done = client(&remote)?.delete_event(&remote.union_id, &id, scope).await;
            done.map_err(misuse_apart)?;
            if remote.json {
                return output::json(&json!({ "id": id }));
            }
            output::line(format!("{id} has been removed."))
        }
        EventCommand::Attendance(command) => attendance::run(command).await,
        EventCommand::Transfer { one, to, leave } => {
            let OneEventArgs { remote: Settled(remote), event: id } = one;
            let transfer = Transfer {
                new_organizer_id: Some(to.clone()),
                is_exit_calendar: leave.then_some(true),
                need_notify_via_o2o: None,
            };
            let done = client(&remote)?.transfer_event(&remote.union_id, &id, &transfer).await;
            done.map_err(misuse_apart)?;
            if remote.json {
                return output::json(&json!({ "id": id, "newOrganizerId": to }));
            }
            output::line(format!("{to} organises {id}."))
        }
    }
}

async fn create(remote: &RemoteOptions, event: NewEvent, rooms: &[String]) -> anyhow::Result<()> {
    let client = client(remote)?;
    let made = client.create_event(&remote.union_id, &event).await.map_err(misuse_apart)?;
    let booked = if rooms.is_empty() {
        Ok(made.clone())
    } else {
        book(&client, &remote.union_id, &made.id, rooms).await
    };
    // It is there, whatever became of its rooms.
    if remote.json {
        output::json(booked.as_ref().unwrap_or(&made))?;
    } else {
        output::line(&made.id)?;
    }
    booked.map(|_| ())
}

/// What lies in the calendar, or the dates of a series, page by page.
async fn list(
    remote: &RemoteOptions,
    series: Option<String>,
    mut query: ViewQuery,
) -> anyhow::Result<()> {
    let client = client(remote)?;
    let mut all = Vec::new();
    loop {
        let page = match &series {
            Some(series) => client.list_instances(&remote.union_id, series, &query).await,
            None => client.list_events_view(&remote.union_id, &query).await,
        };
        let page = page.map_err(misuse_apart)?;
        all.extend(page.events);
        query.next_token = page.next_token;
        if query.next_token.is_none() {
            break;
        }
    }
    if remote.json { output::json(&all) } else { table(all) }
}

async fn changes(remote: &RemoteOptions, since: Option<String>) -> anyhow::Result<()> {
    let client = client(remote)?;
    let mut query = EventListQuery { sync_token: since, ..EventListQuery::default() };
    let mut all = Vec::new();
    let since = loop {
        let page = client.list_events(&remote.union_id, &query).await.map_err(misuse_apart)?;
        all.extend(page.events);
        query.next_token = page.next_token;
        if query.next_token.is_none() {
            break page.sync_token.unwrap_or_default();
        }
    };
    if remote.json {
        return output::json(&json!({ "events": all, "syncToken": since }));
    }
    table(all)?;
    output::line(format!("--since {}", output::printable(&since)))
}

async fn change(part: PartOfEventArgs, change: NewEvent, rooms: &[String]) -> anyhow::Result<()> {
    let PartOfEventArgs { one, scope } = part;
    let OneEventArgs { remote: Settled(remote), event: id } = one;
    let scope = scope.map(PartArg::word);
    let client = client(&remote)?;
    let changed = if rooms.is_empty() {
        client.patch_event(&remote.union_id, &id, change, scope).await
    } else {
        let rooms: Vec<_> = rooms.iter().map(String::as_str).collect();
        client.move_event(&remote.union_id, &id, change, &rooms, scope).await
    };
    let changed = changed.map_err(misuse_apart)?;
    if remote.json {
        return output::json(&changed);
    }
    if scope == Some(PartArg::Following.word()) && changed.id != id {
        // From now on they are known by another id.
        return output::line(format!("{id} and what follows it are {} now.", changed.id));
    }
    output::line(format!("{id} has been changed."))
}

async fn cancel(part: PartOfEventArgs) -> anyhow::Result<()> {
    let PartOfEventArgs { one, scope } = part;
    let OneEventArgs { remote: Settled(remote), event: id } = one;
    let client = client(&remote)?;
    let scope = if let Some(scope) = scope {
        Some(scope.word())
    } else {
        // A date that is named is meant alone.
        let event = client.get_event(&remote.union_id, &id, Some(0)).await;
        let event = event.map_err(misuse_apart)?;
        event.series_master_id.map(|_| PartArg::This.word())
    };
    client.cancel_event(&remote.union_id, &id, scope).await.map_err(misuse_apart)?;
    if remote.json {
        return output::json(&json!({ "id": id }));
    }
    output::line(format!("{id} has been cancelled."))
}

/// Books rooms for an event that is there, and reads it again.
async fn book(
    client: &Client,
    person: &str,
    id: &str,
    rooms: &[String],
) -> anyhow::Result<CalendarEvent> {
    let rooms: Vec<_> = rooms.iter().map(String::as_str).collect();
    client.add_meeting_rooms(person, id, &rooms).await.map_err(misuse_apart)?;
    client.get_event(person, id, None).await.map_err(misuse_apart)
}

/// An event with the fields that are given.
fn event(
    summary: Option<String>,
    start: Option<String>,
    end: Option<String>,
    fields: &EventFieldsArgs,
) -> Result<NewEvent, Misuse> {
    if fields.zone.is_some() && start.is_none() && end.is_none() {
        return Err(Misuse("--zone says whose clock --start and --end are on".to_owned()));
    }
    let is_day = |text: &String| text.len() == 10 && !text.contains('T');
    if !fields.all_day && [&start, &end].into_iter().flatten().any(is_day) {
        return Err(Misuse("days alone go with --all-day".to_owned()));
    }
    let time = |text: String| {
        if fields.all_day {
            EventTime { date: Some(text), time_zone: fields.zone.clone(), date_time: None }
        } else {
            EventTime { date_time: Some(text), time_zone: fields.zone.clone(), date: None }
        }
    };
    let needed = fields.attendee.iter().map(NewAttendee::of);
    let optional = fields
        .optional
        .iter()
        .map(|id| NewAttendee { is_optional: Some(true), ..NewAttendee::of(id) });
    let attendees: Vec<_> = needed.chain(optional).collect();
    Ok(NewEvent {
        summary,
        start: start.map(time),
        end: end.map(time),
        description: fields.description.clone(),
        is_all_day: fields.all_day.then_some(true),
        location: fields.location.clone().map(|name| NewLocation { display_name: Some(name) }),
        attendees: (!attendees.is_empty()).then_some(attendees),
        recurrence: recurrence(&fields.repeat)?,
        ..NewEvent::default()
    })
}

pub(super) fn recurrence(given: &RepeatArgs) -> Result<Option<EventRecurrence>, Misuse> {
    let Some(repeat) = given.repeat else { return Ok(None) };
    let by_week = matches!(repeat, RepeatPattern::Weekly | RepeatPattern::MonthlyByWeekday);
    if given.on.is_some() && !by_week {
        return Err(Misuse("--on goes with weekly and monthly-by-weekday".to_owned()));
    }
    if given.which.is_some() && repeat != RepeatPattern::MonthlyByWeekday {
        return Err(Misuse("--which goes with monthly-by-weekday".to_owned()));
    }
    let kind = match repeat {
        RepeatPattern::Daily => "daily",
        RepeatPattern::Weekly => "weekly",
        RepeatPattern::Monthly => "absoluteMonthly",
        RepeatPattern::MonthlyByWeekday => "relativeMonthly",
        RepeatPattern::Yearly => "absoluteYearly",
    };
    let pattern = RecurrencePattern {
        kind: Some(kind.to_owned()),
        interval: Some(given.every.unwrap_or(1)),
        days_of_week: given.on.clone(),
        index: given.which.clone(),
        ..RecurrencePattern::default()
    };
    let kind = match (&given.until, given.times) {
        (Some(_), _) => "endDate",
        (None, Some(_)) => "numbered",
        (None, None) => "noEnd",
    };
    let range = RecurrenceRange {
        kind: Some(kind.to_owned()),
        end_date: given.until.clone(),
        number_of_occurrences: given.times,
    };
    Ok(Some(EventRecurrence { pattern: Some(pattern), range: Some(range) }))
}

/// How something repeats, in the words of `--repeat` and those beside it.
fn repetition(recurrence: EventRecurrence) -> String {
    let pattern = recurrence.pattern.unwrap_or_default();
    let kind = match pattern.kind.as_deref().unwrap_or_default() {
        "absoluteMonthly" => "monthly",
        "relativeMonthly" => "monthly-by-weekday",
        "absoluteYearly" => "yearly",
        other => other,
    };
    let mut parts = vec![match pattern.interval.filter(|every| *every > 1) {
        Some(every) => format!("{kind}, every {every}"),
        None => kind.to_owned(),
    }];
    let days = pattern.days_of_week.map(|days| days.replace(',', ", "));
    let which = pattern.index.into_iter().chain(days).collect::<Vec<_>>().join(" ");
    parts.extend(Some(which).filter(|which| !which.is_empty()));
    parts.extend(pattern.day_of_month.map(|day| format!("on day {day}")));
    let range = recurrence.range.unwrap_or_default();
    parts.push(match (range.number_of_occurrences, range.end_date) {
        (Some(times), _) => format!("{times} times"),
        (None, Some(day)) => format!("until {day}"),
        (None, None) => "without end".to_owned(),
    });
    parts.join("; ")
}

fn time(at: Option<EventTime>) -> String {
    at.and_then(|at| at.date_time.or(at.date)).unwrap_or_default()
}

fn rooms(event: &CalendarEvent) -> String {
    let rooms = event.meeting_rooms.iter().flatten().map(|room| {
        let name = room.display_name.as_ref().unwrap_or(&room.room_id);
        match room.response_status.as_deref() {
            Some("accepted") | None => name.clone(),
            Some(other) => format!("{name} ({other})"),
        }
    });
    rooms.collect::<Vec<_>>().join(", ")
}

fn table(events: Vec<CalendarEvent>) -> anyhow::Result<()> {
    let rows = events.into_iter().map(|event| {
        let rooms = rooms(&event);
        vec![
            event.id,
            time(event.start),
            time(event.end),
            event.status.unwrap_or_default(),
            event.summary.unwrap_or_default(),
            rooms,
        ]
    });
    output::table(&["id", "start", "end", "status", "summary", "rooms"], rows)
}

/// One event, a line for each thing that is known of it.
fn details(event: CalendarEvent) -> anyhow::Result<()> {
    let rooms = rooms(&event);
    let organiser = event.organizer.map(|one| one.display_name.unwrap_or(one.id));
    let attendees = event.attendees.into_iter().flatten().map(|one| {
        let name = one.display_name.unwrap_or(one.id);
        let optional = if one.is_optional == Some(true) { ", optional" } else { "" };
        format!("{name} ({}{optional})", one.response_status.unwrap_or_default())
    });
    let zone = event.start.as_ref().and_then(|start| start.time_zone.clone());
    let place = event.location.and_then(|location| location.display_name);
    let rows = [
        ("id", Some(event.id)),
        ("summary", event.summary),
        ("description", event.description),
        ("start", Some(time(event.start))),
        ("end", Some(time(event.end))),
        ("zone", zone),
        ("status", event.status),
        ("series", event.series_master_id),
        ("repeats", event.recurrence.map(repetition)),
        ("organizer", organiser),
        ("attendees", Some(attendees.collect::<Vec<_>>().join(", "))),
        ("location", place),
        ("rooms", Some(rooms)),
    ];
    let rows = rows.into_iter().filter_map(|(name, value)| {
        let value = value.filter(|value| !value.is_empty())?;
        Some(vec![name.to_owned(), value])
    });
    output::table(&["field", "value"], rows)
}
