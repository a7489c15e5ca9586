//! House rules in the words of the wire, and back.

use std::collections::BTreeMap;

use openrooms_core::ParseError;
use openrooms_core::calendar::recurrence;
use openrooms_core::house::{ClosedDays, DayHours, DoorShows, HouseRules, Quota, WeekHours};
use openrooms_core::room_change::{HouseWish, PolicyWish, Put};
use openrooms_protocol::organisation::DocumentError;
use openrooms_protocol::rooms as wire;

/// Names in `takeAway`: more than there are rules.
const MOST_TAKEN_AWAY: usize = 20;

/// Puts the house rules where the wire has them.
pub(super) fn show(house: HouseRules, config: &mut wire::ExtensionConfig) {
    config.weekly_hours = house.hours.map(|hours| {
        let spans = hours.spans().iter().map(|span| {
            let (day, from, to) = span.parts();
            wire::WeeklyHours { day: Some(day.to_owned()), from: Some(from), to: Some(to) }
        });
        spans.collect()
    });
    config.buffer_before = house.buffer_before_minutes;
    config.buffer_after = house.buffer_after_minutes;
    config.capacity_check = house.counts_seats;
    config.booking_quota = house.quota.map(|quota| wire::BookingQuota {
        open_bookings: quota.open_bookings,
        hours_per_day: quota.hours_a_day,
        hours_per_week: quota.hours_a_week,
        hours_per_month: quota.hours_a_month,
    });
    config.least_cancel_notice = house.notice_minutes;
    config.closed_days = house.closed_days.map(|days| {
        let days = days.iter().map(|days| wire::ClosedDay {
            date: Some(days.first().to_string()),
            end_date: days.given_last().map(|day| day.to_string()),
            name: days.name().map(str::to_owned),
        });
        days.collect()
    });
    config.accessible = house.is_accessible;
    config.attributes = house.attributes;
    config.door_display = house.door.map(|shows| shows.word().to_owned());
}

/// Adds to a wish what `takeAway` names: rules that go, so that those of the groups count again.
pub(super) fn take_away(
    names: &[String],
    path: &str,
    wish: &mut PolicyWish,
) -> Result<(), DocumentError> {
    let path = format!("{path}.extensionConfig.takeAway");
    few(&path, names.len(), MOST_TAKEN_AWAY)?;
    let house = &mut wish.house;
    for (index, name) in names.iter().enumerate() {
        let path = format!("{path}[{index}]");
        let is_given = match &**name {
            "openReservation" => wish.is_open.replace(Put::Nothing).is_some(),
            "maxReservationTimeInterval" => wish.max_length_minutes.replace(Put::Nothing).is_some(),
            "minReservationTimeInterval" => wish.min_length_minutes.replace(Put::Nothing).is_some(),
            "advanceReservation" => wish.advance.replace(Put::Nothing).is_some(),
            "reservationCloseDetail" => wish.closure.replace(Put::Nothing).is_some(),
            "approvalSwitch" => wish.needs_approval.replace(Put::Nothing).is_some(),
            "approvalType" => wish.approval.replace(Put::Nothing).is_some(),
            "weeklyHours" => house.hours.replace(Put::Nothing).is_some(),
            "bufferBefore" => house.buffer_before_minutes.replace(Put::Nothing).is_some(),
            "bufferAfter" => house.buffer_after_minutes.replace(Put::Nothing).is_some(),
            "capacityCheck" => house.counts_seats.replace(Put::Nothing).is_some(),
            "bookingQuota" => house.quota.replace(Put::Nothing).is_some(),
            "leastCancelNotice" => house.notice_minutes.replace(Put::Nothing).is_some(),
            "closedDays" => house.closed_days.replace(Put::Nothing).is_some(),
            "accessible" => house.is_accessible.replace(Put::Nothing).is_some(),
            "attributes" => house.attributes.replace(Put::Nothing).is_some(),
            "doorDisplay" => house.door.replace(Put::Nothing).is_some(),
            other => {
                let shown: String = other.chars().take(50).collect();
                return wrong(path, format!("{shown:?} is no rule of a policy"));
            }
        };
        if is_given {
            return wrong(path, format!("{name} is given as well, or named twice"));
        }
    }
    Ok(())
}

/// What is asked for of house rules; an empty list or object takes what there was away. Errors carry
/// the path of what is wrong, which begins with `path`.
pub(super) fn wish(config: &wire::ExtensionConfig, path: &str) -> Result<HouseWish, DocumentError> {
    let rules = rules(config, path)?;
    let path = format!("{path}.extensionConfig");
    for (field, given, most) in [
        ("bufferBefore", rules.buffer_before_minutes, HouseRules::LONGEST_BUFFER),
        ("bufferAfter", rules.buffer_after_minutes, HouseRules::LONGEST_BUFFER),
        ("leastCancelNotice", rules.notice_minutes, HouseRules::LONGEST_NOTICE),
        ("bookingQuota.openBookings", rules.quota.and_then(|of| of.open_bookings), Quota::LARGEST),
        ("bookingQuota.hoursPerDay", rules.quota.and_then(|of| of.hours_a_day), Quota::LARGEST),
        ("bookingQuota.hoursPerWeek", rules.quota.and_then(|of| of.hours_a_week), Quota::LARGEST),
        ("bookingQuota.hoursPerMonth", rules.quota.and_then(|of| of.hours_a_month), Quota::LARGEST),
    ] {
        if given.is_some_and(|number| number > most) {
            return wrong(format!("{path}.{field}"), format!("it must be {most} at most"));
        }
    }
    for (index, days) in rules.closed_days.iter().flatten().enumerate() {
        let name = days.name().unwrap_or_default();
        at(format!("{path}.closedDays[{index}].name"), HouseRules::check_name(name))?;
    }
    let attributes = rules.attributes.as_ref();
    few(
        &format!("{path}.attributes"),
        attributes.map_or(0, BTreeMap::len),
        HouseRules::MOST_ATTRIBUTES,
    )?;
    for (name, value) in attributes.into_iter().flatten() {
        let shown: String = name.chars().take(50).collect();
        let path = format!("{path}.attributes[{shown:?}]");
        at(path, HouseRules::check_attribute(name, value))?;
    }
    Ok(HouseWish {
        hours: put(rules.hours, |hours| hours.spans().is_empty()),
        buffer_before_minutes: rules.buffer_before_minutes.map(Put::Value),
        buffer_after_minutes: rules.buffer_after_minutes.map(Put::Value),
        counts_seats: rules.counts_seats.map(Put::Value),
        quota: put(rules.quota, |quota| *quota == Quota::default()),
        notice_minutes: rules.notice_minutes.map(Put::Value),
        closed_days: put(rules.closed_days, Vec::is_empty),
        is_accessible: rules.is_accessible.map(Put::Value),
        attributes: put(rules.attributes, BTreeMap::is_empty),
        door: rules.door.map(Put::Value),
    })
}

/// What a field that is given asks for.
fn put<T>(value: Option<T>, is_empty: impl FnOnce(&T) -> bool) -> Option<Put<T>> {
    value.map(|value| if is_empty(&value) { Put::Nothing } else { Put::Value(value) })
}

/// The house rules as they are given, with what an import keeps: texts of any kind, numbers of any
/// size, and what is empty.
pub(super) fn rules(
    config: &wire::ExtensionConfig,
    path: &str,
) -> Result<HouseRules, DocumentError> {
    let path = format!("{path}.extensionConfig");
    if config.take_away.is_some() {
        return wrong(format!("{path}.takeAway"), "a document says what is, not what goes");
    }
    let number = |field: &str, number: Option<i32>| match number {
        Some(..0) => wrong(format!("{path}.{field}"), "it must not be negative"),
        number => Ok(number),
    };
    let quota = config.booking_quota.as_ref().map(|quota| {
        Ok::<_, DocumentError>(Quota {
            open_bookings: number("bookingQuota.openBookings", quota.open_bookings)?,
            hours_a_day: number("bookingQuota.hoursPerDay", quota.hours_per_day)?,
            hours_a_week: number("bookingQuota.hoursPerWeek", quota.hours_per_week)?,
            hours_a_month: number("bookingQuota.hoursPerMonth", quota.hours_per_month)?,
        })
    });
    let hours = config.weekly_hours.as_deref().map(|spans| hours(spans, &path));
    let days = config.closed_days.as_deref().map(|days| closed_days(days, &path));
    let door = config.door_display.as_deref();
    let door = door.map(|word| at(format!("{path}.doorDisplay"), DoorShows::parse(word)));
    Ok(HouseRules {
        hours: hours.transpose()?,
        buffer_before_minutes: number("bufferBefore", config.buffer_before)?,
        buffer_after_minutes: number("bufferAfter", config.buffer_after)?,
        counts_seats: config.capacity_check,
        quota: quota.transpose()?,
        notice_minutes: number("leastCancelNotice", config.least_cancel_notice)?,
        closed_days: days.transpose()?,
        is_accessible: config.accessible,
        attributes: config.attributes.clone(),
        door: door.transpose()?,
    })
}

fn hours(spans: &[wire::WeeklyHours], path: &str) -> Result<WeekHours, DocumentError> {
    let path = format!("{path}.weeklyHours");
    few(&path, spans.len(), WeekHours::MOST)?;
    let spans = spans.iter().enumerate().map(|(index, span)| {
        let path = format!("{path}[{index}]");
        let day = needed(&path, "day", span.day.as_deref())?;
        let from = needed(&path, "from", span.from.as_deref())?;
        let to = needed(&path, "to", span.to.as_deref())?;
        at(format!("{path}.day"), recurrence::day(day))?;
        at(path, DayHours::parse(day, from, to))
    });
    let spans = spans.collect::<Result<_, _>>()?;
    at(path, WeekHours::new(spans))
}

fn closed_days(days: &[wire::ClosedDay], path: &str) -> Result<Vec<ClosedDays>, DocumentError> {
    let path = format!("{path}.closedDays");
    few(&path, days.len(), HouseRules::MOST_CLOSED_DAYS)?;
    let days = days.iter().enumerate().map(|(index, days)| {
        let path = format!("{path}[{index}]");
        let first = needed(&path, "date", days.date.as_deref())?;
        at(path, ClosedDays::parse(first, days.end_date.as_deref(), days.name.clone()))
    });
    days.collect()
}

fn few(path: &str, count: usize, most: usize) -> Result<(), DocumentError> {
    if count > most { wrong(path, format!("there must be {most} at most")) } else { Ok(()) }
}

fn needed<'a>(path: &str, field: &str, value: Option<&'a str>) -> Result<&'a str, DocumentError> {
    value.map_or_else(|| wrong(path, format!("{field} is missing")), Ok)
}

fn at<T>(path: impl Into<String>, parsed: Result<T, ParseError>) -> Result<T, DocumentError> {
    parsed.or_else(|error| wrong(path, error.0))
}

fn wrong<T>(path: impl Into<String>, message: impl Into<String>) -> Result<T, DocumentError> {
    Err(DocumentError { path: path.into(), message: message.into() })
}
