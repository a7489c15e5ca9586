//! What `CreateMeetingRoom` and `UpdateMeetingRoom` are given, in core's words.

use std::collections::HashSet;
use std::hash::Hash;

use openrooms_core::id::{DeviceUnionId, GroupId, LARGEST_ID, UnionId};
use openrooms_core::name::steers;
use openrooms_core::picture::address as picture_address;
use openrooms_core::room::{Label, Location, Room, RoomStatus};
use openrooms_core::room_change::{PolicyWish, Put, RoomName, RoomWish};
use openrooms_core::time::Zone;
use openrooms_protocol::organisation::DocumentError;
use openrooms_protocol::rooms::{ExtensionConfig, MeetingRoom, NewRoom, RoomLocation};

use super::{house, reply};
use crate::problem::Problem;

const MOST_ADMINISTRATORS: usize = 100;
pub(super) const LONGEST_TEXT: usize = 2_000;
const LONGEST_DESCRIPTION: usize = 5_000;
/// How much is said of what is wrong with a field.
const LONGEST_COMPLAINT: usize = 200;
const MOST_LABELS: usize = 100;
const MOST_DEVICES: usize = 100;
const MOST_MEMBERS: usize = 1_000;
/// The last millisecond of the year 9999.
pub(super) const LATEST: i64 = 253_402_300_799_999;

/// The operator, and what they ask for. Nothing is required here but the operator.
pub(super) fn wish(given: NewRoom) -> Result<(UnionId, RoomWish), Problem> {
    let operator = operator(given.union_id)?;
    let name = given.room_name.map(|name| RoomName::parse(&name)).transpose();
    let status = given.room_status.map(|status| RoomStatus::parse(status.into())).transpose();
    if given.room_capacity.is_some_and(|seats| seats < 0) {
        return wrong("roomCapacity must not be negative");
    }
    let group = given.group_id.map(|id| match id {
        0 => Ok(Put::Nothing),
        1.. => Ok(Put::Value(GroupId(id))),
        _ => wrong("groupId must not be negative"),
    });
    let zone = given.time_zone.map(|name| {
        if name.is_empty() {
            return Ok(Put::Nothing);
        }
        let zone = Zone::parse(&name);
        zone.map(Put::Value).map_err(|error| {
            named(&DocumentError { path: "timeZone".to_owned(), message: error.0 })
        })
    });
    let members = given.reservation_authority.and_then(|authority| authority.authorized_members);
    if members.as_ref().is_some_and(|members| members.len() > MOST_MEMBERS) {
        return wrong(format!("authorizedMembers must be {MOST_MEMBERS} at most"));
    }
    let members = members.map(|members| {
        let path = "reservationAuthority.authorizedMembers";
        for (index, member) in members.iter().enumerate() {
            id(&format!("{path}[{index}].memberId"), &member.member_id)?;
            text(&format!("{path}[{index}].memberName"), member.member_name.clone())?;
        }
        reply::members_from_wire(members, path).map_err(|error| named(&error))
    });
    let wish = RoomWish {
        name: name.map_err(|_| Problem::NameUnsafe)?,
        status: status.or_else(|_| wrong("roomStatus invalid"))?,
        members: members.transpose()?,
        group: group.transpose()?,
        staff_id: text("roomStaffId", given.room_staff_id)?,
        labels: given.room_label_ids.map(labels).transpose()?,
        capacity: given.room_capacity,
        location: given.room_location.map(location).transpose()?,
        picture: picture(given.room_picture)?,
        isv_room_id: isv_room_id(given.isv_room_id)?,
        device_union_ids: given.device_union_ids.map(devices).transpose()?,
        allows_series: given.enable_cycle_reservation,
        description: lines("roomDescription", given.room_description, LONGEST_DESCRIPTION)?,
        zone: zone.transpose()?,
        policy: policy(given.extension_config.unwrap_or_default(), given.open_reservation)?,
    };
    Ok((operator, wish))
}

/// A room as a caller read it.
pub(super) fn expected(seen: MeetingRoom, room: &str) -> Result<Room, Problem> {
    if seen.room_id != room {
        return wrong("expected is another room");
    }
    reply::room_from_wire(seen, "expected").map_err(|error| named(&error))
}

/// On whose behalf an operation is called.
pub(super) fn operator(union_id: Option<String>) -> Result<UnionId, Problem> {
    required("unionId", union_id.filter(|id| !id.is_empty())).map(UnionId::new)
}

/// What an operation cannot do without.
pub(super) fn required<T>(name: &str, value: Option<T>) -> Result<T, Problem> {
    value.ok_or_else(|| Problem::missing(name))
}

/// Each of some ids once, in the order of their first mention.
pub(super) fn each_once<T: Clone + Eq + Hash>(ids: impl Iterator<Item = T>) -> Vec<T> {
    let mut seen = HashSet::new();
    ids.filter(|id| seen.insert(id.clone())).collect()
}

/// Who is to administer something; nobody is an empty list.
pub(super) fn administrators(given: Option<Vec<String>>) -> Result<Vec<UnionId>, Problem> {
    let given = required("adminUnionIds", given)?;
    if given.len() > MOST_ADMINISTRATORS {
        return wrong(format!("adminUnionIds must be {MOST_ADMINISTRATORS} at most"));
    }
    Ok(each_once(given.into_iter().map(UnionId::new)))
}

/// A number that a path names something by: digits.
pub(super) fn number_in_path(name: &str, text: &str) -> Result<i64, Problem> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse() {
        Ok(number) if is_number => Ok(number),
        _ => {
            let how = if is_number { "is out of range" } else { "is not a number" };
            let text: String = text.chars().take(50).collect();
            wrong(format!("{name} {how}: {text:?}"))
        }
    }
}

pub(super) fn wrong<T>(what: impl Into<std::borrow::Cow<'static, str>>) -> Result<T, Problem> {
    Err(Problem::ParameterWrong(what.into()))
}

/// A field of a document that does not parse, as a parameter.
pub(super) fn named(error: &DocumentError) -> Problem {
    let path = error.path.trim_start_matches('.');
    let message = &error.message;
    // What was sent stands in it, however long it was.
    match message.char_indices().nth(LONGEST_COMPLAINT) {
        Some((end, _)) => Problem::ParameterWrong(format!("{path}: {}…", &message[..end]).into()),
        None => Problem::ParameterWrong(format!("{path}: {message}").into()),
    }
}

/// A text that is shown somewhere: bounded, and without what steers a terminal or turns it round.
pub(super) fn plain(name: &str, text: String, most: usize) -> Result<String, Problem> {
    check(name, &text, most, steers)?;
    Ok(text)
}

fn check(
    name: &str,
    text: &str,
    most: usize,
    is_refused: impl Fn(char) -> bool,
) -> Result<(), Problem> {
    if text.chars().count() > most {
        return wrong(format!("{name} must be {most} characters at most"));
    }
    if text.chars().any(is_refused) {
        return wrong(format!("{name} must have no control characters"));
    }
    Ok(())
}

/// A text of one line.
pub(super) fn text(name: &str, value: Option<String>) -> Result<Option<String>, Problem> {
    value.map(|text| plain(name, text, LONGEST_TEXT)).transpose()
}

/// A text that may have lines and columns.
pub(super) fn lines(
    name: &str,
    value: Option<String>,
    most: usize,
) -> Result<Option<String>, Problem> {
    if let Some(text) = &value {
        check(name, text, most, |c| steers(c) && !matches!(c, '\n' | '\r' | '\t'))?;
    }
    Ok(value)
}

/// What names something cannot do without a character.
fn id(name: &str, value: &str) -> Result<(), Problem> {
    check(name, value, LONGEST_TEXT, steers)?;
    if value.trim().is_empty() { wrong(format!("{name} must not be empty")) } else { Ok(()) }
}

/// The integrator's own id.
fn isv_room_id(given: Option<String>) -> Result<Option<String>, Problem> {
    if let Some(text) = &given {
        id("isvRoomId", text)?;
    }
    Ok(given)
}

/// A list that is not too long.
pub(super) fn listed<T>(name: &str, list: Vec<T>, most: usize) -> Result<Vec<T>, Problem> {
    if list.len() > most {
        return wrong(format!("{name} must be {most} at most"));
    }
    Ok(list)
}

/// A number that is not below 0.
pub(super) fn not_negative(name: &str, number: Option<i32>) -> Result<(), Problem> {
    if number.is_some_and(|number| number < 0) {
        return wrong(format!("{name} must not be negative"));
    }
    Ok(())
}

/// The address of a picture; an empty one is none.
fn picture(address: Option<String>) -> Result<Option<String>, Problem> {
    match &address {
        Some(text) if !text.is_empty() && picture_address::check(text).is_err() => {
            wrong("roomPicture must be an address, http or https")
        }
        _ => Ok(address),
    }
}

fn location(given: RoomLocation) -> Result<Location, Problem> {
    Ok(Location {
        title: text("roomLocation.title", given.title)?,
        description: text("roomLocation.desc", given.desc)?,
    })
}

fn devices(ids: Vec<String>) -> Result<Vec<DeviceUnionId>, Problem> {
    let ids = listed("deviceUnionIds", ids, MOST_DEVICES)?;
    for (index, device) in ids.iter().enumerate() {
        id(&format!("deviceUnionIds[{index}]"), device)?;
    }
    Ok(ids.into_iter().map(DeviceUnionId::new).collect())
}

fn labels(ids: Vec<i64>) -> Result<Vec<Label>, Problem> {
    if ids.len() > MOST_LABELS {
        return wrong(format!("roomLabelIds must be {MOST_LABELS} at most"));
    }
    let mut labels: Vec<Label> = Vec::with_capacity(ids.len());
    for (index, id) in ids.into_iter().enumerate() {
        if id < 1 {
            return wrong(format!("roomLabelIds[{index}] must be 1 or more"));
        }
        if id > LARGEST_ID {
            return wrong(format!("roomLabelIds[{index}] must be {LARGEST_ID} at most"));
        }
        if !labels.iter().any(|label| label.id == id) {
            labels.push(Label { id, name: None });
        }
    }
    Ok(labels)
}

/// The policy; `openReservation` has a place of its own beside it, which the SDKs know.
pub(super) fn policy(
    mut config: ExtensionConfig,
    is_open: Option<bool>,
) -> Result<PolicyWish, Problem> {
    if let (Some(beside), Some(inside)) = (is_open, config.open_reservation)
        && beside != inside
    {
        return wrong("openReservation is not that of extensionConfig");
    }
    let advance = config.advance_reservation.as_ref();
    let numbers = [
        ("maxReservationTimeInterval", config.max_reservation_time_interval),
        ("minReservationTimeInterval", config.min_reservation_time_interval),
        (
            "advanceReservation.advanceReservationTime",
            advance.and_then(|advance| advance.advance_reservation_time),
        ),
    ];
    for (name, number) in numbers {
        if number.is_some_and(|number| number < 0) {
            return wrong(format!("extensionConfig.{name} must not be negative"));
        }
    }
    if let Some(closure) = &config.reservation_close_detail {
        let times =
            [("taskStartTime", closure.task_start_time), ("taskEndTime", closure.task_end_time)];
        for (name, at) in times {
            if at.is_some_and(|at| !(0..=LATEST).contains(&at)) {
                let place = "extensionConfig.reservationCloseDetail";
                return wrong(format!("{place}.{name} must be milliseconds from 0 to {LATEST}"));
            }
        }
        let texts = [
            ("closeReason", &closure.close_reason),
            ("contactUnionId", &closure.contact_union_id),
            ("contactNick", &closure.contact_nick),
        ];
        for (name, value) in texts {
            text(&format!("extensionConfig.reservationCloseDetail.{name}"), value.clone())?;
        }
    }
    // What goes is no part of a policy.
    let gone = config.take_away.take().unwrap_or_default();
    let house = house::wish(&config, "").map_err(|error| named(&error))?;
    let policy = reply::policy_from_wire(config, "").map_err(|error| named(&error))?;
    let mut wish = PolicyWish {
        is_open: is_open.or(policy.is_open).map(Put::Value),
        max_length_minutes: policy.max_length_minutes.map(Put::Value),
        min_length_minutes: policy.min_length_minutes.map(Put::Value),
        advance: policy.advance.map(or_nothing),
        closure: policy.closure.map(or_nothing),
        needs_approval: policy.needs_approval.map(Put::Value),
        approval: policy.approval.map(Put::Value),
        house,
    };
    house::take_away(&gone, "", &mut wish).map_err(|error| named(&error))?;
    Ok(wish)
}

/// An object without a field takes what there was away.
fn or_nothing<T: Default + PartialEq>(value: T) -> Put<T> {
    if value == T::default() { Put::Nothing } else { Put::Value(value) }
}
