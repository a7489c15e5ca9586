//! `ExplainMeetingRoomBooking`, ours: may this person have this room then, and why not?

use std::collections::HashSet;

use axum::body::Body;
use http::Response;
use openrooms_core::booking::find::{Candidate, Fit, fitting};
use openrooms_core::booking::{Refusal, Repeats, Verdict, Wish, judge};
use openrooms_core::calendar::moment::written;
use openrooms_core::id::RoomId;
use openrooms_core::slot::Slot;
use openrooms_protocol::Wrapped;
use openrooms_protocol::calendar::{
    BookingExplained, BookingRefusal, ExplainMeetingRoomBooking, MeetingWish, RoomFound,
};

use super::rooms_asked::{self, DAY, Meeting};
use super::{refused, wish};
use crate::ask::{self, Asker, Question};
use crate::call::Call;
use crate::change::Given;
use crate::problem::Problem;

/// How far away other times are looked for: a week.
const REACH: i64 = 7 * DAY;
/// How many rooms are looked at for another one, and how many are read, the one that is asked for among
/// them.
const MOST_LOOKED_AT: usize = 200;
const MOST_ROOMS: i64 = 201;
/// How many dates of a series are named that a rule refuses.
const MOST_DATES: usize = 100;

/// `POST /v1.0/calendar/users/{userId}/meetingRooms/bookings/explain`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    ask::for_user_or_by_administrator::<ExplainMeetingRoomBooking, _, _>(call, read, answer).await
}

type Asked = (RoomId, Option<MeetingWish>, openrooms_core::time::Zone);

fn read(given: Given<ExplainMeetingRoomBooking>) -> Result<Asked, Problem> {
    let Some(room) = given.body.room_id.filter(|id| !id.trim().is_empty()) else {
        return wish::wrong("roomId must be provided.");
    };
    Ok((RoomId::new(room), given.body.event, given.zone))
}

async fn answer(
    question: Question,
    asker: Asker,
    (room, event, zone): Asked,
) -> Result<Wrapped<BookingExplained>, Problem> {
    let now = question.now();
    let meeting = rooms_asked::meeting(event, zone, now)?;
    let booker = rooms_asked::booker(&question, &asker).await?;
    let found = rooms_asked::bookable(&question, &booker, &[room]).await?;
    if found.is_empty() {
        return wish::wrong("roomId invalid");
    }
    let mut wish = meeting.wish(booker, now);
    let reach = if meeting.repeats == Repeats::Once { REACH } else { DAY };
    let found = rooms_asked::candidates(&question, found, &meeting, &wish, reach).await?;
    let Some(candidate) = found.into_iter().next() else {
        return wish::wrong("roomId invalid");
    };
    let Candidate { facts, busy, used } = &candidate;
    wish.used.clone_from(used);
    let refusals = match judge(&wish, facts, busy) {
        Verdict::Accepted(_) => {
            let available = BookingExplained { available: true, ..BookingExplained::default() };
            return Ok(Wrapped { result: available });
        }
        Verdict::Waiting(_) => {
            let (available, needs_approval) = (true, true);
            let waits = BookingExplained { available, needs_approval, ..Default::default() };
            return Ok(Wrapped { result: waits });
        }
        Verdict::Refused(refusals) => refusals,
    };
    let refusals = refusals.iter().map(|refusal| told(refusal, &wish.slots)).collect();
    let nearest_room = another(&question, &meeting, &wish, &candidate).await?;
    let looking = move |_: &mut dyn FnMut() -> bool| {
        let time = |slot| rooms_asked::time(slot, &candidate.facts.zone);
        let (near, length) = meeting.nearest(&wish, &candidate, reach);
        (near.map(time), length.map(time))
    };
    let (nearest_time, nearest_length) = question.apart(looking).await?;
    let (available, needs_approval) = (false, false);
    let result = BookingExplained {
        available,
        needs_approval,
        refusals,
        nearest_time,
        nearest_length,
        nearest_room,
    };
    Ok(Wrapped { result })
}

/// A refusal of some slots in the words of the wire.
pub(crate) fn told(refusal: &Refusal, slots: &[Slot]) -> BookingRefusal {
    let (level, group_id) = refused::level(refusal.level);
    let dates = refusal.occurrences.iter().filter_map(|at| slots.get(*at)).take(MOST_DATES);
    BookingRefusal {
        rule: refusal.rule.name().to_owned(),
        level: level.to_owned(),
        group_id,
        value: refusal.value(),
        would_pass: refusal.passing(),
        facts: refused::facts(refusal),
        text: refusal.to_string(),
        dates: dates.map(|slot| written(slot.start(), &refusal.zone)).collect(),
    }
}

/// Another room that can be had at the very time: with as many seats, or enough for who comes where that is
/// more, and as near as can be. The rooms of
/// its group are looked at first, then those of the group above, and only then those of elsewhere, where
/// a room whose clocks show the same time comes first.
async fn another(
    question: &Question,
    meeting: &Meeting,
    wish: &Wish,
    but: &Candidate,
) -> Result<Option<RoomFound>, Problem> {
    let (store, own) = (question.store(), &but.facts.room);
    let tree = question.patiently(store.group_tree(&question.corp)).await?;
    let above = own.group.map(|group| tree.chain(group)).unwrap_or_default();
    let places = above.iter().map(|group| Some(rooms_asked::subtree(&tree, *group)));
    let mut seen = HashSet::from([own.id.clone()]);
    for place in places.chain([None]) {
        let seats = own.capacity.max(meeting.attendees);
        let ids = store.room_ids(&question.corp, place.as_deref(), seats, MOST_ROOMS);
        let mut ids = question.patiently(ids).await?;
        ids.retain(|id| seen.len() <= MOST_LOOKED_AT && seen.insert(id.clone()));
        if ids.is_empty() {
            continue;
        }
        let found = rooms_asked::bookable(question, &wish.booker, &ids).await?;
        let found = rooms_asked::candidates(question, found, meeting, wish, 0).await?;
        let wish = wish.clone();
        let judging = move |goes_on: &mut dyn FnMut() -> bool| {
            let fits = fitting(&wish, &found, &[], goes_on);
            (found, fits)
        };
        let (found, fits) = question.apart(judging).await?;
        let facts = |fit: &Fit| &found[fit.candidate].facts;
        let far =
            |fit: &&Fit| (facts(fit).room.group != own.group, facts(fit).zone != but.facts.zone);
        if let Some(best) = fits.iter().min_by_key(far) {
            return Ok(Some(rooms_asked::told(facts(best), best.waits)));
        }
    }
    Ok(None)
}
