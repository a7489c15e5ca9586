//! House rules that are lists, as cells of a table: `open=5;week=10`, `2026-12-24..2027-01-01=Holidays`,
//! `view=river`, with `;` between. A backslash stands before a `;` that is none of these.

use std::collections::BTreeMap;

use openrooms_core::house::ClosedDays;
use openrooms_protocol::rooms::{BookingQuota, ClosedDay, ExtensionConfig};

/// What a column shows of a policy.
pub(super) fn shown(column: &str, policy: Option<&ExtensionConfig>) -> String {
    let Some(policy) = policy else { return String::new() };
    let parts: Vec<String> = match column {
        "bookingQuota" => policy.booking_quota.as_ref().map(bounds).unwrap_or_default(),
        "closedDays" => policy.closed_days.iter().flatten().map(closed).collect(),
        "attributes" => {
            let all = policy.attributes.iter().flatten();
            all.map(|(name, value)| format!("{}={}", escaped(name, &['=']), escaped(value, &[])))
                .collect()
        }
        _ => Vec::new(),
    };
    parts.join(";")
}

/// Asks for what a cell says.
pub(super) fn ask(config: &mut ExtensionConfig, column: &str, cell: &str) -> Result<(), String> {
    let parts = split(cell, ';');
    let parts = parts.iter().map(|part| part.trim());
    match column {
        "bookingQuota" => {
            let mut quota = BookingQuota::default();
            for part in parts {
                *bound(&mut quota, part)? = Some(number(part)?);
            }
            config.booking_quota = Some(quota);
        }
        "closedDays" => config.closed_days = Some(parts.map(days).collect::<Result<_, _>>()?),
        "attributes" => {
            let all = parts.map(attribute).collect::<Result<BTreeMap<_, _>, _>>()?;
            config.attributes = Some(all);
        }
        _ => {}
    }
    Ok(())
}

fn bounds(quota: &BookingQuota) -> Vec<String> {
    let all = [
        ("open", quota.open_bookings),
        ("day", quota.hours_per_day),
        ("week", quota.hours_per_week),
        ("month", quota.hours_per_month),
    ];
    let given = all.into_iter().filter_map(|(name, most)| Some(format!("{name}={}", most?)));
    given.collect()
}

fn no_bound(part: &str) -> String {
    format!("{part:?} is not a bound such as open=5, day=4, week=10 or month=30")
}

fn bound<'a>(quota: &'a mut BookingQuota, part: &str) -> Result<&'a mut Option<i32>, String> {
    match part.split_once('=').map(|(name, _)| name.trim()) {
        Some("open") => Ok(&mut quota.open_bookings),
        Some("day") => Ok(&mut quota.hours_per_day),
        Some("week") => Ok(&mut quota.hours_per_week),
        Some("month") => Ok(&mut quota.hours_per_month),
        _ => Err(no_bound(part)),
    }
}

fn number(part: &str) -> Result<i32, String> {
    let most = part.split_once('=').and_then(|(_, most)| most.trim().parse().ok());
    most.ok_or_else(|| no_bound(part))
}

fn closed(days: &ClosedDay) -> String {
    let mut cell = days.date.clone().unwrap_or_default();
    if let Some(last) = &days.end_date {
        cell = format!("{cell}..{last}");
    }
    match &days.name {
        Some(name) => format!("{cell}={}", escaped(name, &[])),
        None => cell,
    }
}

fn days(part: &str) -> Result<ClosedDay, String> {
    let (span, name) = match part.split_once('=') {
        Some((span, name)) => (span, Some(plain(name))),
        None => (part, None),
    };
    let (first, last) = match span.split_once("..") {
        Some((first, last)) => (first.trim(), Some(last.trim())),
        None => (span.trim(), None),
    };
    if ClosedDays::parse(first, last, name.clone()).is_err() {
        return Err(format!(
            "{part:?} is not closed days such as 2026-12-25 or 2026-12-24..2027-01-01=Holidays"
        ));
    }
    Ok(ClosedDay { date: Some(first.to_owned()), end_date: last.map(str::to_owned), name })
}

fn attribute(part: &str) -> Result<(String, String), String> {
    match &*split(part, '=') {
        [name, ..] if name.len() < part.len() && !name.trim().is_empty() => {
            Ok((plain(name), plain(&part[name.len() + 1..])))
        }
        _ => Err(format!("{part:?} is not an attribute such as view=river")),
    }
}

/// A text with a backslash before what would end it.
fn escaped(text: &str, also: &[char]) -> String {
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, ';' | '\\') || also.contains(&letter) {
            shown.push('\\');
        }
        shown.push(letter);
    }
    shown
}

/// The text without these backslashes.
fn plain(text: &str) -> String {
    let mut letters = text.chars();
    let mut plain = String::with_capacity(text.len());
    while let Some(letter) = letters.next() {
        plain.push(if letter == '\\' { letters.next().unwrap_or(letter) } else { letter });
    }
    plain
}

/// The parts between separators that no backslash stands before; the backslashes stay.
fn split(text: &str, separator: char) -> Vec<&str> {
    let (mut parts, mut start, mut is_escaped) = (Vec::new(), 0, false);
    for (place, letter) in text.char_indices() {
        if letter == separator && !is_escaped {
            parts.push(&text[start..place]);
            start = place + letter.len_utf8();
        }
        is_escaped = letter == '\\' && !is_escaped;
    }
    parts.push(&text[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_cell_shows_is_what_it_asks_for() {
        let name = Some("a;b\\c=d".to_owned());
        let config = ExtensionConfig {
            booking_quota: Some(BookingQuota { hours_per_day: Some(4), ..BookingQuota::default() }),
            closed_days: Some(vec![
                ClosedDay { date: Some("2026-12-24".to_owned()), end_date: None, name },
                ClosedDay {
                    date: Some("2027-01-01".to_owned()),
                    end_date: Some("2027-01-06".to_owned()),
                    name: None,
                },
            ]),
            attributes: Some(BTreeMap::from([
                ("a=b;c".to_owned(), "d=e;f\\".to_owned()),
                ("view".to_owned(), String::new()),
            ])),
            ..ExtensionConfig::default()
        };
        let mut again = ExtensionConfig::default();
        for column in ["bookingQuota", "closedDays", "attributes"] {
            let cell = shown(column, Some(&config));
            ask(&mut again, column, &cell).unwrap();
            assert_eq!(shown(column, Some(&again)), cell);
        }
        assert_eq!(again, config);
    }
}
