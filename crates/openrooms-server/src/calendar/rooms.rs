//! Rooms of events: loaded, judged by core, written, and told.
//!
//! Whoever changes when an event is calls [`move_bookings`] in the same transaction.

use std::collections::{HashMap, HashSet};

use openrooms_core::access::Viewer;
use openrooms_core::booking::{Booker, Refusal, Repeats, RoomFacts, Rules};
use openrooms_core::calendar::rooms::{self, Asking, Busy, Known, Refused};
use openrooms_core::calendar::{Booking, BookingState, Event, EventState, Occurrence};
use openrooms_core::id::{EventId, RoomId, UnionId, UserId};
use openrooms_core::slot::Slot;
use openrooms_core::time::{EpochMillis, Zone};
use openrooms_protocol::calendar::RefusedRoom;
use openrooms_store::{
    EventKey, EventToBook, Notice, NoticeKind, PersonToBook, QuotaOf, RoomToBook, Writing,
};

use super::problem::{CalendarProblem, RoomRefused};
use super::refused;
use crate::problem::Problem;

/// Rooms, and what holds them while they are wished for.
pub(super) struct Loaded {
    facts: HashMap<RoomId, RoomFacts>,
    busy: HashMap<RoomId, Vec<Busy>>,
    used: HashMap<RoomId, Vec<Slot>>,
}

impl Loaded {
    /// Rooms, and what holds them; none of them has a quota.
    pub(super) fn of(facts: HashMap<RoomId, RoomFacts>, busy: HashMap<RoomId, Vec<Busy>>) -> Self {
        Self { facts, busy, used: HashMap::new() }
    }

    /// What is known of the rooms.
    pub(super) fn into_facts(self) -> HashMap<RoomId, RoomFacts> {
        self.facts
    }

    /// What has just been booked holds its room, too.
    pub(super) fn add(&mut self, bookings: &[Booking]) {
        for booking in bookings.iter().filter(|booking| booking.state.holds()) {
            let Booking { held, origin, .. } = *booking;
            let busy = self.busy.entry(booking.room.clone()).or_default();
            let place = busy.partition_point(|other| other.held < held);
            busy.insert(place, Busy { held, event: booking.event.clone(), origin });
        }
    }

    pub(super) const fn known(&self) -> Known<'_> {
        Known { rooms: &self.facts, busy: &self.busy, used: &self.used }
    }

    pub(super) fn knows(&self, room: &RoomId) -> bool {
        self.facts.contains_key(room)
    }
}

/// Loads some rooms, and what holds them while `slots` are wished for. Where a room has a quota,
/// what of it the booker has used up, but for `but`.
pub(super) async fn load(
    writing: &mut Writing,
    ids: &[RoomId],
    slots: &[Slot],
    booker: &UnionId,
    but: Option<&Event>,
    now: EpochMillis,
) -> Result<Loaded, Problem> {
    let rooms = writing.rooms_to_book(ids).await?;
    let zone = writing.zone().await?;
    let facts: HashMap<_, _> =
        rooms.into_iter().map(|(id, room)| (id, facts(room, &zone))).collect();
    let mut busy: HashMap<RoomId, Vec<Busy>> = HashMap::new();
    if let Some(span) = span(facts.values(), slots) {
        let ids: Vec<_> = facts.keys().cloned().collect();
        for held in writing.held_in(&ids, span).await? {
            let Booking { room, event, origin, held, .. } = held.booking;
            busy.entry(room).or_default().push(Busy { held, event, origin });
        }
    }
    let mut used = HashMap::new();
    for (id, room) in &facts {
        let (Some(quota), Some(since)) = (&room.rules.quota, room.rules.quota_since(slots, now))
        else {
            continue;
        };
        let of = QuotaOf { person: booker, room: id, level: quota.level, since };
        used.insert(id.clone(), writing.booked_slots(&of, but.map(|event| &event.id)).await?);
    }
    Ok(Loaded { facts, busy, used })
}

pub(crate) fn facts(found: RoomToBook, zone: &Zone) -> RoomFacts {
    let RoomToBook { room, groups, rights, policies } = found;
    RoomFacts {
        rules: Rules::of(room.policy.as_ref(), &policies),
        zone: room.zone.clone().unwrap_or_else(|| zone.clone()),
        groups,
        rights,
        room,
    }
}

/// All that any of the rooms would hold for any of the slots.
pub(super) fn span<'a>(rooms: impl Iterator<Item = &'a RoomFacts>, slots: &[Slot]) -> Option<Slot> {
    let (first, last) = (slots.iter().min()?, slots.iter().max_by_key(|slot| slot.end())?);
    let all = Slot::new(first.start(), last.end()).ok()?;
    let held = rooms.map(|room| room.rules.held(all));
    held.reduce(|one, other| {
        let (start, end) = (one.start().min(other.start()), one.end().max(other.end()));
        Slot::new(start, end).unwrap_or(one)
    })
}

/// Somebody who books. Whoever is no longer in the directory is nobody in particular.
pub(super) async fn booker(writing: &mut Writing, person: &UnionId) -> Result<Booker, Problem> {
    let found = writing.people_to_book(std::slice::from_ref(person)).await?.into_values().next();
    Ok(match found {
        Some(found) => known_booker(found),
        None => Booker {
            person: person.clone(),
            user: UserId::new(""),
            viewer: Viewer::default(),
            bans: Vec::new(),
        },
    })
}

pub(crate) fn known_booker(found: PersonToBook) -> Booker {
    let PersonToBook { person, user, viewer, ban } = found;
    Booker { person, user, viewer, bans: ban.into_iter().collect() }
}

/// An event, or one date of a series, whose rooms are asked for or given back.
pub(super) struct Target {
    pub(super) whole: EventToBook,
    /// Its dates, but those that were deleted.
    pub(super) occurrences: Vec<Occurrence>,
    repeats: Repeats,
}

impl Target {
    /// What an id names in the calendar of whoever organises it.
    pub(super) async fn organised(
        writing: &mut Writing,
        id: &EventId,
        organiser: &UnionId,
    ) -> Result<Self, Problem> {
        let found = super::organised(writing.sought_event(id, organiser).await?)?;
        let origin = found.occurrence.map(|occurrence| occurrence.origin);
        Self::load(writing, &found.event.id, origin).await
    }

    /// What an id names, in whoever's calendar.
    pub(super) async fn any(writing: &mut Writing, id: &EventId) -> Result<Self, Problem> {
        if let Some(found) = Self::found(writing, id).await? {
            return Self::of(found, None);
        }
        let (event, origin) = Occurrence::parse_id(id).ok_or(CalendarProblem::EventNotFound)?;
        Self::load(writing, &event, Some(origin)).await
    }

    /// An event with all of its dates.
    pub(super) async fn whole(writing: &mut Writing, id: &EventId) -> Result<Self, Problem> {
        Self::load(writing, id, None).await
    }

    /// What a key names.
    pub(super) async fn of_key(writing: &mut Writing, key: &EventKey) -> Result<Self, Problem> {
        Self::load(writing, &key.event, key.origin).await
    }

    async fn load(
        writing: &mut Writing,
        id: &EventId,
        origin: Option<EpochMillis>,
    ) -> Result<Self, Problem> {
        let found = Self::found(writing, id).await?;
        Self::of(found.ok_or(CalendarProblem::EventNotFound)?, origin)
    }

    async fn found(writing: &mut Writing, id: &EventId) -> Result<Option<EventToBook>, Problem> {
        let found = writing.events_to_book(std::slice::from_ref(id)).await?.into_values().next();
        Ok(found.filter(|found| found.event.state != EventState::Deleted))
    }

    /// An event, with one of its dates or all.
    pub(super) fn of(mut whole: EventToBook, origin: Option<EpochMillis>) -> Result<Self, Problem> {
        let mut occurrences = std::mem::take(&mut whole.occurrences);
        occurrences.retain(|one| one.state != EventState::Deleted);
        if let Some(origin) = origin {
            occurrences.retain(|one| one.origin == origin);
            if occurrences.is_empty() || whole.event.recurrence.is_none() {
                return Err(CalendarProblem::InstanceNotFound.into());
            }
        }
        let repeats = origin.map_or_else(|| rooms::repeats(&whole.event), |_| Repeats::Once);
        Ok(Self { whole, occurrences, repeats })
    }

    /// Whether all of a series is meant.
    pub(super) const fn is_whole_series(&self) -> bool {
        !matches!(self.repeats, Repeats::Once)
    }

    /// Refuses what was cancelled.
    pub(super) fn check_takes_place(&self) -> Result<(), Problem> {
        if self.occurrences.iter().any(|one| one.state == EventState::Confirmed) {
            return Ok(());
        }
        let is_on = self.is_whole_series() && self.whole.event.state == EventState::Confirmed;
        let text =
            if is_on { "none of its occurrences takes place" } else { "the event is cancelled" };
        Err(CalendarProblem::parameter(text).into())
    }

    /// The bookings of its dates.
    pub(super) fn bookings(&self) -> impl Iterator<Item = &Booking> {
        let origins: HashSet<_> = self.occurrences.iter().map(|one| one.origin).collect();
        self.whole.bookings.iter().filter(move |booking| origins.contains(&booking.origin))
    }

    pub(super) fn asking<'a>(&'a self, booker: &'a Booker, now: EpochMillis) -> Asking<'a> {
        let EventToBook { event, bookings, people, .. } = &self.whole;
        Asking { event, repeats: self.repeats, booker, bookings, people, now }
    }

    /// Writes its bookings as they are to be, tells of them, and lets whoever syncs hear.
    pub(super) async fn write(
        &self,
        writing: &mut Writing,
        anew: &[Booking],
        now: EpochMillis,
    ) -> Result<(), Problem> {
        if anew.is_empty() {
            return Ok(());
        }
        let EventToBook { event, bookings, .. } = &self.whole;
        write(writing, event, bookings, anew, now).await?;
        writing.touch_event(&event.id, now).await?;
        Ok(())
    }
}

/// Lets the rooms of an event follow its occurrences, which are to be as `occurrences` say; those
/// that are not among them stay. Where a room cannot be had then, the whole change is refused: the
/// caller must not commit.
pub(super) async fn move_bookings(
    writing: &mut Writing,
    event: &Event,
    occurrences: &[Occurrence],
    now: EpochMillis,
) -> Result<(), Problem> {
    let found = writing.events_to_book(std::slice::from_ref(&event.id)).await?;
    let Some(EventToBook { bookings, people, .. }) = found.into_values().next() else {
        return Ok(());
    };
    let holding = bookings.iter().filter(|booking| booking.state.holds());
    let ids: HashSet<_> = holding.map(|booking| booking.room.clone()).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let ids: Vec<_> = ids.into_iter().collect();
    let slots: Vec<_> = occurrences.iter().map(|occurrence| occurrence.slot).collect();
    let loaded = load(writing, &ids, &slots, &event.organiser, None, now).await?;
    let booker = booker(writing, &event.organiser).await?;
    let repeats = match occurrences {
        [_] => Repeats::Once,
        _ => rooms::repeats(event),
    };
    let (booker, bookings, people) = (&booker, &bookings, &people);
    let asking = Asking { event, repeats, booker, bookings, people, now };
    let anew = rooms::rebook(&asking, occurrences, &loaded.known())
        .map_err(|refused| problem(refused, &loaded))?;
    write(writing, event, bookings, &anew, now).await
}

/// Writes bookings, and tells of them.
pub(super) async fn write(
    writing: &mut Writing,
    event: &Event,
    before: &[Booking],
    anew: &[Booking],
    now: EpochMillis,
) -> Result<(), Problem> {
    if anew.is_empty() {
        return Ok(());
    }
    writing.put_bookings(anew, &event.organiser, now).await?;
    let notices: Vec<_> = anew.iter().map(|booking| notice(event, before, booking)).collect();
    writing.tell(&notices, now).await?;
    Ok(())
}

/// What a room's refusal is on the wire.
pub(super) fn problem(refused: Refused, loaded: &Loaded) -> Problem {
    let rooms = match refused {
        Refused::RoomUnknown => return CalendarProblem::parameter("roomId invalid").into(),
        Refused::TooMany => {
            let text = "attendees batch size too large. Maximum allowed:5";
            return CalendarProblem::parameter(text).into();
        }
        Refused::NotAvailable(rooms) => rooms,
    };
    let rooms = rooms.into_iter().map(|(id, why)| {
        let known = loaded.facts.get(&id).map(|facts| facts.room.name.clone());
        let room_name = known.unwrap_or_else(|| id.as_str().to_owned());
        RoomRefused {
            text: text(&why),
            room: RefusedRoom {
                room_id: id.into_string(),
                room_name,
                refusals: why.iter().map(refused::rule).collect(),
            },
        }
    });
    CalendarProblem::RoomsNotAvailable(rooms.collect()).into()
}

/// All that refuses a room, in words.
pub(super) fn text(why: &[Refusal]) -> String {
    why.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

/// What the outbox tells of a booking that became so.
pub(super) fn notice(event: &Event, before: &[Booking], booking: &Booking) -> Notice {
    let had = before
        .iter()
        .find(|had| had.room == booking.room && had.origin == booking.origin)
        .filter(|had| had.state.holds());
    // One that waited and is had now was approved by its move, which is told as every approval.
    let has_moved =
        had.is_some_and(|had| had.state == BookingState::Accepted && had.slot != booking.slot);
    let kind = match &booking.state {
        BookingState::Accepted if has_moved => NoticeKind::BookingMoved,
        BookingState::Accepted => NoticeKind::BookingMade,
        BookingState::Waiting { .. } => NoticeKind::BookingWaits,
        BookingState::Declined { .. } => NoticeKind::BookingRefused,
        BookingState::Released => NoticeKind::BookingCancelled,
    };
    Notice::of_booking(kind, booking, event.organiser.as_str())
}
