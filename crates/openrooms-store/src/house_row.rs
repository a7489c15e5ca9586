//! House rules and groups' policies as the JSON that one column holds.

use openrooms_core::house::{ClosedDays, DayHours, DoorShows, HouseRules, Quota, WeekHours};
use openrooms_core::id::UnionId;
use openrooms_core::room::{Advance, AdvanceUnit, Approval, Closure, Policy};
use openrooms_core::time::{EpochMillis, TimeOfDay};
use serde_json::{Map, Value, json};

/// A field, where it is there; its type is what it is read into.
macro_rules! get {
    ($fields:expr, $name:literal) => {
        $fields.get($name).cloned().map(serde_json::from_value).transpose().or(Err(Unreadable))
    };
}

/// What a column holds that says nothing that can be.
#[derive(Debug)]
pub(crate) struct Unreadable;

/// The house rules as a column holds them; `None` where they ask nothing.
pub(crate) fn house_to_json(house: &HouseRules) -> Option<String> {
    let fields = house_fields(house);
    (!fields.is_empty()).then(|| Value::Object(fields).to_string())
}

/// The house rules that a column holds.
pub(crate) fn house_from_json(text: Option<&str>) -> Result<HouseRules, Unreadable> {
    match text {
        Some(text) => house(&object(text)?),
        None => Ok(HouseRules::default()),
    }
}

/// A policy as a column holds it, the wire's rules and those of the house.
pub(crate) fn policy_to_json(policy: &Policy) -> String {
    let mut fields = house_fields(&policy.house);
    let advance = policy.advance.as_ref().map(|advance| {
        json!([
            advance.count,
            advance.unit.map(AdvanceUnit::word),
            advance.opens_at.as_ref().map(TimeOfDay::text)
        ])
    });
    let closure = policy.closure.as_ref().map(|closure| {
        json!([
            closure.starts_at.map(|at| at.0),
            closure.ends_at.map(|at| at.0),
            closure.reason,
            closure.contact.as_ref().map(UnionId::as_str),
            closure.contact_name,
            closure.notifies
        ])
    });
    put(&mut fields, "open", policy.is_open.map(Value::from));
    put(&mut fields, "longest", policy.max_length_minutes.map(Value::from));
    put(&mut fields, "shortest", policy.min_length_minutes.map(Value::from));
    put(&mut fields, "advance", advance);
    put(&mut fields, "closure", closure);
    put(&mut fields, "approved", policy.needs_approval.map(Value::from));
    put(&mut fields, "approval", policy.approval.map(|approval| approval.number().into()));
    Value::Object(fields).to_string()
}

/// The policy that a column holds.
pub(crate) fn policy_from_json(text: &str) -> Result<Policy, Unreadable> {
    type AdvanceFields = (Option<i32>, Option<String>, Option<String>);
    type ClosureFields =
        (Option<i64>, Option<i64>, Option<String>, Option<String>, Option<String>, Option<bool>);
    let fields = object(text)?;
    let advance: Option<AdvanceFields> = get!(fields, "advance")?;
    let advance = advance.map(|(count, unit, opens_at)| {
        Ok::<_, Unreadable>(Advance {
            count,
            unit: unit.map(|word| AdvanceUnit::parse(&word)).transpose().or(Err(Unreadable))?,
            opens_at: opens_at
                .map(|text| TimeOfDay::parse(&text))
                .transpose()
                .or(Err(Unreadable))?,
        })
    });
    let closure: Option<ClosureFields> = get!(fields, "closure")?;
    let closure = closure.map(|(starts_at, ends_at, reason, contact, contact_name, notifies)| {
        let (starts_at, ends_at) = (starts_at.map(EpochMillis), ends_at.map(EpochMillis));
        let contact = contact.map(UnionId::new);
        Closure { starts_at, ends_at, reason, contact, contact_name, notifies }
    });
    let approval: Option<i64> = get!(fields, "approval")?;
    Ok(Policy {
        is_open: get!(fields, "open")?,
        max_length_minutes: get!(fields, "longest")?,
        min_length_minutes: get!(fields, "shortest")?,
        advance: advance.transpose()?,
        closure,
        needs_approval: get!(fields, "approved")?,
        approval: approval.map(Approval::parse).transpose().or(Err(Unreadable))?,
        house: house(&fields)?,
    })
}

fn house_fields(house: &HouseRules) -> Map<String, Value> {
    let hours = house.hours.as_ref().map(|hours| {
        let spans = hours.spans().iter().map(|span| json!(span.parts()));
        Value::Array(spans.collect())
    });
    let quota = house.quota.map(|quota| {
        json!([quota.open_bookings, quota.hours_a_day, quota.hours_a_week, quota.hours_a_month])
    });
    let days = house.closed_days.as_ref().map(|days| {
        let days = days.iter().map(|days| {
            json!([
                days.first().to_string(),
                days.given_last().map(|day| day.to_string()),
                days.name()
            ])
        });
        Value::Array(days.collect())
    });
    let mut fields = Map::new();
    put(&mut fields, "hours", hours);
    put(&mut fields, "before", house.buffer_before_minutes.map(Value::from));
    put(&mut fields, "after", house.buffer_after_minutes.map(Value::from));
    put(&mut fields, "seats", house.counts_seats.map(Value::from));
    put(&mut fields, "quota", quota);
    put(&mut fields, "notice", house.notice_minutes.map(Value::from));
    put(&mut fields, "days", days);
    put(&mut fields, "accessible", house.is_accessible.map(Value::from));
    put(&mut fields, "attributes", house.attributes.as_ref().map(|pairs| json!(pairs)));
    put(&mut fields, "door", house.door.map(|shows| shows.word().into()));
    fields
}

type QuotaFields = (Option<i32>, Option<i32>, Option<i32>, Option<i32>);
/// The first day, the last one, a name.
type DaysFields = (String, Option<String>, Option<String>);

fn house(fields: &Map<String, Value>) -> Result<HouseRules, Unreadable> {
    let hours: Option<Vec<(String, String, String)>> = get!(fields, "hours")?;
    let hours = hours.map(|spans| {
        let spans = spans.iter().map(|(day, from, until)| DayHours::parse(day, from, until));
        WeekHours::new(spans.collect::<Result<_, _>>()?)
    });
    let quota: Option<QuotaFields> = get!(fields, "quota")?;
    let days: Option<Vec<DaysFields>> = get!(fields, "days")?;
    let days = days.map(|days| {
        let days = days.into_iter();
        let days = days.map(|(first, last, name)| ClosedDays::parse(&first, last.as_deref(), name));
        days.collect::<Result<Vec<_>, _>>()
    });
    let door: Option<String> = get!(fields, "door")?;
    Ok(HouseRules {
        hours: hours.transpose().or(Err(Unreadable))?,
        buffer_before_minutes: get!(fields, "before")?,
        buffer_after_minutes: get!(fields, "after")?,
        counts_seats: get!(fields, "seats")?,
        quota: quota.map(|(open_bookings, hours_a_day, hours_a_week, hours_a_month)| Quota {
            open_bookings,
            hours_a_day,
            hours_a_week,
            hours_a_month,
        }),
        notice_minutes: get!(fields, "notice")?,
        closed_days: days.transpose().or(Err(Unreadable))?,
        is_accessible: get!(fields, "accessible")?,
        attributes: get!(fields, "attributes")?,
        door: door.map(|word| DoorShows::parse(&word)).transpose().or(Err(Unreadable))?,
    })
}

fn put(fields: &mut Map<String, Value>, name: &str, value: Option<Value>) {
    fields.extend(value.map(|value| (name.to_owned(), value)));
}

fn object(text: &str) -> Result<Map<String, Value>, Unreadable> {
    serde_json::from_str(text).or(Err(Unreadable))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn full() -> Policy {
        let span = |day, from, until| DayHours::parse(day, from, until).unwrap();
        let days = |first, last, name: Option<&str>| {
            ClosedDays::parse(first, last, name.map(str::to_owned)).unwrap()
        };
        let house = HouseRules {
            hours: Some(
                WeekHours::new(vec![
                    span("monday", "08:00", "12:00"),
                    span("sunday", "13:05", "24:00"),
                ])
                .unwrap(),
            ),
            buffer_before_minutes: Some(5),
            buffer_after_minutes: Some(15),
            counts_seats: Some(true),
            quota: Some(Quota {
                open_bookings: Some(3),
                hours_a_week: Some(10),
                ..Quota::default()
            }),
            notice_minutes: Some(60),
            closed_days: Some(vec![
                days("2026-12-25", None, Some("Christmas")),
                days("2026-12-31", Some("2027-01-02"), None),
            ]),
            is_accessible: Some(false),
            attributes: Some(BTreeMap::from([("view".to_owned(), "river \"east\"".to_owned())])),
            door: Some(DoorShows::Busy),
        };
        Policy {
            is_open: Some(false),
            max_length_minutes: Some(60),
            min_length_minutes: Some(5),
            advance: Some(Advance {
                count: Some(3),
                unit: Some(AdvanceUnit::Weeks),
                opens_at: Some(TimeOfDay::parse("9:00").unwrap()),
            }),
            closure: Some(Closure {
                starts_at: Some(EpochMillis(1)),
                ends_at: None,
                reason: Some("works".to_owned()),
                contact: Some(UnionId::new("ann")),
                contact_name: None,
                notifies: Some(true),
            }),
            needs_approval: Some(true),
            approval: Some(Approval::Custom),
            house,
        }
    }

    #[test]
    fn what_is_written_is_read() {
        for policy in [full(), Policy::default()] {
            assert_eq!(policy_from_json(&policy_to_json(&policy)).unwrap(), policy);
            let house = house_to_json(&policy.house);
            assert_eq!(house_from_json(house.as_deref()).unwrap(), policy.house);
        }
        assert_eq!(house_to_json(&HouseRules::default()), None);
    }

    #[test]
    fn what_cannot_be_is_unreadable() {
        for text in [
            "",
            "[]",
            r#"{"hours":[["noday","08:00","12:00"]]}"#,
            r#"{"before":"5"}"#,
            r#"{"days":[["2026-02-30","2026-02-30",null]]}"#,
            r#"{"quota":[1]}"#,
            r#"{"attributes":{"a":1}}"#,
            r#"{"door":"everything"}"#,
        ] {
            assert!(house_from_json(Some(text)).is_err(), "{text}");
            assert!(policy_from_json(text).is_err(), "{text}");
        }
        for text in [r#"{"approval":3}"#, r#"{"advance":[1,"hours",null]}"#] {
            assert!(policy_from_json(text).is_err(), "{text}");
        }
    }
}
