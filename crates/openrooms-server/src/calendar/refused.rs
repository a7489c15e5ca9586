//! What refuses a room, in parts: so that a program can say it in its people's language.

use openrooms_core::booking::{Counted, Level, Refusal, Rule};
use openrooms_core::calendar::moment::written;
use openrooms_core::house::WeekHours;
use openrooms_core::id::GroupId;
use openrooms_core::room::Advance;
use openrooms_protocol::calendar::{RefusedRule, RuleFacts};
use openrooms_protocol::rooms::WeeklyHours;

/// A rule that refuses a room.
pub(crate) fn rule(refusal: &Refusal) -> RefusedRule {
    let (level, group_id) = level(refusal.level);
    RefusedRule {
        rule: refusal.rule.name().to_owned(),
        level: level.to_owned(),
        group_id,
        value: refusal.value(),
        would_pass: refusal.passing(),
        facts: facts(refusal),
        refused_dates: i64::try_from(refusal.occurrences.len()).unwrap_or(i64::MAX),
    }
}

/// Where a rule is set, and the group that sets it.
pub(super) const fn level(level: Level) -> (&'static str, Option<i64>) {
    match level {
        Level::Organisation => ("organization", None),
        Level::Group(GroupId(id)) => ("group", Some(id)),
        Level::Room => ("room", None),
    }
}

/// What a refusal says, in parts.
pub(super) fn facts(refusal: &Refusal) -> RuleFacts {
    let told = |moment| Some(written(moment, &refusal.zone));
    let none = RuleFacts::default();
    match &refusal.rule {
        Rule::NotAuthorised { status } => {
            RuleFacts { room_status: Some(i64::from(status.number())), ..none }
        }
        Rule::Ended { at } => RuleFacts { until: told(*at), ..none },
        Rule::Taken { by, clear } => RuleFacts {
            from: told(by.start()),
            until: told(by.end()),
            clear_from: told(clear.start()),
            clear_until: told(clear.end()),
            ..none
        },
        Rule::OverlapsItself | Rule::NotOpen | Rule::NoSeries => none,
        Rule::Banned { from, until, has_begun } => {
            let (from, until) = (told(*from), until.and_then(told));
            let (clear_from, clear_until) =
                if *has_begun { (None, None) } else { (from.clone(), until.clone()) };
            RuleFacts { from, until, clear_from, clear_until, ..none }
        }
        Rule::Closed { from, until, reason } => RuleFacts {
            from: from.and_then(told),
            until: until.and_then(told),
            reason: reason.clone().filter(|reason| !reason.is_empty()),
            ..none
        },
        Rule::TooLong { most_minutes: limit, millis }
        | Rule::TooShort { least_minutes: limit, millis } => RuleFacts {
            limit_minutes: Some(i64::from(*limit)),
            asked_seconds: Some(millis / 1000),
            ..none
        },
        Rule::TooEarly { advance, opens_at } => {
            RuleFacts { opens_at: told(*opens_at), ..window(advance) }
        }
        Rule::NoEndlessSeries { advance } => window(advance),
        Rule::ClosedDay { days } => RuleFacts {
            date: Some(days.first().to_string()),
            end_date: Some(days.last().to_string()),
            name: days.name().map(str::to_owned),
            ..none
        },
        Rule::OutsideHours { hours } => RuleFacts { weekly_hours: Some(week(hours)), ..none },
        Rule::TooManyPeople { seats, attendees } => RuleFacts {
            seats: Some(i64::from(*seats)),
            people: Some(i64::try_from(*attendees).unwrap_or(i64::MAX)),
            ..none
        },
        Rule::OverQuota { counted: Counted::OpenBookings, most, used, asked, .. } => RuleFacts {
            limit_bookings: Some(i64::from(*most)),
            used_bookings: Some(*used),
            asked_bookings: Some(*asked),
            ..none
        },
        Rule::OverQuota { most, used, asked, dates, .. } => RuleFacts {
            limit_hours: Some(i64::from(*most)),
            used_seconds: Some(used / 1000),
            asked_seconds: Some(asked / 1000),
            asked_bookings: (*dates > 1).then(|| i64::try_from(*dates).unwrap_or(i64::MAX)),
            ..none
        },
        Rule::TooLate { least_minutes, until } => RuleFacts {
            limit_minutes: Some(i64::from(*least_minutes)),
            until: told(*until),
            ..none
        },
    }
}

fn window(advance: &Advance) -> RuleFacts {
    RuleFacts {
        advance_reservation_time: Some(advance.count.unwrap_or_default().into()),
        advance_reservation_time_unit: advance.unit.map(|unit| unit.word().to_owned()),
        advance_book_time_format: advance.opens_at.as_ref().map(|hour| hour.text().to_owned()),
        ..RuleFacts::default()
    }
}

fn week(hours: &WeekHours) -> Vec<WeeklyHours> {
    let spans = hours.in_order().into_iter().map(|span| {
        let (day, from, to) = span.parts();
        WeeklyHours { day: Some(day.to_owned()), from: Some(from), to: Some(to) }
    });
    spans.collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use openrooms_core::house::ClosedDays;
    use openrooms_core::house::DayHours;
    use openrooms_core::room::{AdvanceUnit, RoomStatus};
    use openrooms_core::slot::Slot;
    use openrooms_core::time::{EpochMillis, Zone};
    use openrooms_protocol::calendar::RULES;
    use serde_json::{Value, json};

    use super::*;

    /// Each rule with what is told of it. One that core has more does not compile in [`facts`], and is to
    /// be added here.
    fn every() -> Vec<(Rule, Value)> {
        let (early, late) = (EpochMillis(0), EpochMillis(3_600_000));
        let (from, until) = ("1970-01-01T00:00:00+00:00", "1970-01-01T01:00:00+00:00");
        let advance = Advance { count: Some(2), unit: Some(AdvanceUnit::Weeks), opens_at: None };
        let window = json!({"advanceReservationTime": 2, "advanceReservationTimeUnit": "weeks"});
        let hours = DayHours::parse("monday", "09:00", "18:00").unwrap();
        let hours = WeekHours::new(vec![hours]).unwrap();
        let days =
            ClosedDays::parse("2026-10-01", Some("2026-10-07"), Some("国庆节".to_owned())).unwrap();
        let quota = |counted, most, used, asked| {
            let dates = if counted == Counted::Month { 3 } else { 1 };
            Rule::OverQuota { counted, most, used, asked, dates }
        };
        let time = json!({"limitHours": 2, "usedSeconds": 3600, "askedSeconds": 5400});
        let mut opening = window.clone();
        opening["opensAt"] = json!(until);
        let mut rules = vec![
            (Rule::NotAuthorised { status: RoomStatus::Restricted }, json!({"roomStatus": 2})),
            (Rule::Ended { at: late }, json!({"until": until})),
            (
                Rule::Taken {
                    by: Slot::new(early, late).unwrap(),
                    clear: Slot::new(EpochMillis(-600_000), late).unwrap(),
                },
                json!({"from": from, "until": until, "clearFrom": "1969-12-31T23:50:00+00:00",
                    "clearUntil": until}),
            ),
            (Rule::OverlapsItself, json!({})),
            (Rule::NotOpen, json!({})),
            (Rule::Banned { from: early, until: None, has_begun: true }, json!({"from": from})),
            (
                Rule::Banned { from: early, until: None, has_begun: false },
                json!({"from": from, "clearFrom": from}),
            ),
            (
                Rule::Closed { from: None, until: Some(late), reason: Some("油漆".to_owned()) },
                json!({"until": until, "reason": "油漆"}),
            ),
            (
                Rule::TooLong { most_minutes: 60, millis: 90 * 60_000 },
                json!({"limitMinutes": 60, "askedSeconds": 5400}),
            ),
            (
                Rule::TooShort { least_minutes: 30, millis: 90_000 },
                json!({"limitMinutes": 30, "askedSeconds": 90}),
            ),
            (Rule::TooEarly { advance: advance.clone(), opens_at: late }, opening),
            (Rule::NoSeries, json!({})),
            (Rule::NoEndlessSeries { advance }, window),
            (
                Rule::ClosedDay { days },
                json!({"date": "2026-10-01", "endDate": "2026-10-07", "name": "国庆节"}),
            ),
            (
                Rule::OutsideHours { hours },
                json!({"weeklyHours": [{"day": "monday", "from": "09:00", "to": "18:00"}]}),
            ),
            (Rule::TooManyPeople { seats: 8, attendees: 9 }, json!({"seats": 8, "people": 9})),
            (
                Rule::TooLate { least_minutes: 60, until: late },
                json!({"limitMinutes": 60, "until": until}),
            ),
            (
                quota(Counted::OpenBookings, 3, 3, 1),
                json!({"limitBookings": 3, "usedBookings": 3, "askedBookings": 1}),
            ),
        ];
        let counted = [Counted::Day, Counted::Week, Counted::Month];
        rules.extend(counted.map(|each| {
            let mut told = time.clone();
            if each == Counted::Month {
                told["askedBookings"] = json!(3);
            }
            (quota(each, 2, 3_600_000, 5_400_000), told)
        }));
        rules
    }

    #[test]
    fn every_rule_is_told_in_parts_and_is_one_of_those_that_the_wire_names() {
        let mut names = BTreeSet::new();
        for (rule, wanted) in every() {
            names.insert(rule.name());
            let zone = Zone::parse("UTC").unwrap();
            let refusal = Refusal { rule, level: Level::Room, occurrences: vec![0], zone };
            let told = serde_json::to_value(facts(&refusal)).unwrap();
            assert_eq!(told, wanted, "{}", refusal.rule.name());
        }
        assert_eq!(names, RULES.iter().copied().collect());
    }

    #[test]
    fn a_rule_says_where_it_is_set_and_how_many_dates_it_refuses() {
        let zone = Zone::parse("Asia/Shanghai").unwrap();
        let level = Level::Group(GroupId(7));
        let refusal = Refusal { rule: Rule::NotOpen, level, occurrences: vec![1, 3], zone };
        let told = serde_json::to_value(rule(&refusal)).unwrap();
        let wanted = json!({
            "rule": "openReservation", "level": "group", "groupId": 7,
            "value": "false, it cannot be booked", "facts": {}, "refusedDates": 2,
        });
        assert_eq!(told, wanted);
    }
}
