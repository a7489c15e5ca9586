//! `QueryMeetingRoomUses`, ours: how much rooms are used, for who runs them.

use std::collections::{HashMap, HashSet};

use axum::body::Body;
use http::Response;
use jiff::civil::Date;
use openrooms_core::access::{may_manage, may_manage_room, may_manage_some};
use openrooms_core::booking::Rules;
use openrooms_core::id::{GroupId, RoomId};
use openrooms_core::room_use::{Days, Meeting, Use, of_room};
use openrooms_core::time::Zone;
use openrooms_protocol::Wrapped;
use openrooms_protocol::rooms::{
    GroupUse, HourUse, QueryMeetingRoomUses, RoomUse, RoomUses, UseCounts,
};
use openrooms_store::{GroupTree, RoomToBook};

use super::{groups, wish};
use crate::ask::{self, Asker, Question};
use crate::call::Call;
use crate::change::Given;
use crate::problem::Problem;

/// The most rooms of one answer.
const MOST_ROOMS: usize = 1_000;
/// The most meetings of one answer.
const MOST_MEETINGS: usize = 100_000;
/// Rooms that are read by one statement, and their meetings by another.
const AT_ONCE: usize = 100;

/// `GET /v1.0/rooms/meetingRoomUses`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    ask::handle::<QueryMeetingRoomUses, _, _>(call, "unionId", read, answer).await
}

struct Asked {
    days: Days,
    of: Of,
    zone: Zone,
}

/// Which rooms.
enum Of {
    All,
    Group(GroupId),
    Room(RoomId),
}

fn read(given: Given<QueryMeetingRoomUses>) -> Result<Asked, Problem> {
    let (query, zone) = (given.query, given.zone);
    let day = |name: &str, text: Option<String>| {
        let text = wish::required(name, text.filter(|text| !text.is_empty()))?;
        // In that form and no other, of years with four digits.
        let day = text.parse::<Date>().ok().filter(|day| day.to_string() == text && day.year() > 0);
        day.map_or_else(|| wish::wrong(format!("{name} must be a day such as 2026-06-01")), Ok)
    };
    let (first, last) = (day("startDate", query.start_date)?, day("endDate", query.end_date)?);
    let days = Days::new(first, last).map_err(|_| {
        let what = format!("endDate must be from startDate to {} days after it", Days::MOST - 1);
        Problem::ParameterWrong(what.into())
    })?;
    let room = query.room_id.filter(|id| !id.is_empty()).map(RoomId::new);
    let of = match (query.group_id.filter(|id| *id != 0), room) {
        (None, None) => Of::All,
        (Some(group), None) => Of::Group(GroupId(group)),
        (None, Some(room)) => Of::Room(room),
        (Some(_), Some(_)) => return wish::wrong("groupId and roomId do not go together"),
    };
    Ok(Asked { days, of, zone })
}

async fn answer(
    question: Question,
    asker: Asker,
    asked: Asked,
) -> Result<Wrapped<RoomUses>, Problem> {
    if !may_manage_some(&asker.viewer) {
        return Err(Problem::NotAdministrator);
    }
    let (store, corp) = (question.store(), &question.corp);
    let tree = question.patiently(store.group_tree(corp)).await?;
    let (ids, shown) = ids(&question, &asker, &tree, &asked.of).await?;
    let mut rooms = Vec::with_capacity(ids.len());
    for ids in ids.chunks(AT_ONCE) {
        rooms.extend(question.patiently(store.rooms_to_book(corp, ids)).await?.into_values());
    }
    if let Of::Room(id) = &asked.of {
        match rooms.first() {
            Some(room) if may_manage_room(&asker.viewer, id, &room.groups) => {}
            None if asker.viewer.is_admin => return Err(Problem::RoomNotFound),
            _ => return Err(Problem::NotAdministrator),
        }
    }
    let mut meetings = meetings(&question, &rooms, asked.days).await?;
    let names = groups::read(&question, store.groups(corp)).await?;
    let names: HashMap<_, _> = names.into_iter().map(|group| (group.id, group.name)).collect();
    let (days, zone, now) = (asked.days, asked.zone, question.now());
    let counting = move |goes_on: &mut dyn FnMut() -> bool| {
        let mut counted = Vec::with_capacity(rooms.len());
        for room in rooms {
            if !goes_on() {
                return None;
            }
            let rules = Rules::of(room.room.policy.as_ref(), &room.policies);
            let zone = room.room.zone.as_ref().unwrap_or(&zone);
            let own = meetings.remove(&room.room.id).unwrap_or_default();
            counted.push((of_room(days, &rules, zone, room.room.capacity, &own, now), room));
        }
        Some(told(counted, &names, &shown))
    };
    let told = question.apart(counting).await?.ok_or(Problem::Unavailable)?;
    Ok(Wrapped { result: told })
}

/// The rooms that are asked for and that the person administers, and the groups all of whose rooms are
/// among them.
async fn ids(
    question: &Question,
    asker: &Asker,
    tree: &GroupTree,
    of: &Of,
) -> Result<(Vec<RoomId>, HashSet<GroupId>), Problem> {
    let viewer = &asker.viewer;
    let (groups, singly) = match of {
        Of::Room(id) => return Ok((vec![id.clone()], HashSet::new())),
        Of::All if viewer.is_admin => (tree.all().collect(), Vec::new()),
        Of::All => {
            let mine = tree.administered_by(viewer);
            (mine.groups, mine.rooms)
        }
        Of::Group(top) => {
            if !may_manage(viewer, &tree.chain(*top)) {
                return Err(Problem::NotAdministrator);
            }
            let within: Vec<_> = tree.all().filter(|id| tree.chain(*id).contains(top)).collect();
            if within.is_empty() {
                return Err(Problem::GroupNotFound);
            }
            (within, Vec::new())
        }
    };
    let is_all = matches!(of, Of::All) && viewer.is_admin;
    // One more tells that there are more.
    let most = i64::try_from(MOST_ROOMS).unwrap_or(i64::MAX - 1) + 1;
    let store = question.store();
    let within = (!is_all).then_some(groups.as_slice());
    let found = store.room_ids(&question.corp, within, None, most);
    let mut ids = question.patiently(found).await?;
    let mut seen: HashSet<_> = ids.iter().cloned().collect();
    ids.extend(singly.into_iter().filter(|id| seen.insert(id.clone())));
    if ids.len() > MOST_ROOMS {
        return wish::wrong(format!(
            "groupId must be given: there are more than {MOST_ROOMS} rooms"
        ));
    }
    Ok((ids, groups.into_iter().collect()))
}

async fn meetings(
    question: &Question,
    rooms: &[RoomToBook],
    days: Days,
) -> Result<HashMap<RoomId, Vec<Meeting>>, Problem> {
    let ids: Vec<_> = rooms.iter().map(|room| room.room.id.clone()).collect();
    let mut by_room: HashMap<RoomId, Vec<Meeting>> = HashMap::new();
    let mut left = MOST_MEETINGS;
    for ids in ids.chunks(AT_ONCE) {
        let most = i64::try_from(left).unwrap_or(i64::MAX - 1) + 1;
        let found = question.store().meetings_in(&question.corp, ids, days.everywhere(), most);
        let found = question.patiently(found).await?;
        let Some(rest) = left.checked_sub(found.len()) else {
            return wish::wrong(format!(
                "endDate is too late: there are more than {MOST_MEETINGS} meetings"
            ));
        };
        left = rest;
        for (room, meeting) in found {
            by_room.entry(room).or_default().push(meeting);
        }
    }
    Ok(by_room)
}

fn told(
    counted: Vec<(Use, RoomToBook)>,
    names: &HashMap<GroupId, String>,
    shown: &HashSet<GroupId>,
) -> RoomUses {
    let mut total = Use::default();
    let mut by_group: HashMap<GroupId, (i64, Use)> = HashMap::new();
    let mut rooms = Vec::with_capacity(counted.len());
    for (own, room) in counted {
        total.add(&own);
        for group in room.groups.iter().filter(|group| shown.contains(group)) {
            let (rooms, sum) = by_group.entry(*group).or_default();
            *rooms += 1;
            sum.add(&own);
        }
        let room = room.room;
        rooms.push(RoomUse {
            room_id: room.id.into_string(),
            room_name: room.name,
            room_capacity: room.capacity,
            group_id: room.group.map(|group| group.0),
            counts: counts(&own),
        });
    }
    rooms.sort_by(|a, b| (&a.room_name, &a.room_id).cmp(&(&b.room_name, &b.room_id)));
    let groups = by_group.into_iter().map(|(id, (rooms, sum))| GroupUse {
        group_id: id.0,
        group_name: names.get(&id).cloned().and_then(groups::given_name),
        rooms,
        counts: counts(&sum),
    });
    let mut groups: Vec<_> = groups.collect();
    groups.sort_by(|a, b| (&a.group_name, a.group_id).cmp(&(&b.group_name, b.group_id)));
    RoomUses { total: counts(&total), rooms, groups, hours: hours(&total) }
}

fn counts(found: &Use) -> UseCounts {
    UseCounts {
        open_minutes: Use::sum(&found.open),
        used_minutes: Use::sum(&found.used),
        outside_minutes: found.outside,
        meetings: found.meetings,
        walk_ups: found.walk_ups,
        people: found.people,
        most_people: found.most_people,
        past_meetings: found.over,
        no_shows: found.no_shows,
        sized_meetings: found.sized,
        half_empty: found.half_empty,
    }
}

fn hours(total: &Use) -> Vec<HourUse> {
    let days = (1..).zip(total.open.iter().zip(&total.used));
    let each = days.flat_map(|(weekday, (open, used))| {
        let hours = (0..).zip(open.iter().zip(used));
        hours.map(move |(hour, (open, used))| HourUse {
            weekday,
            hour,
            open_minutes: *open,
            used_minutes: *used,
        })
    });
    each.filter(|one| one.open_minutes > 0 || one.used_minutes > 0).collect()
}
