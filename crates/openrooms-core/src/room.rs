//! Rooms, their groups, their policy.

use crate::ParseError;
use crate::house::HouseRules;
use crate::id::{CorpId, DeptId, DeviceUnionId, GroupId, RoomId, UnionId, UserId};
use crate::slot::Slot;
use crate::time::{EpochMillis, TimeOfDay, Zone};

/// A room. `None` is what was never set.
#[derive(Debug, Clone, PartialEq)]
pub struct Room {
    /// Its id.
    pub id: RoomId,
    /// Reserved by DingTalk.
    pub staff_id: Option<String>,
    /// What people call it.
    pub name: String,
    /// Who may see and book it.
    pub status: RoomStatus,
    /// What it is equipped with.
    pub labels: Option<Vec<Label>>,
    /// Seats.
    pub capacity: Option<i32>,
    /// Where it is.
    pub location: Option<Location>,
    /// Address of a picture.
    pub picture: Option<String>,
    /// The integrator's own id of it.
    pub isv_room_id: Option<String>,
    /// The group it is in.
    pub group: Option<GroupId>,
    /// Devices that were listed with it; those that say they stand in it come on top.
    pub device_union_ids: Option<Vec<DeviceUnionId>>,
    /// Whom it names for status [`RoomStatus::Restricted`]; `None` where it names nobody at all.
    pub members: Option<Vec<Member>>,
    /// Whether a recurring event may take it.
    pub allows_series: Option<bool>,
    /// Its own union id.
    pub union_id: Option<String>,
    /// What it asks of a booking.
    pub policy: Option<Policy>,
    /// Free text.
    pub description: Option<String>,
    /// Its own zone, where it is not the organisation's.
    pub zone: Option<Zone>,
    /// What an imported document said beyond all this: JSON that only an export reads.
    pub beyond: Option<String>,
}

/// Who may see and book a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoomStatus {
    /// Everybody in the organisation.
    Everyone,
    /// Administrators.
    Administrators,
    /// The members that the room names, and administrators.
    Restricted,
}

impl RoomStatus {
    /// 0, 1 or 2.
    pub fn parse(number: i64) -> Result<Self, ParseError> {
        match number {
            0 => Ok(Self::Everyone),
            1 => Ok(Self::Administrators),
            2 => Ok(Self::Restricted),
            other => Err(ParseError(format!("{other} is not 0, 1 or 2"))),
        }
    }

    /// 0, 1 or 2.
    pub const fn number(self) -> i32 {
        match self {
            Self::Everyone => 0,
            Self::Administrators => 1,
            Self::Restricted => 2,
        }
    }
}

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// 1 to 5 are fixed.
    pub id: i64,
    /// As it was given with the room.
    pub name: Option<String>,
}

impl Label {
    /// The labels that are the same everywhere.
    pub const FIXED: [(i64, &'static str); 5] =
        [(1, "TV"), (2, "Phone"), (3, "Projector"), (4, "Whiteboard"), (5, "Video Meeting")];

    /// The name of a label that is the same everywhere.
    pub fn fixed_name(id: i64) -> Option<&'static str> {
        Self::FIXED.into_iter().find(|(fixed, _)| *fixed == id).map(|(_, name)| name)
    }
}

/// A label of an organisation's own, beside those that are the same everywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FreeLabel {
    /// Its id, above the fixed ones.
    pub id: i64,
    /// Its name, which rooms show that have it.
    pub name: String,
}

/// Where a room is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// Short.
    pub title: Option<String>,
    /// Long.
    pub description: Option<String>,
}

/// A person or a department that a room names; it need not be in the directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub who: MemberId,
    /// The name given with the room; where there is none, the directory's counts.
    pub name: Option<String>,
}

/// Whom a room names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MemberId {
    /// A person.
    Person(UnionId),
    /// A department and those below it.
    Department(DeptId),
    /// A department by an id that no department can have: kept, and never matched.
    NoDepartment(String),
}

impl MemberId {
    /// Parses the wire's pair of type and id.
    pub fn parse(kind: &str, id: &str) -> Result<Self, ParseError> {
        match kind {
            "user" => Ok(Self::Person(UnionId::new(id))),
            "dept" => Ok(match id.parse() {
                Ok(number) if DeptId(number).to_string() == id => Self::Department(DeptId(number)),
                _ => Self::NoDepartment(id.to_owned()),
            }),
            other => Err(ParseError(format!("{other:?} is neither \"user\" nor \"dept\""))),
        }
    }

    /// The wire's pair of type and id.
    pub fn parts(&self) -> (&'static str, String) {
        match self {
            Self::Person(id) => ("user", id.as_str().to_owned()),
            Self::Department(id) => ("dept", id.to_string()),
            Self::NoDepartment(id) => ("dept", id.clone()),
        }
    }
}

/// What a room asks of a booking; what was never set asks nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Policy {
    /// Whether it can be booked at all; `None` is yes.
    pub is_open: Option<bool>,
    /// Longest booking in minutes; 0 is no limit.
    pub max_length_minutes: Option<i32>,
    /// Shortest booking in minutes.
    pub min_length_minutes: Option<i32>,
    /// How early it can be booked.
    pub advance: Option<Advance>,
    /// When it is closed.
    pub closure: Option<Closure>,
    /// Whether a booking waits for approval.
    pub needs_approval: Option<bool>,
    /// How it is approved.
    pub approval: Option<Approval>,
    /// What is asked beyond the wire's own policy.
    pub house: HouseRules,
}

impl Policy {
    /// What binds a room, told as one policy: its own word, and of its groups', from below, what it
    /// does not say itself, as [`crate::booking::Rules`] has it. Closed days are those of all levels;
    /// closures, of which a policy has one alone, are left out.
    pub fn inheriting<'a>(
        room: Option<&'a Self>,
        groups: impl IntoIterator<Item = &'a Self>,
    ) -> Self {
        let mut whole = Self::default();
        for policy in room.into_iter().chain(groups) {
            fn keep<T: Clone>(place: &mut Option<T>, value: Option<&T>) {
                if place.is_none() {
                    *place = value.cloned();
                }
            }
            keep(&mut whole.is_open, policy.is_open.as_ref());
            keep(&mut whole.max_length_minutes, policy.max_length_minutes.as_ref());
            keep(&mut whole.min_length_minutes, policy.min_length_minutes.as_ref());
            keep(&mut whole.advance, policy.advance.as_ref());
            keep(&mut whole.needs_approval, policy.needs_approval.as_ref());
            keep(&mut whole.approval, policy.approval.as_ref());
            let (kept, house) = (&mut whole.house, &policy.house);
            keep(&mut kept.hours, house.hours.as_ref());
            keep(&mut kept.buffer_before_minutes, house.buffer_before_minutes.as_ref());
            keep(&mut kept.buffer_after_minutes, house.buffer_after_minutes.as_ref());
            keep(&mut kept.counts_seats, house.counts_seats.as_ref());
            keep(&mut kept.quota, house.quota.as_ref());
            keep(&mut kept.notice_minutes, house.notice_minutes.as_ref());
            keep(&mut kept.is_accessible, house.is_accessible.as_ref());
            if let Some(days) = &house.closed_days {
                kept.closed_days.get_or_insert_default().extend(days.iter().cloned());
            }
            if let Some(attributes) = &house.attributes {
                let whole = kept.attributes.get_or_insert_default();
                for (name, value) in attributes {
                    whole.entry(name.clone()).or_insert_with(|| value.clone());
                }
            }
        }
        whole
    }
}

/// How early a room can be booked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Advance {
    /// How many units ahead.
    pub count: Option<i32>,
    /// The unit.
    pub unit: Option<AdvanceUnit>,
    /// When on that day the booking opens, in the room's zone.
    pub opens_at: Option<TimeOfDay>,
}

/// The unit of an advance window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AdvanceUnit {
    /// Days.
    Days,
    /// Weeks.
    Weeks,
    /// Calendar months.
    Months,
    /// Calendar years.
    Years,
}

impl AdvanceUnit {
    /// Parses the wire's word.
    pub fn parse(word: &str) -> Result<Self, ParseError> {
        match word {
            "days" => Ok(Self::Days),
            "weeks" => Ok(Self::Weeks),
            "months" => Ok(Self::Months),
            "years" => Ok(Self::Years),
            other => Err(ParseError(format!("{other:?} is not days, weeks, months or years"))),
        }
    }

    /// The wire's word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Days => "days",
            Self::Weeks => "weeks",
            Self::Months => "months",
            Self::Years => "years",
        }
    }
}

/// How a booking is approved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Approval {
    /// 1.
    Standard,
    /// 2.
    Custom,
}

impl Approval {
    /// 1 or 2.
    pub fn parse(number: i64) -> Result<Self, ParseError> {
        match number {
            1 => Ok(Self::Standard),
            2 => Ok(Self::Custom),
            other => Err(ParseError(format!("{other} is not 1 or 2"))),
        }
    }

    /// 1 or 2.
    pub const fn number(self) -> i32 {
        match self {
            Self::Standard => 1,
            Self::Custom => 2,
        }
    }
}

/// A closure. It is kept as given, even where its end is before its start; such a span is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Closure {
    /// From when.
    pub starts_at: Option<EpochMillis>,
    /// Until when; `None` is for ever.
    pub ends_at: Option<EpochMillis>,
    /// Why.
    pub reason: Option<String>,
    /// Whom to ask.
    pub contact: Option<UnionId>,
    /// Their name, as given.
    pub contact_name: Option<String>,
    /// Whether those who have booked are told.
    pub notifies: Option<bool>,
}

impl Closure {
    /// Whether the room is closed at some moment of a slot. Without a beginning it is closed ever
    /// since, without an end for ever, and without both not at all.
    pub fn closes(&self, slot: Slot) -> bool {
        if self.starts_at.is_none() && self.ends_at.is_none() {
            return false;
        }
        let from = self.starts_at.unwrap_or(EpochMillis(i64::MIN));
        let until = self.ends_at.unwrap_or(EpochMillis(i64::MAX));
        Slot::new(from, until).is_ok_and(|span| span.overlaps(slot))
    }
}

/// A node of the tree of rooms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its id.
    pub id: GroupId,
    /// Its name.
    pub name: String,
    /// The group above; 0 is the root.
    pub parent: GroupId,
    /// Who administers it and those below.
    pub administrators: Vec<UnionId>,
    /// What its rooms and those of the groups below ask of a booking, where they do not say it
    /// themselves.
    pub policy: Option<Policy>,
}

/// Who has rights on a room beside those whom it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoomRights {
    /// The room.
    pub room: RoomId,
    /// Who may do to it what an administrator may.
    pub administrators: Vec<UnionId>,
    /// People whom its rules do not bind.
    pub super_users: Vec<UserId>,
    /// Departments whom its rules do not bind, nor those below.
    pub super_departments: Vec<DeptId>,
}

impl RoomRights {
    /// Nobody has any.
    pub const fn none(room: RoomId) -> Self {
        Self {
            room,
            administrators: Vec::new(),
            super_users: Vec::new(),
            super_departments: Vec::new(),
        }
    }
}

/// A person who may not book for a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ban {
    /// Who.
    pub person: UnionId,
    /// From when.
    pub starts_at: EpochMillis,
    /// Until when; `None` is for ever.
    pub ends_at: Option<EpochMillis>,
    /// Why.
    pub memo: Option<String>,
}

/// An event of an imported document that no calendar serves yet: kept, and given back on export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptEvent {
    /// Its id, or its place in the document where it has none.
    pub id: String,
    /// The whole of it as JSON.
    pub body: String,
}

/// A room together with what its reply shows of its surroundings.
#[derive(Debug, Clone, PartialEq)]
pub struct RoomView {
    /// The organisation.
    pub corp: CorpId,
    /// The room; names of members and of the closure's contact are filled in from the directory,
    /// those of labels from the organisation's.
    pub room: Room,
    /// Its group.
    pub group: Option<GroupView>,
    /// Its group and those above it, in any order.
    pub groups_above: Vec<GroupId>,
}

/// A group as a room's reply shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupView {
    /// Its id.
    pub id: GroupId,
    /// Its name.
    pub name: String,
    /// The group above.
    pub parent: GroupId,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::house::{ClosedDays, DayHours, WeekHours};

    fn days(first: &str) -> Vec<ClosedDays> {
        vec![ClosedDays::parse(first, None, None).unwrap()]
    }

    fn hours(from: &str, until: &str) -> WeekHours {
        let span = DayHours::parse("monday", from, until).unwrap();
        WeekHours::new(vec![span]).unwrap()
    }

    #[test]
    fn a_room_inherits_what_it_does_not_say_and_every_closed_day() {
        let attribute = |name: &str, value: &str| [(name.to_owned(), value.to_owned())];
        let room = Policy {
            max_length_minutes: Some(60),
            house: HouseRules {
                closed_days: Some(days("2026-12-24")),
                attributes: Some(attribute("light", "north").into()),
                ..HouseRules::default()
            },
            ..Policy::default()
        };
        let floor = Policy {
            max_length_minutes: Some(90),
            needs_approval: Some(true),
            house: HouseRules { hours: Some(hours("08:00", "20:00")), ..HouseRules::default() },
            closure: Some(Closure { starts_at: Some(EpochMillis(0)), ..Closure::default() }),
            ..Policy::default()
        };
        let house = Policy {
            is_open: Some(false),
            needs_approval: Some(false),
            house: HouseRules {
                hours: Some(hours("00:00", "24:00")),
                closed_days: Some(days("2026-12-25")),
                attributes: Some(
                    [("light", "south"), ("view", "lake")]
                        .map(|(name, value)| (name.to_owned(), value.to_owned()))
                        .into(),
                ),
                ..HouseRules::default()
            },
            ..Policy::default()
        };
        let whole = Policy::inheriting(Some(&room), [&floor, &house]);
        assert_eq!(whole.max_length_minutes, Some(60));
        assert_eq!((whole.needs_approval, whole.is_open), (Some(true), Some(false)));
        assert_eq!(whole.closure, None);
        assert_eq!(whole.house.hours, Some(hours("08:00", "20:00")));
        let closed = whole.house.closed_days.unwrap();
        let first: Vec<_> = closed.iter().map(|days| days.first().to_string()).collect();
        assert_eq!(first, ["2026-12-24", "2026-12-25"]);
        let attributes = whole.house.attributes.unwrap();
        assert_eq!((&*attributes["light"], &*attributes["view"]), ("north", "lake"));
        assert_eq!(Policy::inheriting(None, []), Policy::default());
    }
}
