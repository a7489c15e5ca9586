//! Rooms booked for several calls in one transaction.
//!
//! A booking waits for the disk, and one after the other they would wait for it one after the other.
//! So whoever asks for rooms while somebody else books in the same organisation waits for them, and
//! then all who wait are done at once: one of them takes the turn ([`queue`](super::queue)), loads
//! what all are judged by, judges one after the other, each seeing what those before it got, writes
//! all with one errand to the database, commits, and answers. A refusal is of its own wish alone.
//!
//! On PostgreSQL, over the network, the organisation is not held meanwhile, which would cost errands of
//! their own; where somebody else changed it before all was written, nothing was, and it is done once
//! more with the organisation held.
//!
//! Only clear cases are done so: one date, of one's own event, in rooms without a quota. What is not
//! clear, or fails for whatever reason, is done alone, by the way of
//! [`add_meeting_rooms`](super::add_meeting_rooms), which says what is wrong with it.

use std::collections::{HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use openrooms_core::booking::{Booker, RoomFacts};
use openrooms_core::calendar::rooms::{self as rule, Busy};
use openrooms_core::calendar::{EventState, Occurrence};
use openrooms_core::id::{CorpId, EventId, RoomId, UnionId};
use openrooms_core::slot::Slot;
use openrooms_core::time::Zone;
use openrooms_protocol::calendar::RoomsAdded;
use openrooms_store::{
    DateAsked, DateBooked, FactsFound, FoundTogether, HeldTime, Hold, RoomAsked, StoreError,
    Together, TogetherTurn,
};

use super::queue::{Place, Queues, Told, Turn, Waiting};
use super::rooms::{self, Loaded, Target};
use crate::change::{Asked, written};
use crate::problem::Problem;

/// How many are booked for at once.
const MOST: usize = 64;

/// Of how many people, and of how many rooms, facts are remembered in an organisation, and of how
/// many organisations.
const MOST_FACTS: usize = 5_000;
const MOST_ORGANISATIONS: usize = 500;

/// How many turns hold the organisation after one that did not and was overtaken, since where others
/// write all the time trying costs errands for nothing. The number is not measured.
const HELD_TURNS: u32 = 16;

/// Those who wait to book, and what is remembered of those who did.
#[derive(Default)]
pub(crate) struct Bookings {
    queues: Arc<Queues<Wish, Reply>>,
    facts: Mutex<HashMap<CorpId, Facts>>,
}

/// People and rooms of an organisation, as they were when the change feed stood at a number. Whatever
/// changes them is in the feed; where nothing is, a transaction that holds the organisation may judge
/// by them.
#[derive(Default)]
struct Facts {
    /// How many turns are to hold the organisation from their beginning.
    held_turns: u32,
    feed_head: i64,
    people: HashMap<UnionId, Booker>,
    rooms: HashMap<RoomId, RoomFacts>,
}

impl Bookings {
    fn facts(&self) -> MutexGuard<'_, HashMap<CorpId, Facts>> {
        self.facts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How the next turn begins.
    fn hold(&self, corp: &CorpId) -> Hold {
        match self.facts().get_mut(corp) {
            Some(Facts { held_turns: turns @ 1.., .. }) => {
                *turns -= 1;
                Hold::Row
            }
            _ => Hold::Nothing,
        }
    }

    /// Who has the turn has the facts.
    fn take_facts(&self, corp: &CorpId) -> Facts {
        self.facts().remove(corp).unwrap_or_default()
    }

    /// Forgets what is remembered: the feed's numbers tell nothing of it any more.
    pub(crate) fn forget_facts(&self) {
        self.facts().clear();
    }

    fn keep_facts(&self, corp: &CorpId, mut facts: Facts) {
        if facts.people.len() > MOST_FACTS {
            facts.people.clear();
        }
        if facts.rooms.len() > MOST_FACTS {
            facts.rooms.clear();
        }
        let mut all = self.facts();
        if all.len() >= MOST_ORGANISATIONS {
            all.clear();
        }
        all.insert(corp.clone(), facts);
    }
}

impl Facts {
    fn add(&mut self, found: FactsFound, zone: &Zone) {
        let people = found.people.into_iter();
        self.people.extend(people.map(|(id, person)| (id, rooms::known_booker(person))));
        let rooms = found.rooms.into_iter();
        self.rooms.extend(rooms.map(|(id, room)| (id, rooms::facts(room, zone))));
    }

    /// The rooms of these wishes of which it is known how they are held.
    fn rooms_asked(&self, wishes: &[&Wish]) -> Vec<RoomAsked> {
        let rooms = wishes.iter().flat_map(|wish| wish.date.rooms.iter().map(move |id| (wish, id)));
        let rooms = rooms.filter_map(|(wish, room)| {
            let buffers = self.rooms.get(room)?.rules.buffers();
            Some(RoomAsked { id: wish.date.id.clone(), room: room.clone(), buffers })
        });
        rooms.collect()
    }

    /// The people and rooms of these wishes of which nothing is known.
    fn lacks(&self, wishes: &[&Wish]) -> (Vec<UnionId>, Vec<RoomId>) {
        let people = wishes.iter().map(|wish| &wish.date.person);
        let people = people.filter(|id| !self.people.contains_key(*id));
        let rooms = wishes.iter().flat_map(|wish| &wish.date.rooms);
        let rooms = rooms.filter(|id| !self.rooms.contains_key(*id));
        let (people, rooms): (HashSet<_>, HashSet<_>) = (people.collect(), rooms.collect());
        (people.into_iter().cloned().collect(), rooms.into_iter().cloned().collect())
    }
}

type Reply = Result<RoomsAdded, Problem>;

/// What one of them wishes.
pub(crate) struct Wish {
    asked: Asked,
    date: DateAsked,
    /// Whether the token may act for the person.
    may_act: bool,
}

/// What became of a wish.
pub(super) enum Outcome {
    /// It was done, or refused.
    Done(Reply),
    /// It is to be done alone.
    Alone(Box<Asked>),
}

/// Books rooms for one date, together with others who wait; all rooms or none.
pub(super) async fn book(
    asked: Asked,
    id: &EventId,
    person: &UnionId,
    rooms: &[RoomId],
) -> Outcome {
    let date = DateAsked {
        id: id.clone(),
        person: person.clone(),
        rooms: rooms.to_vec(),
        token: asked.client_token().map(|token| token.token.clone()),
    };
    let may_act = asked.acts_for(person);
    let wish = Arc::new(Wish { asked, date, may_act });
    let reply = wait(&wish).await;
    match reply {
        Some(reply) => Outcome::Done(reply),
        None => Outcome::Alone(Box::new(wish.asked.clone())),
    }
}

/// `None` where it is to be done alone.
async fn wait(wish: &Arc<Wish>) -> Option<Reply> {
    let turn = match wish.asked.node().bookings.queues.enter(&wish.asked.corp, wish) {
        Place::First(turn) => turn,
        Place::Behind(told) => match told.await.ok()? {
            Told::Done(reply) => return Some(reply),
            Told::Turn(turn) => turn,
        },
    };
    take(&turn, wish).await
}

/// Takes the turn: books for oneself and for those who wait.
async fn take(turn: &Turn<Wish, Reply>, wish: &Arc<Wish>) -> Option<Reply> {
    let (node, corp) = (wish.asked.node(), &wish.asked.corp);
    let begun = node.store.together(corp, node.bookings.hold(corp)).await;
    let mut events: HashSet<_> = wish.date.candidates().map(|(event, _)| event).collect();
    // Whoever came while the transaction waited for its turn is in time. Of those who mean the same
    // event one is taken, and the others see what it got.
    let others = turn.take(MOST - 1, |other| {
        let named: Vec<_> = other.date.candidates().map(|(event, _)| event).collect();
        let fits = named.iter().all(|event| !events.contains(event));
        if fits {
            events.extend(named);
        }
        fits
    });
    let wishes = std::iter::once(wish).chain(others.iter().map(|other| &other.wish));
    let wishes: Vec<_> = wishes.map(Arc::clone).collect();
    let mut replies = match done(begun, &wishes).await {
        Ok(replies) => replies.into_iter(),
        // Nobody but oneself can be the cause.
        Err(error) if others.is_empty() => return Some(Err(error.into())),
        // Whose wish it was shows when each is alone.
        Err(error) => {
            tracing::debug!(%error, wishes = others.len() + 1, "bookings are tried one by one");
            return None;
        }
    };
    let own = replies.next().flatten();
    for (Waiting { answer, .. }, reply) in others.into_iter().zip(replies) {
        if let Some(reply) = reply {
            // Whoever hung up meanwhile is not told that they have their rooms.
            let _ = answer.send(Told::Done(reply));
        }
    }
    own
}

/// What becomes of each wish, as [`fulfil`] gives it; once more where somebody came between.
async fn done(
    begun: Result<TogetherTurn, StoreError>,
    wishes: &[Arc<Wish>],
) -> Result<Vec<Option<Reply>>, StoreError> {
    let work = |wishes: Vec<Arc<Wish>>| |together| fulfil(together, wishes);
    if let Some(replies) = begun?.work(work(wishes.to_vec())).await?? {
        return Ok(replies);
    }
    let Some(first) = wishes.first() else { return Ok(Vec::new()) };
    let held = first.asked.node().store.together(&first.asked.corp, Hold::Row).await?;
    let replies = held.work(work(wishes.to_vec())).await??;
    Ok(replies.unwrap_or_default())
}

/// What becomes of each wish; `None` of one that is to be done alone. `None` of all where somebody
/// else changed the organisation meanwhile.
async fn fulfil(
    mut together: Together,
    wishes: Vec<Arc<Wish>>,
) -> Result<Option<Vec<Option<Reply>>>, StoreError> {
    let wishes: Vec<_> = wishes.iter().map(|wish| &**wish).collect();
    let wishes = &wishes[..];
    let dates: Vec<_> = wishes.iter().map(|wish| wish.date.clone()).collect();
    let now = wishes.iter().map(|wish| wish.asked.now).max().unwrap_or_default();
    let Some(first) = wishes.first() else { return Ok(Some(Vec::new())) };
    let (bookings, corp) = (&first.asked.node().bookings, &first.asked.corp);
    let mut facts = bookings.take_facts(corp);
    let asked_for = facts.lacks(wishes);
    let rooms_asked = facts.rooms_asked(wishes);
    let found = together.find(&dates, &rooms_asked, &asked_for.0, &asked_for.1, now).await?;
    let Some(mut found) = found else {
        return Ok(Some(wishes.iter().map(|_| None).collect()));
    };
    // Where a room may have other buffers now, or was not known, its time is asked for again.
    let mut held = None;
    if found.feed_head == facts.feed_head {
        held = found.held.take().filter(|_| asked_for.1.is_empty());
    } else {
        let Facts { held_turns, .. } = facts;
        facts = Facts { held_turns, feed_head: found.feed_head, ..Facts::default() };
    }
    facts.add(std::mem::take(&mut found.facts), &found.zone);
    let (mut people, mut rooms) = facts.lacks(wishes);
    // What was not there a moment ago is not there now.
    people.retain(|id| !asked_for.0.contains(id));
    rooms.retain(|id| !asked_for.1.contains(id));
    facts.add(together.facts(&people, &rooms).await?, &found.zone);
    let Facts { feed_head, people, rooms: facts, held_turns } = facts;
    let clear: Vec<_> =
        wishes.iter().map(|wish| clear(wish, &mut found, &people, &facts)).collect();
    let held = match held {
        Some(held) => held,
        None => together.held(&spans(wishes, &clear, &facts)).await?,
    };
    let mut loaded = Loaded::of(facts, busy(held));
    let (mut replies, mut all_booked) = (Vec::new(), Vec::new());
    for (wish, clear) in wishes.iter().zip(&clear) {
        let judged = clear.as_ref().map(|clear| {
            // A fault of ours in one wish is not one of the others.
            catch_unwind(AssertUnwindSafe(|| judge(wish, clear, &loaded)))
        });
        replies.push(match judged {
            None | Some(Err(_)) => None,
            Some(Ok(Err(problem))) => Some(Err(problem)),
            Some(Ok(Ok((booked, reply)))) => {
                loaded.add(&booked.bookings);
                all_booked.push(booked);
                Some(Ok(reply))
            }
        });
    }
    let committed = together.commit(&all_booked).await?;
    let held_turns = if committed { held_turns } else { HELD_TURNS };
    let rooms = loaded.into_facts();
    bookings.keep_facts(corp, Facts { held_turns, feed_head, people, rooms });
    Ok(committed.then_some(replies))
}

/// A wish of which everything is clear but whether the rooms can be had.
struct Clear {
    target: Target,
    booker: Booker,
}

/// `None` where anything is not.
fn clear(
    wish: &Wish,
    found: &mut FoundTogether,
    people: &HashMap<UnionId, Booker>,
    facts: &HashMap<RoomId, RoomFacts>,
) -> Option<Clear> {
    let date = &wish.date;
    if !wish.may_act || !wish.asked.holds_at(found.feed_head) {
        return None;
    }
    if date.token.as_ref().is_some_and(|token| found.kept.contains(token)) {
        return None;
    }
    let mut rooms = date.rooms.iter().filter_map(|room| facts.get(room));
    if rooms.any(|facts| facts.rules.quota.is_some()) {
        return None;
    }
    let there = |id: &EventId| {
        found.events.get(id).is_some_and(|whole| whole.event.state != EventState::Deleted)
    };
    // An imported id may look like a date's.
    let (id, origin) = date.candidates().find(|(id, _)| there(id))?;
    let repeats = found.events.get(&id)?.event.recurrence.is_some();
    // Its other dates count.
    let takes_no_series = |facts: &RoomFacts| facts.room.allows_series == Some(false);
    if repeats && date.rooms.iter().filter_map(|room| facts.get(room)).any(takes_no_series) {
        return None;
    }
    if repeats != origin.is_some() || found.events.get(&id)?.event.organiser != date.person {
        return None;
    }
    let booker = people.get(&date.person)?.clone();
    let target = Target::of(found.events.remove(&id)?, origin).ok()?;
    (target.occurrences.len() == 1).then_some(Clear { target, booker })
}

/// The rooms that are wished for, and when each would be held.
fn spans(
    wishes: &[&Wish],
    clear: &[Option<Clear>],
    facts: &HashMap<RoomId, RoomFacts>,
) -> Vec<(RoomId, Slot)> {
    let mut spans = Vec::new();
    for (wish, clear) in wishes.iter().zip(clear) {
        let dates = clear.iter().flat_map(|clear| &clear.target.occurrences);
        for Occurrence { slot, .. } in dates {
            let rooms = wish.date.rooms.iter().filter_map(|id| Some((id, facts.get(id)?)));
            spans.extend(rooms.map(|(id, facts)| (id.clone(), facts.rules.held(*slot))));
        }
    }
    spans
}

/// What holds the rooms that are wished for, in order of time.
fn busy(held: Vec<HeldTime>) -> HashMap<RoomId, Vec<Busy>> {
    let mut busy: HashMap<RoomId, Vec<Busy>> = HashMap::new();
    for HeldTime { room, held, event, origin } in held {
        busy.entry(room).or_default().push(Busy { held, event, origin });
    }
    for held in busy.values_mut() {
        held.sort_unstable_by_key(|busy| busy.held);
        held.dedup();
    }
    busy
}

/// What one gets, and is told.
fn judge(
    wish: &Wish,
    Clear { target, booker }: &Clear,
    loaded: &Loaded,
) -> Result<(DateBooked, RoomsAdded), Problem> {
    let (asked, event) = (&wish.asked, &target.whole.event);
    target.check_takes_place()?;
    let asking = target.asking(booker, asked.now);
    let bookings = rule::allot(&asking, &target.occurrences, &wish.date.rooms, &loaded.known())
        .map_err(|refused| rooms::problem(refused, loaded))?;
    let notices = bookings.iter().map(|each| rooms::notice(event, &target.whole.bookings, each));
    let notices = notices.collect();
    let reply = RoomsAdded { result: true, skipped: Vec::new() };
    let kept = asked.client_token().map(|token| (token.clone(), written(&reply)));
    let (event, by, now) = (event.id.clone(), event.organiser.clone(), asked.now);
    Ok((DateBooked { event, by, bookings, notices, reply: kept, now }, reply))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_one_that_was_overtaken_some_turns_hold_the_organisation() {
        let (bookings, corp) = (Bookings::default(), CorpId::new("corp"));
        assert_eq!(bookings.hold(&corp), Hold::Nothing);
        bookings.keep_facts(&corp, Facts { held_turns: 2, ..Facts::default() });
        let next = [(); 4].map(|()| bookings.hold(&corp));
        assert_eq!(next, [Hold::Row, Hold::Row, Hold::Nothing, Hold::Nothing]);
    }
}
