//! House rules as flags, of a room and of a group.

use std::collections::BTreeMap;

use clap::Args;
use openrooms_core::calendar::recurrence::{day, day_word};
use openrooms_protocol::rooms::{BookingQuota, ClosedDay, ExtensionConfig, WeeklyHours};

use crate::settings::Misuse;

/// What is asked of a booking beyond what DingTalk knows. What is not given is not sent; an empty
/// text takes away what there is.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "House rules (openrooms only)")]
pub(crate) struct HouseArgs {
    /// Open hours, such as monday-friday=08:00-18:00; other days are closed; may be given several
    /// times
    #[arg(long, value_name = "DAYS=FROM-TO")]
    hours: Vec<String>,
    /// Minutes that are held before a booking
    #[arg(long, value_name = "MINUTES")]
    buffer_before: Option<i32>,
    /// Minutes that are held after a booking
    #[arg(long, value_name = "MINUTES")]
    buffer_after: Option<i32>,
    /// Whether more people than seats are refused
    #[arg(long, value_name = "TRUE|FALSE")]
    capacity_check: Option<bool>,
    /// What one person may have booked, such as open=5,day=4,week=10,month=30 (bookings, hours)
    #[arg(long, value_name = "WHAT=MOST", value_delimiter = ',')]
    quota: Vec<String>,
    /// Minutes before its start that a booking may last be given back
    #[arg(long, value_name = "MINUTES")]
    cancel_notice: Option<i32>,
    /// A closed day, such as 2026-12-25 or 2026-12-24..2027-01-01=Holidays; may be given several
    /// times
    #[arg(long, value_name = "DAY[..DAY][=NAME]")]
    closed_day: Vec<String>,
    /// Whether it is reached without a step
    #[arg(long, value_name = "TRUE|FALSE")]
    accessible: Option<bool>,
    /// What else there is to say of it, for searching; may be given several times
    #[arg(long, value_name = "NAME=VALUE")]
    attribute: Vec<String>,
    /// What the screen at its door tells of a meeting: title, organizer or busy
    #[arg(long, value_name = "WHAT")]
    door_display: Option<String>,
    /// A rule to take away, such as bufferBefore: then the group's counts; may be given several times
    #[arg(long, value_name = "RULE")]
    take_away: Vec<String>,
}

impl HouseArgs {
    /// Puts what is given into a policy, over what that says already.
    pub(crate) fn onto(
        self,
        policy: Option<ExtensionConfig>,
    ) -> Result<Option<ExtensionConfig>, Misuse> {
        let given = ExtensionConfig {
            weekly_hours: listed(&self.hours, hours)?
                .map(|days| days.into_iter().flatten().collect()),
            buffer_before: self.buffer_before,
            buffer_after: self.buffer_after,
            capacity_check: self.capacity_check,
            booking_quota: match &*self.quota {
                [] => None,
                [only] if only.is_empty() => Some(BookingQuota::default()),
                parts => Some(quota(parts)?),
            },
            least_cancel_notice: self.cancel_notice,
            closed_days: listed(&self.closed_day, |text| Ok(closed_day(text)))?,
            accessible: self.accessible,
            attributes: listed(&self.attribute, attribute)?.map(BTreeMap::from_iter),
            door_display: self.door_display,
            take_away: (!self.take_away.is_empty()).then_some(self.take_away),
            ..ExtensionConfig::default()
        };
        if given == ExtensionConfig::default() {
            return Ok(policy);
        }
        let policy = policy.unwrap_or_default();
        Ok(Some(ExtensionConfig {
            weekly_hours: given.weekly_hours.or(policy.weekly_hours),
            buffer_before: given.buffer_before.or(policy.buffer_before),
            buffer_after: given.buffer_after.or(policy.buffer_after),
            capacity_check: given.capacity_check.or(policy.capacity_check),
            booking_quota: given.booking_quota.or(policy.booking_quota),
            least_cancel_notice: given.least_cancel_notice.or(policy.least_cancel_notice),
            closed_days: given.closed_days.or(policy.closed_days),
            accessible: given.accessible.or(policy.accessible),
            attributes: given.attributes.or(policy.attributes),
            door_display: given.door_display.or(policy.door_display),
            take_away: given.take_away.or(policy.take_away),
            ..policy
        }))
    }
}

/// A list that is given; one empty text is an empty list.
fn listed<T>(
    texts: &[String],
    read: impl Fn(&str) -> Result<T, Misuse>,
) -> Result<Option<Vec<T>>, Misuse> {
    match texts {
        [] => Ok(None),
        [only] if only.is_empty() => Ok(Some(Vec::new())),
        texts => texts.iter().map(|text| read(text)).collect::<Result<_, _>>().map(Some),
    }
}

/// `monday=08:00-18:00`, or the same for several days: `monday-friday=08:00-18:00`.
fn hours(text: &str) -> Result<Vec<WeeklyHours>, Misuse> {
    let wrong = || Misuse(format!("--hours {text:?}: it is DAYS=FROM-TO, as monday=08:00-18:00"));
    let (days, span) = text.split_once('=').ok_or_else(wrong)?;
    let (from, to) = span.split_once('-').ok_or_else(wrong)?;
    let (first, last) = days.split_once('-').unwrap_or((days, days));
    let (first, last) = (day(first).map_err(|_| wrong())?, day(last).map_err(|_| wrong())?);
    let mut days: Vec<_> = first.cycle_forward().take_while(|day| *day != last).take(7).collect();
    days.push(last);
    let hours = days.into_iter().map(|day| WeeklyHours {
        day: Some(day_word(day).to_owned()),
        from: Some(from.to_owned()),
        to: Some(to.to_owned()),
    });
    Ok(hours.collect())
}

/// `open=5`, `day=4`, `week=10`, `month=30`.
fn quota(parts: &[String]) -> Result<BookingQuota, Misuse> {
    let mut quota = BookingQuota::default();
    for part in parts {
        let wrong =
            || Misuse(format!("--quota {part:?}: it is open, day, week or month, and a number"));
        let (what, most) = part.split_once('=').ok_or_else(wrong)?;
        let most = most.parse().map_err(|_| wrong())?;
        let place = match what {
            "open" => &mut quota.open_bookings,
            "day" => &mut quota.hours_per_day,
            "week" => &mut quota.hours_per_week,
            "month" => &mut quota.hours_per_month,
            _ => return Err(wrong()),
        };
        *place = Some(most);
    }
    Ok(quota)
}

/// `2026-12-25`, `2026-12-25=Christmas`, `2026-12-24..2027-01-01=Holidays`.
fn closed_day(text: &str) -> ClosedDay {
    let (days, name) = match text.split_once('=') {
        Some((days, name)) => (days, Some(name.to_owned())),
        None => (text, None),
    };
    let (date, end_date) = match days.split_once("..") {
        Some((first, last)) => (first, Some(last.to_owned())),
        None => (days, None),
    };
    ClosedDay { date: Some(date.to_owned()), end_date, name }
}

fn attribute(text: &str) -> Result<(String, String), Misuse> {
    let (name, value) = text
        .split_once('=')
        .ok_or_else(|| Misuse(format!("--attribute {text:?}: it is NAME=VALUE")))?;
    Ok((name.to_owned(), value.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_are_put_over_a_policy() {
        let flags = HouseArgs {
            hours: vec!["friday-monday=08:00-18:00".to_owned(), "tuesday=9:00-24:00".to_owned()],
            quota: vec!["open=5".to_owned(), "week=10".to_owned()],
            closed_day: vec!["2026-12-24..2027-01-01=Holi=days".to_owned()],
            attribute: vec!["view=river=east".to_owned()],
            buffer_after: Some(10),
            ..HouseArgs::default()
        };
        let policy = ExtensionConfig {
            buffer_after: Some(1),
            buffer_before: Some(2),
            approval_switch: Some(true),
            ..ExtensionConfig::default()
        };
        let made = flags.onto(Some(policy)).unwrap().unwrap();
        let hours = made.weekly_hours.unwrap();
        let days: Vec<_> = hours.iter().map(|hours| hours.day.as_deref().unwrap()).collect();
        assert_eq!(days, ["friday", "saturday", "sunday", "monday", "tuesday"]);
        assert_eq!(made.booking_quota.unwrap().hours_per_week, Some(10));
        let day = &made.closed_days.unwrap()[0];
        assert_eq!(day.end_date.as_deref(), Some("2027-01-01"));
        assert_eq!(day.name.as_deref(), Some("Holi=days"));
        assert_eq!(made.attributes.unwrap()["view"], "river=east");
        assert_eq!((made.buffer_before, made.buffer_after), (Some(2), Some(10)));
        assert_eq!(made.approval_switch, Some(true));
        assert_eq!(HouseArgs::default().onto(None).unwrap(), None);
        let empty = || vec![String::new()];
        let none = HouseArgs { hours: empty(), quota: empty(), ..HouseArgs::default() };
        let none = none.onto(None).unwrap().unwrap();
        assert_eq!(none.weekly_hours, Some(Vec::new()));
        assert_eq!(none.booking_quota, Some(BookingQuota::default()));
    }

    #[test]
    fn what_cannot_be_read_is_misuse() {
        let with = |hours: &[&str], quota: &[&str], attribute: &[&str]| {
            let texts = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
            let flags = HouseArgs {
                hours: texts(hours),
                quota: texts(quota),
                attribute: texts(attribute),
                ..HouseArgs::default()
            };
            flags.onto(None).unwrap_err().0
        };
        for text in ["monday", "monday=8", "noday=8:00-9:00", "monday-noday=8:00-9:00"] {
            assert!(with(&[text], &[], &[]).starts_with("--hours"), "{text}");
        }
        for text in ["open", "open=x", "year=3"] {
            assert!(with(&[], &[text], &[]).starts_with("--quota"), "{text}");
        }
        assert!(with(&[], &[], &["view"]).starts_with("--attribute"));
    }
}
