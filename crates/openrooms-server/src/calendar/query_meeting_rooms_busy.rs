//! `QueryMeetingRoomsBusy`, ours: when up to 1,000 rooms are taken and by whom, in one call.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use axum::body::Body;
use http::Response;
use openrooms_core::access::{Invitation, Visibility, may_know_title, may_see};
use openrooms_core::calendar::Occurrence;
use openrooms_core::id::{EventId, GroupId, RoomId};
use openrooms_core::room::{Closure, Policy};
use openrooms_core::slot::Slot;
use openrooms_protocol::calendar::{
    BusyOrganizer, BusyTime, QueryMeetingRoomsBusy, RoomBusy, RoomClosed, RoomsBusy,
};
use openrooms_protocol::rooms::{ExtensionConfig, MeetingRoom};
use openrooms_store::{Booked, GroupTree, RoomSeen};

use super::beyond::Different;
use super::booked::{self, Looking, Rest};
use super::{span, version, wish};
use crate::ask::{self, Asker, Question};
use crate::call::Call;
use crate::change::Given;
use crate::days::Invitations;
use crate::problem::Problem;
use crate::rooms::query_meeting_room_list::item;
use crate::rooms::reply::policy_to_wire;

/// The most rooms of one call; what is remembered of a group is up to so many.
pub(crate) const MOST_ROOMS: usize = 1_000;
/// A week, with an hour more where clocks go back, and any offset.
const MOST_MILLIS: i64 = 8 * 86_400_000;

/// `POST /v1.0/calendar/users/{userId}/meetingRooms/busy/query`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    ask::for_user::<QueryMeetingRoomsBusy, _, _>(call, read, answer).await
}

struct Asked {
    rooms: Option<Vec<RoomId>>,
    group: Option<GroupId>,
    span: Slot,
    policies: Option<Policies>,
    with_rooms: bool,
}

fn read(given: Given<QueryMeetingRoomsBusy>) -> Result<Asked, Problem> {
    let body = given.body;
    if body.room_ids.as_ref().is_some_and(|ids| ids.len() > MOST_ROOMS) {
        return wish::wrong(format!("roomIds must be {MOST_ROOMS} at most"));
    }
    if body.room_ids.is_some() && body.group_id.is_some() {
        return wish::wrong("roomIds and groupId do not go together");
    }
    let moment = |name: &str, given| match span::moment(name, given)? {
        Some(at) => Ok(at),
        None => wish::wrong(format!("{name} must be provided.")),
    };
    let start = moment("startTime", body.start_time)?;
    let end = moment("endTime", body.end_time)?;
    let Ok(span) = Slot::new(start, end) else {
        return wish::wrong("endTime must be after startTime");
    };
    if span.millis() > MOST_MILLIS {
        return wish::wrong("endTime must be 8 days after startTime at most");
    }
    let mut seen = HashSet::new();
    let rooms = body.room_ids.map(|ids| {
        let ids = ids.into_iter().map(RoomId::new);
        ids.filter(|id| seen.insert(id.clone())).collect()
    });
    let group = body.group_id.filter(|id| *id != 0).map(GroupId);
    let policies = body.with_policies.unwrap_or(false).then(Policies::default);
    let with_rooms = body.with_rooms.unwrap_or(false);
    Ok(Asked { rooms, group, span, policies, with_rooms })
}

async fn answer(question: Question, asker: Asker, asked: Asked) -> Result<RoomsBusy, Problem> {
    // First of all: what changes from here on has a later number.
    let looking = Looking::begin(&question).await?;
    let ids = match asked.rooms {
        Some(ids) => ids.into(),
        // One more tells that there are more.
        None => booked::rooms_of(&question, asked.group, MOST_ROOMS + 1).await?,
    };
    let has_more = (ids.len() > MOST_ROOMS).then_some(true);
    let ids = &ids[..ids.len().min(MOST_ROOMS)];
    let rooms = booked::rooms_seen(&question, ids).await?;
    let person = &asker.operator;
    let sees = |id: &&RoomId| {
        let room = rooms.get(*id);
        room.is_some_and(|room| may_see(person.as_str(), &asker.viewer, &room.visibility))
    };
    let seen: Vec<_> = ids.iter().filter(sees).cloned().collect();
    let held = looking.held(&seen, asked.span, Rest::Kept).await?;
    let invitations = if asker.viewer.is_admin {
        None
    } else {
        Some(looking.invitations(person, asked.span).await?)
    };
    let knows_title = |one: &Booked, room: &Visibility| {
        let invitation = match &invitations {
            Some(mine) if is_invited(mine, one) => Invitation::Theirs,
            _ => Invitation::None,
        };
        may_know_title(person, &asker.viewer, room, &one.event.organiser, invitation)
    };
    let mut listed =
        if asked.with_rooms { listed(&question, &seen).await? } else { HashMap::new() };
    let mut organisers = HashSet::new();
    let mut policies = asked.policies;
    let told = seen.into_iter().map(|id| {
        let room = &rooms[&id];
        let busy = held.of(&id).map(|one| {
            if !organisers.contains(&one.event.organiser) {
                organisers.insert(one.event.organiser.clone());
            }
            let title = knows_title(one, &room.visibility).then(|| title(one));
            time(one, title)
        });
        let busy = busy.collect();
        let closed = room.closures.iter().filter(|closure| closure.closes(asked.span)).map(closed);
        let closed = closed.collect();
        let policy = policies.as_mut().map(|policies| policies.place(room));
        let zone = policy.and(room.zone.as_ref()).map(|zone| zone.name().to_owned());
        let room = listed.remove(&id);
        RoomBusy { busy, closed, policy, time_zone: zone, room, room_id: id.into_string() }
    });
    let told = told.collect();
    organisers.retain(|id| !id.as_str().is_empty());
    let names = booked::names(&question, &organisers).await?;
    let mut organizers: Vec<_> = names
        .into_iter()
        .map(|(id, name)| BusyOrganizer {
            id: id.into_string(),
            display_name: name.map(|name| name.to_string()),
        })
        .collect();
    organizers.sort_by(|a, b| a.id.cmp(&b.id));
    let policies = policies.map(|policies| policies.told).unwrap_or_default();
    let version = Some(version::of(looking.mark));
    Ok(RoomsBusy { rooms: told, organizers, policies, has_more, version })
}

/// What a list tells of some rooms.
async fn listed(
    question: &Question,
    rooms: &[RoomId],
) -> Result<HashMap<RoomId, MeetingRoom>, Problem> {
    // Who sees them is known; which group lies in which decides nothing more.
    let groups = GroupTree::default();
    let found = question.store().rooms_of(&question.corp, &groups, rooms);
    let found = question.patiently(found).await?.into_iter();
    Ok(found.map(|room| (room.view.room.id.clone(), item(room))).collect())
}

/// What rooms ask of a booking, each once.
#[derive(Default)]
struct Policies {
    places: HashMap<Arc<Policy>, i32>,
    told: Vec<ExtensionConfig>,
}

impl Policies {
    /// The place of a room's.
    fn place(&mut self, room: &RoomSeen) -> i32 {
        let told = &mut self.told;
        *self.places.entry(Arc::clone(&room.policy)).or_insert_with(|| {
            told.push(policy_to_wire(Policy::clone(&room.policy)));
            i32::try_from(told.len() - 1).unwrap_or(i32::MAX)
        })
    }
}

fn is_invited(mine: &Invitations, one: &Booked) -> bool {
    mine.get(&one.event.id).is_some_and(|dates| dates.contains(&one.origin))
}

/// What it is booked for: what the date says, or else the event.
pub(super) fn title(one: &Booked) -> String {
    let own = one.beyond.as_deref().and_then(|kept| Different::of(Some(kept)).summary);
    own.unwrap_or_else(|| one.event.summary.clone())
}

fn time(one: &Booked, summary: Option<String>) -> BusyTime {
    let organiser = one.event.organiser.as_str();
    BusyTime {
        start_time: one.slot.start().0,
        end_time: one.slot.end().0,
        status: if one.waits { "TENTATIVE" } else { "BUSY" }.to_owned(),
        event_id: Some(event_id(one).into_string()),
        organizer_id: (!organiser.is_empty()).then(|| organiser.to_owned()),
        summary,
    }
}

/// What names it in a calendar.
pub(super) fn event_id(one: &Booked) -> EventId {
    if one.event.repeats { Occurrence::id(&one.event.id, one.origin) } else { one.event.id.clone() }
}

fn closed(closure: &Closure) -> RoomClosed {
    RoomClosed {
        start_time: closure.starts_at.map(|at| at.0),
        end_time: closure.ends_at.map(|at| at.0),
        reason: closure.reason.clone(),
    }
}
