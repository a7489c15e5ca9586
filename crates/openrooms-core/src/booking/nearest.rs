//! What would pass instead of what was refused: the nearest time, the nearest length.

use super::{MINUTE, Refusal, Repeats, RoomFacts, Verdict, Wish, judge};
use crate::slot::Slot;
use crate::time::EpochMillis;

/// Between the times that are tried.
const STEP: i64 = 15 * MINUTE;
/// Between the lengths that are tried.
const LENGTH_STEP: i64 = 5 * MINUTE;
/// The longest length that others are tried for.
const LONGEST: i64 = 24 * 60 * MINUTE;
/// The dates of a series for which others are tried, and how many others.
const MOST_DATES: usize = 200;
const MOST_SERIES: usize = 300;
/// The longest wish that other times are tried for: each day of it is judged at each of them.
const LONGEST_MOVED: i64 = 7 * LONGEST;

/// Every reason why the wish cannot have the room; none where it can.
pub fn refusals(wish: &Wish, room: &RoomFacts, busy: &[Slot]) -> Vec<Refusal> {
    match judge(wish, room, busy) {
        Verdict::Refused(refusals) => refusals,
        Verdict::Accepted(_) | Verdict::Waiting(_) => Vec::new(),
    }
}

/// The time nearest to that of the wish, which is of one slot, at which the room can be had for as
/// long: within `reach` milliseconds before and after, at quarters of an hour from the start of the
/// wish and where what is busy begins or ends. Of two that are as near the later one.
///
/// `busy` reaches as far as that, and the wish's length further. A wish of more than a week, and a refusal
/// that no time changes, have none; of a series see [`nearest_series`].
pub fn nearest_time(wish: &Wish, room: &RoomFacts, busy: &[Slot], reach: i64) -> Option<Slot> {
    let slot = single(wish)?;
    let length = slot.millis();
    if length > LONGEST_MOVED {
        return None;
    }
    // Held spans begin before their slots, and end after.
    let held = room.rules.held(slot);
    let (before, after) = (slot.start().0 - held.start().0, held.end().0 - slot.end().0);
    let edges = busy.iter().flat_map(|busy| {
        [busy.end().0.saturating_add(before), busy.start().0.saturating_sub(length + after)]
    });
    let steps = (1..=reach / STEP).flat_map(|step| {
        [slot.start().0.saturating_add(step * STEP), slot.start().0.saturating_sub(step * STEP)]
    });
    let distance = |start: i64| start.abs_diff(slot.start().0);
    let mut starts: Vec<i64> = edges.chain(steps).collect();
    starts.retain(|start| {
        distance(*start) <= reach.unsigned_abs() && *start >= wish.now.0 && *start != slot.start().0
    });
    starts.sort_unstable_by_key(|start| (distance(*start), -start));
    starts.dedup();
    let candidates = starts.into_iter().filter_map(|start| {
        Slot::new(EpochMillis(start), EpochMillis(start.checked_add(length)?)).ok()
    });
    nearest_of(wish, room, busy, candidates.map(|slot| vec![slot]))
}

/// The length nearest to that of the wish, which is of one slot, for which the room can be had from the
/// same start: in steps of five minutes, the shorter ones first, and up to `reach` milliseconds longer,
/// as far as `busy` reaches.
pub fn nearest_length(wish: &Wish, room: &RoomFacts, busy: &[Slot], reach: i64) -> Option<Slot> {
    let slot = single(wish)?;
    let lengths = lengths_near(slot.millis(), room).into_iter();
    let lengths = lengths.filter(|length| length - slot.millis() <= reach);
    let candidates = lengths.filter_map(|length| {
        Slot::new(slot.start(), EpochMillis(slot.start().0.checked_add(length)?)).ok()
    });
    nearest_of(wish, room, busy, candidates.map(|slot| vec![slot]))
}

/// The first of some series, each told as its dates, for which a series' wish can have the room: what
/// its caller makes of it at other hours, or for other lengths, the nearest first. A wish that is of
/// too many dates has none.
pub fn nearest_series(
    wish: &Wish,
    room: &RoomFacts,
    busy: &[Slot],
    candidates: impl Iterator<Item = Vec<Slot>>,
) -> Option<Slot> {
    if wish.repeats == Repeats::Once || wish.slots.len() > MOST_DATES {
        return None;
    }
    nearest_of(wish, room, busy, candidates.take(MOST_SERIES))
}

/// The first slot of the first of some wishes that the room can be had for.
pub fn nearest_of(
    wish: &Wish,
    room: &RoomFacts,
    busy: &[Slot],
    candidates: impl Iterator<Item = Vec<Slot>>,
) -> Option<Slot> {
    first_fit(wish, room, busy, candidates)?.first().copied()
}

/// Other lengths that are tried for one of so many milliseconds, in the order of trying; where it is of
/// more than a day, those that the room itself sets.
pub fn lengths_near(length: i64, room: &RoomFacts) -> Vec<i64> {
    let steps = if length > LONGEST { 0 } else { LONGEST / LENGTH_STEP };
    let shorter =
        (1..=steps).map(|step| length - step * LENGTH_STEP).take_while(|length| *length > 0);
    let longer =
        (1..=steps).map(|step| length + step * LENGTH_STEP).take_while(|length| *length <= LONGEST);
    // The room's own bounds need not lie on the steps.
    let bounds = [&room.rules.max_length_minutes, &room.rules.min_length_minutes];
    let bounds = bounds.into_iter().flatten().map(|set| i64::from(set.value) * MINUTE);
    let mut lengths: Vec<i64> =
        shorter.chain(longer).chain(bounds.filter(|own| (1..=LONGEST).contains(own))).collect();
    lengths.sort_unstable_by_key(|other| (*other > length, length.abs_diff(*other)));
    lengths.dedup();
    lengths
}

/// The one slot of a wish that does not repeat.
fn single(wish: &Wish) -> Option<Slot> {
    match (&*wish.slots, wish.repeats) {
        ([slot], Repeats::Once) => Some(*slot),
        _ => None,
    }
}

/// The first of some wishes that the room can be had for.
fn first_fit(
    wish: &Wish,
    room: &RoomFacts,
    busy: &[Slot],
    candidates: impl Iterator<Item = Vec<Slot>>,
) -> Option<Vec<Slot>> {
    if refusals(wish, room, busy).iter().any(|refusal| !refusal.rule.depends_on_time()) {
        return None;
    }
    let mut tried = wish.clone();
    let mut candidates = candidates;
    candidates.find(|slots| {
        tried.slots.clone_from(slots);
        !slots.is_empty() && refusals(&tried, room, busy).is_empty()
    })
}
