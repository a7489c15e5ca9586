//! What the operations have in common that tell which rooms a person could have: the wish as it is
//! given, the rooms as they are loaded, and what is told of them. Nothing is told of a room that the
//! person does not see.

use std::collections::HashMap;

use jiff::ToSpan as _;
use openrooms_core::access::{Visibility, may_see};
use openrooms_core::booking::find::Candidate;
use openrooms_core::booking::{Attendees, Booker, Level, Repeats, RoomFacts, Wish, is_super_user};
use openrooms_core::calendar::moment::written;
use openrooms_core::calendar::recurrence::{Range, Recurrence, WrongRecurrence};
use openrooms_core::calendar::series::{Series, horizon};
use openrooms_core::calendar::{Hours, When, WhenKind};
use openrooms_core::id::{GroupId, RoomId};
use openrooms_core::slot::Slot;
use openrooms_core::time::{EpochMillis, Zone};
use openrooms_protocol::calendar::{MeetingWish, NewEvent, RoomFound, RoomTime};
use openrooms_store::{BookedSlot, GroupTree, PersonToBook, RoomToBook};

use super::dates::MOST_DATES;
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
    /// How it repeats, where it does, and up to when its dates are judged.
    series: Option<(When, Recurrence, EpochMillis)>,
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
        let (slots, repeats, attendees) = (vec![when.slot], Repeats::Once, given.attendees_count);
        return Ok(Meeting { slots, repeats, attendees, zone, series: None });
    };
    let series = Series::new(&when, &recurrence);
    let series = series.ok_or_else(|| repeats::refused(WrongRecurrence::Never))?;
    let until = horizon(now, &when.zone).max(series.first().end());
    let repeats = match recurrence.range {
        Range::NoEnd => Repeats::WithoutEnd,
        Range::Until(_) | Range::Count(_) => Repeats::WithEnd,
    };
    let slots = series.slots().take_while(|slot| slot.start() < until).take(MOST_DATES + 1);
    let slots: Vec<_> = slots.collect();
    super::dates::check(slots.len())?;
    let series = Some((series.when(), recurrence, until));
    Ok(Meeting { slots, repeats, attendees: given.attendees_count, zone, series })
}

impl Meeting {
    /// One of these, none of which repeats.
    pub(super) fn once(slots: Vec<Slot>, zone: Zone) -> Self {
        Self { slots, repeats: Repeats::Once, attendees: None, zone, series: None }
    }

    /// The dates of its series, each so many minutes later on the wall on the same day, and for so many
    /// minutes more; `None` where it is none, or would be on other days.
    pub(super) fn moved(&self, by: i64, longer: i64) -> Option<Vec<Slot>> {
        let (when, recurrence, until) = self.series.as_ref()?;
        let (start, end) = when.meant();
        let to = start.checked_add(by.minutes()).ok()?;
        let end = end.checked_add((by + longer).minutes()).ok()?;
        if to.date() != start.date() || when.kind == WhenKind::AllDay {
            return None;
        }
        let slot = Slot::new(when.zone.instant(to), when.zone.instant(end)).ok()?;
        let hours = Hours::between(to, end).unless_shown(slot, &when.zone);
        let series = Series::new(&When { slot, hours, ..when.clone() }, recurrence)?;
        Some(series.slots().take_while(|slot| slot.start() < *until).collect())
    }

    /// The wish of a person.
    pub(super) fn wish(&self, booker: Booker, now: EpochMillis) -> Wish {
        Wish {
            booker,
            slots: self.slots.clone(),
            repeats: self.repeats,
            attendees: Attendees::All(
                self.attendees.and_then(|count| usize::try_from(count).ok()).unwrap_or(1),
            ),
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
pub(crate) fn subtree(tree: &GroupTree, top: GroupId) -> Vec<GroupId> {
    tree.all().filter(|id| tree.chain(*id).contains(&top)).collect()
}

/// Those of some rooms that are there and that the person sees, or may book without seeing them as one
/// of their super users; in the order in which they are named.
pub(super) async fn bookable(
    question: &Question,
    booker: &Booker,
    ids: &[RoomId],
) -> Result<Vec<RoomToBook>, Problem> {
    let store = question.store();
    let mut found = question.patiently(store.rooms_to_book(&question.corp, ids)).await?;
    let rooms = ids.iter().filter_map(|id| found.remove(id)).filter(|room| {
        let visibility = Visibility::of(&room.room, &room.groups);
        may_see(booker.person.as_str(), &booker.viewer, &visibility)
            || is_super_user(booker, &room.rights)
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
    let quotas = Quotas::of(question, &facts, wish).await?;
    let candidates = facts.into_iter().map(|facts| {
        let busy = busy.remove(&facts.room.id).unwrap_or_default();
        let used = quotas.used(&facts, wish);
        Candidate { facts, busy, used }
    });
    Ok(candidates.collect())
}

/// What a person has booked, for the quotas of many rooms.
struct Quotas {
    booked: Vec<BookedSlot>,
    tree: GroupTree,
}

impl Quotas {
    /// Asks for it, where a room has a quota.
    async fn of(question: &Question, rooms: &[RoomFacts], wish: &Wish) -> Result<Self, Problem> {
        let since = rooms.iter().filter_map(|room| room.rules.quota_since(&wish.slots, wish.now));
        let Some(since) = since.min() else {
            return Ok(Self { booked: Vec::new(), tree: GroupTree::default() });
        };
        let (store, corp) = (question.store(), &question.corp);
        let booked = store.booked_by(corp, &wish.booker.person, since);
        let booked = question.patiently(booked).await?;
        let of_groups = rooms.iter().filter_map(|room| room.rules.quota.as_ref());
        let of_groups = of_groups.filter(|quota| matches!(quota.level, Level::Group(_))).count();
        let tree = match of_groups {
            0 => GroupTree::default(),
            _ => question.patiently(store.group_tree(corp)).await?,
        };
        Ok(Self { booked, tree })
    }

    /// What counts for the quota of a room.
    fn used(&self, facts: &RoomFacts, wish: &Wish) -> Vec<Slot> {
        let quota = facts.rules.quota.as_ref();
        let since = facts.rules.quota_since(&wish.slots, wish.now);
        let Some((quota, since)) = quota.zip(since) else {
            return Vec::new();
        };
        let counts = |one: &&BookedSlot| {
            let is_below = match quota.level {
                Level::Organisation => true,
                Level::Room => one.room == facts.room.id,
                Level::Group(above) => {
                    one.group.is_some_and(|group| self.tree.chain(group).contains(&above))
                }
            };
            is_below && one.slot.end() > since
        };
        self.booked.iter().filter(counts).map(|one| one.slot).collect()
    }
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
pub(crate) fn time(slot: Slot, zone: &Zone) -> RoomTime {
    RoomTime { start_time: written(slot.start(), zone), end_time: written(slot.end(), zone) }
}
