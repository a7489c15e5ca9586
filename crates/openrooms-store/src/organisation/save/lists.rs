//! The lists of an organisation, each with the tables that hold it.

use std::collections::{HashMap, HashSet};

use openrooms_core::device::Device;
use openrooms_core::floor_plan::FloorPlan;
use openrooms_core::organisation::{Department, Person};
use openrooms_core::panel::Panel;
use openrooms_core::picture::KeptPicture;
use openrooms_core::room::{Ban, FreeLabel, Group, KeptEvent, Room, RoomRights};
use openrooms_core::room_problem::RoomProblem;
use openrooms_core::template::Template;

use super::super::{INSERT_PROFILE, profile_values};
use super::Save;
use super::difference::Difference;
use super::plan::Plan;
use crate::db::{args, values};
use crate::error::StoreError;
use crate::feed::{Change, MOST_SINGLE_CHANGES};
use crate::floor_plans;
use crate::labels;
use crate::panels;
use crate::pictures as picture_rows;
use crate::rights;
use crate::room_problems;
use crate::row;
use crate::template_row;

/// What lists show in the order of its coming.
struct Listed {
    table: &'static str,
    id: &'static str,
    /// The column of the organisation's with the last place that was given.
    counter: &'static str,
}

const PEOPLE: Listed = Listed { table: "people", id: "union_id", counter: "person_ordinals" };
const ROOMS: Listed = Listed { table: "rooms", id: "room_id", counter: "room_ordinals" };
const DEVICES: Listed =
    Listed { table: "devices", id: "device_union_id", counter: "device_ordinals" };

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
        if plan.people.removed > 0 {
            let ended = self.tx.end_tokens_of_nobody(corp).await?;
            self.changes.extend(ended.into_iter().map(Change::Client));
        }
        self.groups(corp, &plan.groups).await?;
        self.labels(corp, &plan.labels).await?;
        self.floor_plans(corp, &plan.floor_plans).await?;
        self.rooms(corp, &plan.rooms).await?;
        self.rights(corp, &plan.rights).await?;
        self.problems(corp, &plan.problems).await?;
        self.bans(corp, &plan.bans).await?;
        self.devices(corp, &plan.devices).await?;
        self.panels(corp, &plan.panels).await?;
        self.events(corp, &plan.events).await?;
        self.templates(corp, &plan.templates).await?;
        self.pictures(corp, &plan.pictures).await?;
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
            &[(&format!("INSERT INTO departments ({})", row::DEPARTMENT_COLUMNS), &|department| {
                vec![row::department_values(corp, department)]
            })],
        )
        .await
    }

    async fn people(
        &mut self,
        corp: &str,
        people: &Difference<'_, Person>,
    ) -> Result<(), StoreError> {
        let ids: Vec<_> = people.puts.iter().map(|person| person.union_id.as_str()).collect();
        let ordinals = self.ordinals(corp, &PEOPLE, &ids).await?;
        let ordinal = |person: &Person| ordinals.get(person.union_id.as_str()).copied();
        self.apply(
            corp,
            people,
            &[("people", "union_id"), ("person_departments", "union_id")],
            |person| person.union_id.as_str().into(),
            &[
                (&format!("INSERT INTO people ({}, ordinal)", row::PERSON_COLUMNS), &|person| {
                    let mut values = row::person_values(corp, person);
                    values.push(ordinal(person).into());
                    vec![values]
                }),
                (row::INSERT_PERSON_DEPARTMENTS, &|person| {
                    row::person_department_values(corp, person, ordinal(person))
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
                (row::INSERT_GROUP, &|group| vec![row::group_values(corp, group)]),
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

    async fn problems(
        &mut self,
        corp: &str,
        problems: &Difference<'_, RoomProblem>,
    ) -> Result<(), StoreError> {
        let insert = format!("INSERT INTO room_problems ({})", room_problems::COLUMNS);
        self.apply(
            corp,
            problems,
            &[("room_problems", "problem_id")],
            |problem| problem.id.as_str().into(),
            &[(&insert, &|problem| vec![room_problems::values_of(corp, problem)])],
        )
        .await
    }

    async fn labels(
        &mut self,
        corp: &str,
        labels: &Difference<'_, FreeLabel>,
    ) -> Result<(), StoreError> {
        self.apply(
            corp,
            labels,
            &[("labels", "label_id")],
            |label| label.id.into(),
            &[(labels::INSERT, &|label| vec![labels::values_of(corp, label)])],
        )
        .await
    }

    async fn floor_plans(
        &mut self,
        corp: &str,
        plans: &Difference<'_, FloorPlan>,
    ) -> Result<(), StoreError> {
        self.apply(
            corp,
            plans,
            &[("floor_plans", "group_id")],
            |plan| plan.group.0.into(),
            &[(floor_plans::INSERT, &|plan| vec![floor_plans::values_of(corp, plan)])],
        )
        .await
    }

    async fn rooms(&mut self, corp: &str, rooms: &Difference<'_, Room>) -> Result<(), StoreError> {
        let ids: Vec<_> = rooms.puts.iter().map(|room| room.id.as_str()).collect();
        let ordinals = self.ordinals(corp, &ROOMS, &ids).await?;
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

    /// The places of these in lists: the ones they have, and new ones behind all others.
    async fn ordinals(
        &mut self,
        corp: &str,
        listed: &Listed,
        ids: &[&str],
    ) -> Result<HashMap<String, i64>, StoreError> {
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let Listed { table, id, counter } = listed;
        let sql = format!("SELECT {id} AS id, ordinal FROM {table} WHERE corp_id = $1");
        let mut ordinals = HashMap::new();
        for row in &self.tx.rows(&sql, &args![corp]).await? {
            ordinals.insert(row.text("id")?, row.int("ordinal")?);
        }
        let new: Vec<_> = ids.iter().copied().filter(|id| !ordinals.contains_key(*id)).collect();
        let count = i64::try_from(new.len()).expect("what is listed fits into memory");
        let sql = format!(
            "UPDATE organisations SET {counter} = {counter} + $2 WHERE corp_id = $1 \
             RETURNING {counter} AS last"
        );
        let last = self.tx.rows(&sql, &args![corp, count]).await?;
        let last = last.first().map_or(Ok(count), |row| row.int("last"))?;
        ordinals
            .extend((last - count + 1..).zip(new).map(|(ordinal, id)| ((*id).to_owned(), ordinal)));
        Ok(ordinals)
    }

    async fn rights(
        &mut self,
        corp: &str,
        rights: &Difference<'_, RoomRights>,
    ) -> Result<(), StoreError> {
        self.apply(
            corp,
            rights,
            &rights::TABLES.map(|table| (table, "room_id")),
            |rights| rights.room.as_str().into(),
            &[
                (rights::INSERT_ADMINISTRATORS, &|each| rights::administrator_values(corp, each)),
                (rights::INSERT_SUPER_USERS, &|each| rights::super_user_values(corp, each)),
            ],
        )
        .await
    }

    async fn bans(&mut self, corp: &str, bans: &Difference<'_, Ban>) -> Result<(), StoreError> {
        self.apply(
            corp,
            bans,
            &[("bans", "union_id")],
            |ban| ban.person.as_str().into(),
            &[(row::INSERT_BANS, &|ban| vec![row::ban_values(corp, ban)])],
        )
        .await
    }

    async fn devices(
        &mut self,
        corp: &str,
        devices: &Difference<'_, Device>,
    ) -> Result<(), StoreError> {
        let ids: Vec<_> = devices.puts.iter().map(|device| device.union_id.as_str()).collect();
        let ordinals = self.ordinals(corp, &DEVICES, &ids).await?;
        let insert = format!("INSERT INTO devices ({}, ordinal)", row::DEVICE_COLUMNS);
        self.apply(
            corp,
            devices,
            &[("devices", "device_union_id")],
            |device| device.union_id.as_str().into(),
            &[(&insert, &|device| {
                let mut values = row::device_values(corp, device);
                values.push(ordinals.get(device.union_id.as_str()).copied().into());
                vec![values]
            })],
        )
        .await
    }

    async fn panels(
        &mut self,
        corp: &str,
        panels: &Difference<'_, Panel>,
    ) -> Result<(), StoreError> {
        self.apply(
            corp,
            panels,
            &[("panels", "room_id")],
            |panel| panel.room.as_str().into(),
            &[(panels::INSERT, &|panel| vec![panels::values(corp, panel)])],
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
    async fn pictures(
        &mut self,
        corp: &str,
        pictures: &Difference<'_, KeptPicture>,
    ) -> Result<(), StoreError> {
        self.apply(
            corp,
            pictures,
            &[("pictures", "picture_id")],
            |kept| kept.id.as_str().into(),
            &[(picture_rows::INSERT, &|kept| vec![picture_rows::picture_values(corp, kept)])],
        )
        .await
    }

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
    let of_devices = || devices.puts.iter().chain(&devices.stale);
    let touched: HashSet<_> = rooms
        .puts
        .iter()
        .chain(&rooms.stale)
        .map(|room| &room.id)
        .chain(of_devices().filter_map(|device| device.room.as_ref()))
        .collect();
    // Templates, pictures and panels are held nowhere, but a save that overtakes another's must hear
    // of it.
    let all = plan.profile_differs
        || !(plan.templates.is_empty() && plan.pictures.is_empty() && plan.panels.is_empty())
        || !(plan.problems.is_empty() && plan.floor_plans.is_empty())
        || devices.puts.len() > MOST_SINGLE_CHANGES
        || !(plan.rights.is_empty() && plan.labels.is_empty() && plan.bans.is_empty())
        || !(plan.departments.is_empty() && plan.people.is_empty() && plan.groups.is_empty())
        || touched.len() > MOST_SINGLE_CHANGES;
    if all {
        vec![Change::Organisation(id())]
    } else {
        let rooms = touched.into_iter().map(|room| Change::Room(id(), room.clone()));
        // Its connection may have to end.
        let devices = of_devices().map(|device| Change::Device(id(), device.union_id.clone()));
        rooms.chain(devices).collect()
    }
}
