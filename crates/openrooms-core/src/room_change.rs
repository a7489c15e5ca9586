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
/// not the room's own, and does not count: a read tells it, and it is kept elsewhere.
pub fn check_seen(room: &Room, seen: Option<&Room>) -> Result<(), Refusal> {
    match seen {
        Some(seen) if own(room) != own(seen) => Err(Refusal::Changed),
        _ => Ok(()),
    }
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
mod tests {
    use super::*;
    use crate::id::UnionId;
    use crate::room::MemberId;
    use crate::time::EpochMillis;

    fn name(text: &str) -> RoomName {
        RoomName::parse(text).unwrap()
    }

    fn room() -> Room {
        RoomWish { name: Some(name("Room")), ..RoomWish::default() }
            .make(RoomId::new("r"), "u".to_owned())
    }

    fn ann() -> Vec<Member> {
        vec![Member { who: MemberId::Person(UnionId::new("ann")), name: None }]
    }

    fn operator(is_admin: bool, administers: &[i64]) -> Viewer {
        let administers = administers.iter().copied().map(GroupId).collect();
        Viewer { is_admin, administers, ..Viewer::default() }
    }

    #[test]
    fn a_wish_of_nothing_changes_nothing() {
        let full = Room {
            members: Some(ann()),
            group: Some(GroupId(3)),
            location: Some(Location { title: Some("t".to_owned()), description: None }),
            zone: Some(Zone::default()),
            policy: Some(Policy { is_open: Some(false), ..Policy::default() }),
            beyond: Some("{}".to_owned()),
            capacity: Some(4),
            ..room()
        };
        assert_eq!(RoomWish::default().onto(full.clone()), full);
        assert_eq!(RoomWish::default().onto(room()), room());
    }

    #[test]
    fn what_is_given_changes_and_what_is_beside_it_stays() {
        let text = |text: &str| Some(text.to_owned());
        let closure = Closure { starts_at: Some(EpochMillis(1)), ..Closure::default() };
        let old = Room {
            location: Some(Location { title: text("old"), description: text("kept") }),
            policy: Some(Policy {
                is_open: Some(true),
                max_length_minutes: Some(60),
                min_length_minutes: Some(15),
                closure: Some(closure),
                ..Policy::default()
            }),
            zone: Some(Zone::default()),
            group: Some(GroupId(1)),
            ..room()
        };
        let wish = RoomWish {
            location: Some(Location { title: text("new"), description: None }),
            zone: Some(Put::Nothing),
            group: Some(Put::Nothing),
            policy: PolicyWish {
                is_open: Some(Put::Value(false)),
                min_length_minutes: Some(Put::Nothing),
                closure: Some(Put::Nothing),
                advance: Some(Put::Value(Advance { count: Some(3), ..Advance::default() })),
                ..PolicyWish::default()
            },
            ..RoomWish::default()
        };
        let new = wish.onto(old);
        assert_eq!(new.location, Some(Location { title: text("new"), description: text("kept") }));
        assert_eq!((new.zone, new.group), (None, None));
        let policy = new.policy.unwrap();
        assert_eq!((policy.is_open, policy.max_length_minutes), (Some(false), Some(60)));
        assert_eq!(policy.min_length_minutes, None);
        assert_eq!(policy.closure, None);
        assert_eq!(policy.advance.unwrap().count, Some(3));
    }

    #[test]
    fn a_room_is_not_restricted_to_nobody() {
        let restricted = Some(RoomStatus::Restricted);
        let bare = || Room { status: RoomStatus::Restricted, ..room() };
        let named = || Room { members: Some(ann()), ..room() };
        for (old, status, members, lacks) in [
            (None, restricted, None, true),
            (None, restricted, Some(vec![]), true),
            (None, restricted, Some(ann()), false),
            (None, Some(RoomStatus::Everyone), None, false),
            (Some(room()), restricted, None, true),
            (Some(named()), restricted, None, false),
            (Some(named()), restricted, Some(vec![]), true),
            (Some(named()), None, Some(vec![]), false),
            (Some(bare()), None, None, false), // imported so
            (Some(bare()), None, Some(vec![]), true),
            (Some(bare()), None, Some(ann()), false),
        ] {
            let wish = RoomWish { status, members, ..RoomWish::default() };
            assert_eq!(wish.lacks_members(old.as_ref()), lacks, "{wish:?} {old:?}");
        }
    }

    #[test]
    fn rooms_are_made_by_who_administers_the_place() {
        use Refusal::{GroupUnknown, LicenceUsedUp, NameTaken, NotAdministrator};
        let (admin, nobody, keeper) =
            (operator(true, &[]), operator(false, &[]), operator(false, &[10]));
        let (nowhere, below, beside) = (Some(&[][..]), Some(&[11, 10][..]), Some(&[12][..]));
        let none = Licence { rooms: 5, limit: None };
        for (who, groups, taken, licence, wanted) in [
            (None, nowhere, false, none, Err(NotAdministrator)),
            (Some(&nobody), nowhere, true, none, Err(NotAdministrator)),
            (Some(&admin), nowhere, false, none, Ok(())),
            (Some(&admin), below, false, none, Ok(())),
            (Some(&admin), None, true, none, Err(GroupUnknown)),
            (Some(&admin), nowhere, true, Licence { limit: Some(5), ..none }, Err(NameTaken)),
            (Some(&admin), nowhere, false, Licence { limit: Some(5), ..none }, Err(LicenceUsedUp)),
            (Some(&admin), nowhere, false, Licence { limit: Some(6), ..none }, Ok(())),
            (Some(&admin), nowhere, false, Licence { limit: Some(0), ..none }, Ok(())),
            (Some(&keeper), below, false, none, Ok(())),
            (Some(&keeper), beside, false, none, Err(NotAdministrator)),
            (Some(&keeper), nowhere, false, none, Err(NotAdministrator)),
            (Some(&keeper), None, false, none, Err(NotAdministrator)),
        ] {
            let groups = groups.map(|ids: &[i64]| ids.iter().copied().map(GroupId).collect());
            let found = Surroundings { name_is_taken: taken, groups };
            assert_eq!(may_make(who, &found, licence), wanted, "{who:?} {found:?} {licence:?}");
        }
    }

    #[test]
    fn a_room_is_as_it_was_seen_until_a_field_of_its_own_differs() {
        let labelled = |name: Option<&str>| Room {
            labels: Some(vec![Label { id: 7, name: name.map(str::to_owned) }]),
            ..room()
        };
        let named = |name: Option<&str>| {
            let who = MemberId::Person(UnionId::new("ann"));
            Room { members: Some(vec![Member { who, name: name.map(str::to_owned) }]), ..room() }
        };
        let closed = |contact: Option<&str>, name: Option<&str>| {
            let closure = Closure {
                contact: contact.map(UnionId::new),
                contact_name: name.map(str::to_owned),
                ..Closure::default()
            };
            let policy = Policy { closure: Some(closure), ..Policy::default() };
            Room { policy: Some(policy), ..room() }
        };
        let bare_policy = || Room { policy: Some(Policy::default()), ..room() };
        let cases = vec![
            (room(), None, true),
            (room(), Some(room()), true),
            (Room { beyond: Some("{}".to_owned()), ..room() }, Some(room()), true),
            (Room { capacity: Some(4), ..room() }, Some(room()), false),
            (room(), Some(Room { capacity: Some(4), ..room() }), false),
            (Room { name: "Other".to_owned(), ..room() }, Some(room()), false),
            (Room { group: Some(GroupId(1)), ..room() }, Some(room()), false),
            (bare_policy(), Some(room()), false),
            (labelled(None), Some(labelled(Some("Beamer"))), true),
            (labelled(None), Some(room()), false),
            (named(Some("A.")), Some(named(Some("Ann"))), true),
            (named(None), Some(room()), false),
            (closed(Some("ann"), None), Some(closed(Some("ann"), Some("Ann"))), true),
            (closed(Some("ann"), None), Some(closed(Some("bob"), None)), false),
            (closed(None, Some("Ann")), Some(closed(None, Some("Bob"))), false),
        ];
        for (now, seen, is_same) in cases {
            let wanted = if is_same { Ok(()) } else { Err(Refusal::Changed) };
            assert_eq!(check_seen(&now, seen.as_ref()), wanted, "{now:?} {seen:?}");
        }
    }

    #[test]
    fn only_administrators_learn_whether_a_room_is_there() {
        use Refusal::{NotAdministrator, RoomUnknown};
        let (admin, nobody, keeper) =
            (operator(true, &[]), operator(false, &[]), operator(false, &[10]));
        let placed = |groups: &[i64]| {
            let groups = groups.iter().copied().map(GroupId).collect();
            Some(Placed { room: room(), groups })
        };
        let of = |room: &str| Viewer { rooms: vec![RoomId::new(room)], ..Viewer::default() };
        let (its_own, of_another) = (of("r"), of("s"));
        let refused = Err(NotAdministrator);
        for (who, found, wanted, removal) in [
            (None, placed(&[]), refused, refused),
            (None, None, refused, refused),
            (Some(&nobody), placed(&[]), refused, refused),
            (Some(&nobody), None, refused, refused),
            (Some(&keeper), placed(&[12]), refused, refused),
            (Some(&keeper), None, refused, refused),
            (Some(&keeper), placed(&[11, 10]), Ok(()), Ok(())),
            (Some(&its_own), placed(&[12]), Ok(()), refused),
            (Some(&its_own), None, refused, refused),
            (Some(&of_another), placed(&[]), refused, refused),
            (Some(&admin), placed(&[]), Ok(()), Ok(())),
            (Some(&admin), None, Err(RoomUnknown), Err(RoomUnknown)),
        ] {
            let outcome = administered(who, found.clone()).map(|_| ());
            assert_eq!(outcome, wanted, "{who:?} {found:?}");
            let outcome = removable(who, found.clone()).map(|_| ());
            assert_eq!(outcome, removal, "{who:?} {found:?}");
        }
    }

    #[test]
    fn a_room_keeps_its_name_and_moves_only_between_groups_that_one_administers() {
        use Refusal::{GroupUnknown, MembersMissing, NameTaken, NotAdministrator};
        let (admin, keeper) = (operator(true, &[]), operator(false, &[10]));
        let its_own = Viewer { rooms: vec![RoomId::new("r")], ..Viewer::default() };
        let here = Room { group: Some(GroupId(11)), ..room() };
        let wish = RoomWish::default;
        let to = |group| RoomWish { group: Some(group), ..wish() };
        let named = |text| RoomWish { name: Some(name(text)), ..wish() };
        let restricted = RoomWish { status: Some(RoomStatus::Restricted), ..wish() };
        for (who, wish, groups, taken, wanted) in [
            (&admin, named("Room"), Some(&[][..]), true, Ok(())), // an imported twin
            (&admin, named("Other"), Some(&[]), true, Err(NameTaken)),
            (&admin, named("Other"), Some(&[]), false, Ok(())),
            (&admin, to(Put::Value(GroupId(9))), None, false, Err(GroupUnknown)),
            (&keeper, to(Put::Value(GroupId(9))), None, false, Err(NotAdministrator)),
            (&keeper, to(Put::Value(GroupId(12))), Some(&[12]), false, Err(NotAdministrator)),
            (&keeper, to(Put::Value(GroupId(10))), Some(&[10]), false, Ok(())),
            (&keeper, to(Put::Value(GroupId(11))), Some(&[11, 10]), false, Ok(())),
            (&keeper, to(Put::Nothing), Some(&[]), false, Err(NotAdministrator)),
            (&its_own, to(Put::Value(GroupId(11))), Some(&[11, 10]), false, Ok(())),
            (&its_own, to(Put::Value(GroupId(10))), Some(&[10]), false, Err(NotAdministrator)),
            (&its_own, to(Put::Nothing), Some(&[]), false, Err(NotAdministrator)),
            (&its_own, named("Other"), Some(&[]), false, Ok(())),
            (&admin, to(Put::Nothing), Some(&[]), false, Ok(())),
            (&admin, restricted, Some(&[]), false, Err(MembersMissing)),
        ] {
            let groups = groups.map(|ids: &[i64]| ids.iter().copied().map(GroupId).collect());
            let found = Surroundings { name_is_taken: taken, groups };
            assert_eq!(may_become(who, &here, &wish, &found), wanted, "{who:?} {wish:?} {found:?}");
        }
    }
}
