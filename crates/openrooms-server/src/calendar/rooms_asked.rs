//! What the operations have in common that tell which rooms a person could have: the wish as it is
//! given, the rooms as they are loaded, and what is told of them. Nothing is told of a room that the
//! person does not see.

use std::collections::HashMap;

use openrooms_core::access::{Visibility, may_see};
use openrooms_core::booking::find::Candidate;
use openrooms_core::booking::{Booker, Repeats, RoomFacts, Wish};
use openrooms_core::calendar::moment::written;
use openrooms_core::calendar::recurrence::{Range, WrongRecurrence};
use openrooms_core::calendar::series::{Series, horizon};
use openrooms_core::id::{GroupId, RoomId};
use openrooms_core::slot::Slot;
use openrooms_core::time::{EpochMillis, Zone};
use openrooms_protocol::calendar::{MeetingWish, NewEvent, RoomFound, RoomTime};
use openrooms_store::{GroupTree, PersonToBook, QuotaOf, RoomToBook};

use super::{repeats, rooms, wish};
use crate::ask::{Asker, Question};
use crate::problem::Problem;

const MOST_PEOPLE: i32 = 100_000;

/// When, for how many people, and on whose clock where a room has none.
pub(super) struct Meeting {
    pub(super) slots: Vec<Slot>,
    pub(super) repeats: Repeats,
    pub(super) attendees: Option<i32>,
    pub(super) zone: Zone,
}

/// Reads it. `now` bounds a series without an end.
pub(super) fn meeting(
    given: Option<MeetingWish>,
    zone: Zone,
    now: EpochMillis,
) -> Result<Meeting, Problem> {
    let Some(given) = given else { return wish::wrong("event must be provided.") };
    if given.attendees_count.is_some_and(|count| !(1..=MOST_PEOPLE).contains(&count)) {
        return wish::wrong(format!("attendeesCount must be from 1 to {MOST_PEOPLE}"));
    }
    let event = NewEvent {
        start: given.start,
        end: given.end,
        is_all_day: given.is_all_day,
        ..NewEvent::default()
    };
    let when = wish::when(&event, &zone)?;
    let recurrence = given.recurrence.as_ref().map(|given| repeats::read(given, &when));
    let Some(recurrence) = recurrence.transpose()?.flatten() else {
        let (slots, repeats) = (vec![when.slot], Repeats::Once);
        return Ok(Meeting { slots, repeats, attendees: given.attendees_count, zone });
    };
    let series = Series::new(&when, &recurrence);
    let series = series.ok_or_else(|| repeats::refused(WrongRecurrence::Never))?;
    let until = horizon(now, &when.zone).max(series.first().end());
    let repeats = match recurrence.range {
        Range::NoEnd => Repeats::WithoutEnd,
        Range::Until(_) | Range::Count(_) => Repeats::WithEnd,
    };
    let slots = series.slots().take_while(|slot| slot.start() < until).collect();
    Ok(Meeting { slots, repeats, attendees: given.attendees_count, zone })
}

impl Meeting {
    /// The wish of a person.
    pub(super) fn wish(&self, booker: Booker, now: EpochMillis) -> Wish {
        Wish {
            booker,
            slots: self.slots.clone(),
            repeats: self.repeats,
            attendees: self.attendees.and_then(|count| usize::try_from(count).ok()).unwrap_or(1),
            used: Vec::new(),
            now,
        }
    }
}

/// Who asks, as they would book.
pub(super) async fn booker(question: &Question, asker: &Asker) -> Result<Booker, Problem> {
    let ids = std::slice::from_ref(&asker.operator);
    let store = question.store();
    let mut found = question.patiently(store.people_to_book(&question.corp, ids)).await?;
    let found = found.remove(&asker.operator).ok_or(Problem::OperatorUnknown)?;
    let PersonToBook { person, user, viewer, ban } = found;
    Ok(Booker { person, user, viewer, bans: ban.into_iter().collect() })
}

/// A group and those below it.
pub(super) fn subtree(tree: &GroupTree, top: GroupId) -> Vec<GroupId> {
    tree.all().filter(|id| tree.chain(*id).contains(&top)).collect()
}

/// Those of some rooms that are there and that the person sees, in the order in which they are named.
pub(super) async fn seen(
    question: &Question,
    asker: &Asker,
    ids: &[RoomId],
) -> Result<Vec<RoomToBook>, Problem> {
    let store = question.store();
    let mut found = question.patiently(store.rooms_to_book(&question.corp, ids)).await?;
    let rooms = ids.iter().filter_map(|id| found.remove(id)).filter(|room| {
        let visibility = Visibility::of(&room.room, &room.groups);
        may_see(asker.operator.as_str(), &asker.viewer, &visibility)
    });
    Ok(rooms.collect())
}

/// Some rooms with what holds them while the wish is judged, and so much before and after.
pub(super) async fn candidates(
    question: &Question,
    found: Vec<RoomToBook>,
    meeting: &Meeting,
    wish: &Wish,
    reach: i64,
) -> Result<Vec<Candidate>, Problem> {
    let facts: Vec<_> = found.into_iter().map(|room| rooms::facts(room, &meeting.zone)).collect();
    let mut busy = held(question, &facts, meeting, reach).await?;
    let mut candidates = Vec::with_capacity(facts.len());
    for facts in facts {
        let mut used = Vec::new();
        if let (Some(quota), Some(since)) =
            (&facts.rules.quota, facts.rules.quota_since(&wish.slots, wish.now))
        {
            let (person, room) = (&wish.booker.person, &facts.room.id);
            let of = QuotaOf { person, room, level: quota.level, since };
            let store = question.store();
            used = question.patiently(store.booked_slots(&question.corp, &of)).await?;
        }
        let busy = busy.remove(&facts.room.id).unwrap_or_default();
        candidates.push(Candidate { facts, busy, used });
    }
    Ok(candidates)
}

async fn held(
    question: &Question,
    facts: &[RoomFacts],
    meeting: &Meeting,
    reach: i64,
) -> Result<HashMap<RoomId, Vec<Slot>>, Problem> {
    let mut busy: HashMap<RoomId, Vec<Slot>> = HashMap::new();
    if let Some(span) = rooms::span(facts.iter(), &meeting.slots) {
        let ids: Vec<_> = facts.iter().map(|facts| facts.room.id.clone()).collect();
        let span = span.widened(reach, reach);
        let store = question.store();
        for held in question.patiently(store.held_in(&question.corp, &ids, span)).await? {
            busy.entry(held.booking.room).or_default().push(held.booking.held);
        }
    }
    Ok(busy)
}

/// What is told of a room that is found.
pub(super) fn told(facts: &RoomFacts, needs_approval: bool) -> RoomFound {
    let room = &facts.room;
    RoomFound {
        room_id: room.id.as_str().to_owned(),
        room_name: room.name.clone(),
        room_capacity: room.capacity,
        group_id: room.group.map(|group| group.0),
        needs_approval: needs_approval.then_some(true),
    }
}

/// A span of time on the clocks of a zone.
pub(super) fn time(slot: Slot, zone: &Zone) -> RoomTime {
    RoomTime { start_time: written(slot.start(), zone), end_time: written(slot.end(), zone) }
}
