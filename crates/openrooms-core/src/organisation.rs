//! An organisation and everything in it.

use crate::calendar::WholeEvent;
use crate::client::App;
use crate::device::Device;
use crate::floor_plan::FloorPlan;
use crate::id::{CorpId, DeptId, UnionId, UserId};
use crate::panel::Panel;
use crate::picture::KeptPicture;
use crate::room::{Ban, FreeLabel, Group, KeptEvent, Room, RoomRights};
use crate::room_problem::RoomProblem;
use crate::template::Template;
use crate::time::Zone;

/// A tenant, with all that it holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Organisation {
    /// Itself.
    pub profile: Profile,
    /// The tree of departments.
    pub departments: Vec<Department>,
    /// The people.
    pub people: Vec<Person>,
    /// The internal apps.
    pub apps: Vec<App>,
    /// The tree of rooms.
    pub groups: Vec<Group>,
    /// Its own labels of rooms.
    pub labels: Vec<FreeLabel>,
    /// The plans of its floors.
    pub floor_plans: Vec<FloorPlan>,
    /// The rooms.
    pub rooms: Vec<Room>,
    /// Who has rights on single rooms.
    pub rights: Vec<RoomRights>,
    /// What is or was wrong in them.
    pub problems: Vec<RoomProblem>,
    /// Who may not book.
    pub bans: Vec<Ban>,
    /// The devices.
    pub devices: Vec<Device>,
    /// The control panels of rooms.
    pub panels: Vec<Panel>,
    /// Events that are only kept.
    pub events: Vec<KeptEvent>,
    /// Events that are served.
    pub calendar: Vec<WholeEvent>,
    /// How screens look.
    pub templates: Vec<Template>,
    /// Pictures that were uploaded.
    pub pictures: Vec<KeptPicture>,
}

/// What an organisation says of itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// Its id.
    pub id: CorpId,
    /// Its name.
    pub name: String,
    /// Its zone; `None` is [`Zone::DEFAULT`].
    pub zone: Option<Zone>,
    /// Calls a month of all its apps together; 0 or `None` is no limit.
    pub calls_per_month: Option<i64>,
    /// Rooms that its licence allows; 0 or `None` is no limit. An import may pass it.
    pub room_limit: Option<i64>,
    /// Whether it may make templates for screens; `None` is yes.
    pub has_screens: Option<bool>,
}

/// A node of the tree of people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Department {
    /// Its id; 1 is the root.
    pub id: DeptId,
    /// Its name.
    pub name: String,
    /// The department above; 0 is above the root.
    pub parent: DeptId,
    /// Its place among its siblings, the least first; `None` is behind all.
    pub order: Option<i64>,
}

/// Somebody in the directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Id towards apps.
    pub union_id: UnionId,
    /// Id within the organisation.
    pub user_id: UserId,
    /// Name.
    pub name: String,
    /// Mail address.
    pub email: Option<String>,
    /// Telephone number.
    pub mobile: Option<String>,
    /// What they are.
    pub title: Option<String>,
    /// Number of the employee.
    pub job_number: Option<String>,
    /// Address of a picture.
    pub avatar: Option<String>,
    /// Whether their telephone number is kept from colleagues; `None` is no.
    pub hides_mobile: Option<bool>,
    /// Whether they manage rooms; `None` is no.
    pub is_admin: Option<bool>,
    /// The departments they are in.
    pub departments: Vec<DeptId>,
}
