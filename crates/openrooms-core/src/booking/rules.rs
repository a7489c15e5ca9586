//! The rules of policy, each a function of its own: what it says against a slot, if anything.

use super::advance::opens_at;
use super::house;
use super::{Booker, Level, MINUTE, Repeats, RoomFacts, Rule, Rules, Wish};
use crate::room::{Ban, Closure};
use crate::slot::Slot;
use crate::time::{EpochMillis, Zone};

/// A rule that something breaks, and where it was set.
pub(super) type Broken = (Rule, Level);

/// What somebody breaks whom policy binds, in the order of telling.
///
/// `used` is what the quota counts of theirs; the slot is that of an occurrence, which comes with it.
pub(super) fn broken(
    wish: &Wish,
    room: &RoomFacts,
    (occurrence, slot): (usize, Slot),
    used: &[Slot],
) -> Vec<Broken> {
    let (rules, zone) = (&room.rules, &room.zone);
    let found = [
        not_open(rules),
        banned(&wish.booker, wish.now, slot),
        closed(rules, slot),
        too_long(rules, slot),
        too_short(rules, slot),
        too_early(rules, slot, wish.now, zone),
        repeats(room, wish.repeats),
        house::closed_day(rules, slot, zone),
        house::outside_hours(rules, slot, zone),
        house::too_many_people(room, wish.attendees.of(occurrence)),
    ];
    let quota = house::over_quota(rules, slot, used, wish.now, zone);
    found.into_iter().flatten().chain(quota).collect()
}

/// The room is not everyone's.
pub(super) fn not_authorised(room: &RoomFacts) -> Broken {
    (Rule::NotAuthorised { status: room.room.status }, Level::Room)
}

/// Somebody else holds it: the first of `busy` that shares a moment with what would be held.
pub(super) fn taken(rules: &Rules, held: Slot, busy: &[Slot]) -> Option<Broken> {
    let first = busy.partition_point(|slot| slot.end() <= held.start());
    let by = *busy.get(first).filter(|slot| slot.overlaps(held))?;
    let (before, after) = rules.buffers();
    Some((Rule::Taken { by, clear: by.widened(after, before) }, Level::Room))
}

/// It cannot be booked at all.
fn not_open(rules: &Rules) -> Option<Broken> {
    let set = rules.is_open.filter(|set| !set.value)?;
    Some((Rule::NotOpen, set.level))
}

/// The person may not book: a ban counts while it lasts, and for what lies in it.
pub(super) fn banned(booker: &Booker, now: EpochMillis, slot: Slot) -> Option<Broken> {
    let counts = |ban: &&Ban| {
        if ban.person != booker.person {
            return false;
        }
        let lasts = ban.starts_at <= now && ban.ends_at.is_none_or(|end| now < end);
        lasts || overlaps(Some(ban.starts_at), ban.ends_at, slot)
    };
    // The one that lasts longest says when it is over.
    let bans = booker.bans.iter().filter(counts);
    let longest = bans.max_by_key(|ban| (ban.ends_at.is_none(), ban.ends_at))?;
    Some((Rule::Banned { from: longest.starts_at, until: longest.ends_at }, Level::Organisation))
}

/// It is closed then.
fn closed(rules: &Rules, slot: Slot) -> Option<Broken> {
    let set = rules.closures.iter().find(|set| set.value.closes(slot))?;
    let Closure { starts_at: from, ends_at: until, reason, .. } = set.value.clone();
    Some((Rule::Closed { from, until, reason }, set.level))
}

/// Whether a span without a beginning or an end where it has none, and empty where it ends before
/// it begins, shares a moment with a slot.
fn overlaps(from: Option<EpochMillis>, until: Option<EpochMillis>, slot: Slot) -> bool {
    let (from, until) =
        (from.unwrap_or(EpochMillis(i64::MIN)), until.unwrap_or(EpochMillis(i64::MAX)));
    Slot::new(from, until).is_ok_and(|span| span.overlaps(slot))
}

/// It is longer than the room allows; 0 allows any length.
fn too_long(rules: &Rules, slot: Slot) -> Option<Broken> {
    let set = rules.max_length_minutes.filter(|set| set.value > 0)?;
    let is_broken = slot.millis() > i64::from(set.value) * MINUTE;
    is_broken
        .then_some((Rule::TooLong { most_minutes: set.value, millis: slot.millis() }, set.level))
}

/// It is shorter than the room allows.
fn too_short(rules: &Rules, slot: Slot) -> Option<Broken> {
    let set = rules.min_length_minutes.filter(|set| set.value > 0)?;
    let is_broken = slot.millis() < i64::from(set.value) * MINUTE;
    is_broken
        .then_some((Rule::TooShort { least_minutes: set.value, millis: slot.millis() }, set.level))
}

/// The advance window has not opened for that day.
fn too_early(rules: &Rules, slot: Slot, now: EpochMillis, zone: &Zone) -> Option<Broken> {
    let set = rules.advance.as_ref()?;
    let opens_at = opens_at(&set.value, slot.start(), zone).filter(|opens| now < *opens)?;
    Some((Rule::TooEarly { advance: set.value.clone(), opens_at }, set.level))
}

/// It repeats, and the room takes no series, or none without an end.
fn repeats(room: &RoomFacts, repeats: Repeats) -> Option<Broken> {
    if repeats == Repeats::Once {
        return None;
    }
    if room.room.allows_series == Some(false) {
        return Some((Rule::NoSeries, Level::Room));
    }
    let window = room.rules.advance.as_ref();
    let set = window.filter(|set| set.value.count.is_some_and(|count| count >= 0))?;
    (repeats == Repeats::WithoutEnd)
        .then(|| (Rule::NoEndlessSeries { advance: set.value.clone() }, set.level))
}
