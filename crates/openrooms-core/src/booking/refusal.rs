//! Why a room cannot be had: the rule, where it was set, its value, and what would pass.

use std::fmt::{self, Display, Formatter};

use super::house::Counted;
use super::{HOUR, MINUTE};
use crate::calendar::moment::written;
use crate::house::{ClosedDays, WeekHours};
use crate::id::GroupId;
use crate::room::{Advance, AdvanceUnit, RoomStatus};
use crate::slot::Slot;
use crate::time::{EpochMillis, Zone};

/// Why a room cannot be had.
///
/// Shown as a sentence in English, with the rule's name on the wire, its value, and what would pass.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal {
    /// The rule, with its value for the first of the occurrences; of an advance window that for the last,
    /// and of a quota that which leaves the least for each date.
    pub rule: Rule,
    /// Where it was set.
    pub level: Level,
    /// Which of the wish's slots it refuses: at least one, in order.
    pub occurrences: Vec<usize>,
    /// On whose clock times are told.
    pub zone: Zone,
}

/// Where a rule is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Level {
    /// For the whole organisation.
    Organisation,
    /// For the rooms of a group and of those below it.
    Group(GroupId),
    /// For the room.
    Room,
}

/// A rule that a wish breaks, with what it says.
#[derive(Debug, Clone, PartialEq)]
pub enum Rule {
    /// The room is not everyone's.
    NotAuthorised {
        /// Whose it is.
        status: RoomStatus,
    },
    /// The event is over.
    Ended {
        /// Since when.
        at: EpochMillis,
    },
    /// Somebody holds the room.
    Taken {
        /// From when until when, with the buffers.
        by: Slot,
        /// Beside what the person's own meeting has to be, whose buffers are held as well.
        clear: Slot,
    },
    /// Two dates of the series would hold the room at once.
    OverlapsItself,
    /// The room cannot be booked.
    NotOpen,
    /// The person may not book.
    Banned {
        /// From when.
        from: EpochMillis,
        /// Until when; `None` is for ever.
        until: Option<EpochMillis>,
        /// Whether it has begun, and so refuses whatever is asked for now.
        has_begun: bool,
    },
    /// The room is closed.
    Closed {
        /// From when; `None` is ever since.
        from: Option<EpochMillis>,
        /// Until when; `None` is for ever.
        until: Option<EpochMillis>,
        /// Why.
        reason: Option<String>,
    },
    /// It is too long.
    TooLong {
        /// The longest.
        most_minutes: i32,
        /// What is asked for.
        millis: i64,
    },
    /// It is too short.
    TooShort {
        /// The shortest.
        least_minutes: i32,
        /// What is asked for.
        millis: i64,
    },
    /// The day cannot be booked yet.
    TooEarly {
        /// The window.
        advance: Advance,
        /// When it opens for that day.
        opens_at: EpochMillis,
    },
    /// The room takes no series.
    NoSeries,
    /// The room has an advance window, and takes no series without end.
    NoEndlessSeries {
        /// The window.
        advance: Advance,
    },
    /// The room is closed on that day.
    ClosedDay {
        /// The days.
        days: ClosedDays,
    },
    /// The room is not open then.
    OutsideHours {
        /// When it is.
        hours: WeekHours,
    },
    /// There are too few seats.
    TooManyPeople {
        /// Seats.
        seats: i32,
        /// People.
        attendees: usize,
    },
    /// The person has booked as much as they may.
    OverQuota {
        /// What is counted.
        counted: Counted,
        /// How many bookings or hours they may have.
        most: i32,
        /// How many bookings or milliseconds they have.
        used: i64,
        /// How many more are asked for in all.
        asked: i64,
        /// By how many dates: 1, or those of a series that are counted together.
        dates: usize,
    },
    /// It is too late to give the room back.
    TooLate {
        /// How long before its start a booking may last be given back.
        least_minutes: i32,
        /// When that was.
        until: EpochMillis,
    },
}

impl Rule {
    /// What it is called on the wire: the field that sets it, where there is one.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::NotAuthorised { .. } => "roomStatus",
            Self::Ended { .. } => "eventEnded",
            Self::Taken { .. } => "overlap",
            Self::OverlapsItself => "overlapOfSeries",
            Self::NotOpen => "openReservation",
            Self::Banned { .. } => "bookingBlacklist",
            Self::Closed { .. } => "reservationCloseDetail",
            Self::TooLong { .. } => "maxReservationTimeInterval",
            Self::TooShort { .. } => "minReservationTimeInterval",
            Self::TooEarly { .. } => "advanceReservation",
            Self::NoSeries => "enableCycleReservation",
            Self::NoEndlessSeries { .. } => "advanceReservation.noEnd",
            Self::ClosedDay { .. } => "closedDays",
            Self::OutsideHours { .. } => "weeklyHours",
            Self::TooManyPeople { .. } => "capacityCheck",
            Self::OverQuota { counted, .. } => counted.name(),
            Self::TooLate { .. } => "leastCancelNotice",
        }
    }

    /// Whether what it says of one date stands for another date, of which `other` is said: closures and
    /// bans have to be the same, else what would pass one is in the other.
    pub(super) fn tells(&self, other: &Self) -> bool {
        match self {
            Self::Closed { .. } | Self::ClosedDay { .. } | Self::Banned { .. } => self == other,
            _ => self.name() == other.name(),
        }
    }

    /// Lets it hold for another date as well: all of a series can be booked once its last date can, and
    /// where each date is as short as the scarcest share asks for.
    pub(super) fn hold_for(&mut self, other: &Self) {
        if let (Self::TooEarly { opens_at, .. }, Self::TooEarly { opens_at: other, .. }) =
            (&mut *self, other)
        {
            *opens_at = (*opens_at).max(*other);
        } else if matches!(self, Self::OverQuota { .. }) && other.share() < self.share() {
            self.clone_from(other);
        }
    }

    /// What a quota leaves for each date that is counted together with others.
    fn share(&self) -> i64 {
        match self {
            Self::OverQuota { counted, most, used, dates, .. } => {
                let unit = if *counted == Counted::OpenBookings { 1 } else { HOUR };
                let dates = i64::try_from(*dates).unwrap_or(i64::MAX).max(1);
                (i64::from(*most) * unit - used) / dates
            }
            _ => 0,
        }
    }

    /// Whether another time might pass it.
    pub const fn depends_on_time(&self) -> bool {
        !matches!(
            self,
            Self::NotAuthorised { .. }
                | Self::NotOpen
                | Self::Banned { has_begun: true, .. }
                | Self::NoSeries
                | Self::NoEndlessSeries { .. }
                | Self::TooManyPeople { .. }
                | Self::OverQuota { counted: Counted::OpenBookings, .. }
                | Self::TooLate { .. }
        )
    }
}

impl Refusal {
    /// What the rule says.
    pub fn value(&self) -> String {
        let told = |moment| written(moment, &self.zone);
        match &self.rule {
            Rule::NotAuthorised { status: RoomStatus::Administrators } => {
                "1, only administrators may book it".to_owned()
            }
            Rule::NotAuthorised { .. } => {
                "2, only its authorised members and administrators may book it".to_owned()
            }
            Rule::Ended { at } => format!("it ended at {}", told(*at)),
            Rule::Taken { by, .. } => {
                format!("taken from {} until {}", told(by.start()), told(by.end()))
            }
            Rule::OverlapsItself => "two dates would hold the room at once".to_owned(),
            Rule::NotOpen => "false, it cannot be booked".to_owned(),
            Rule::Banned { from, until, .. } => {
                span("the person may not book", Some(*from), *until, told)
            }
            Rule::Closed { from, until, reason } => {
                let text = span("closed", *from, *until, told);
                match reason.as_ref().filter(|reason| !reason.is_empty()) {
                    Some(reason) => format!("{text} ({reason})"),
                    None => text,
                }
            }
            Rule::TooLong { most_minutes, millis } => {
                format!("{}, asked for are {}", minutes_set(*most_minutes), minutes(*millis))
            }
            Rule::TooShort { least_minutes, millis } => {
                format!("{}, asked for are {}", minutes_set(*least_minutes), minutes(*millis))
            }
            Rule::TooEarly { advance, .. } => format!("{} ahead", Window(advance)),
            Rule::NoSeries => "false, it takes no recurring event".to_owned(),
            Rule::NoEndlessSeries { advance } => {
                format!("{} ahead, it takes no series without end", Window(advance))
            }
            Rule::ClosedDay { days } => {
                let name = days.name().map(|name| format!(" ({name})")).unwrap_or_default();
                let (first, last) = (days.first(), days.last());
                let last = if first == last { String::new() } else { format!(" until {last}") };
                format!("closed on {first}{last}{name}")
            }
            Rule::OutsideHours { hours } => format!("open {}", Hours(hours)),
            Rule::TooManyPeople { seats, attendees } => {
                format!("{}, and {attendees} people come", several(*seats, "seat", "seats"))
            }
            Rule::OverQuota { counted: Counted::OpenBookings, most, used, asked, dates } => {
                let most = several(*most, "booking", "bookings");
                let open = if *used == 1 { "is open" } else { "are open" };
                match dates {
                    1 => format!("{most} a person, and {used} {open}"),
                    _ => format!("{most} a person, {used} {open} and {asked} asked for"),
                }
            }
            Rule::OverQuota { most, used, asked, dates, .. } => {
                let (used, asked) = (minutes(*used), minutes(*asked));
                let on = if *dates > 1 { format!(" on {dates} dates") } else { String::new() };
                let most = several(*most, "hour", "hours");
                format!("{most} a person, {used} are booked and {asked} asked for{on}")
            }
            Rule::TooLate { least_minutes, until } => format!(
                "{} before the start, it could be given back until {}",
                minutes_set(*least_minutes),
                told(*until)
            ),
        }
    }

    /// What would pass it; `None` where nothing does that this person could ask for.
    pub fn passing(&self) -> Option<String> {
        let told = |moment| written(moment, &self.zone);
        let beside = |from: Option<EpochMillis>, until: Option<EpochMillis>| match (from, until) {
            (Some(from), Some(until)) => {
                Some(format!("what ends by {} or starts at {} or later", told(from), told(until)))
            }
            (Some(from), None) => Some(format!("what ends by {}", told(from))),
            (None, Some(until)) => Some(format!("what starts at {} or later", told(until))),
            (None, None) => None,
        };
        match &self.rule {
            Rule::NotAuthorised { .. } | Rule::NotOpen | Rule::TooLate { .. } => None,
            Rule::Ended { .. } => Some("what is still to come".to_owned()),
            // What is beside one of them may be in another.
            Rule::Taken { .. } if self.occurrences.len() > 1 => {
                Some("dates on which it is free".to_owned())
            }
            Rule::Taken { clear, .. } => beside(Some(clear.start()), Some(clear.end())),
            Rule::OverlapsItself => Some("dates further apart, or shorter ones".to_owned()),
            Rule::Banned { until, has_begun: true, .. } => until
                .map(|until| format!("what starts at {} or later, asked for then", told(until))),
            Rule::Banned { from, until, .. } => beside(Some(*from), *until),
            Rule::Closed { from, until, .. } => beside(*from, *until),
            Rule::TooLong { most_minutes, .. } => {
                Some(format!("{} or less", minutes_set(*most_minutes)))
            }
            Rule::TooShort { least_minutes, .. } => {
                Some(format!("{} or more", minutes_set(*least_minutes)))
            }
            Rule::TooEarly { opens_at, .. } => {
                Some(format!("the same, asked for at {} or later", told(*opens_at)))
            }
            Rule::NoSeries => Some("events that do not repeat, or one date of a series".to_owned()),
            Rule::NoEndlessSeries { .. } => Some("a series that ends".to_owned()),
            Rule::ClosedDay { .. } => Some("another day".to_owned()),
            Rule::OutsideHours { .. } => Some("what lies within these hours".to_owned()),
            Rule::TooManyPeople { seats, .. } => {
                Some(format!("{} or fewer", several(*seats, "person", "people")))
            }
            Rule::OverQuota { counted: Counted::OpenBookings, most, used, asked, .. } => {
                let left = i64::from(*most) - used;
                Some(match (left, asked - left) {
                    (1, _) => "one date alone".to_owned(),
                    (2.., _) => format!("{left} dates or fewer"),
                    (_, 1) => "the same, once one of them is over or given back".to_owned(),
                    (_, many) if *asked <= i64::from(*most) => {
                        format!("the same, once {many} of them are over or given back")
                    }
                    _ => "fewer dates, once some of them are over or given back".to_owned(),
                })
            }
            Rule::OverQuota { counted, most, used, dates, .. } => {
                let left = i64::from(*most) * HOUR - used;
                let in_all = if *dates > 1 { " in all" } else { "" };
                Some(match counted {
                    _ if left > 0 => format!("{} or less{in_all}", minutes(left)),
                    Counted::Week => "another week".to_owned(),
                    Counted::Month => "another month".to_owned(),
                    Counted::Day | Counted::OpenBookings => "another day".to_owned(),
                })
            }
        }
    }
}

impl Display for Refusal {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.rule.name(), self.value())?;
        if let Level::Group(id) = self.level {
            write!(f, " (set by room group {id})")?;
        }
        if let Some(passing) = self.passing() {
            write!(f, "; would pass: {passing}")?;
        }
        match self.occurrences.len() {
            0 | 1 => Ok(()),
            count => write!(f, "; refuses {count} dates"),
        }
    }
}

/// A window in words.
struct Window<'a>(&'a Advance);

impl Display for Window<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let unit = self.0.unit.unwrap_or(AdvanceUnit::Days).word();
        let hour = self.0.opens_at.as_ref().map_or("00:00", |hour| hour.text());
        write!(f, "{} {unit} from {hour}", self.0.count.unwrap_or_default())
    }
}

/// The hours of a week in words.
struct Hours<'a>(&'a WeekHours);

impl Display for Hours<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut last = "";
        for span in self.0.in_order() {
            let (day, from, until) = span.parts();
            match last {
                same if same == day => write!(f, " and {from}-{until}")?,
                "" => write!(f, "{day} {from}-{until}")?,
                _ => write!(f, ", {day} {from}-{until}")?,
            }
            last = day;
        }
        Ok(())
    }
}

fn span(
    what: &str,
    from: Option<EpochMillis>,
    until: Option<EpochMillis>,
    told: impl Fn(EpochMillis) -> String,
) -> String {
    let from = from.map(|from| format!(" from {}", told(from))).unwrap_or_default();
    match until {
        Some(until) => format!("{what}{from} until {}", told(until)),
        None => format!("{what}{from} for ever"),
    }
}

/// So many minutes, and seconds where there are some.
fn minutes(millis: i64) -> String {
    let (minutes, seconds) = (millis / MINUTE, millis % MINUTE / 1000);
    let told = several(minutes, "minute", "minutes");
    match seconds {
        0 => told,
        _ => format!("{told} and {}", several(seconds, "second", "seconds")),
    }
}

fn minutes_set(minutes: i32) -> String {
    several(minutes, "minute", "minutes")
}

/// A number of what is called so where there is one, and so where there are others.
fn several(number: impl Into<i64>, one: &str, others: &str) -> String {
    let number = number.into();
    format!("{number} {}", if number == 1 { one } else { others })
}
