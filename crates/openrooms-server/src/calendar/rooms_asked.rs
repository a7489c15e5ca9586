//! What the operations have in common that tell which rooms a person could have: the wish as it is
//! given, the rooms as they are loaded, and what is told of them. Nothing is told of a room that the
//! person does not see.

use std::collections::HashMap;

use jiff::ToSpan as _;
use jiff::civil::DateTime;
use openrooms_core::access::{Visibility, may_see};
use openrooms_core::booking::find::Candidate;
use openrooms_core::booking::{
    Attendees, Booker, Level, Repeats, RoomFacts, Wish, is_super_user, lengths_near,
    nearest_length, nearest_of, nearest_series, nearest_time,
};
use openrooms_core::calendar::moment::written;
use openrooms_core::calendar::recurrence::{Range, Recurrence, WrongRecurrence};
use openrooms_core::calendar::series::Series;
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
const MINUTE: i64 = 60_000;
/// Between the hours that are tried for a series.
const QUARTER: i64 = 15 * MINUTE;
/// A day in milliseconds.
pub(super) const DAY: i64 = 24 * 60 * MINUTE;

/// When, for how many people, and on whose clock where a room has none.
#[derive(Clone)]
pub(super) struct Meeting {
    pub(super) slots: Vec<Slot>,
    pub(super) repeats: Repeats,
    pub(super) attendees: Option<i32>,
    pub(super) zone: Zone,
    /// Its first date as it was given.
    when: Option<When>,
    /// How it repeats, where it does, and up to when its dates are judged.
    series: Option<(Recurrence, EpochMillis)>,
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
        return Ok(Meeting { slots, repeats, attendees, zone, when: Some(when), series: None });
    };
    let series = Series::new(&when, &recurrence);
    let series = series.ok_or_else(|| repeats::refused(WrongRecurrence::Never))?;
    let until = super::dates::until(&series, now);
    let repeats = match recurrence.range {
        Range::NoEnd => Repeats::WithoutEnd,
        Range::Until(_) | Range::Count(_) => Repeats::WithEnd,
    };
    let slots = series.slots().take_while(|slot| slot.start() < until).take(MOST_DATES + 1);
    let slots: Vec<_> = slots.collect();
    super::dates::check(slots.len())?;
    let (when, series) = (Some(series.when()), Some((recurrence, until)));
    Ok(Meeting { slots, repeats, attendees: given.attendees_count, zone, when, series })
}

impl Meeting {
    /// One of these, none of which repeats.
    pub(super) fn once(slots: Vec<Slot>, zone: Zone) -> Self {
        Self { slots, repeats: Repeats::Once, attendees: None, zone, when: None, series: None }
    }

    /// The dates of its series, each so many minutes later on the wall on the same day, and for so many
    /// minutes more; `None` where it is none, would be on other days, or could not be told as its first
    /// date, whose clocks leave one of its hours out.
    fn moved(&self, by: i64, longer: i64) -> Option<Vec<Slot>> {
        let (when, (recurrence, until)) = (self.when.as_ref()?, self.series.as_ref()?);
        let (start, end) = when.meant();
        let to = start.checked_add(by.minutes()).ok()?;
        let end = end.checked_add((by + longer).minutes()).ok()?;
        if to.date() != start.date() || when.kind == WhenKind::AllDay {
            return None;
        }
        let slot = Slot::new(when.zone.instant(to), when.zone.instant(end)).ok()?;
        if Hours::between(to, end).unless_shown(slot, &when.zone).is_some() {
            return None;
        }
        let series = Series::new(&When { slot, hours: None, ..when.clone() }, recurrence)?;
        Some(series.slots().take_while(|slot| slot.start() < *until).collect())
    }

    /// Whether it is of whole days.
    pub(super) fn is_all_day(&self) -> bool {
        self.when.as_ref().is_some_and(|when| when.kind == WhenKind::AllDay)
    }

    /// As many days, so many later.
    fn days_later(&self, days: i64) -> Option<Slot> {
        let when = self.when.as_ref()?;
        let (start, end) = when.meant();
        let later = |at: DateTime| Some(when.zone.instant(at.checked_add(days.days()).ok()?));
        Slot::new(later(start)?, later(end)?).ok()
    }

    /// The nearest time within `reach` milliseconds at which a room can be had, and the nearest length,
    /// up to so much longer; of a series its first date at another hour of the same day, or of another
    /// length, at which all of it can be had. Whole days have other days, and a series of them nothing.
    pub(super) fn nearest(
        &self,
        wish: &Wish,
        of: &Candidate,
        reach: i64,
    ) -> (Option<Slot>, Option<Slot>) {
        let Candidate { facts, busy, .. } = of;
        let is_once = self.repeats == Repeats::Once;
        if self.is_all_day() {
            let days = (1..=reach / DAY).flat_map(|days| [days, -days]);
            let days = days.filter_map(|days| self.days_later(days));
            let days = days.filter(|slot| wish.now <= slot.start()).map(|slot| vec![slot]);
            let day = is_once.then(|| nearest_of(wish, facts, busy, days)).flatten();
            return (day, None);
        }
        if is_once {
            let time = nearest_time(wish, facts, busy, reach);
            return (time, nearest_length(wish, facts, busy, reach));
        }
        let is_to_come =
            |dates: &Vec<Slot>| dates.first().is_some_and(|slot| wish.now <= slot.start());
        let hours = (1..=reach.min(DAY - QUARTER) / QUARTER).flat_map(|step| [step, -step]);
        let hours = hours.filter_map(|step| self.moved(step * QUARTER / MINUTE, 0));
        let time = nearest_series(wish, facts, busy, hours.filter(is_to_come));
        let asked = wish.slots.first().map_or(0, |slot| slot.millis());
        let lengths = lengths_near(asked, facts).into_iter();
        let lengths = lengths.filter(|length| length - asked <= reach);
        let lengths = lengths.filter_map(|length| self.moved(0, (length - asked) / MINUTE));
        (time, nearest_series(wish, facts, busy, lengths))
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
