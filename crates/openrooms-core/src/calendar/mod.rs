//! Events, their occurrences, who is invited, and the rooms that they hold.
//!
//! An event lies in its organiser's calendar. One that repeats is a series; each date of it is an
//! occurrence with an id that stays. One that does not repeat has exactly one occurrence, so that
//! rooms, invitations and answers always hang on occurrences.

pub mod guard;
pub mod moment;
pub mod plan;
pub mod recurrence;
pub mod rooms;
pub mod series;
pub mod when;

use jiff::Span;
use jiff::civil::{Date, DateTime, Time};

use crate::ParseError;
use crate::id::{EventId, RoomId, UnionId};
use crate::slot::Slot;
use crate::time::{EpochMillis, Zone};

use recurrence::Recurrence;

/// An event, or a series of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Its id.
    pub id: EventId,
    /// In whose calendar it lies.
    pub organiser: UnionId,
    /// What it is called.
    pub summary: String,
    /// What it is about.
    pub description: Option<String>,
    /// When its first occurrence is.
    pub when: When,
    /// How it repeats; `None` where it does not.
    pub recurrence: Option<Recurrence>,
    /// Whether it takes place.
    pub state: EventState,
    /// When it was made.
    pub created_at: EpochMillis,
    /// When it last changed.
    pub updated_at: EpochMillis,
    /// What the wire shows of it that no rule asks for (place, reminders, categories ..): JSON.
    pub beyond: Option<String>,
}

/// When something is, and on whose clock.
#[derive(Debug, Clone, PartialEq)]
pub struct When {
    /// From when until when.
    pub slot: Slot,
    /// Whose wall clock counts.
    pub zone: Zone,
    /// Whether it is told by hours or by days.
    pub kind: WhenKind,
    /// The hours that were meant, where the zone's clocks leave one of them out and `slot` has it later:
    /// the other dates of a series go by these.
    pub hours: Option<Hours>,
}

/// Hours on the wall, from the day on which something begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hours {
    /// Its start.
    pub start: Time,
    /// Its end.
    pub end: Time,
    /// How many days after its start it ends.
    pub nights: i64,
}

impl Hours {
    /// What the clocks of a zone show at both ends of a slot.
    pub fn of(slot: Slot, zone: &Zone) -> Self {
        Self::between(zone.wall(slot.start()), zone.wall(slot.end()))
    }

    /// From one time on the wall until another.
    pub fn between(start: DateTime, end: DateTime) -> Self {
        let nights = start.date().duration_until(end.date()).as_secs() / 86_400;
        Self { start: start.time(), end: end.time(), nights }
    }

    /// These, where the clocks show others at both ends of a slot.
    pub fn unless_shown(self, slot: Slot, zone: &Zone) -> Option<Self> {
        (self != Self::of(slot, zone)).then_some(self)
    }
}

impl When {
    /// Both ends on the wall, as they were meant.
    pub fn meant(&self) -> (DateTime, DateTime) {
        let day = self.zone.wall(self.slot.start()).date();
        let hours = self.hours.unwrap_or_else(|| Hours::of(self.slot, &self.zone));
        let last = day.saturating_add(Span::new().days(hours.nights));
        (day.to_datetime(hours.start), last.to_datetime(hours.end))
    }

    /// When it is as it is told: of whole days all that it touches. It touches a part of one where it
    /// was over before its series took whole days or went by another clock.
    pub fn told(&self) -> Slot {
        self.days().and_then(|days| slot_of(days, &self.zone)).unwrap_or(self.slot)
    }

    /// When it is where its series is as `to`: the days that its hours touch, the same days on
    /// another clock, or as it was.
    pub fn along(&self, to: &Self) -> Slot {
        let of_days = match (self.kind, to.kind) {
            (WhenKind::Timed, WhenKind::AllDay) => Self { slot: self.slot, ..to.clone() }.days(),
            (WhenKind::AllDay, WhenKind::AllDay) if self.zone != to.zone => self.days(),
            _ => None,
        };
        of_days.and_then(|days| slot_of(days, &to.zone)).unwrap_or(self.slot)
    }

    /// Its first day and the one after its last; `None` where it is told by hours.
    fn days(&self) -> Option<(Date, Date)> {
        if self.kind == WhenKind::Timed {
            return None;
        }
        let last = self.zone.wall(EpochMillis(self.slot.end().0 - 1)).date();
        Some((self.zone.wall(self.slot.start()).date(), last.tomorrow().ok()?))
    }
}

/// From a day until another begins; `None` where the zone lacks all between.
fn slot_of((first, end): (Date, Date), zone: &Zone) -> Option<Slot> {
    let midnight = |day: Date| zone.instant(day.at(0, 0, 0, 0));
    Slot::new(midnight(first), midnight(end)).ok()
}

/// Whether something is told by hours or by days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhenKind {
    /// By hours.
    Timed,
    /// By whole days of its zone.
    AllDay,
}

/// Whether an event or an occurrence takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventState {
    /// It does.
    Confirmed,
    /// It does not, and is still shown.
    Cancelled,
    /// It does not, and is shown only to who asks what was deleted.
    Deleted,
}

/// One date of an event.
#[derive(Debug, Clone, PartialEq)]
pub struct Occurrence {
    /// The event.
    pub event: EventId,
    /// When it was meant to begin, before it was moved: what its id is made of.
    pub origin: EpochMillis,
    /// When it is.
    pub slot: Slot,
    /// Whether it takes place.
    pub state: EventState,
    /// What of it is not as the series says: JSON; `None` where nothing is but its slot and state.
    pub beyond: Option<String>,
}

impl Occurrence {
    /// Its id on the wire: that of the event where it does not repeat, else one of its own.
    pub fn id(event: &EventId, origin: EpochMillis) -> EventId {
        EventId::new(format!("{event}_{}", origin.0))
    }

    /// The event and the origin that such an id names; `None` where it is no occurrence's.
    pub fn parse_id(id: &EventId) -> Option<(EventId, EpochMillis)> {
        let (event, origin) = id.as_str().rsplit_once('_')?;
        let number: i64 = origin.parse().ok()?;
        (number.to_string() == origin).then(|| (EventId::new(event), EpochMillis(number)))
    }
}

/// An event with all that hangs on it.
#[derive(Debug, Clone, PartialEq)]
pub struct WholeEvent {
    /// The event.
    pub event: Event,
    /// How far a series without end has occurrences.
    pub made_until: Option<EpochMillis>,
    /// Its occurrences.
    pub occurrences: Vec<Occurrence>,
    /// Who is invited, the organiser among them.
    pub attendees: Vec<Attendee>,
    /// Where an occurrence differs in that; `None` is one who is not invited to it.
    pub exceptions: Vec<(EpochMillis, UnionId, Option<Attendee>)>,
    /// The rooms of its occurrences, but those given back, and when each was booked: they are listed in
    /// that order.
    pub bookings: Vec<(Booking, EpochMillis)>,
    /// Who came to its occurrences, and went.
    pub sign_ins: Vec<SignIn>,
}

/// That somebody came to an occurrence, or went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignIn {
    /// Which occurrence of the event.
    pub origin: EpochMillis,
    /// Who.
    pub person: UnionId,
    /// When they came.
    pub came_at: Option<EpochMillis>,
    /// When they went.
    pub went_at: Option<EpochMillis>,
}

impl WholeEvent {
    /// An event on which nothing hangs yet.
    pub const fn of(event: Event) -> Self {
        Self {
            event,
            made_until: None,
            occurrences: Vec::new(),
            attendees: Vec::new(),
            exceptions: Vec::new(),
            bookings: Vec::new(),
            sign_ins: Vec::new(),
        }
    }

    /// Puts all but the attendees, whose order counts, into one order.
    pub fn sort(&mut self) {
        self.occurrences.sort_by_key(|occurrence| occurrence.origin);
        self.exceptions.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
        let place = |(one, at): &(Booking, EpochMillis)| (one.origin, *at, one.room.clone());
        self.bookings.sort_by_cached_key(place);
        self.sign_ins.sort_by(|a, b| (a.origin, &a.person).cmp(&(b.origin, &b.person)));
    }
}

/// Somebody who is invited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendee {
    /// Who.
    pub person: UnionId,
    /// Whether it does without them.
    pub is_optional: bool,
    /// What they answered.
    pub response: Response,
}

/// An answer to an invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Response {
    /// None so far.
    NeedsAction,
    /// Yes.
    Accepted,
    /// No.
    Declined,
    /// Perhaps.
    Tentative,
}

impl Response {
    /// Parses the wire's word.
    pub fn parse(word: &str) -> Result<Self, ParseError> {
        match word {
            "needsAction" => Ok(Self::NeedsAction),
            "accepted" => Ok(Self::Accepted),
            "declined" => Ok(Self::Declined),
            "tentative" => Ok(Self::Tentative),
            other => Err(ParseError(format!("{other:?} is no answer to an invitation"))),
        }
    }

    /// The wire's word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NeedsAction => "needsAction",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Tentative => "tentative",
        }
    }
}

/// A room that an occurrence has, had, or wished for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booking {
    /// The room.
    pub room: RoomId,
    /// The event.
    pub event: EventId,
    /// Which occurrence of it.
    pub origin: EpochMillis,
    /// When it is.
    pub slot: Slot,
    /// What it holds the room for: the slot with the room's buffers about it.
    pub held: Slot,
    /// Whether it has the room.
    pub state: BookingState,
}

/// Whether a booking has its room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BookingState {
    /// It has.
    Accepted,
    /// It waits for somebody's word, and holds the room until then, or until the deadline.
    Waiting {
        /// When it is declined by itself.
        until: Option<EpochMillis>,
    },
    /// Somebody said no, or the deadline passed.
    Declined {
        /// Who; `None` is the deadline, or the room's end.
        by: Option<UnionId>,
        /// Why.
        reason: Option<String>,
    },
    /// It was given back.
    Released,
}

impl BookingState {
    /// Whether nobody else may have the room meanwhile.
    pub const fn holds(&self) -> bool {
        matches!(self, Self::Accepted | Self::Waiting { .. })
    }

    /// The wire's word; a room that was given back is not shown.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Waiting { .. } => "tentative",
            Self::Declined { .. } => "declined",
            Self::Released => "needsAction",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_days_are_told_by_the_days_that_they_touch() {
        let zone = Zone::parse("Europe/Berlin").unwrap();
        let slot = |start: &str, end: &str| {
            let at = |text: &str| zone.instant(text.parse().unwrap());
            Slot::new(at(start), at(end)).unwrap()
        };
        let when = |slot, kind| When { slot, zone: zone.clone(), kind, hours: None };
        for (start, end, wanted) in [
            ("2026-03-28T00:00", "2026-03-30T00:00", ("2026-03-28T00:00", "2026-03-30T00:00")),
            ("2026-03-28T10:00", "2026-03-28T11:00", ("2026-03-28T00:00", "2026-03-29T00:00")),
            ("2026-03-28T22:00", "2026-03-29T00:01", ("2026-03-28T00:00", "2026-03-30T00:00")),
        ] {
            let hours = slot(start, end);
            assert_eq!(when(hours, WhenKind::AllDay).told(), slot(wanted.0, wanted.1), "{start}");
            assert_eq!(when(hours, WhenKind::Timed).told(), hours);
        }
        // Clocks that leave midnight out, and a day that was left out.
        for (name, start, end) in [
            ("America/Asuncion", "2022-10-01", "2022-10-02"),
            ("America/Asuncion", "2022-10-02", "2022-10-03"),
            ("Pacific/Apia", "2011-12-29", "2011-12-30"),
            ("America/Havana", "2026-11-01", "2026-11-02"),
        ] {
            let given = |text| when::Given { date: Some(text), ..Default::default() };
            let zone = Zone::parse(name).unwrap();
            let when = When::parse(given(start), given(end), None, &zone).unwrap();
            assert_eq!(when.told(), when.slot, "{name} {start}");
        }
    }

    #[test]
    fn an_occurrence_is_found_by_its_id() {
        let event = EventId::new("a_b");
        for origin in [0, 1_700_000_000_000, -5] {
            let id = Occurrence::id(&event, EpochMillis(origin));
            assert_eq!(Occurrence::parse_id(&id), Some((event.clone(), EpochMillis(origin))));
        }
        for other in ["", "abc", "abc_", "abc_01", "abc_x", "abc_+1", "abc_99999999999999999999"] {
            assert_eq!(Occurrence::parse_id(&EventId::new(other)), None, "{other}");
        }
    }

    #[test]
    fn answers_are_read_and_written_alike() {
        for word in ["needsAction", "accepted", "declined", "tentative"] {
            assert_eq!(Response::parse(word).unwrap().word(), word);
        }
        assert!(Response::parse("Accepted").is_err());
    }

    #[test]
    fn what_waits_holds_the_room() {
        assert!(BookingState::Accepted.holds());
        assert!(BookingState::Waiting { until: None }.holds());
        assert!(!BookingState::Declined { by: None, reason: None }.holds());
        assert!(!BookingState::Released.holds());
    }
}
