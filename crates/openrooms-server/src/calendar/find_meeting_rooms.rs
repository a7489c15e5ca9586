//! `FindMeetingRooms`, ours: rooms that a person can have then, and what comes near where there is none.

use axum::body::Body;
use http::Response;
use openrooms_core::booking::Wish;
use openrooms_core::booking::find::{Candidate, Fit, NearMiss, Traits, fitting, home, near_misses};
use openrooms_core::id::GroupId;
use openrooms_core::room::Policy;
use openrooms_core::slot::Slot;
use openrooms_core::time::Zone;
use openrooms_protocol::calendar::{FindMeetingRooms, MeetingWish, NearRoom, RoomsFound};
use openrooms_store::RoomToBook;

use super::rooms_asked::{self, DAY, Meeting};
use super::wish;
use crate::ask::{self, Asker, Question};
use crate::call::Call;
use crate::change::Given;
use crate::problem::Problem;

/// How many rooms are looked at: those with the fewest seats that are enough.
const MOST_ROOMS: i64 = 1_000;
/// How many rooms are looked at for other times.
const MOST_NEAR: usize = 200;
/// How far away other times are looked for: two hours, or for whole days three days.
const REACH: i64 = 2 * 3_600_000;
const REACH_OF_DAYS: i64 = 3 * DAY;
/// How long ago a booking of the person tells where they work: four weeks.
const LATELY_SECONDS: i64 = 28 * 86_400;
const MOST_LABELS: usize = 100;
const MOST_ATTRIBUTES: usize = 50;

/// `POST /v1.0/calendar/users/{userId}/meetingRooms/find`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    ask::for_user_or_by_administrator::<FindMeetingRooms, _, _>(call, read, answer).await
}

struct Asked {
    event: Option<MeetingWish>,
    zone: Zone,
    traits: Traits,
    group: Option<GroupId>,
    most: usize,
}

fn read(given: Given<FindMeetingRooms>) -> Result<Asked, Problem> {
    let body = given.body;
    let labels = body.room_label_ids.unwrap_or_default();
    if labels.len() > MOST_LABELS {
        return wish::wrong(format!("roomLabelIds must be {MOST_LABELS} at most"));
    }
    let attributes = body.attributes.unwrap_or_default();
    if attributes.len() > MOST_ATTRIBUTES {
        return wish::wrong(format!("attributes must be {MOST_ATTRIBUTES} at most"));
    }
    if body.room_capacity.is_some_and(|seats| seats < 0) {
        return wish::wrong("roomCapacity must not be negative");
    }
    let most = match body.max_results.unwrap_or(20) {
        most @ 1..=100 => usize::try_from(most).unwrap_or(1),
        _ => return wish::wrong("maxResults must be from 1 to 100"),
    };
    let people = body.event.as_ref().and_then(|event| event.attendees_count);
    let traits = Traits {
        seats: body.room_capacity.or(people).filter(|seats| *seats > 0),
        labels,
        is_accessible: body.accessible.unwrap_or(false),
        attributes,
    };
    let group = body.group_id.filter(|id| *id != 0).map(GroupId);
    Ok(Asked { event: body.event, zone: given.zone, traits, group, most })
}

async fn answer(question: Question, asker: Asker, asked: Asked) -> Result<RoomsFound, Problem> {
    let now = question.now();
    let meeting = rooms_asked::meeting(asked.event, asked.zone, now)?;
    let booker = rooms_asked::booker(&question, &asker).await?;
    let tree = question.patiently(question.store().group_tree(&question.corp)).await?;
    let since = now.plus_seconds(-LATELY_SECONDS);
    let booked = question.store().booked_by(&question.corp, &booker.person, since);
    let booked = question.patiently(booked).await?;
    let home = home(booked.iter().filter_map(|one| one.group));
    if asked.group.is_some_and(|group| tree.all().all(|id| id != group)) {
        return wish::wrong("groupId invalid");
    }
    let looking = Looking {
        question: &question,
        near: home.map(|group| tree.chain(group)).unwrap_or_default(),
        wish: meeting.wish(booker, now),
        meeting,
        traits: asked.traits,
    };
    let within = asked.group.map(|group| rooms_asked::subtree(&tree, group));
    let near = looking.candidates(within.as_deref()).await?;
    let (near, fits) = looking.fitting(near).await?;
    if !fits.is_empty() {
        let rooms = fits.iter().take(asked.most).map(|fit| told(&near, fit));
        return Ok(RoomsFound { rooms: rooms.collect(), near_misses: Vec::new() });
    }
    let mut misses = Vec::new();
    // Another floor at the very time before another time on this one.
    if let (Some(group), Some(within)) = (asked.group, &within) {
        let above = tree.chain(group).get(1).copied();
        let around = above.map(|above| rooms_asked::subtree(&tree, above));
        // Above the highest is everything, also what lies in no group.
        let mut around = around.unwrap_or_else(|| tree.all().chain([GroupId(0)]).collect());
        around.retain(|id| !within.contains(id));
        let other = looking.candidates(Some(&around)).await?;
        let (other, fits) = looking.fitting(other).await?;
        let slot = looking.wish.slots.first().copied();
        misses.extend(fits.iter().zip(slot.into_iter().cycle()).map(|(fit, slot)| NearRoom {
            room: told(&other, fit),
            kind: "otherGroup".to_owned(),
            time: rooms_asked::time(slot, &other[fit.candidate].facts.zone),
        }));
        misses.truncate(asked.most / 2 + 1);
    }
    let (near, other_times) = looking.near_misses(near).await?;
    for miss in other_times {
        let facts = &near[miss.candidate].facts;
        misses.push(NearRoom {
            room: rooms_asked::told(facts, miss.waits),
            kind: kind(looking.wish.slots.first().copied(), miss.slot).to_owned(),
            time: rooms_asked::time(miss.slot, &facts.zone),
        });
    }
    misses.truncate(asked.most);
    Ok(RoomsFound { rooms: Vec::new(), near_misses: misses })
}

/// A search that is under way.
struct Looking<'a> {
    question: &'a Question,
    /// The group that the person books in, and those above it.
    near: Vec<GroupId>,
    meeting: Meeting,
    wish: Wish,
    traits: Traits,
}

impl Looking<'_> {
    /// The rooms of some groups, or of all, that have what is asked for and that the person sees.
    async fn candidates(&self, groups: Option<&[GroupId]>) -> Result<Vec<Candidate>, Problem> {
        let (question, seats) = (self.question, self.traits.seats);
        let ids = question.store().room_ids(&question.corp, groups, seats, MOST_ROOMS);
        let ids = question.patiently(ids).await?;
        let found = rooms_asked::bookable(question, &self.wish.booker, &ids).await?;
        let found = found.into_iter().filter(|room| self.has_traits(room)).collect();
        rooms_asked::candidates(question, found, &self.meeting, &self.wish, self.reach()).await
    }

    fn reach(&self) -> i64 {
        if self.meeting.is_all_day() { REACH_OF_DAYS } else { REACH }
    }

    /// Those of some rooms that can be had; of a series in many rooms, those that are judged in time.
    /// That there are none is said only where all were judged.
    async fn fitting(&self, rooms: Vec<Candidate>) -> Result<(Vec<Candidate>, Vec<Fit>), Problem> {
        let (wish, home) = (self.wish.clone(), self.near.clone());
        let judging = move |goes_on: &mut dyn FnMut() -> bool| {
            let mut judged_all = true;
            let fits = fitting(&wish, &rooms, &home, &mut || {
                judged_all = goes_on();
                judged_all
            });
            (rooms, fits, judged_all)
        };
        let (rooms, fits, judged_all) = self.question.apart(judging).await?;
        if fits.is_empty() && !judged_all { Err(Problem::Unavailable) } else { Ok((rooms, fits)) }
    }

    /// When else the first of some rooms can be had.
    async fn near_misses(
        &self,
        mut rooms: Vec<Candidate>,
    ) -> Result<(Vec<Candidate>, Vec<NearMiss>), Problem> {
        rooms.truncate(MOST_NEAR);
        let (wish, home) = (self.wish.clone(), self.near.clone());
        let (meeting, reach) = (self.meeting.clone(), self.reach());
        let judging = move |goes_on: &mut dyn FnMut() -> bool| {
            let nearest = |wish: &Wish, room: &Candidate| meeting.nearest(wish, room, reach);
            let misses = near_misses(&wish, &rooms, &home, &nearest, goes_on);
            (rooms, misses)
        };
        self.question.apart(judging).await
    }

    fn has_traits(&self, room: &RoomToBook) -> bool {
        let own: Option<&Policy> = room.room.policy.as_ref();
        let policies = own.into_iter().chain(room.policies.iter().map(|(_, policy)| policy));
        self.traits.fit(&room.room, &policies.collect::<Vec<_>>())
    }
}

fn told(rooms: &[Candidate], fit: &Fit) -> openrooms_protocol::calendar::RoomFound {
    rooms_asked::told(&rooms[fit.candidate].facts, fit.waits)
}

/// How a slot differs from the one that is asked for.
fn kind(asked: Option<Slot>, slot: Slot) -> &'static str {
    match asked {
        Some(asked) if slot.start() < asked.start() => "earlier",
        Some(asked) if slot.start() > asked.start() => "later",
        Some(asked) if slot.end() > asked.end() => "longer",
        _ => "shorter",
    }
}
