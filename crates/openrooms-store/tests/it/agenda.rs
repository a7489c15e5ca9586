//! Events, occurrences, bookings that the tests of calendars keep.

use openrooms_core::calendar::{
    Attendee, Booking, BookingState, Event, EventState, Occurrence, Response, When, WhenKind,
};
use openrooms_core::id::{CorpId, EventId, RoomId, UnionId};
use openrooms_core::slot::Slot;
use openrooms_core::time::{EpochMillis, Zone};
use openrooms_store::{StoreError, Writing};

use crate::fixture::{Fixture, NOW};

pub(crate) fn slot(start: i64, end: i64) -> Slot {
    Slot::new(EpochMillis(start), EpochMillis(end)).unwrap()
}

/// An event of ann's from 10 to 20, of which nothing is set that need not be.
pub(crate) fn event(id: &str) -> Event {
    Event {
        id: EventId::new(id),
        organiser: UnionId::new("ann"),
        summary: format!("Event {id}"),
        description: None,
        when: When {
            slot: slot(10, 20),
            zone: Zone::parse("Europe/Berlin").unwrap(),
            kind: WhenKind::Timed,
            hours: None,
        },
        recurrence: None,
        state: EventState::Confirmed,
        created_at: NOW,
        updated_at: NOW,
        beyond: None,
    }
}

pub(crate) fn occurrence(event: &str, origin: i64, slot: Slot) -> Occurrence {
    Occurrence {
        event: EventId::new(event),
        origin: EpochMillis(origin),
        slot,
        state: EventState::Confirmed,
        beyond: None,
    }
}

pub(crate) fn attendee(person: &str) -> Attendee {
    Attendee { person: UnionId::new(person), is_optional: false, response: Response::NeedsAction }
}

/// A booking that has its room, of an event whose origin is 0.
pub(crate) fn booking(event: &str, room: &str, held: Slot) -> Booking {
    Booking {
        room: RoomId::new(room),
        event: EventId::new(event),
        origin: EpochMillis(0),
        slot: held,
        held,
        state: BookingState::Accepted,
    }
}

pub(crate) async fn write(fixture: &Fixture, corp: &str) -> Writing {
    fixture.store.writing(&CorpId::new(corp)).await.unwrap().unwrap()
}

/// Books past all rules, as ann.
pub(crate) async fn book(fixture: &Fixture, bookings: &[Booking]) -> Result<(), StoreError> {
    let mut writing = write(fixture, "corp").await;
    writing.put_bookings(bookings, &UnionId::new("ann"), NOW).await?;
    writing.commit_calendar([], NOW).await
}
