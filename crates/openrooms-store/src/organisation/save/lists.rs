//! The lists of an organisation, each with the tables that hold it.

use std::collections::{HashMap, HashSet};

use openrooms_core::organisation::{Department, Person};
use openrooms_core::room::{Ban, Device, Group, KeptEvent, Room};
use openrooms_core::template::Template;

use super::super::{INSERT_PROFILE, profile_values};
use super::Save;
use super::difference::Difference;
use super::plan::Plan;
use crate::db::{Value, args, values};
use crate::error::StoreError;
use crate::feed::{Change, MOST_SINGLE_CHANGES};
use crate::row;
use crate::template_row;

impl Save<'_> {
    /// Writes what differs of the profile and of each list, and notes whom to tell.
    pub(super) async fn lists(&mut self, plan: &Plan<'_>) -> Result<(), StoreError> {
        let corp = plan.new.profile.id.as_str();
        if plan.profile_differs {
            let over = "ON CONFLICT (corp_id) DO UPDATE SET name = excluded.name, \
                        time_zone = excluded.time_zone, calls_per_month = excluded.calls_per_month, \
                        room_limit = excluded.room_limit, has_screens = excluded.has_screens";
            let rows = [profile_values(&plan.new.profile)];
            self.tx.upsert_rows(INSERT_PROFILE, &rows, over).await?;
            self.saved.written += 1;
        }
        self.departments(corp, &plan.departments).await?;
        self.people(corp, &plan.people).await?;
        self.groups(corp, &plan.groups).await?;
        self.rooms(corp, &plan.rooms).await?;
        self.bans(corp, &plan.bans).await?;
        self.devices(corp, &plan.devices).await?;
        self.events(corp, &plan.events).await?;
        self.templates(corp, &plan.templates).await?;
        self.changes.extend(changes(plan));
        Ok(())
    }

    async fn departments(
        &mut self,
        corp: &str,
        departments: &Difference<'_, Department>,
    ) -> Result<(), StoreError> {
        self.apply(
            corp,
            departments,
            &[("departments", "dept_id")],
            |department| department.id.0.into(),
            &[("INSERT INTO departments (corp_id, dept_id, name, parent_id)", &|department| {
                vec![values![corp, department.id.0, &department.name, department.parent.0]]
            })],
        )
        .await
    }

    async fn people(
        &mut self,
        corp: &str,
        people: &Difference<'_, Person>,
    ) -> Result<(), StoreError> {
        self.apply(
            corp,
            people,
            &[("people", "union_id"), ("person_departments", "union_id")],
            |person| person.union_id.as_str().into(),
            &[
                (
                    "INSERT INTO people (corp_id, union_id, user_id, name, email, mobile, is_admin)",
                    &|person| {
                        vec![values![
                            corp,
                            person.union_id.as_str(),
                            person.user_id.as_str(),
                            &person.name,
                            &person.email,
                            &person.mobile,
                            person.is_admin
                        ]]
                    },
                ),
                ("INSERT INTO person_departments (corp_id, union_id, position, dept_id)", &|person| {
                    let positions = (0_i64..).zip(&person.departments);
                    positions.map(|(at, id)| values![corp, person.union_id.as_str(), at, id.0]).collect()
                }),
            ],
        )
        .await
    }

    async fn groups(
        &mut self,
        corp: &str,
        groups: &Difference<'_, Group>,
    ) -> Result<(), StoreError> {
        self.apply(
            corp,
            groups,
            &[("room_groups", "group_id"), ("group_administrators", "group_id")],
            |group| group.id.0.into(),
            &[
                ("INSERT INTO room_groups (corp_id, group_id, name, parent_id)", &|group| {
                    vec![values![corp, group.id.0, &group.name, group.parent.0]]
                }),
                (
                    "INSERT INTO group_administrators (corp_id, group_id, position, union_id)",
                    &|group| {
                        let positions = (0_i64..).zip(&group.administrators);
                        positions
                            .map(|(at, id)| values![corp, group.id.0, at, id.as_str()])
                            .collect()
                    },
                ),
            ],
        )
        .await
    }

    async fn rooms(&mut self, corp: &str, rooms: &Difference<'_, Room>) -> Result<(), StoreError> {
        let ordinals = self.ordinals(corp, &rooms.puts).await?;
        self.apply(
            corp,
            rooms,
            &[("rooms", "room_id"), ("room_members", "room_id")],
            |room| room.id.as_str().into(),
            &[
                (&format!("INSERT INTO rooms ({}, ordinal)", row::ROOM_COLUMNS), &|room| {
                    let mut values = row::room_values(corp, room);
                    values.push(ordinals.get(room.id.as_str()).copied().into());
                    vec![values]
                }),
                (row::INSERT_MEMBERS, &|room| {
                    let ordinal = ordinals.get(room.id.as_str()).copied();
                    row::member_values(corp, room, ordinal)
                }),
            ],
        )
        .await
    }

    /// The places of these rooms in lists: the ones they have, and new ones behind all others.
    async fn ordinals(
        &mut self,
        corp: &str,
        rooms: &[&Room],
    ) -> Result<HashMap<String, i64>, StoreError> {
        if rooms.is_empty() {
            return Ok(HashMap::new());
        }
        let sql = "SELECT room_id, ordinal FROM rooms WHERE corp_id = $1";
        let mut ordinals = HashMap::new();
        for row in &self.tx.rows(sql, &args![corp]).await? {
            ordinals.insert(row.text("room_id")?, row.int("ordinal")?);
        }
        let new: Vec<_> = rooms
            .iter()
            .map(|room| room.id.as_str())
            .filter(|id| !ordinals.contains_key(*id))
            .collect();
        let count = i64::try_from(new.len()).expect("rooms fit into memory");
        let sql = "UPDATE organisations SET room_ordinals = room_ordinals + $2 \
                   WHERE corp_id = $1 RETURNING room_ordinals";
        let last = self.tx.rows(sql, &args![corp, count]).await?;
        let last = last.first().map_or(Ok(count), |row| row.int("room_ordinals"))?;
        ordinals
            .extend((last - count + 1..).zip(new).map(|(ordinal, id)| (id.to_owned(), ordinal)));
        Ok(ordinals)
    }

    async fn bans(&mut self, corp: &str, bans: &Difference<'_, Ban>) -> Result<(), StoreError> {
        self.apply(
            corp,
            bans,
            &[("bans", "union_id")],
            |ban| ban.person.as_str().into(),
            &[("INSERT INTO bans (corp_id, union_id, starts_at, ends_at, memo)", &|ban| {
                let ends_at = ban.ends_at.map(|at| at.0);
                vec![values![corp, ban.person.as_str(), ban.starts_at.0, ends_at, &ban.memo]]
            })],
        )
        .await
    }

    async fn devices(
        &mut self,
        corp: &str,
        devices: &Difference<'_, Device>,
    ) -> Result<(), StoreError> {
        self.apply(
            corp,
            devices,
            &[("devices", "device_union_id")],
            |device| device.union_id.as_str().into(),
            &[(
                "INSERT INTO devices (corp_id, device_union_id, device_id, room_id, share_code, serial, \
                 properties, beyond)",
                &|device| vec![device_values(corp, device)],
            )],
        )
        .await
    }

    async fn events(
        &mut self,
        corp: &str,
        events: &Difference<'_, KeptEvent>,
    ) -> Result<(), StoreError> {
        self.apply(
            corp,
            events,
            &[("kept_events", "event_id")],
            |event| event.id.as_str().into(),
            &[("INSERT INTO kept_events (corp_id, event_id, body)", &|event| {
                vec![values![corp, &event.id, &event.body]]
            })],
        )
        .await
    }
}

impl Save<'_> {
    async fn templates(
        &mut self,
        corp: &str,
        templates: &Difference<'_, Template>,
    ) -> Result<(), StoreError> {
        self.apply(
            corp,
            templates,
            &[("screen_templates", "template_id"), ("template_places", "template_id")],
            |template| template.id.0.into(),
            &[
                (
                    &format!("INSERT INTO screen_templates ({})", template_row::COLUMNS),
                    &|template| vec![template_row::template_values(corp, template)],
                ),
                (template_row::INSERT_PLACES, &|template| {
                    template_row::place_values(corp, template)
                }),
            ],
        )
        .await
    }
}

/// What nodes must drop. Names, rights and replies hang together; rooms and devices alone touch
/// only themselves.
fn changes(plan: &Plan<'_>) -> Vec<Change> {
    let (rooms, devices) = (&plan.rooms, &plan.devices);
    let id = || plan.new.profile.id.clone();
    // A room that differs is in both lists of its difference.
    let of_devices = devices.puts.iter().chain(&devices.stale);
    let touched: HashSet<_> = rooms
        .puts
        .iter()
        .chain(&rooms.stale)
        .map(|room| &room.id)
        .chain(of_devices.filter_map(|device| device.room.as_ref()))
        .collect();
    // Templates are held nowhere, but a save that overtakes another's must hear of it.
    let all = plan.profile_differs
        || !plan.templates.is_empty()
        || !(plan.departments.is_empty() && plan.people.is_empty() && plan.groups.is_empty())
        || touched.len() > MOST_SINGLE_CHANGES;
    if all {
        vec![Change::Organisation(id())]
    } else {
        touched.into_iter().map(|room| Change::Room(id(), room.clone())).collect()
    }
}

fn device_values(corp: &str, device: &Device) -> Vec<Value> {
    let properties = device.properties.as_ref();
    let properties = properties.map(|list| serde_json::json!(list).to_string());
    values![
        corp,
        device.union_id.as_str(),
        &device.id,
        device.room.as_ref().map(openrooms_core::id::RoomId::as_str),
        &device.share_code,
        &device.serial,
        properties,
        &device.beyond
    ]
}
