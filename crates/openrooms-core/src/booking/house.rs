//! The house rules, each a function of its own: what it says against a slot, if anything.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::advance::wall_at;
use super::rules::Broken;
use super::{Level, RoomFacts, Rule, Rules};
use crate::house::ClosedDays;
use crate::slot::Slot;
use crate::time::{EpochMillis, Zone};

/// How many days one booking may touch where there are opening hours.
const MOST_DAYS: usize = 1_000;

/// It does not lie within the opening hours. Hours that meet, at midnight too, are one. Of hours that
/// begin or end in what the clocks leave out, what is left counts.
pub(super) fn outside_hours(rules: &Rules, slot: Slot, zone: &Zone) -> Option<Broken> {
    let set = rules.hours.as_ref().filter(|set| !set.value.spans().is_empty())?;
    // Else a slot of months would have each of its days looked at.
    if set.value.is_always() {
        return None;
    }
    let spans = set.value.in_order();
    let broken = || Some((Rule::OutsideHours { hours: set.value.clone() }, set.level));
    let first = zone.wall(slot.start()).date();
    // How far what is open reaches without a gap, from the beginning of the slot.
    let mut reach = slot.start();
    for day in first.series(1.day()).take(MOST_DAYS) {
        for span in spans.iter().filter(|span| span.day() == day.weekday()) {
            let from = zone.reached(wall_at(day, span.from()));
            let until = zone.reached(wall_at(day, span.until()));
            if from <= reach && reach < until {
                reach = until;
            }
            if slot.end() <= reach {
                return None;
            }
        }
        // Nothing of this day reaches into the next one: there is a gap.
        if reach < zone.reached(wall_at(day, 1440)) {
            return broken();
        }
    }
    broken()
}

/// It touches closed days: each level says so by itself.
pub(super) fn closed_days(rules: &Rules, slot: Slot, zone: &Zone) -> Vec<Broken> {
    if rules.closed_days.is_empty() {
        return Vec::new();
    }
    let first = zone.wall(slot.start()).date();
    let last = zone.wall(EpochMillis(slot.end().0 - 1)).date();
    let touches = |days: &&ClosedDays| days.first() <= last && first <= days.last();
    let levels = rules.closed_days.iter();
    let found = levels.filter_map(|set| Some((set.value.iter().find(touches)?, set.level)));
    found.map(|(days, level)| (Rule::ClosedDay { days: days.clone() }, level)).collect()
}

/// More people come than there are seats. A room of which nobody said how many seats it has is large
/// enough.
pub(super) fn too_many_people(room: &RoomFacts, attendees: usize) -> Option<Broken> {
    let set = room.rules.counts_seats.filter(|set| set.value)?;
    let seats = room.room.capacity.filter(|seats| *seats > 0)?;
    let is_broken = usize::try_from(seats).is_ok_and(|seats| attendees > seats);
    is_broken.then_some((Rule::TooManyPeople { seats, attendees }, set.level))
}

/// What of a person's time in a room's level is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Bookings that are not over.
    OpenBookings,
    /// Time in a day.
    Day,
    /// Time in a week.
    Week,
    /// Time in a month.
    Month,
}

impl Counted {
    /// The field that bounds it on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::OpenBookings => "bookingQuota.openBookings",
            Self::Day => "bookingQuota.hoursPerDay",
            Self::Week => "bookingQuota.hoursPerWeek",
            Self::Month => "bookingQuota.hoursPerMonth",
        }
    }

    /// The span of days that a day is counted in, the last one left out.
    fn span(self, day: Date) -> Option<(Date, Date)> {
        let back = i64::from(day.weekday().to_monday_zero_offset());
        let (first, length) = match self {
            Self::OpenBookings => return None,
            Self::Day => (day, 1.day()),
            Self::Week => (day.checked_sub(back.days()).ok()?, 1.week()),
            Self::Month => (day.first_of_month(), 1.month()),
        };
        Some((first, first.checked_add(length).ok()?))
    }

    /// The times that a slot touches in which it is counted.
    fn periods(self, slot: Slot, zone: &Zone) -> Vec<Slot> {
        let mut periods = Vec::new();
        let mut at = slot.start();
        while at < slot.end() && periods.len() < MOST_DAYS {
            let Some((first, next)) = self.span(zone.wall(at).date()) else { break };
            let [from, until] = [first, next].map(|day| zone.reached(wall_at(day, 0)));
            let Ok(period) = Slot::new(from, until) else { break };
            // Where clocks skip midnight the day begins later than it is said to.
            at = if until > at { until } else { break };
            periods.push(period);
        }
        periods
    }
}

/// One of the slots that somebody asks for, which comes after those before it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Claim<'a> {
    /// What they have at the quota's level.
    pub(super) used: &'a [Slot],
    /// What they ask for.
    pub(super) slots: &'a [Slot],
    /// Which of these is meant.
    pub(super) at: usize,
}

impl Claim<'_> {
    /// The one that is meant.
    pub(super) fn slot(&self) -> Slot {
        self.slots[self.at]
    }
}

/// What the quota allows less of than a slot and those before it ask for, with what the person has.
pub(super) fn over_quota(
    rules: &Rules,
    claim: Claim<'_>,
    now: EpochMillis,
    zone: &Zone,
) -> Vec<Broken> {
    let Some(set) = rules.quota else { return Vec::new() };
    let quota = set.value;
    let so_far = &claim.slots[..=claim.at];
    let mut broken = Vec::new();
    if let Some(most) = quota.open_bookings.filter(|most| *most > 0) {
        let open = |slots: &[Slot]| slots.iter().filter(|slot| slot.end() > now).count();
        let used = open(claim.used);
        if used + open(so_far) > usize::try_from(most).unwrap_or(usize::MAX) {
            let dates = open(claim.slots);
            let number = |count| i64::try_from(count).unwrap_or(i64::MAX);
            let (counted, used, asked) = (Counted::OpenBookings, number(used), number(dates));
            broken.push((Rule::OverQuota { counted, most, used, asked, dates }, set.level));
        }
    }
    let bounds = [
        (Counted::Day, quota.hours_a_day),
        (Counted::Week, quota.hours_a_week),
        (Counted::Month, quota.hours_a_month),
    ];
    for (counted, most) in bounds {
        let Some(most) = most.filter(|most| *most > 0) else { continue };
        let over = counted.periods(claim.slot(), zone).into_iter().find_map(|period| {
            let within = |slots: &[Slot]| slots.iter().map(|slot| shared(*slot, period)).sum();
            let (used, so_far): (i64, i64) = (within(claim.used), within(so_far));
            if used.saturating_add(so_far) <= i64::from(most) * super::HOUR {
                return None;
            }
            let dates = claim.slots.iter().filter(|slot| slot.overlaps(period)).count();
            let asked = within(claim.slots);
            Some(Rule::OverQuota { counted, most, used, asked, dates })
        });
        broken.extend(over.map(|rule| (rule, set.level)));
    }
    broken
}

/// How many milliseconds two slots share.
fn shared(one: Slot, other: Slot) -> i64 {
    let (from, until) = (one.start().max(other.start()), one.end().min(other.end()));
    Slot::new(from, until).map_or(0, Slot::millis)
}

/// It is too late to give a booking back: `None` where it may be, as it may once it has begun. Who ends
/// early gives back what is left, and does nobody harm.
pub(super) fn too_late(rules: &Rules, slot: Slot, now: EpochMillis) -> Option<(Rule, Level)> {
    let set = rules.notice_minutes.filter(|set| set.value > 0)?;
    let until = slot.start().0.saturating_sub(i64::from(set.value) * super::MINUTE);
    let until = EpochMillis(until);
    let is_broken = until < now && now < slot.start();
    is_broken.then_some((Rule::TooLate { least_minutes: set.value, until }, set.level))
}
