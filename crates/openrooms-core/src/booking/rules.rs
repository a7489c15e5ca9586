//! The rules of policy, each a function of its own: what it says against a slot, if anything.

use super::advance::opens_at;
use super::house::{self, Claim};
use super::{Booker, Level, MINUTE, Repeats, RoomFacts, Rule, Rules, Wish};
use crate::room::{Ban, Closure};
use crate::slot::Slot;
use crate::time::{EpochMillis, Zone};

/// A rule that something breaks, and where it was set.
pub(super) type Broken = (Rule, Level);

/// What somebody breaks whom policy binds, in the order of telling.
///
/// `claim` is the slot of an occurrence, among all that are to come.
pub(super) fn broken(
    wish: &Wish,
    room: &RoomFacts,
    occurrence: usize,
    claim: Claim<'_>,
) -> Vec<Broken> {
    let (rules, zone, slot) = (&room.rules, &room.zone, claim.slot());
    let mut found: Vec<_> = not_open(rules).into_iter().collect();
    found.extend(banned(&wish.booker, wish.now, slot));
    found.extend(closed(rules, slot));
    found.extend(too_long(rules, slot));
    found.extend(too_short(rules, slot));
    found.extend(too_early(rules, slot, wish.now, zone));
    found.extend(repeats(room, wish.repeats));
    found.extend(house::closed_days(rules, slot, zone));
    found.extend(house::outside_hours(rules, slot, zone));
    found.extend(house::too_many_people(room, wish.attendees.of(occurrence)));
    found.extend(house::over_quota(rules, claim, wish.now, zone));
    found
}

/// The room is not everyone's.
pub(super) fn not_authorised(room: &RoomFacts) -> Broken {
    (Rule::NotAuthorised { status: room.room.status }, Level::Room)
}

/// Somebody else holds it: the first of `busy` that shares a moment with what would be held. What is as
/// long as that is clear of it, and of those beside it, where nothing so long fits between them.
pub(super) fn taken(rules: &Rules, held: Slot, busy: &[Slot]) -> Option<Broken> {
    let first = busy.partition_point(|slot| slot.end() <= held.start());
    let by = *busy.get(first).filter(|slot| slot.overlaps(held))?;
    let fits = |from: EpochMillis, until: EpochMillis| until.0 - from.0 >= held.millis();
    let behind = busy[first..].windows(2).take_while(|two| !fits(two[0].end(), two[1].start()));
    let until = behind.last().map_or(by, |two| two[1]).end();
    let ahead = busy[..=first].windows(2).rev();
    let ahead = ahead.take_while(|two| !fits(two[0].end(), two[1].start()));
    let from = ahead.last().map_or(by, |two| two[0]).start();
    let (before, after) = rules.buffers();
    let clear = Slot::new(from, until).unwrap_or(by).widened(after, before);
    Some((Rule::Taken { by, clear }, Level::Room))
}

/// It cannot be booked at all.
fn not_open(rules: &Rules) -> Option<Broken> {
    let set = rules.is_open.filter(|set| !set.value)?;
    Some((Rule::NotOpen, set.level))
}

/// The person may not book: a ban counts while it lasts, and for what lies in it.
pub(super) fn banned(booker: &Booker, now: EpochMillis, slot: Slot) -> Option<Broken> {
    let lasts = |ban: &Ban| ban.starts_at <= now && ban.ends_at.is_none_or(|end| now < end);
    let counts = |ban: &&Ban| {
        ban.person == booker.person
            && (lasts(ban) || overlaps(Some(ban.starts_at), ban.ends_at, slot))
    };
    // The one that lasts longest says when it is over.
    let bans = booker.bans.iter().filter(counts);
    let longest = bans.max_by_key(|ban| (ban.ends_at.is_none(), ban.ends_at))?;
    let (from, until) = (longest.starts_at, longest.ends_at);
    Some((Rule::Banned { from, until, has_begun: lasts(longest) }, Level::Organisation))
}

/// It is closed then: each level says so by itself.
fn closed(rules: &Rules, slot: Slot) -> impl Iterator<Item = Broken> {
    rules.closures.iter().filter(move |set| set.value.closes(slot)).map(|set| {
        let Closure { starts_at: from, ends_at: until, reason, .. } = set.value.clone();
        (Rule::Closed { from, until, reason }, set.level)
    })
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
