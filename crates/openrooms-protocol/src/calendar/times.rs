//! When something is, as the calendar writes it.

use serde::{Deserialize, Serialize};

/// A point in time, or a day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct EventTime {
    /// A day, `2020-01-01`: of an event that takes whole days, and of no other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// ISO 8601, `2020-01-01T10:15:30+08:00`; without an offset it is read in the zone beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_time: Option<String>,
    /// An IANA name, such as Asia/Shanghai.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
}

impl EventTime {
    /// A point in time, which has its offset.
    pub fn at(date_time: impl Into<String>, time_zone: impl Into<String>) -> Self {
        Self { date: None, date_time: Some(date_time.into()), time_zone: Some(time_zone.into()) }
    }

    /// A whole day.
    pub fn on(date: impl Into<String>) -> Self {
        Self { date: Some(date.into()), ..Self::default() }
    }
}

/// When an occurrence was meant to begin, before it was moved.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct OriginStart {
    /// ISO 8601 with its offset.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_time: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{from_value, json, to_value};

    #[test]
    fn what_is_absent_is_not_written_and_what_is_unknown_is_passed_over() {
        for (time, wanted) in [
            (
                EventTime::at("2020-01-01T10:15:30+08:00", "Asia/Shanghai"),
                json!({"dateTime": "2020-01-01T10:15:30+08:00", "timeZone": "Asia/Shanghai"}),
            ),
            (EventTime::on("2020-01-01"), json!({"date": "2020-01-01"})),
            (EventTime::default(), json!({})),
        ] {
            assert_eq!(to_value(&time).unwrap(), wanted);
            assert_eq!(from_value::<EventTime>(wanted).unwrap(), time);
        }
        let given = json!({"date": null, "dateTime": null, "timeZone": null, "later": [1]});
        assert_eq!(from_value::<EventTime>(given).unwrap(), EventTime::default());
    }
}
