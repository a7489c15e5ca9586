//! What of an event only the wire shows, and nothing asks for: kept as JSON beside it.

use std::collections::BTreeMap;

use openrooms_protocol::calendar::{
    CardInstance, EventCategory, EventConfig, NewEvent, NewLocation, NewOnlineMeeting, NewReminder,
    RichText, UiConfig,
};
use serde::{Deserialize, Serialize};

use super::problem::CalendarProblem;
use crate::problem::Problem;

const LONGEST_TEXT: usize = 2_000;
const LONGEST_RICH_TEXT: usize = 20_000;
const MOST: usize = 50;
const MOST_REMINDERS: usize = 10;
/// A year.
const LONGEST_NOTICE: i32 = 525_600;

/// What of an event only the wire shows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Beyond {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) location: Option<NewLocation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reminders: Option<Vec<NewReminder>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) online_meeting_info: Option<NewOnlineMeeting>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) rich_text_description: Option<RichText>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) extra: Option<BTreeMap<String, String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) ui_configs: Option<Vec<UiConfig>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) categories: Option<Vec<EventCategory>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) card_instances: Option<Vec<CardInstance>>,
    /// Whether its people count as busy: `free` is no.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) free_busy_status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) event_config: Option<EventConfig>,
    /// Ours: the rooms that a series has as a whole, which dates that come get, too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) series_rooms: Option<Vec<String>>,
}

impl Beyond {
    /// Takes it out of a body, and refuses what is too much.
    pub(crate) fn read(body: &mut NewEvent) -> Result<Self, Problem> {
        let beyond = Self {
            location: body.location.take(),
            reminders: body.reminders.take(),
            online_meeting_info: body.online_meeting_info.take(),
            rich_text_description: body.rich_text_description.take(),
            extra: body.extra.take(),
            ui_configs: body.ui_configs.take(),
            categories: body.categories.take(),
            card_instances: body.card_instances.take(),
            free_busy_status: body.free_busy_status.take(),
            event_config: body.event_config.take(),
            series_rooms: None,
        };
        beyond.check()?;
        Ok(beyond)
    }

    fn check(&self) -> Result<(), Problem> {
        let location = self.location.as_ref().and_then(|location| location.display_name.as_ref());
        text("location.displayName", location, LONGEST_TEXT)?;
        let kind = self.online_meeting_info.as_ref().and_then(|meeting| meeting.kind.as_ref());
        text("onlineMeetingInfo.type", kind, LONGEST_TEXT)?;
        let rich = self.rich_text_description.as_ref().and_then(|rich| rich.text.as_ref());
        text("richTextDescription.text", rich, LONGEST_RICH_TEXT)?;
        if let Some(status) = &self.free_busy_status
            && !matches!(status.as_str(), "busy" | "free")
        {
            return wrong("freeBusyStatus must be busy or free");
        }
        for (at, each) in list("reminders", self.reminders.as_ref(), MOST_REMINDERS)? {
            text(&format!("{at}.method"), each.method.as_ref(), LONGEST_TEXT)?;
            if each.minutes.is_some_and(|minutes| !(0..=LONGEST_NOTICE).contains(&minutes)) {
                return wrong(format!("{at}.minutes must be from 0 to {LONGEST_NOTICE}"));
            }
        }
        for (at, each) in list("uiConfigs", self.ui_configs.as_ref(), MOST)? {
            text(&format!("{at}.uiName"), each.ui_name.as_ref(), LONGEST_TEXT)?;
            text(&format!("{at}.uiStatus"), each.ui_status.as_ref(), LONGEST_TEXT)?;
        }
        for (at, each) in list("categories", self.categories.as_ref(), MOST)? {
            text(&format!("{at}.categoryId"), each.category_id.as_ref(), LONGEST_TEXT)?;
            text(&format!("{at}.displayName"), each.display_name.as_ref(), LONGEST_TEXT)?;
        }
        for (at, each) in list("cardInstances", self.card_instances.as_ref(), MOST)? {
            text(&format!("{at}.outTrackId"), each.out_track_id.as_ref(), LONGEST_TEXT)?;
            text(&format!("{at}.scenario"), each.scenario.as_ref(), LONGEST_TEXT)?;
        }
        if let Some(extra) = &self.extra {
            if extra.len() > MOST {
                return wrong(format!("extra must be {MOST} at most"));
            }
            for (name, value) in extra {
                text("a name in extra", Some(name), LONGEST_TEXT)?;
                text(&format!("extra.{name}"), Some(value), LONGEST_TEXT)?;
            }
        }
        Ok(())
    }

    /// The same, where `self` says nothing as `before` had it; what attendees may do one by one.
    pub(crate) fn over(self, before: Self) -> Self {
        Self {
            location: self.location.or(before.location),
            reminders: self.reminders.or(before.reminders),
            online_meeting_info: self.online_meeting_info.or(before.online_meeting_info),
            rich_text_description: self.rich_text_description.or(before.rich_text_description),
            extra: self.extra.or(before.extra),
            ui_configs: self.ui_configs.or(before.ui_configs),
            categories: self.categories.or(before.categories),
            card_instances: self.card_instances.or(before.card_instances),
            free_busy_status: self.free_busy_status.or(before.free_busy_status),
            event_config: match (self.event_config, before.event_config) {
                (Some(given), Some(before)) => Some(config_over(&given, &before)),
                (given, before) => given.or(before),
            },
            series_rooms: self.series_rooms.or(before.series_rooms),
        }
    }

    /// The same without what `given` says, the rooms of a series aside.
    pub(crate) fn without(self, given: &Self) -> Self {
        let Self { series_rooms, .. } = self;
        Self {
            location: self.location.filter(|_| given.location.is_none()),
            reminders: self.reminders.filter(|_| given.reminders.is_none()),
            online_meeting_info: self
                .online_meeting_info
                .filter(|_| given.online_meeting_info.is_none()),
            rich_text_description: self
                .rich_text_description
                .filter(|_| given.rich_text_description.is_none()),
            extra: self.extra.filter(|_| given.extra.is_none()),
            ui_configs: self.ui_configs.filter(|_| given.ui_configs.is_none()),
            categories: self.categories.filter(|_| given.categories.is_none()),
            card_instances: self.card_instances.filter(|_| given.card_instances.is_none()),
            free_busy_status: self.free_busy_status.filter(|_| given.free_busy_status.is_none()),
            event_config: self
                .event_config
                .map(|own| match &given.event_config {
                    Some(given) => config_without(&own, given),
                    None => own,
                })
                .filter(|own| *own != EventConfig::default()),
            series_rooms,
        }
    }

    /// The same without what a series says as well.
    pub(crate) fn unlike(self, series: &Self) -> Self {
        fn own<T: PartialEq>(own: Option<T>, series: Option<&T>) -> Option<T> {
            own.filter(|own| series != Some(own))
        }
        let Self { series_rooms, .. } = self;
        // Who is not said to be free is busy.
        let status = series.free_busy_status.as_deref().unwrap_or("busy");
        Self {
            location: own(self.location, series.location.as_ref()),
            reminders: own(self.reminders, series.reminders.as_ref()),
            online_meeting_info: own(self.online_meeting_info, series.online_meeting_info.as_ref()),
            rich_text_description: own(
                self.rich_text_description,
                series.rich_text_description.as_ref(),
            ),
            extra: own(self.extra, series.extra.as_ref()),
            ui_configs: own(self.ui_configs, series.ui_configs.as_ref()),
            categories: own(self.categories, series.categories.as_ref()),
            card_instances: own(self.card_instances, series.card_instances.as_ref()),
            free_busy_status: self.free_busy_status.filter(|own| own != status),
            event_config: self
                .event_config
                .map(|own| match &series.event_config {
                    Some(series) => config_unlike(&own, series),
                    None => own,
                })
                .filter(|own| *own != EventConfig::default()),
            series_rooms,
        }
    }

    /// As it is kept; `None` where it says nothing.
    pub(crate) fn kept(&self) -> Option<String> {
        (*self != Self::default())
            .then(|| serde_json::to_string(self).expect("texts and numbers can be written"))
    }

    /// As it was kept. What an import brought and nobody understands counts as nothing.
    pub(crate) fn of(kept: Option<&str>) -> Self {
        kept.and_then(|kept| serde_json::from_str(kept).ok()).unwrap_or_default()
    }
}

/// What of an occurrence is not as its series says: kept as JSON beside it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Different {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) summary: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<String>,
    /// When its series means it to begin, where it was moved by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) meant: Option<i64>,
    /// Whether its series has it no more.
    #[serde(skip_serializing_if = "is_false")]
    pub(crate) is_dropped: bool,
    /// Whether it was once not as its series says: whoever was told so is told on what it is.
    #[serde(skip_serializing_if = "is_false")]
    pub(crate) was_apart: bool,
    #[serde(flatten)]
    pub(crate) beyond: Beyond,
}

impl Different {
    /// As it is kept, its names in order as an import has them; `None` where it says nothing.
    pub(crate) fn kept(&self) -> Option<String> {
        (*self != Self::default()).then(|| serde_json::json!(self).to_string())
    }

    /// As it was kept.
    pub(crate) fn of(kept: Option<&str>) -> Self {
        kept.and_then(|kept| serde_json::from_str(kept).ok()).unwrap_or_default()
    }
}

/// What attendees may do: as `given` says, or else as it was.
fn config_over(given: &EventConfig, before: &EventConfig) -> EventConfig {
    EventConfig {
        allow_attendee_add_conference: given
            .allow_attendee_add_conference
            .or(before.allow_attendee_add_conference),
        allow_attendee_add_participants: given
            .allow_attendee_add_participants
            .or(before.allow_attendee_add_participants),
        allow_attendee_create_comment: given
            .allow_attendee_create_comment
            .or(before.allow_attendee_create_comment),
    }
}

/// The same without what `given` says.
fn config_without(own: &EventConfig, given: &EventConfig) -> EventConfig {
    let kept = |own: Option<bool>, given: Option<bool>| own.filter(|_| given.is_none());
    EventConfig {
        allow_attendee_add_conference: kept(
            own.allow_attendee_add_conference,
            given.allow_attendee_add_conference,
        ),
        allow_attendee_add_participants: kept(
            own.allow_attendee_add_participants,
            given.allow_attendee_add_participants,
        ),
        allow_attendee_create_comment: kept(
            own.allow_attendee_create_comment,
            given.allow_attendee_create_comment,
        ),
    }
}

/// The same without what `series` says as well.
fn config_unlike(own: &EventConfig, series: &EventConfig) -> EventConfig {
    let kept = |own: Option<bool>, series: Option<bool>| own.filter(|own| series != Some(*own));
    EventConfig {
        allow_attendee_add_conference: kept(
            own.allow_attendee_add_conference,
            series.allow_attendee_add_conference,
        ),
        allow_attendee_add_participants: kept(
            own.allow_attendee_add_participants,
            series.allow_attendee_add_participants,
        ),
        allow_attendee_create_comment: kept(
            own.allow_attendee_create_comment,
            series.allow_attendee_create_comment,
        ),
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

fn text(name: &str, value: Option<&String>, most: usize) -> Result<(), Problem> {
    if value.is_some_and(|text| text.chars().count() > most) {
        return wrong(format!("{name} must be {most} characters at most"));
    }
    Ok(())
}

/// The items of a list, each with its place.
fn list<'a, T>(
    name: &'a str,
    list: Option<&'a Vec<T>>,
    most: usize,
) -> Result<impl Iterator<Item = (String, &'a T)>, Problem> {
    let list = list.map_or(&[][..], Vec::as_slice);
    if list.len() > most {
        return wrong(format!("{name} must be {most} at most"));
    }
    Ok(list.iter().enumerate().map(move |(at, item)| (format!("{name}[{at}]"), item)))
}

fn wrong<T>(what: impl Into<std::borrow::Cow<'static, str>>) -> Result<T, Problem> {
    Err(CalendarProblem::parameter(what).into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(body: serde_json::Value) -> Result<Beyond, Problem> {
        Beyond::read(&mut serde_json::from_value(body).unwrap())
    }

    #[test]
    fn it_is_kept_as_it_was_given() {
        let given = json!({
            "location": {"displayName": "l"}, "reminders": [{"method": "dingtalk", "minutes": 15}],
            "extra": {"a": "b"}, "freeBusyStatus": "free", "summary": "s",
        });
        let beyond = read(given).unwrap();
        assert_eq!(Beyond::of(beyond.kept().as_deref()), beyond);
        assert_eq!(Beyond::default().kept(), None);
        assert_eq!(Beyond::of(Some("no json")), Beyond::default());
        let later = read(json!({"location": {"displayName": "m"}})).unwrap().over(beyond.clone());
        assert_eq!(later.extra, beyond.extra);
        assert_ne!(later.location, beyond.location);
        let rest = beyond.clone().without(&later);
        assert_eq!(rest, Beyond::default());
        let location = read(json!({"location": {"displayName": "m"}})).unwrap();
        assert_eq!(beyond.clone().without(&location).over(location), later);
        let summary = Some("s".to_owned());
        let different = Different { summary, beyond, meant: Some(7), ..Different::default() };
        assert_eq!(Different::of(different.kept().as_deref()), different);
        assert_eq!(Different::default().kept(), None);
        // As an import writes it, so that the document of a database changes nothing in it.
        let kept = different.kept().unwrap();
        assert_eq!(serde_json::from_str::<serde_json::Value>(&kept).unwrap().to_string(), kept);
    }

    #[test]
    fn what_attendees_may_do_is_said_one_by_one() {
        let config = |config: serde_json::Value| read(json!({ "eventConfig": config })).unwrap();
        let before = config(json!({
            "allowAttendeeAddConference": true, "allowAttendeeCreateComment": true,
        }));
        let given = config(json!({
            "allowAttendeeAddConference": false, "allowAttendeeAddParticipants": false,
        }));
        let both = config(json!({
            "allowAttendeeAddConference": false, "allowAttendeeAddParticipants": false,
            "allowAttendeeCreateComment": true,
        }));
        assert_eq!(given.clone().over(before.clone()), both);
        let rest = config(json!({ "allowAttendeeCreateComment": true }));
        assert_eq!(before.without(&given), rest);
        assert_eq!(rest.clone().without(&both), Beyond::default());
        assert_eq!(rest.clone().without(&Beyond::default()), rest);
    }

    #[test]
    fn what_a_series_says_as_well_is_not_of_a_date_alone() {
        let all = json!({
            "location": {"displayName": "l"}, "reminders": [{"method": "dingtalk", "minutes": 15}],
            "onlineMeetingInfo": {"type": "dingtalk"}, "richTextDescription": {"text": "r"},
            "extra": {"a": "b"}, "uiConfigs": [{"uiName": "u", "uiStatus": "hide"}],
            "categories": [{"categoryId": "c", "displayName": "d"}],
            "cardInstances": [{"outTrackId": "o", "scenario": "s"}], "freeBusyStatus": "free",
            "eventConfig": {"allowAttendeeAddConference": true, "allowAttendeeCreateComment": true},
        });
        let series = read(all.clone()).unwrap();
        assert_eq!(series.clone().unlike(&series), Beyond::default());
        assert_eq!(series.clone().unlike(&Beyond::default()), series);
        for name in all.as_object().unwrap().keys() {
            let one = read(json!({ name: all[name] })).unwrap();
            assert_eq!(one.clone().unlike(&series), Beyond::default(), "{name}");
            assert_eq!(one.clone().unlike(&Beyond::default()), one, "{name}");
        }
        // Each of what attendees may do by itself; who is not said to be free is busy.
        let own = read(json!({ "eventConfig": {
            "allowAttendeeAddConference": true, "allowAttendeeCreateComment": false,
        } }));
        let rest = read(json!({ "eventConfig": { "allowAttendeeCreateComment": false } })).unwrap();
        assert_eq!(own.unwrap().unlike(&series), rest);
        let busy = read(json!({ "freeBusyStatus": "busy" })).unwrap();
        assert_eq!(busy.clone().unlike(&Beyond::default()), Beyond::default());
        assert_eq!(busy.clone().unlike(&series), busy);
    }

    #[test]
    fn too_much_is_refused_by_its_name() {
        let long = "x".repeat(2_001);
        for (given, name) in [
            (json!({"location": {"displayName": long}}), "location.displayName"),
            (json!({"richTextDescription": {"text": "x".repeat(20_001)}}), "richTextDescription"),
            (json!({"reminders": vec![json!({}); 11]}), "reminders"),
            (json!({"reminders": [{}, {"minutes": -1}]}), "reminders[1].minutes must be"),
            (json!({"categories": vec![json!({}); 51]}), "categories"),
            (json!({"cardInstances": [{"scenario": long}]}), "cardInstances[0].scenario"),
            (json!({"uiConfigs": [{"uiName": long}]}), "uiConfigs[0].uiName"),
            (json!({"extra": {"a": long}}), "extra.a must be"),
            (json!({"extra": {long.as_str(): "a"}}), "a name in extra must be"),
            (json!({"freeBusyStatus": "maybe"}), "freeBusyStatus"),
        ] {
            let Err(Problem::Calendar(CalendarProblem::Parameter(text))) = read(given) else {
                panic!("{name} is taken");
            };
            assert!(text.starts_with(name), "{text}");
        }
    }
}
