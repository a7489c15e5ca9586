//! A plan written as an organisation document, room by room, so that its size does not matter.

use std::io::{Result, Write};

use serde_json::{Map, Value, json, to_writer};

use super::plan::{self, DIVISIONS, GROUPS, Member, Organisation, Plan, Room, TEAMS_EACH, User};
use super::words::{CLOSURES, DEPARTMENTS, FAMILY, GIVEN, KINDS, LABELS, PLACES, SENTENCES};
use crate::random::Random;

/// Limits and allow-list are set, so that each check has something to check, and are wide enough
/// never to refuse.
const CALLS_PER_MONTH: u32 = 2_000_000_000;
const CALLS_PER_SECOND: u32 = 1_000_000;

pub(super) fn write(plan: &Plan, mut out: impl Write) -> Result<()> {
    out.write_all(b"{\"organisations\":[")?;
    for (index, organisation) in plan.organisations.iter().enumerate() {
        if index > 0 {
            out.write_all(b",")?;
        }
        let mut random = Random::seeded(index as u64);
        write_organisation(index, organisation, &mut random, &mut out)?;
    }
    out.write_all(b"]}\n")?;
    out.flush()
}

fn write_organisation(
    index: usize,
    organisation: &Organisation,
    random: &mut Random,
    out: &mut impl Write,
) -> Result<()> {
    let head = json!({
        "corpId": organisation.corp_id,
        "corpName": format!("Company {index:04}"),
        "timeZone": "Asia/Shanghai",
        "callsPerMonth": CALLS_PER_MONTH,
        "departments": departments(),
        "apps": [{
            "appKey": organisation.app_key,
            "appSecret": organisation.app_secret,
            "scopes": ["qyapi_base", "VideoConference.Conference.Read"],
            "ipAllowList": ["127.0.0.0/8"],
            "qpsPerOperation": CALLS_PER_SECOND,
        }],
        "roomGroups": (1..=GROUPS).map(group).collect::<Vec<_>>(),
    });
    // The head without its closing brace; the long lists follow.
    let head = head.to_string();
    out.write_all(&head.as_bytes()[..head.len() - 1])?;
    write_list(
        "users",
        organisation.users.iter().enumerate(),
        out,
        |(number, user)| person(number, user),
    )?;
    write_list(
        "rooms",
        organisation.rooms.iter().enumerate(),
        out,
        |(number, room)| meeting_room(number, room, organisation, random),
    )?;
    out.write_all(b"}")
}

fn write_list<T>(
    name: &str,
    items: impl Iterator<Item = T>,
    out: &mut impl Write,
    mut value: impl FnMut(T) -> Value,
) -> Result<()> {
    write!(out, ",\n\"{name}\":[")?;
    for (index, item) in items.enumerate() {
        out.write_all(if index > 0 { b",\n" } else { b"\n" })?;
        to_writer(&mut *out, &value(item))?;
    }
    out.write_all(b"]")
}

fn departments() -> Vec<Value> {
    (1..=1 + DIVISIONS + DIVISIONS * TEAMS_EACH)
        .map(|id| json!({"deptId": id, "name": department_name(id), "parentId": plan::parent(id)}))
        .collect()
}

fn department_name(id: u32) -> String {
    format!("{} {id}", DEPARTMENTS[id as usize % DEPARTMENTS.len()])
}

/// Four groups below the root, two below each of them.
fn group(id: u32) -> Value {
    let parent = if id <= 4 { 0 } else { (id - 5) / 2 + 1 };
    json!({"groupId": id, "groupName": format!("Floor {id}"), "parentId": parent})
}

fn person(number: usize, user: &User) -> Value {
    let mut person = json!({
        "userId": user_id(number),
        "unionId": user.union_id,
        "name": person_name(number),
        "email": format!("user{number}@example.com"),
        "mobile": format!("139{number:08}"),
        "deptIds": user.departments,
    });
    if user.admin {
        person["admin"] = Value::Bool(true);
    }
    person
}

fn user_id(number: usize) -> String {
    format!("user{number:05}")
}

fn person_name(number: usize) -> String {
    let given = GIVEN[number % GIVEN.len()];
    format!("{} {given}", FAMILY[number / GIVEN.len() % FAMILY.len()])
}

fn member(member: Member, organisation: &Organisation) -> Value {
    match member {
        Member::User(number) => json!({
            "memberId": organisation.users[number].union_id,
            "memberType": "user",
            "memberName": person_name(number),
        }),
        Member::Department(id) => json!({
            "memberId": id.to_string(),
            "memberType": "dept",
            "memberName": department_name(id),
        }),
    }
}

fn meeting_room(
    number: usize,
    room: &Room,
    organisation: &Organisation,
    random: &mut Random,
) -> Value {
    let id = |random: &mut Random| random.text(b"0123456789ABCDEFabcdef", 25);
    let place = *random.pick(PLACES);
    let labels = 1 + random.below(3);
    let first = random.below(LABELS.len());
    let labels: Vec<Value> = (first..LABELS.len().min(first + labels))
        .map(|label| json!({"labelId": label + 1, "labelName": LABELS[label]}))
        .collect();
    let group = 1 + u32::try_from(random.below(GROUPS as usize)).expect("a few groups");
    let members: Vec<Value> = room
        .members
        .iter()
        .map(|member| self::member(*member, organisation))
        .collect();
    let sentences = 1 + random.below(4);
    let description: Vec<&str> = (0..sentences).map(|_| *random.pick(SENTENCES)).collect();
    let mut value = json!({
        "roomId": room.id,
        "roomStaffId": format!("01{number:06}"),
        "corpId": organisation.corp_id,
        "roomName": format!("{} {number} {place}", random.pick(KINDS)),
        "roomStatus": room.status.on_the_wire(),
        "roomLabels": labels,
        "roomCapacity": 2 + random.below(40),
        "roomLocation": {
            "title": place,
            "desc": format!(
                "Building {}, floor {}, No. {} Wenyi West Road, Yuhang District, Hangzhou",
                random.below(9), random.below(30), random.below(999),
            ),
        },
        "roomPicture": format!("https://static.dingtalk.io/media/lAD{}.jpg", id(random)),
        "isvRoomId": format!("isv-{}", id(random)),
        "roomGroup": self::group(group),
        "deviceUnionIds": (0..=random.below(2)).map(|_| id(random)).collect::<Vec<_>>(),
        "reservationAuthority": {"authorizedMembers": members},
        "enableCycleReservation": random.percent(50),
        "roomUnionId": id(random),
        "extensionConfig": extension(organisation, random),
        "roomDescription": description.join(" "),
    });
    if room.members.is_empty() {
        remove(&mut value, "reservationAuthority");
    }
    value
}

fn extension(organisation: &Organisation, random: &mut Random) -> Value {
    let mut value = json!({
        "openReservation": random.percent(95),
        "maxReservationTimeInterval": 60 * (1 + random.below(8)),
        "minReservationTimeInterval": 15,
        "advanceReservation": {
            "advanceReservationTime": 1 + random.below(30),
            "advanceReservationTimeUnit": random.pick(&["days", "weeks", "months"]),
            "advanceBookTimeFormat": "09:00",
        },
        "approvalSwitch": random.percent(10),
        "approvalType": 1,
    });
    if random.percent(30) {
        let start = 1_740_000_000_000_u64 + random.next() % 1_000_000_000;
        let contact = random.below(organisation.users.len());
        value["reservationCloseDetail"] = json!({
            "taskStartTime": start,
            "taskEndTime": start + 86_400_000,
            "closeReason": random.pick(CLOSURES),
            "contactUnionId": organisation.users[contact].union_id,
            "contactNick": person_name(contact),
            "sendNotify": true,
        });
    }
    value
}

fn remove(value: &mut Value, name: &str) {
    value
        .as_object_mut()
        .and_then(|object: &mut Map<String, Value>| object.remove(name));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::plan::{SeenBy, Size};

    #[test]
    fn the_document_is_json_with_rooms_of_a_real_size() {
        let size = Size {
            seen_by: SeenBy::Most,
            organisations: 2,
            users_each: 50,
            rooms_each: 200,
        };
        let mut bytes = Vec::new();
        write(&Plan::new(size), &mut bytes).expect("a Vec takes everything");
        let document: Value = serde_json::from_slice(&bytes).expect("valid JSON");
        let organisations = document["organisations"].as_array().expect("a list");
        assert_eq!(organisations.len(), 2);
        let mut lengths = Vec::new();
        for organisation in organisations {
            assert_eq!(organisation["users"].as_array().expect("a list").len(), 50);
            let rooms = organisation["rooms"].as_array().expect("a list");
            lengths.extend(rooms.iter().map(|room| room.to_string().len()));
        }
        let mean = lengths.iter().sum::<usize>() / lengths.len();
        assert!((1_100..1_500).contains(&mean), "{mean}");
        assert!(
            lengths.iter().all(|length| (900..1_900).contains(length)),
            "{lengths:?}"
        );
    }
}
