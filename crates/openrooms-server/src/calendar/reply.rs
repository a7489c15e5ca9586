//! An event as replies show it.

use jiff::civil::DateTime;
use openrooms_core::calendar::moment::{written, written_day};
use openrooms_core::calendar::{BookingState, EventState, Occurrence, When, WhenKind};
use openrooms_core::id::{CorpId, UnionId};
use openrooms_core::time::{EpochMillis, Zone};
use openrooms_protocol::calendar::{
    CalendarEvent, EventAttendee, EventLocation, EventOrganizer, EventRoom, EventTime,
    ExtendedProperties, OnlineMeeting, OriginStart, SharedProperties,
};
use openrooms_store::{EventView, ListedAttendee, ListedBooking};

use super::beyond::{Beyond, Different};
use super::repeats;

/// Whether something is in the reader's calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Presence {
    /// It is.
    There,
    /// It was: it is told as cancelled.
    Gone,
    /// They are not invited any more: that alone is told, and when, since what it is about is not for
    /// them.
    Out,
}

/// An event, or an occurrence of one, as somebody sees it.
pub(super) fn event(
    view: EventView,
    presence: Presence,
    corp: &CorpId,
    reader: &UnionId,
) -> CalendarEvent {
    let EventView { event, occurrence, organiser_name, attendees, rooms } = view;
    // The one date of an event that does not repeat is the event.
    let occurrence = occurrence.filter(|_| event.recurrence.is_some());
    let kept = Beyond::of(event.beyond.as_deref());
    let different =
        occurrence.as_ref().map(|one| Different::of(one.beyond.as_deref())).unwrap_or_default();
    let beyond = different.beyond.over(kept);
    // What was over before its series was cancelled did take place.
    let state = occurrence.as_ref().map_or(event.state, |one| one.state);
    let is_cancelled = presence == Presence::Gone || state != EventState::Confirmed;
    let slot = occurrence.as_ref().map_or(event.when.slot, |one| one.slot);
    let when = When { slot, ..event.when.clone() };
    let told = when.told();
    let zone = &event.when.zone;
    let (id, series, origin) = match &occurrence {
        Some(one) => (
            Occurrence::id(&event.id, one.origin).into_string(),
            Some(event.id.as_str().to_owned()),
            Some(OriginStart { date_time: Some(written(one.origin, zone)) }),
        ),
        None => (event.id.as_str().to_owned(), None, None),
    };
    if presence == Presence::Out {
        return CalendarEvent {
            id,
            start: Some(time(&when, told.start())),
            end: Some(time(&when, told.end())),
            origin_start: origin,
            is_all_day: Some(when.kind == WhenKind::AllDay),
            series_master_id: series,
            status: Some("cancelled".to_owned()),
            ..CalendarEvent::default()
        };
    }
    let is_self = |person: &UnionId| Some(person == reader);
    CalendarEvent {
        id,
        summary: Some(different.summary.unwrap_or(event.summary)),
        description: different.description.or(event.description),
        start: Some(time(&when, told.start())),
        end: Some(time(&when, told.end())),
        origin_start: origin,
        is_all_day: Some(when.kind == WhenKind::AllDay),
        recurrence: event.recurrence.as_ref().map(|how| repeats::wire(how, &event.when)),
        series_master_id: series,
        status: Some(if is_cancelled { "cancelled" } else { "confirmed" }.to_owned()),
        organizer: Some(EventOrganizer {
            is_self: is_self(&event.organiser),
            id: event.organiser.into_string(),
            display_name: organiser_name,
            response_status: Some("accepted".to_owned()),
        }),
        attendees: Some(attendees.into_iter().map(|one| attendee(one, reader)).collect()),
        location: location(&beyond, &rooms),
        meeting_rooms: Some(rooms.into_iter().map(room).collect()),
        reminders: beyond.reminders.map(|all| all.into_iter().map(Into::into).collect()),
        online_meeting_info: beyond
            .online_meeting_info
            .map(|meeting| OnlineMeeting { kind: meeting.kind, ..OnlineMeeting::default() }),
        rich_text_description: beyond.rich_text_description,
        ui_configs: beyond.ui_configs,
        categories: beyond.categories,
        card_instances: beyond.card_instances,
        event_config: beyond.event_config,
        extended_properties: Some(ExtendedProperties {
            shared_properties: Some(SharedProperties {
                belong_corp_id: Some(corp.as_str().to_owned()),
                source_open_cid: None,
            }),
            private_properties: None,
        }),
        // A document need not say it.
        create_time: is_known(event.created_at).then(|| in_utc(event.created_at)),
        update_time: is_known(event.updated_at).then(|| in_utc(event.updated_at)),
    }
}

/// Whether a moment is one that somebody noted.
pub(crate) fn is_known(at: EpochMillis) -> bool {
    at != EpochMillis::default()
}

/// Somebody who is invited.
pub(super) fn attendee(listed: ListedAttendee, reader: &UnionId) -> EventAttendee {
    let ListedAttendee { attendee, name } = listed;
    EventAttendee {
        is_self: Some(attendee.person == *reader),
        id: attendee.person.into_string(),
        display_name: name,
        response_status: Some(attendee.response.word().to_owned()),
        is_optional: Some(attendee.is_optional),
    }
}

/// An end of something: a moment in its zone, or a day.
pub(crate) fn time(when: &When, at: EpochMillis) -> EventTime {
    match when.kind {
        WhenKind::Timed => EventTime::at(written(at, &when.zone), when.zone.name()),
        WhenKind::AllDay => EventTime::on(written_day(at, &when.zone)),
    }
}

/// Both ends as they were meant: on the wall alone, where the clocks leave one of them out.
pub(crate) fn meant(when: &When) -> (EventTime, EventTime) {
    if when.hours.is_none() {
        let told = when.told();
        return (time(when, told.start()), time(when, told.end()));
    }
    let (start, end) = when.meant();
    let on_the_wall = |wall: DateTime| EventTime::at(wall.to_string(), when.zone.name());
    (on_the_wall(start), on_the_wall(end))
}

fn room(listed: ListedBooking) -> EventRoom {
    EventRoom {
        room_id: listed.room.into_string(),
        display_name: listed.name,
        response_status: Some(listed.state.word().to_owned()),
    }
}

/// Where it is: what was said of it, and the names of the rooms that it has or waits for.
fn location(beyond: &Beyond, rooms: &[ListedBooking]) -> Option<EventLocation> {
    let display_name = beyond.location.as_ref().and_then(|place| place.display_name.clone());
    let held = rooms.iter().filter(|room| BookingState::holds(&room.state));
    let names: Vec<_> = held.filter_map(|room| room.name.clone()).collect();
    (display_name.is_some() || !names.is_empty()).then(|| EventLocation {
        display_name,
        meeting_rooms: (!names.is_empty()).then_some(names),
    })
}

/// A moment as `2020-01-01T02:15:30Z`.
fn in_utc(at: EpochMillis) -> String {
    let utc = Zone::parse("UTC").expect("the zone database is built in");
    let text = written(at, &utc);
    text.strip_suffix("+00:00").map_or_else(|| text.clone(), |text| format!("{text}Z"))
}
