//! What a change of a room or a group would break: the bookings to come, judged by what is to be.

use std::collections::{BTreeMap, HashMap};

use openrooms_core::access::Viewer;
use openrooms_core::booking::change::{Broken, ChangedRoom, Standing, broken_by};
use openrooms_core::booking::{Booker, Level, Refusal, Repeats};
use openrooms_core::id::{EventId, UnionId, UserId};
use openrooms_core::time::{EpochMillis, Zone};
use openrooms_protocol::rooms::{BrokenEvent, BrokenRule, UpdateExplained};
use openrooms_store::ComingBooking;

use crate::ask::Question;
use crate::calendar::explain_meeting_room_booking::told;
use crate::calendar::{rooms, rooms_asked};
use crate::problem::Problem;

/// How many rooms are looked at.
pub(super) const MOST_ROOMS: usize = 1_000;
const MOST_BOOKINGS: usize = 20_000;
const MOST_EVENTS: usize = 200;
const DAY: i64 = 24 * 3_600_000;
/// How far back a quota counts: the month, or the week before it.
const MONTH: i64 = 32 * DAY;

/// Who asks, whom the body names.
pub(super) async fn operator(
    question: &Question,
    named: &UnionId,
) -> Result<Option<Viewer>, Problem> {
    match &question.user {
        Some(user) if user.operator == *named => Ok(Some(user.viewer.clone())),
        Some(_) => Ok(None),
        None => question.patiently(question.store().viewer(&question.corp, named)).await,
    }
}

/// What of some rooms a change at `level` would break; `is_whole` says whether they are all.
pub(super) async fn explained(
    question: &Question,
    changed: Vec<ChangedRoom>,
    level: Level,
    is_whole: bool,
) -> Result<UpdateExplained, Problem> {
    let now = question.now();
    let (coming, is_all) = coming(question, &changed, now).await?;
    let bookings = standing(question, &changed, &coming).await?;
    let people = people(question, &bookings).await?;
    let judging = move |goes_on: &mut dyn FnMut() -> bool| {
        let found = broken_by(&changed, &bookings, &people, level, now, goes_on);
        (found, changed)
    };
    let (found, changed) = question.apart(judging).await?;
    let is_whole = is_whole && is_all && found.is_whole;
    let named = |at: usize| changed.get(room_of(&changed, &coming[at])).map(|room| &room.after);
    let mut events: Vec<Event> = Vec::new();
    let mut places: HashMap<(EventId, String), usize> = HashMap::new();
    let mut rules: BTreeMap<&'static str, i64> = BTreeMap::new();
    let Broken { bookings: broken, judged, .. } = found;
    for (at, refusals) in &broken {
        for refusal in refusals {
            *rules.entry(refusal.rule.name()).or_default() += 1;
        }
        let booking = &coming[*at].booking;
        let key = (booking.event.clone(), booking.room.as_str().to_owned());
        let place = *places.entry(key).or_insert_with(|| {
            events.push(Event::default());
            events.len() - 1
        });
        events[place].note(*at, refusals);
    }
    let mut rules: Vec<_> = rules
        .into_iter()
        .map(|(rule, broken)| BrokenRule { rule: rule.to_owned(), broken_bookings: broken })
        .collect();
    rules.sort_by_key(|rule| std::cmp::Reverse(rule.broken_bookings));
    let broken_events = number(events.len());
    let shown = events.into_iter().take(MOST_EVENTS).filter_map(|event| {
        let facts = named(*event.dates.first()?)?;
        Some(event.told(&coming, &facts.room.name, &facts.zone))
    });
    Ok(UpdateExplained {
        events: shown.collect(),
        judged_bookings: number(judged),
        complete: is_whole,
        broken_bookings: number(broken.len()),
        rules,
        broken_events,
    })
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// An event that a change would break.
#[derive(Default)]
struct Event {
    /// The places of its bookings.
    dates: Vec<usize>,
    /// By the rule, each with the dates that it is of, as places among the dates.
    refusals: Vec<Refusal>,
}

impl Event {
    fn note(&mut self, at: usize, refusals: &[Refusal]) {
        let date = self.dates.len();
        self.dates.push(at);
        for refusal in refusals {
            let is_known = |known: &&mut Refusal| known.rule.name() == refusal.rule.name();
            match self.refusals.iter_mut().find(is_known) {
                Some(known) => known.occurrences.push(date),
                None => {
                    self.refusals.push(Refusal { occurrences: vec![date], ..refusal.clone() });
                }
            }
        }
    }

    fn told(self, coming: &[ComingBooking], room_name: &str, zone: &Zone) -> BrokenEvent {
        let slots: Vec<_> = self.dates.iter().map(|at| coming[*at].booking.slot).collect();
        let first = &coming[self.dates[0]];
        let time = rooms_asked::time(first.booking.slot, zone);
        BrokenEvent {
            event_id: first.booking.event.as_str().to_owned(),
            room_id: first.booking.room.as_str().to_owned(),
            room_name: room_name.to_owned(),
            organizer_union_id: first.organiser.as_str().to_owned(),
            organizer_name: first.organiser_name.clone(),
            recurring: first.repeats != Repeats::Once,
            start_time: time.start_time,
            end_time: time.end_time,
            broken_dates: number(slots.len()),
            refusals: self.refusals.iter().map(|refusal| told(refusal, &slots)).collect(),
        }
    }
}

/// The bookings, and whether they are all.
async fn coming(
    question: &Question,
    changed: &[ChangedRoom],
    now: EpochMillis,
) -> Result<(Vec<ComingBooking>, bool), Problem> {
    let ids: Vec<_> = changed.iter().map(|room| room.after.room.id.clone()).collect();
    let counts_used = changed.iter().any(|room| room.after.rules.quota.is_some());
    let since = if counts_used { EpochMillis(now.0 - MONTH) } else { now };
    let most = number(MOST_BOOKINGS + 1);
    let store = question.store();
    let found = store.coming_bookings(&question.corp, &ids, since, most);
    let mut found = question.patiently(found).await?;
    let is_all = found.len() <= MOST_BOOKINGS;
    found.truncate(MOST_BOOKINGS);
    Ok((found, is_all))
}

/// Which of the rooms a booking is of.
fn room_of(changed: &[ChangedRoom], one: &ComingBooking) -> usize {
    let place = changed.binary_search_by(|room| room.after.room.id.cmp(&one.booking.room));
    place.unwrap_or(usize::MAX)
}

/// The same as core judges them. The rooms are in the order of their ids.
async fn standing(
    question: &Question,
    changed: &[ChangedRoom],
    coming: &[ComingBooking],
) -> Result<Vec<Standing>, Problem> {
    let counts_people =
        changed.iter().any(|room| room.after.rules.counts_seats.is_some_and(|set| set.value));
    let people = if counts_people {
        let mut events: Vec<_> = coming.iter().map(|one| one.booking.event.clone()).collect();
        events.sort_unstable();
        events.dedup();
        let store = question.store();
        question.patiently(store.attendance(&question.corp, &events)).await?
    } else {
        HashMap::new()
    };
    let each = coming.iter().map(|one| Standing {
        room: room_of(changed, one),
        person: one.booked_by.clone(),
        slot: one.booking.slot,
        held: one.booking.held,
        repeats: one.repeats,
        attendees: people.get(&one.booking.event).map_or(1, |all| all.to_date(one.booking.origin)),
    });
    Ok(each.collect())
}

/// Who booked. Whoever is no longer in the directory is nobody in particular.
async fn people(
    question: &Question,
    bookings: &[Standing],
) -> Result<BTreeMap<UnionId, Booker>, Problem> {
    let mut ids: Vec<_> = bookings.iter().map(|booking| booking.person.clone()).collect();
    ids.sort_unstable();
    ids.dedup();
    let found = question.store().people_to_book(&question.corp, &ids);
    let mut found = question.patiently(found).await?;
    let each = ids.into_iter().map(|person| {
        let booker = match found.remove(&person) {
            Some(found) => rooms::known_booker(found),
            None => Booker {
                person: person.clone(),
                user: UserId::new(""),
                viewer: Viewer::default(),
                bans: Vec::new(),
            },
        };
        (person, booker)
    });
    Ok(each.collect())
}
