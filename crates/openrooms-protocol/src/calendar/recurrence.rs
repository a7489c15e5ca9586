//! How an event repeats, as the calendar writes it.

use serde::{Deserialize, Serialize};

/// How an event repeats.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct EventRecurrence {
    /// On which days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pattern: Option<RecurrencePattern>,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<RecurrenceRange>,
}

/// On which days something repeats.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RecurrencePattern {
    /// `daily`, `weekly`, `absoluteMonthly`, `relativeMonthly` or `absoluteYearly`.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Every how many days, weeks, months or years: 1 to 365; 1 where it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interval: Option<i32>,
    /// The day of the month, 1 to 31, of absoluteMonthly.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day_of_month: Option<i32>,
    /// English days in lower case with commas between them, of weekly and relativeMonthly.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days_of_week: Option<String>,
    /// Where a week begins, of weekly; sunday where it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_day_of_week: Option<String>,
    /// `first`, `second`, `third`, `fourth` or `last`, of relativeMonthly.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub index: Option<String>,
}

/// Until when something repeats.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RecurrenceRange {
    /// `noEnd`, `endDate` or `numbered`.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The last day, as an ISO 8601 time with an offset or as a day, of endDate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_date: Option<String>,
    /// How many occurrences, 1 to 99, of numbered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number_of_occurrences: Option<i32>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, from_value, json, to_value};

    #[test]
    fn the_fields_have_the_wires_names() {
        let whole = json!({
            "pattern": {"type": "weekly", "interval": 2, "dayOfMonth": 3,
                "daysOfWeek": "monday,friday", "firstDayOfWeek": "monday", "index": "last"},
            "range": {"type": "numbered", "endDate": "2020-12-31T10:15:30+08:00",
                "numberOfOccurrences": 7},
        });
        let read: EventRecurrence = from_value(whole.clone()).unwrap();
        assert_eq!(to_value(&read).unwrap(), whole);
        let nulls = json!({"pattern": {"type": null, "interval": null}, "range": null, "x": 1});
        let read: EventRecurrence = from_value(nulls).unwrap();
        assert_eq!(to_value(&read).unwrap(), json!({"pattern": {}}));
        let empty: Value = to_value(EventRecurrence::default()).unwrap();
        assert_eq!(empty, json!({}));
    }

    #[test]
    fn a_number_is_a_number_of_32_bits() {
        for wrong in [json!("2"), json!(1.5), json!(3_000_000_000_i64), json!([])] {
            let given = json!({"pattern": {"interval": wrong}});
            assert!(from_value::<EventRecurrence>(given.clone()).is_err(), "{given}");
        }
    }
}
