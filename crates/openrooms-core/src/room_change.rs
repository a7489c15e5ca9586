//! Making, changing and removing rooms: what is asked for, and who may have it.

use std::collections::BTreeMap;

use crate::access::{Viewer, may_manage, may_manage_room};
use crate::house::{ClosedDays, DoorShows, HouseRules, Quota, WeekHours};
use crate::id::{DeviceUnionId, GroupId, RoomId};
pub use crate::name::{Name as RoomName, UnsafeName};
use crate::room::{Advance, Approval, Closure, Label, Location, Member, Policy, Room, RoomStatus};
use crate::time::Zone;

/// What a field that may be empty is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put<T> {
    /// This.
    Value(T),
    /// Nothing any more.
    Nothing,
}

impl<T> Put<T> {
    pub(crate) fn into_option(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Nothing => None,
        }
    }
}

/// What is asked for of a room; `None` leaves it as it is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RoomWish {
    /// What people call it.
    pub name: Option<RoomName>,
    /// Who may see and book it.
    pub status: Option<RoomStatus>,
    /// Whom it names.
    pub members: Option<Vec<Member>>,
    /// The group it is in.
    pub group: Option<Put<GroupId>>,
    /// Reserved by DingTalk.
    pub staff_id: Option<String>,
    /// What it is equipped with.
    pub labels: Option<Vec<Label>>,
    /// Seats.
    pub capacity: Option<i32>,
    /// Where it is; what is `None` inside stays.
    pub location: Option<Location>,
    /// Address of a picture; an empty one takes it away.
    pub picture: Option<String>,
    /// The integrator's own id of it.
    pub isv_room_id: Option<String>,
    /// Devices that are listed with it.
    pub device_union_ids: Option<Vec<DeviceUnionId>>,
    /// Whether a recurring event may take it.
    pub allows_series: Option<bool>,
    /// Free text.
    pub description: Option<String>,
    /// Its own zone.
    pub zone: Option<Put<Zone>>,
    /// What it asks of a booking.
    pub policy: PolicyWish,
}

/// What is asked for of a room's policy; `None` leaves it as it is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PolicyWish {
    /// Whether it can be booked at all.
    pub is_open: Option<Put<bool>>,
    /// Longest booking in minutes; 0 is no limit.
    pub max_length_minutes: Option<Put<i32>>,
    /// Shortest booking in minutes.
    pub min_length_minutes: Option<Put<i32>>,
    /// How early it can be booked, whole.
    pub advance: Option<Put<Advance>>,
    /// When it is closed, whole.
    pub closure: Option<Put<Closure>>,
    /// Whether a booking waits for approval.
    pub needs_approval: Option<Put<bool>>,
    /// How it is approved.
    pub approval: Option<Put<Approval>>,
    /// What is asked beyond the wire's own policy.
    pub house: HouseWish,
}

/// What is asked for of house rules; `None` leaves them as they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HouseWish {
    /// When rooms are open, whole.
    pub hours: Option<Put<WeekHours>>,
    /// Minutes that are held before a booking.
    pub buffer_before_minutes: Option<Put<i32>>,
    /// Minutes that are held after a booking.
    pub buffer_after_minutes: Option<Put<i32>>,
    /// Whether more people than seats are refused.
    pub counts_seats: Option<Put<bool>>,
    /// How much one person may have booked, whole.
    pub quota: Option<Put<Quota>>,
    /// How many minutes before its start a booking may last be given back.
    pub notice_minutes: Option<Put<i32>>,
    /// Days on which rooms are closed, all of them.
    pub closed_days: Option<Put<Vec<ClosedDays>>>,
    /// Whether they are reached without a step.
    pub is_accessible: Option<Put<bool>>,
    /// What else there is to say of them, all of it.
    pub attributes: Option<Put<BTreeMap<String, String>>>,
    /// What the screen at the door tells of a meeting.
    pub door: Option<Put<DoorShows>>,
}

/// Why a room is not made, changed or removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The operator is nobody of the organisation, or does not administer this room.
    NotAdministrator,
    /// There is no such room.
    RoomUnknown,
    /// There is no such group.
    GroupUnknown,
    /// Another room has the name.
    NameTaken,
    /// It would be restricted to nobody.
    MembersMissing,
    /// The organisation may have no more rooms.
    LicenceUsedUp,
    /// It is not as the caller saw it.
    Changed,
}

/// A room that is there, and its group with those above.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// The room.
    pub room: Room,
    /// Its group and those above; empty where it is in none.
    pub groups: Vec<GroupId>,
}

/// What a wish meets in the organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Surroundings {
    /// Whether another room has the name that is asked for.
    pub name_is_taken: bool,
    /// The group that is asked for and those above; `None` where there is no such group, empty where
    /// none is asked for.
    pub groups: Option<Vec<GroupId>>,
}

/// How many rooms an organisation has, and how many it may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Licence {
    /// Rooms that there are.
    pub rooms: i64,
    /// Rooms that there may be; `None` or 0 is no limit.
    pub limit: Option<i64>,
}

impl RoomWish {
    /// The room that it makes. It has the name of the wish, or none.
    pub fn make(self, id: RoomId, union_id: String) -> Room {
        let bare = Room {
            id,
            staff_id: None,
            name: String::new(),
            status: RoomStatus::Everyone,
            labels: None,
            capacity: None,
            location: None,
            picture: None,
            isv_room_id: None,
            group: None,
            device_union_ids: None,
            members: None,
            allows_series: None,
            union_id: Some(union_id),
            policy: None,
            description: None,
            zone: None,
            beyond: None,
        };
        self.onto(bare)
    }

    /// The room with what is asked for.
    pub fn onto(self, room: Room) -> Room {
        let location = match (self.location, room.location) {
            (None, kept) => kept,
            (Some(new), None) => {
                (new != Location { title: None, description: None }).then_some(new)
            }
            (Some(new), Some(kept)) => Some(Location {
                title: new.title.or(kept.title),
                description: new.description.or(kept.description),
            }),
        };
        Room {
            id: room.id,
            union_id: room.union_id,
            beyond: room.beyond,
            name: self.name.map_or(room.name, RoomName::into_string),
            status: self.status.unwrap_or(room.status),
            members: self.members.or(room.members),
            group: self.group.map_or(room.group, Put::into_option),
            staff_id: self.staff_id.or(room.staff_id),
            labels: self.labels.or(room.labels),
            capacity: self.capacity.or(room.capacity),
            location,
            picture: match self.picture {
                Some(address) => Some(address).filter(|address| !address.is_empty()),
                None => room.picture,
            },
            isv_room_id: self.isv_room_id.or(room.isv_room_id),
            device_union_ids: self.device_union_ids.or(room.device_union_ids),
            allows_series: self.allows_series.or(room.allows_series),
            description: self.description.or(room.description),
            zone: self.zone.map_or(room.zone, Put::into_option),
            policy: self.policy.onto(room.policy),
        }
    }

    /// Whether it restricts a room to nobody. A room that was so before, and of which neither is
    /// asked for, stays as it is.
    pub fn lacks_members(&self, room: Option<&Room>) -> bool {
        let status = self.status.or_else(|| room.map(|room| room.status));
        let kept = room.and_then(|room| room.members.as_ref());
        let members = self.members.as_ref().or(kept);
        (self.status.is_some() || self.members.is_some())
            && status == Some(RoomStatus::Restricted)
            && members.is_none_or(Vec::is_empty)
    }
}

impl PolicyWish {
    /// The policy with what is asked for.
    pub fn onto(self, policy: Option<Policy>) -> Option<Policy> {
        if self == Self::default() {
            return policy;
        }
        let old = policy.unwrap_or_default();
        Some(Policy {
            is_open: self.is_open.map_or(old.is_open, Put::into_option),
            max_length_minutes: self
                .max_length_minutes
                .map_or(old.max_length_minutes, Put::into_option),
            min_length_minutes: self
                .min_length_minutes
                .map_or(old.min_length_minutes, Put::into_option),
            advance: self.advance.map_or(old.advance, Put::into_option),
            closure: self.closure.map_or(old.closure, Put::into_option),
            needs_approval: self.needs_approval.map_or(old.needs_approval, Put::into_option),
            approval: self.approval.map_or(old.approval, Put::into_option),
            house: self.house.onto(old.house),
        })
    }
}

impl HouseWish {
    /// The rules with what is asked for.
    pub fn onto(self, old: HouseRules) -> HouseRules {
        HouseRules {
            hours: self.hours.map_or(old.hours, Put::into_option),
            buffer_before_minutes: self
                .buffer_before_minutes
                .map_or(old.buffer_before_minutes, Put::into_option),
            buffer_after_minutes: self
                .buffer_after_minutes
                .map_or(old.buffer_after_minutes, Put::into_option),
            counts_seats: self.counts_seats.map_or(old.counts_seats, Put::into_option),
            quota: self.quota.map_or(old.quota, Put::into_option),
            notice_minutes: self.notice_minutes.map_or(old.notice_minutes, Put::into_option),
            closed_days: self.closed_days.map_or(old.closed_days, Put::into_option),
            is_accessible: self.is_accessible.map_or(old.is_accessible, Put::into_option),
            attributes: self.attributes.map_or(old.attributes, Put::into_option),
            door: self.door.map_or(old.door, Put::into_option),
        }
    }
}

/// Whether the operator may make a room in that place.
///
/// An administrator may anywhere, an administrator of groups in those and below. Which groups there
/// are is told to administrators alone.
pub fn may_make(
    operator: Option<&Viewer>,
    found: &Surroundings,
    licence: Licence,
) -> Result<(), Refusal> {
    let operator = operator.ok_or(Refusal::NotAdministrator)?;
    check_place(operator, found)?;
    if found.name_is_taken {
        return Err(Refusal::NameTaken);
    }
    match licence.limit {
        Some(limit) if limit > 0 && licence.rooms >= limit => Err(Refusal::LicenceUsedUp),
        _ => Ok(()),
    }
}

/// The room, where the operator administers it. That it is there, or not, is told to administrators
/// alone.
pub fn administered(operator: Option<&Viewer>, room: Option<Placed>) -> Result<Room, Refusal> {
    where_they(room, operator, |operator, placed| {
        may_manage_room(operator, &placed.room.id, &placed.groups)
    })
}

/// The room, where the operator may remove it: whoever may make one in its place.
pub fn removable(operator: Option<&Viewer>, room: Option<Placed>) -> Result<Room, Refusal> {
    where_they(room, operator, |operator, placed| may_manage(operator, &placed.groups))
}

fn where_they(
    room: Option<Placed>,
    operator: Option<&Viewer>,
    may: impl FnOnce(&Viewer, &Placed) -> bool,
) -> Result<Room, Refusal> {
    let operator = operator.ok_or(Refusal::NotAdministrator)?;
    match room {
        Some(placed) if may(operator, &placed) => Ok(placed.room),
        None if operator.is_admin => Err(Refusal::RoomUnknown),
        _ => Err(Refusal::NotAdministrator),
    }
}

/// Whether a room that the operator administers may become what is asked for.
pub fn may_become(
    operator: &Viewer,
    room: &Room,
    wish: &RoomWish,
    found: &Surroundings,
) -> Result<(), Refusal> {
    if wish.group.is_some_and(|group| group.into_option() != room.group) {
        check_place(operator, found)?;
    }
    let is_renamed = wish.name.as_ref().is_some_and(|name| name.as_str() != room.name);
    if is_renamed && found.name_is_taken {
        return Err(Refusal::NameTaken);
    }
    if wish.lacks_members(Some(room)) { Err(Refusal::MembersMissing) } else { Ok(()) }
}

/// Whether a room is as somebody saw it, where they say how. What others are called who stand in it is
/// not the room's own, and does not count: a read tells it, and it is kept elsewhere. Nor do devices
/// that stand there, which a read tells behind those that the room itself lists.
pub fn check_seen(room: &Room, seen: Option<&Room>) -> Result<(), Refusal> {
    let Some(seen) = seen else { return Ok(()) };
    let mut seen = own(seen);
    let listed = room.device_union_ids.as_deref().unwrap_or_default();
    if seen.device_union_ids.as_deref().unwrap_or_default().starts_with(listed) {
        seen.device_union_ids.clone_from(&room.device_union_ids);
    }
    if own(room) == seen { Ok(()) } else { Err(Refusal::Changed) }
}

fn own(room: &Room) -> Room {
    let mut room = Room { beyond: None, ..room.clone() };
    for label in room.labels.iter_mut().flatten() {
        label.name = None;
    }
    for member in room.members.iter_mut().flatten() {
        member.name = None;
    }
    room.policy = room.policy.map(own_policy);
    room
}

/// A policy without what its read adds.
pub(crate) fn own_policy(mut policy: Policy) -> Policy {
    if let Some(closure) = &mut policy.closure
        && closure.contact.is_some()
    {
        closure.contact_name = None;
    }
    policy
}

fn check_place(operator: &Viewer, found: &Surroundings) -> Result<(), Refusal> {
    match &found.groups {
        Some(groups) if may_manage(operator, groups) => Ok(()),
        None if operator.is_admin => Err(Refusal::GroupUnknown),
        _ => Err(Refusal::NotAdministrator),
    }
}

#[cfg(test)]
mod tests;
