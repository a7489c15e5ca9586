//! What else belongs to an event: where it is, reminders, categories, cards.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Where an event is to be.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct NewLocation {
    /// Free text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
}

/// Where an event is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct EventLocation {
    /// Free text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// The names of its rooms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting_rooms: Option<Vec<String>>,
}

/// A room of an event.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct EventRoom {
    /// Its id.
    #[serde(default)]
    pub room_id: String,
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// `accepted`; `tentative` while it waits for approval; `declined`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response_status: Option<String>,
}

/// A room that an event is to have.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RoomToHave {
    /// Its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub room_id: Option<String>,
    /// What a reply tells of a room that the event has. Where one of them comes with it, the list is
    /// what was told, sent back with the event, and no wish.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response_status: Option<String>,
}

/// A reminder to be made.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct NewReminder {
    /// By what, `dingtalk`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// How many minutes before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<i32>,
}

/// A reminder. Its minutes are a text, though they were given as a number.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct EventReminder {
    /// By what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// How many minutes before, in digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<String>,
}

impl From<NewReminder> for EventReminder {
    fn from(given: NewReminder) -> Self {
        Self { method: given.method, minutes: given.minutes.map(|minutes| minutes.to_string()) }
    }
}

/// A category.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct EventCategory {
    /// Its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category_id: Option<String>,
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
}

/// A card that shows an event elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct CardInstance {
    /// Its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub out_track_id: Option<String>,
    /// Where it is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scenario: Option<String>,
}

/// What attendees may do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct EventConfig {
    /// Whether they may add a conference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allow_attendee_add_conference: Option<bool>,
    /// Whether they may invite others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allow_attendee_add_participants: Option<bool>,
    /// Whether they may comment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allow_attendee_create_comment: Option<bool>,
}

/// The online meeting that is wished for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct NewOnlineMeeting {
    /// `dingtalk`.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
}

/// The online meeting of an event.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct OnlineMeeting {
    /// `dingtalk`.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conference_id: Option<String>,
    /// Its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Whatever else is to be known of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extra_info: Option<BTreeMap<String, Value>>,
}

/// A description with markup.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RichText {
    /// It.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// Whether a part of the event's page is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct UiConfig {
    /// The part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ui_name: Option<String>,
    /// `show` or `hide`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ui_status: Option<String>,
}

/// What a server says of an event beside its content.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ExtendedProperties {
    /// What all of its people see.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shared_properties: Option<SharedProperties>,
    /// What the person who asks sees.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private_properties: Option<PrivateProperties>,
}

/// What all people of an event see.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SharedProperties {
    /// The organisation that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub belong_corp_id: Option<String>,
    /// The group chat that it was made from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_open_cid: Option<String>,
}

/// What one person of an event sees.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PrivateProperties {
    /// Where it can be looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dingtalk_detail_url: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{json, to_value};

    #[test]
    fn minutes_are_given_as_a_number_and_shown_as_a_text() {
        let given: NewReminder =
            serde_json::from_value(json!({"method": "dingtalk", "minutes": 15})).unwrap();
        let shown = EventReminder::from(given);
        assert_eq!(to_value(&shown).unwrap(), json!({"method": "dingtalk", "minutes": "15"}));
        assert!(serde_json::from_value::<NewReminder>(json!({"minutes": "15"})).is_err());
    }
}
