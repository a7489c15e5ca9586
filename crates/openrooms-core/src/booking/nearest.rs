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
/// `busy` reaches as far as that, and the wish's length further. A series, and a refusal that no time
/// changes, have none.
pub fn nearest_time(wish: &Wish, room: &RoomFacts, busy: &[Slot], reach: i64) -> Option<Slot> {
    let slot = single(wish)?;
    let length = slot.millis();
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
    first_fit(wish, room, busy, candidates)
}

/// The length nearest to that of the wish, which is of one slot, for which the room can be had from the
/// same start: in steps of five minutes, the shorter ones first. A wish of more than a day has none.
pub fn nearest_length(wish: &Wish, room: &RoomFacts, busy: &[Slot]) -> Option<Slot> {
    let slot = single(wish)?;
    let length = slot.millis();
    if length > LONGEST {
        return None;
    }
    let shorter = (1..).map(|step| length - step * LENGTH_STEP).take_while(|length| *length > 0);
    let longer =
        (1..).map(|step| length + step * LENGTH_STEP).take_while(|length| *length <= LONGEST);
    // The room's own bounds need not lie on the steps.
    let bounds = [&room.rules.max_length_minutes, &room.rules.min_length_minutes];
    let bounds = bounds.into_iter().flatten().map(|set| i64::from(set.value) * MINUTE);
    let mut lengths: Vec<i64> =
        shorter.chain(longer).chain(bounds.filter(|own| (1..=LONGEST).contains(own))).collect();
    lengths.sort_unstable_by_key(|other| (*other > length, length.abs_diff(*other)));
    let candidates = lengths.into_iter().filter_map(|length| {
        Slot::new(slot.start(), EpochMillis(slot.start().0.checked_add(length)?)).ok()
    });
    first_fit(wish, room, busy, candidates)
}

/// The one slot of a wish that does not repeat.
fn single(wish: &Wish) -> Option<Slot> {
    match (&*wish.slots, wish.repeats) {
        ([slot], Repeats::Once) => Some(*slot),
        _ => None,
    }
}

/// The first of some slots that the room can be had for.
fn first_fit(
    wish: &Wish,
    room: &RoomFacts,
    busy: &[Slot],
    candidates: impl Iterator<Item = Slot>,
) -> Option<Slot> {
    if refusals(wish, room, busy).iter().any(|refusal| !refusal.rule.depends_on_time()) {
        return None;
    }
    let mut tried = wish.clone();
    let mut candidates = candidates;
    candidates.find(|slot| {
        tried.slots = vec![*slot];
        refusals(&tried, room, busy).is_empty()
    })
}
