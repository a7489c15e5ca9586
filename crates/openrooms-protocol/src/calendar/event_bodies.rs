//! What `CreateEvent` and `PatchEvent` are given: the same fields, of which the first needs some
//! and
//! the second an event.
//!
//! Every field may be absent to a reader, so that a missing one is refused in its place among the
//! checks; what is required is said in the schema. A field that is absent is not written.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    CardInstance, EventCategory, EventConfig, EventRecurrence, EventTime, NewAttendee, NewLocation,
    NewOnlineMeeting, NewReminder, RichText, RoomToHave, UiConfig,
};

/// The two bodies: their own fields, and those that they share.
macro_rules! bodies {
    ($($(#[$about:meta])* $body:ident { $($(#[$own_about:meta])* $own:ident: $own_type:ty,)* })*) => {$(
        $(#[$about])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "camelCase")]
        pub struct $body {
            $($(#[$own_about])*
            #[serde(skip_serializing_if = "Option::is_none")]
            pub $own: $own_type,)*
            /// What it is about: up to 5,000 characters.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub description: Option<String>,
            /// Whether it takes whole days; start and end are dates then, and the end is the day
            /// after the last.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub is_all_day: Option<bool>,
            /// How it repeats.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub recurrence: Option<EventRecurrence>,
            /// Who is invited, in place of those who were: 500 at most.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub attendees: Option<Vec<NewAttendee>>,
            /// Where it is.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub location: Option<NewLocation>,
            /// When its people are reminded.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub reminders: Option<Vec<NewReminder>>,
            /// The online meeting that belongs to it.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub online_meeting_info: Option<NewOnlineMeeting>,
            /// What it is about, with markup.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub rich_text_description: Option<RichText>,
            /// Whatever an app wants to keep with it.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub extra: Option<BTreeMap<String, String>>,
            /// Which parts of its page are shown.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub ui_configs: Option<Vec<UiConfig>>,
            /// Its categories.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub categories: Option<Vec<EventCategory>>,
            /// The cards that show it.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub card_instances: Option<Vec<CardInstance>>,
            /// `busy` or `free`: whether its people count as busy; busy where it is absent.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub free_busy_status: Option<String>,
            /// What attendees may do.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub event_config: Option<EventConfig>,
        }
    )*};
}

bodies! {
    /// An event to be made.
    NewEvent {
        /// What it is called: 1 to 2,048 characters.
        #[cfg_attr(feature = "schema", schemars(required))]
        summary: Option<String>,
        /// When it begins.
        #[cfg_attr(feature = "schema", schemars(required))]
        start: Option<EventTime>,
        /// When it ends.
        #[cfg_attr(feature = "schema", schemars(required))]
        end: Option<EventTime>,
    }
    /// What is to be changed of an event.
    EventUpdate {
        /// Which event: the id in the path once more.
        id: Option<String>,
        /// Ours: the rooms that it is to have, in place of those that it has, and with a new time in
        /// one change: five at most. A list as replies have it is passed over.
        meeting_rooms: Option<Vec<RoomToHave>>,
        /// What it is called: 1 to 2,048 characters.
        summary: Option<String>,
        /// When it begins.
        start: Option<EventTime>,
        /// When it ends.
        end: Option<EventTime>,
    }
}

impl EventUpdate {
    /// The fields that are given, for that event.
    pub fn of(id: String, fields: NewEvent) -> Self {
        Self {
            id: Some(id),
            meeting_rooms: None,
            summary: fields.summary,
            start: fields.start,
            end: fields.end,
            description: fields.description,
            is_all_day: fields.is_all_day,
            recurrence: fields.recurrence,
            attendees: fields.attendees,
            location: fields.location,
            reminders: fields.reminders,
            online_meeting_info: fields.online_meeting_info,
            rich_text_description: fields.rich_text_description,
            extra: fields.extra,
            ui_configs: fields.ui_configs,
            categories: fields.categories,
            card_instances: fields.card_instances,
            free_busy_status: fields.free_busy_status,
            event_config: fields.event_config,
        }
    }

    /// Which event, and the fields that are given but for the rooms.
    pub fn into_parts(self) -> (Option<String>, NewEvent) {
        let fields = NewEvent {
            summary: self.summary,
            start: self.start,
            end: self.end,
            description: self.description,
            is_all_day: self.is_all_day,
            recurrence: self.recurrence,
            attendees: self.attendees,
            location: self.location,
            reminders: self.reminders,
            online_meeting_info: self.online_meeting_info,
            rich_text_description: self.rich_text_description,
            extra: self.extra,
            ui_configs: self.ui_configs,
            categories: self.categories,
            card_instances: self.card_instances,
            free_busy_status: self.free_busy_status,
            event_config: self.event_config,
        };
        (self.id, fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    /// surface.json's fields.
    fn whole() -> Value {
        json!({
            "id": "e", "summary": "s", "description": "d", "isAllDay": false,
            "start": {"date": "a", "dateTime": "b", "timeZone": "c"},
            "end": {"date": "a", "dateTime": "b", "timeZone": "c"},
            "recurrence": {"pattern": {"type": "daily"}, "range": {"type": "noEnd"}},
            "attendees": [{"id": "u", "isOptional": true}],
            "location": {"displayName": "l"},
            "reminders": [{"method": "dingtalk", "minutes": 15}],
            "onlineMeetingInfo": {"type": "dingtalk"},
            "richTextDescription": {"text": "t"},
            "extra": {"noPushNotification": "true"},
            "uiConfigs": [{"uiName": "n", "uiStatus": "hide"}],
            "categories": [{"categoryId": "c", "displayName": "d"}],
            "cardInstances": [{"outTrackId": "o", "scenario": "s"}],
            "freeBusyStatus": "free",
            "eventConfig": {"allowAttendeeAddConference": true,
                "allowAttendeeAddParticipants": false, "allowAttendeeCreateComment": true},
        })
    }

    #[test]
    fn the_fields_have_the_wires_names() {
        let read: EventUpdate = serde_json::from_value(whole()).unwrap();
        assert_eq!(serde_json::to_value(&read).unwrap(), whole());
        let (id, fields) = read.clone().into_parts();
        assert_eq!(fields, serde_json::from_value(whole()).unwrap());
        assert_eq!(EventUpdate::of(id.unwrap(), fields), read);
    }

    #[test]
    fn what_is_absent_or_null_is_not_written() {
        assert_eq!(serde_json::to_string(&NewEvent::default()).unwrap(), "{}");
        let mut nulls = whole();
        for value in nulls.as_object_mut().unwrap().values_mut() {
            *value = Value::Null;
        }
        nulls["later"] = json!({"deep": [1]});
        let read: EventUpdate = serde_json::from_value(nulls).unwrap();
        assert_eq!(read, EventUpdate::default());
    }
}
