//! What is to be written of an organisation: the contents compared with what is stored.
//!
//! This needs no lock, and is done before one is taken: on SQLite nobody else can write under it.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use openrooms_core::calendar::WholeEvent;
use openrooms_core::calendar::guard::{Buffers, first_clash};
use openrooms_core::client::App;
use openrooms_core::device::Device;
use openrooms_core::floor_plan::FloorPlan;
use openrooms_core::id::{CorpId, GroupId};
use openrooms_core::organisation::{Department, Organisation, Person, Profile};
use openrooms_core::panel::Panel;
use openrooms_core::picture::KeptPicture;
use openrooms_core::room::{Ban, FreeLabel, Group, KeptEvent, Room, RoomRights};
use openrooms_core::room_problem::RoomProblem;
use openrooms_core::template::Template;
use openrooms_core::tree;

use super::difference::{Difference, difference};
use super::{Conflict, Contents, EventSource, Rest, SaveError};
use crate::db::Tx;
use crate::error::StoreError;

/// What was stored at one moment of the organisations in some contents.
pub(super) struct Found {
    /// The feed's newest number then. As long as it stays, so does all of this.
    pub(super) head: i64,
    organisations: Vec<FoundOrganisation>,
}

struct FoundOrganisation {
    is_new: bool,
    old: Organisation,
    /// The groups asked for, and those that rooms name and nothing else makes.
    groups: Vec<Group>,
    /// The devices asked for. One whose token the contents do not tell keeps it.
    devices: Vec<Device>,
}

/// What is to be written of one organisation.
pub(super) struct Plan<'a> {
    pub(super) new: &'a Organisation,
    pub(super) profile_differs: bool,
    pub(super) departments: Difference<'a, Department>,
    pub(super) people: Difference<'a, Person>,
    pub(super) groups: Difference<'a, Group>,
    pub(super) labels: Difference<'a, FreeLabel>,
    pub(super) floor_plans: Difference<'a, FloorPlan>,
    pub(super) rooms: Difference<'a, Room>,
    pub(super) rights: Difference<'a, RoomRights>,
    pub(super) problems: Difference<'a, RoomProblem>,
    pub(super) bans: Difference<'a, Ban>,
    pub(super) devices: Difference<'a, Device>,
    pub(super) panels: Difference<'a, Panel>,
    pub(super) events: Difference<'a, KeptEvent>,
    pub(super) templates: Difference<'a, Template>,
    pub(super) pictures: Difference<'a, KeptPicture>,
    /// The events, with what their bookings hold.
    pub(super) calendar: Cow<'a, [WholeEvent]>,
    /// The apps that are there.
    pub(super) old_apps: &'a [App],
}

impl Found {
    pub(super) async fn read(
        tx: &mut Tx,
        contents: &Contents,
        rest: Rest,
    ) -> Result<Self, StoreError> {
        let head = tx.feed_head().await?;
        let none = Vec::new();
        let mut organisations = Vec::with_capacity(contents.organisations.len());
        for (at, new) in contents.organisations.iter().enumerate() {
            let old = tx.organisation(new.profile.id.as_str()).await?;
            let is_new = old.is_none();
            let old = old.unwrap_or_else(|| empty(&new.profile.id));
            let implied = contents.implied_groups.get(at).unwrap_or(&none);
            let groups = with_implied(&old, new, implied, rest);
            let devices = with_tokens(&old, new);
            organisations.push(FoundOrganisation { is_new, old, groups, devices });
        }
        Ok(Self { head, organisations })
    }

    /// Compares, and finds what contradicts.
    pub(super) fn plans<'a>(
        &'a self,
        contents: &'a Contents,
        rest: Rest,
    ) -> Result<Vec<Plan<'a>>, SaveError> {
        let both = contents.organisations.iter().zip(&self.organisations).enumerate();
        both.map(|(at, (new, found))| {
            let old = &found.old;
            let people = difference(&old.people, &new.people, |person| &person.union_id, rest);
            check_user_ids(at, old, new, &people)?;
            let staying = (rest == Rest::Stays).then_some(old);
            let of_rooms = &found.groups[new.groups.len()..];
            if let Some((place, fault)) = tree::wrong_in(new, of_rooms, staying) {
                let conflict = Conflict::WrongTree { organisation: at, place, fault };
                return Err(SaveError::Conflict(conflict));
            }
            let sources = contents.event_sources.get(at).map_or(&[][..], Vec::as_slice);
            let calendar = with_buffers(new, &found.groups, staying, sources);
            if let Some(clash) = first_clash(&calendar) {
                return Err(SaveError::Conflict(Conflict::BookingOverlaps {
                    organisation: at,
                    clash,
                }));
            }
            Ok(Plan {
                new,
                calendar,
                profile_differs: found.is_new || old.profile != new.profile,
                departments: difference(&old.departments, &new.departments, |each| each.id, rest),
                people,
                groups: difference(&old.groups, &found.groups, |group| group.id, rest),
                labels: difference(&old.labels, &new.labels, |label| label.id, rest),
                floor_plans: difference(
                    &old.floor_plans,
                    &new.floor_plans,
                    |plan| plan.group,
                    rest,
                ),
                rooms: difference(&old.rooms, &new.rooms, |room| &room.id, rest),
                rights: difference(&old.rights, &new.rights, |rights| &rights.room, rest),
                problems: difference(&old.problems, &new.problems, |each| &each.id, rest),
                bans: difference(&old.bans, &new.bans, |ban| &ban.person, rest),
                devices: difference(&old.devices, &found.devices, |device| &device.union_id, rest),
                panels: difference(&old.panels, &new.panels, |panel| &panel.room, rest),
                events: difference(&old.events, &new.events, |event| &event.id, rest),
                templates: difference(&old.templates, &new.templates, |each| each.id, rest),
                pictures: difference(&old.pictures, &new.pictures, |each| &each.id, rest),
                old_apps: &old.apps,
            })
        })
        .collect()
    }
}

fn empty(corp: &CorpId) -> Organisation {
    Organisation {
        profile: Profile {
            id: corp.clone(),
            name: String::new(),
            zone: None,
            calls_per_month: None,
            room_limit: None,
            has_screens: None,
        },
        departments: Vec::new(),
        people: Vec::new(),
        apps: Vec::new(),
        groups: Vec::new(),
        labels: Vec::new(),
        floor_plans: Vec::new(),
        rooms: Vec::new(),
        rights: Vec::new(),
        problems: Vec::new(),
        bans: Vec::new(),
        devices: Vec::new(),
        panels: Vec::new(),
        events: Vec::new(),
        calendar: Vec::new(),
        templates: Vec::new(),
        pictures: Vec::new(),
    }
}

fn with_implied(
    old: &Organisation,
    new: &Organisation,
    implied: &[Group],
    rest: Rest,
) -> Vec<Group> {
    let mut known: HashSet<GroupId> = new.groups.iter().map(|group| group.id).collect();
    if rest == Rest::Stays {
        known.extend(old.groups.iter().map(|group| group.id));
    }
    let missing = implied.iter().filter(|group| known.insert(group.id)).cloned();
    new.groups.iter().cloned().chain(missing).collect()
}

/// The events, those that do not say what their bookings hold with the buffers of their rooms.
fn with_buffers<'a>(
    new: &'a Organisation,
    groups: &[Group],
    staying: Option<&Organisation>,
    sources: &[EventSource],
) -> Cow<'a, [WholeEvent]> {
    let mut calendar = Cow::Borrowed(new.calendar.as_slice());
    if sources.iter().all(|source| source.tells_held) {
        return calendar;
    }
    let rooms = new.rooms.iter().chain(staying.into_iter().flat_map(|old| &old.rooms));
    let groups = groups.iter().chain(staying.into_iter().flat_map(|old| &old.groups));
    let buffers = Buffers::of(rooms, groups);
    for (at, _) in sources.iter().enumerate().filter(|(_, source)| !source.tells_held) {
        if calendar.get(at).is_some_and(|event| !buffers.are_held(event)) {
            buffers.hold(&mut calendar.to_mut()[at]);
        }
    }
    calendar
}

fn with_tokens(old: &Organisation, new: &Organisation) -> Vec<Device> {
    let old = old.devices.iter().filter(|device| device.token.is_some());
    let tokens: HashMap<_, _> = old.map(|device| (&device.union_id, &device.token)).collect();
    let devices = new.devices.iter().map(|device| {
        let kept = || tokens.get(&device.union_id).and_then(|token| (*token).clone());
        Device { token: device.token.clone().or_else(kept), ..device.clone() }
    });
    devices.collect()
}

/// Nobody may take a user id that stays with somebody else.
fn check_user_ids(
    at: usize,
    old: &Organisation,
    new: &Organisation,
    people: &Difference<'_, Person>,
) -> Result<(), SaveError> {
    let stale: HashSet<_> = people.stale.iter().map(|person| &person.union_id).collect();
    let staying = old.people.iter().filter(|person| !stale.contains(&person.union_id));
    let taken: HashMap<_, _> = staying.map(|person| (&person.user_id, &person.union_id)).collect();
    for (index, person) in new.people.iter().enumerate() {
        if let Some(by) = taken.get(&person.user_id).filter(|by| **by != &person.union_id) {
            let by = (*by).clone();
            return Err(SaveError::Conflict(Conflict::UserIdTaken {
                organisation: at,
                person: index,
                by,
            }));
        }
    }
    Ok(())
}
