//! People of an event.

use serde::{Deserialize, Serialize};

/// Somebody to be invited.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct NewAttendee {
    /// Their unionId.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub id: Option<String>,
    /// Whether it does without them; false where it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_optional: Option<bool>,
}

impl NewAttendee {
    /// Somebody who is needed.
    pub fn of(union_id: impl Into<String>) -> Self {
        Self { id: Some(union_id.into()), is_optional: None }
    }
}

/// Somebody by their id.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AttendeeId {
    /// Their unionId.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub id: Option<String>,
}

/// Somebody who is invited, and what they answered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct EventAttendee {
    /// Their unionId.
    #[serde(default)]
    pub id: String,
    /// Their name; left out where the directory does not know them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// `needsAction`, `accepted`, `declined` or `tentative`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response_status: Option<String>,
    /// Whether it is the person who asks.
    #[serde(default, rename = "self", skip_serializing_if = "Option::is_none")]
    pub is_self: Option<bool>,
    /// Whether it does without them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_optional: Option<bool>,
}

/// Who made an event, or had it transferred.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct EventOrganizer {
    /// Their unionId.
    #[serde(default)]
    pub id: String,
    /// Their name; left out where the directory does not know them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// `accepted`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response_status: Option<String>,
    /// Whether it is the person who asks.
    #[serde(default, rename = "self", skip_serializing_if = "Option::is_none")]
    pub is_self: Option<bool>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{from_value, json, to_value};

    #[test]
    fn people_are_written_as_the_sdks_read_them() {
        let whole = json!({"id": "u", "displayName": "Ann", "responseStatus": "accepted",
            "self": true, "isOptional": false});
        let read: EventAttendee = from_value(whole.clone()).unwrap();
        assert_eq!(to_value(&read).unwrap(), whole);
        let read: EventAttendee =
            from_value(json!({"id": "u", "displayName": null, "new": {}})).unwrap();
        assert_eq!(to_value(&read).unwrap(), json!({"id": "u"}));
        let whole = json!({"id": "u", "displayName": "Ann", "responseStatus": "accepted",
            "self": false});
        let read: EventOrganizer = from_value(whole.clone()).unwrap();
        assert_eq!(to_value(&read).unwrap(), whole);
    }

    #[test]
    fn who_is_to_be_invited_may_lack_everything_to_a_reader() {
        let given = json!([{"id": "u", "isOptional": true, "email": "x"}, {"id": null}, {}]);
        let read: Vec<NewAttendee> = from_value(given).unwrap();
        assert_eq!(to_value(&read).unwrap(), json!([{"id": "u", "isOptional": true}, {}, {}]));
        assert_eq!(to_value(NewAttendee::of("u")).unwrap(), json!({"id": "u"}));
    }
}
