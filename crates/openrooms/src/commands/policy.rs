//! The policy of a room or a group: read from JSON, and shown in words.

use openrooms_protocol::rooms::{BookingQuota, ClosedDay, ExtensionConfig, WeeklyHours};
use serde_json::Value;

use super::room::{closed_when, yes_or_no};
use crate::settings::Misuse;

/// A policy, as `extensionConfig` of the API. A field that the API does not know is misuse: it would
/// be passed over without a word.
pub(super) fn parse(flag: &str, text: &str) -> Result<ExtensionConfig, Misuse> {
    let wrong = |what: &dyn std::fmt::Display| Misuse(format!("{flag}: {what}"));
    let given: Value = serde_json::from_str(text).map_err(|error| wrong(&error))?;
    let policy: ExtensionConfig =
        serde_json::from_value(given.clone()).map_err(|error| wrong(&error))?;
    let known = serde_json::to_value(&policy).unwrap_or_default();
    let mut fields = given.as_object().into_iter().flatten();
    match fields.find(|(name, value)| !value.is_null() && known.get(name).is_none()) {
        Some((name, _)) => Err(wrong(&format_args!("no field is named {name:?}"))),
        None => Ok(policy),
    }
}

/// What a policy says, a row for each rule that is set.
pub(super) fn rows(policy: &ExtensionConfig) -> Vec<(&'static str, String)> {
    let mut rows = Vec::new();
    let mut add = |name, value: Option<String>| {
        rows.extend(value.filter(|value| !value.is_empty()).map(|value| (name, value)));
    };
    let minutes = |minutes: i32| format!("{minutes} min");
    add("open", policy.open_reservation.map(yes_or_no));
    add("longest", policy.max_reservation_time_interval.filter(|max| *max > 0).map(minutes));
    add("shortest", policy.min_reservation_time_interval.map(minutes));
    let advance = policy.advance_reservation.as_ref().map(|advance| {
        let count = advance.advance_reservation_time.map(|count| count.to_string());
        let at = advance.advance_book_time_format.as_ref().map(|at| format!("from {at}"));
        let parts = [count, advance.advance_reservation_time_unit.clone(), at];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    });
    add("ahead", advance);
    let closure = policy.reservation_close_detail.as_ref();
    let reason = closure.and_then(|closure| closure.close_reason.clone());
    let mut closed = vec![closure.and_then(closed_when), reason];
    closed.retain(Option::is_some);
    for (row, name) in closed.into_iter().zip(["closed", ""]) {
        add(name, row);
    }
    add("approval", policy.approval_switch.map(yes_or_no));
    add("hours", policy.weekly_hours.as_deref().map(hours));
    add("buffer before", policy.buffer_before.map(minutes));
    add("buffer after", policy.buffer_after.map(minutes));
    add("seats checked", policy.capacity_check.map(yes_or_no));
    add("quota", policy.booking_quota.as_ref().map(quota));
    add("cancel notice", policy.least_cancel_notice.map(minutes));
    add("closed days", policy.closed_days.as_deref().map(closed_days));
    add("accessible", policy.accessible.map(yes_or_no));
    let attributes = policy.attributes.iter().flatten();
    let attributes = attributes.map(|(name, value)| format!("{name}: {value}"));
    add("attributes", Some(attributes.collect::<Vec<_>>().join("\n")));
    add("at the door", policy.door_display.clone());
    rows
}

fn hours(spans: &[WeeklyHours]) -> String {
    let word = |text: &Option<String>| text.clone().unwrap_or_default();
    let lines = spans
        .iter()
        .map(|span| format!("{} {}-{}", word(&span.day), word(&span.from), word(&span.to)));
    lines.collect::<Vec<_>>().join("\n")
}

fn quota(quota: &BookingQuota) -> String {
    let parts = [
        (quota.open_bookings, "open bookings"),
        (quota.hours_per_day, "hours a day"),
        (quota.hours_per_week, "hours a week"),
        (quota.hours_per_month, "hours a month"),
    ];
    let lines = parts.into_iter().filter_map(|(most, what)| Some(format!("{} {what}", most?)));
    lines.collect::<Vec<_>>().join("\n")
}

fn closed_days(days: &[ClosedDay]) -> String {
    let lines = days.iter().map(|days| {
        let last = days.end_date.as_ref().map(|last| format!(" to {last}")).unwrap_or_default();
        let name = days.name.as_ref().map(|name| format!(" {name}")).unwrap_or_default();
        format!("{}{last}{name}", days.date.clone().unwrap_or_default())
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_is_read_whole_or_not_at_all() {
        let read = |text| parse("--policy", text).map_err(|misuse| misuse.0);
        assert_eq!(read("{}"), Ok(ExtensionConfig::default()));
        let fine =
            read(r#"{"approvalSwitch":true,"openReservation":null,"closedDays":[]}"#).unwrap();
        assert_eq!((fine.approval_switch, fine.closed_days), (Some(true), Some(Vec::new())));
        assert_eq!(
            read(r#"{"approvalSwitches":true}"#),
            Err("--policy: no field is named \"approvalSwitches\"".to_owned())
        );
        for wrong in ["{", "7", r#"{"bufferBefore":"5"}"#] {
            assert!(read(wrong).unwrap_err().starts_with("--policy: "), "{wrong}");
        }
    }

    #[test]
    fn a_policy_is_told_in_words() {
        let policy = parse(
            "",
            r#"{"bufferAfter":10,"weeklyHours":[{"day":"monday","from":"08:00","to":"18:00"}],
               "bookingQuota":{"hoursPerWeek":4},"closedDays":[{"date":"2026-12-24",
               "endDate":"2027-01-01","name":"Yule"}],"attributes":{"view":"river","bike":"no"}}"#,
        );
        let wanted = [
            ("hours", "monday 08:00-18:00"),
            ("buffer after", "10 min"),
            ("quota", "4 hours a week"),
            ("closed days", "2026-12-24 to 2027-01-01 Yule"),
            ("attributes", "bike: no\nview: river"),
        ];
        let found = rows(&policy.map_err(|misuse| misuse.0).unwrap());
        let found: Vec<_> = found.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(found, wanted);
    }
}
