//! An event, as every read and every change of one shows it.

use serde::{Deserialize, Serialize};

use super::{
    CardInstance, EventAttendee, EventCategory, EventConfig, EventLocation, EventOrganizer,
    EventRecurrence, EventReminder, EventRoom, EventTime, ExtendedProperties, OnlineMeeting,
    OriginStart, RichText, UiConfig,
};

/// An event, a series, or an occurrence of one.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct CalendarEvent {
    /// Its id; an occurrence of a series has one of its own.
    #[serde(default)]
    pub id: String,
    /// What it is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// When it begins; of a series, its first occurrence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<EventTime>,
    /// When it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<EventTime>,
    /// When an occurrence of a series was meant to begin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin_start: Option<OriginStart>,
    /// Whether it takes whole days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_all_day: Option<bool>,
    /// How it repeats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recurrence: Option<EventRecurrence>,
    /// The series that an occurrence is of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub series_master_id: Option<String>,
    /// `confirmed`, or `cancelled`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// Who made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organizer: Option<EventOrganizer>,
    /// Who is invited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attendees: Option<Vec<EventAttendee>>,
    /// The rooms that it has, waits for, or was refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting_rooms: Option<Vec<EventRoom>>,
    /// Where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<EventLocation>,
    /// When its people are reminded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reminders: Option<Vec<EventReminder>>,
    /// The online meeting that belongs to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub online_meeting_info: Option<OnlineMeeting>,
    /// What it is about, with markup.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rich_text_description: Option<RichText>,
    /// Which parts of its page are shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ui_configs: Option<Vec<UiConfig>>,
    /// Its categories.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub categories: Option<Vec<EventCategory>>,
    /// The cards that show it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card_instances: Option<Vec<CardInstance>>,
    /// What attendees may do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event_config: Option<EventConfig>,
    /// Whose it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extended_properties: Option<ExtendedProperties>,
    /// When it was made, ISO 8601 in UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub create_time: Option<String>,
    /// When it last changed, ISO 8601 in UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub update_time: Option<String>,
}

/// A page of events.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct EventPage {
    /// The events.
    #[serde(default)]
    pub events: Vec<CalendarEvent>,
    /// Where the next page begins; left out on the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, from_value, json, to_value};

    /// surface.json's fields of `GetEvent` and `CreateEvent`.
    fn whole() -> Value {
        json!({
            "id": "e_1", "summary": "s", "description": "d",
            "start": {"dateTime": "2020-01-01T10:15:30+08:00", "timeZone": "Asia/Shanghai"},
            "end": {"dateTime": "2020-01-01T11:15:30+08:00", "timeZone": "Asia/Shanghai"},
            "originStart": {"dateTime": "2020-01-01T10:15:30+08:00"},
            "isAllDay": false,
            "recurrence": {"pattern": {"type": "daily"}, "range": {"type": "noEnd"}},
            "seriesMasterId": "e", "status": "confirmed",
            "organizer": {"id": "u", "displayName": "U", "responseStatus": "accepted",
                "self": true},
            "attendees": [{"id": "v", "displayName": "V", "responseStatus": "needsAction",
                "self": false, "isOptional": false}],
            "meetingRooms": [{"roomId": "r", "displayName": "R", "responseStatus": "accepted"}],
            "location": {"displayName": "l", "meetingRooms": ["R"]},
            "reminders": [{"method": "dingtalk", "minutes": "15"}],
            "onlineMeetingInfo": {"type": "dingtalk", "conferenceId": "c", "url": "u",
                "extraInfo": {"code": 1}},
            "richTextDescription": {"text": "t"},
            "uiConfigs": [{"uiName": "n", "uiStatus": "hide"}],
            "categories": [{"categoryId": "c", "displayName": "d"}],
            "cardInstances": [{"outTrackId": "o", "scenario": "s"}],
            "eventConfig": {"allowAttendeeAddConference": true},
            "extendedProperties": {"sharedProperties": {"belongCorpId": "c",
                "sourceOpenCid": "o"}, "privateProperties": {"dingtalkDetailUrl": "u"}},
            "createTime": "2020-01-01T02:15:30Z", "updateTime": "2020-01-01T02:15:30Z",
        })
    }

    #[test]
    fn an_event_is_written_as_it_is_read() {
        let read: CalendarEvent = from_value(whole()).unwrap();
        assert_eq!(to_value(&read).unwrap(), whole());
    }

    #[test]
    fn what_is_absent_or_null_is_not_written() {
        assert_eq!(to_value(CalendarEvent::default()).unwrap(), json!({"id": ""}));
        let mut nulls = whole();
        for (name, value) in nulls.as_object_mut().unwrap() {
            if name != "id" {
                *value = Value::Null;
            }
        }
        nulls["later"] = json!({"deep": [1]});
        let read: CalendarEvent = from_value(nulls).unwrap();
        assert_eq!(to_value(&read).unwrap(), json!({"id": "e_1"}));
    }

    #[test]
    fn a_page_always_has_its_list() {
        assert_eq!(to_value(EventPage::default()).unwrap(), json!({"events": []}));
        let read: EventPage = from_value(json!({"nextToken": null})).unwrap();
        assert_eq!(read, EventPage::default());
    }
}
