//! Saving whole organisations: all or nothing, and only what differs.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use openrooms_core::client::{App, Suite};
use openrooms_core::id::{ClientKey, CorpId, GroupId, UnionId};
use openrooms_core::organisation::{Organisation, Profile};
use openrooms_core::room::{Device, Group, Room};
use openrooms_core::time::EpochMillis;

use super::load::Source;
use super::{INSERT_PROFILE, profile_values};
use crate::db::{Tx, Value, args, values};
use crate::error::StoreError;
use crate::feed::{Change, MOST_SINGLE_CHANGES};
use crate::open::Store;
use crate::row;
use crate::secret::ServerKey;

/// What is to be saved.
#[derive(Debug, Clone, Default)]
pub struct Contents {
    /// The organisations. Ids are unique within each list.
    pub organisations: Vec<Organisation>,
    /// For each organisation, groups that its rooms name and that are made where they are missing.
    pub implied_groups: Vec<Vec<Group>>,
    /// Third-party apps.
    pub suites: Vec<Suite>,
}

/// How it is saved.
pub struct SaveOptions<'a> {
    /// Whether what is not in the contents is removed: organisations, suites, everything.
    pub replace: bool,
    /// Seals the suites' secrets.
    pub server_key: Option<&'a ServerKey>,
    /// Now.
    pub now: EpochMillis,
}

/// What a save did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Saved {
    /// Objects that were added or changed.
    pub written: u64,
    /// Objects that were removed.
    pub removed: u64,
}

/// Contents that contradict what is there. Indexes are those of [`Contents`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Conflict {
    /// A user id that somebody else in the organisation has.
    UserIdTaken {
        /// Which organisation.
        organisation: usize,
        /// Which of its people.
        person: usize,
        /// Who has it.
        by: UnionId,
    },
    /// An app's key that is another organisation's app's, or a suite's.
    AppKeyTaken {
        /// Which organisation.
        organisation: usize,
        /// Which of its apps.
        app: usize,
    },
    /// A suite's key that is an app's.
    SuiteKeyTaken {
        /// Which suite.
        suite: usize,
    },
}

/// A save that left everything as it was.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The contents contradict what is there.
    #[error("conflict: {0:?}")]
    Conflict(Conflict),
    /// The database did not take it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The tables of an organisation's own objects.
const TABLES: [&str; 13] = [
    "organisations",
    "call_counts",
    "departments",
    "people",
    "person_departments",
    "room_groups",
    "group_administrators",
    "rooms",
    "room_members",
    "devices",
    "bans",
    "kept_events",
    "suite_authorisations",
];

impl Store {
    /// Saves everything or nothing. `progress` hears how many objects were looked at so far.
    pub async fn save(
        &self,
        contents: &Contents,
        options: &SaveOptions<'_>,
        progress: &mut (dyn FnMut(u64) + Send),
    ) -> Result<Saved, SaveError> {
        let tx = self.db.begin_save().await?;
        let mut save = Save {
            tx,
            options,
            store: self,
            saved: Saved::default(),
            changes: Vec::new(),
            seen: 0,
            progress,
        };
        if options.replace {
            save.remove_the_rest(contents).await?;
        }
        let none = Vec::new();
        for (at, organisation) in contents.organisations.iter().enumerate() {
            let implied = contents.implied_groups.get(at).unwrap_or(&none);
            save.organisation(at, organisation, implied).await?;
        }
        save.suites(&contents.suites).await?;

        let Save { mut tx, saved, changes, .. } = save;
        tx.publish(changes, options.now).await?;
        tx.commit().await?;
        Ok(saved)
    }
}

struct Save<'a> {
    tx: Tx,
    options: &'a SaveOptions<'a>,
    store: &'a Store,
    saved: Saved,
    changes: Vec<Change>,
    seen: u64,
    progress: &'a mut (dyn FnMut(u64) + Send),
}

/// The rows that an object is kept in.
type RowsOf<'a, T> = &'a (dyn Fn(&T) -> Vec<Vec<Value>> + Sync);

/// What of a list must be written, and what removed.
struct Difference<'a, T> {
    puts: Vec<&'a T>,
    /// What is there already of `puts`, and all that goes.
    stale: Vec<&'a T>,
    removed: usize,
}

impl<T> Difference<'_, T> {
    fn is_empty(&self) -> bool {
        self.puts.is_empty() && self.removed == 0
    }
}

fn difference<'a, T: PartialEq, K: Hash + Eq>(
    old: &'a [T],
    new: &'a [T],
    key: impl Fn(&'a T) -> K,
    replace: bool,
) -> Difference<'a, T> {
    let mut by_key: HashMap<K, &T> = old.iter().map(|item| (key(item), item)).collect();
    let (mut puts, mut stale) = (Vec::new(), Vec::new());
    for item in new {
        match by_key.remove(&key(item)) {
            Some(same) if same == item => {}
            Some(other) => {
                puts.push(item);
                stale.push(other);
            }
            None => puts.push(item),
        }
    }
    let mut removed = 0;
    if replace {
        removed = by_key.len();
        stale.extend(by_key.into_values());
    }
    Difference { puts, stale, removed }
}

impl Save<'_> {
    /// Deletes what is stale of `tables`, and inserts what is put.
    async fn apply<T>(
        &mut self,
        corp: &str,
        difference: &Difference<'_, T>,
        tables: &[(&str, &str)],
        id: impl Fn(&T) -> Value,
        rows: &[(&str, RowsOf<'_, T>)],
        looked_at: usize,
    ) -> Result<(), StoreError> {
        let stale: Vec<_> = difference.stale.iter().map(|item| id(item)).collect();
        for (table, column) in tables {
            self.tx.delete_rows(table, corp, column, &stale).await?;
        }
        // Objects by the thousand, so that a bar moves and memory does not grow.
        for puts in difference.puts.chunks(1000) {
            for (insert, values) in rows {
                let values: Vec<_> = puts.iter().flat_map(|item| values(item)).collect();
                self.tx.insert_rows(insert, &values).await?;
            }
            self.see(puts.len());
        }
        self.see(looked_at - difference.puts.len());
        self.saved.written += difference.puts.len() as u64;
        self.saved.removed += difference.removed as u64;
        Ok(())
    }

    fn see(&mut self, count: usize) {
        self.seen += count as u64;
        (self.progress)(self.seen);
    }

    async fn remove_the_rest(&mut self, contents: &Contents) -> Result<(), StoreError> {
        let kept: HashSet<_> =
            contents.organisations.iter().map(|organisation| &organisation.profile.id).collect();
        for profile in Source::Writer(&mut self.tx).profiles().await? {
            if kept.contains(&profile.id) {
                continue;
            }
            let corp = args![profile.id.as_str()];
            // Its tokens stay: they find no organisation, and the wire has a word for that.
            self.tx
                .execute(
                    "DELETE FROM client_secrets WHERE client_key IN \
                     (SELECT client_key FROM clients WHERE corp_id = $1)",
                    &corp,
                )
                .await?;
            self.tx.execute("DELETE FROM clients WHERE corp_id = $1", &corp).await?;
            for table in TABLES.iter().filter(|table| **table != "suite_authorisations") {
                self.tx.execute(&format!("DELETE FROM {table} WHERE corp_id = $1"), &corp).await?;
            }
            self.saved.removed += 1;
            self.changes.push(Change::Organisation(profile.id));
        }
        // Clients before anything is written: a key may move from one organisation to another.
        for organisation in &contents.organisations {
            let kept: HashSet<_> = organisation.apps.iter().map(|app| &app.client.key).collect();
            let corp = organisation.profile.id.as_str();
            for app in Source::Writer(&mut self.tx).apps(corp).await? {
                if !kept.contains(&app.client.key) {
                    self.remove_client(app.client.key).await?;
                }
            }
        }
        let kept: HashSet<_> = contents.suites.iter().map(|suite| &suite.client.key).collect();
        for suite in Source::Writer(&mut self.tx).suites().await? {
            if !kept.contains(&suite.client.key) {
                self.remove_client(suite.client.key).await?;
            }
        }
        Ok(())
    }

    async fn remove_client(&mut self, key: ClientKey) -> Result<(), StoreError> {
        self.tx.end_secrets(&key, None, self.options.now).await?;
        self.tx.remove_client(&key).await?;
        self.saved.removed += 1;
        self.changes.push(Change::Client(key));
        Ok(())
    }

    #[expect(clippy::too_many_lines, reason = "one list after the other, each said in one place")]
    async fn organisation(
        &mut self,
        at: usize,
        new: &Organisation,
        implied: &[Group],
    ) -> Result<(), SaveError> {
        let corp = new.profile.id.as_str();
        let replace = self.options.replace;
        let old = Source::Writer(&mut self.tx).organisation(corp).await?;
        let is_new = old.is_none();
        let old = old.unwrap_or_else(|| empty(&new.profile.id));

        let profile_changed = is_new || old.profile != new.profile;
        if profile_changed {
            let over = "ON CONFLICT (corp_id) DO UPDATE SET name = excluded.name, \
                        time_zone = excluded.time_zone, calls_per_month = excluded.calls_per_month";
            let rows = [profile_values(&new.profile)];
            self.tx.upsert_rows(INSERT_PROFILE, &rows, over).await?;
            self.saved.written += 1;
        }

        let departments = difference(&old.departments, &new.departments, |d| d.id, replace);
        self.apply(
            corp,
            &departments,
            &[("departments", "dept_id")],
            |department| department.id.0.into(),
            &[("INSERT INTO departments (corp_id, dept_id, name, parent_id)", &|department| {
                vec![values![corp, department.id.0, &department.name, department.parent.0]]
            })],
            new.departments.len(),
        )
        .await?;

        let people = difference(&old.people, &new.people, |person| &person.union_id, replace);
        check_user_ids(at, &old, new, &people)?;
        self.apply(
            corp,
            &people,
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
            new.people.len(),
        )
        .await?;

        let wanted_groups = with_implied(&old, new, implied, replace);
        let groups = difference(&old.groups, &wanted_groups, |group| group.id, replace);
        self.apply(
            corp,
            &groups,
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
            wanted_groups.len(),
        )
        .await?;

        let rooms = difference(&old.rooms, &new.rooms, |room| &room.id, replace);
        let ordinals = self.ordinals(corp, &rooms.puts).await?;
        self.apply(
            corp,
            &rooms,
            &[("rooms", "room_id"), ("room_members", "room_id")],
            |room| room.id.as_str().into(),
            &[
                (&format!("INSERT INTO rooms ({}, ordinal)", row::ROOM_COLUMNS), &|room| {
                    let mut values = row::room_values(corp, room);
                    values.push(ordinals.get(room.id.as_str()).copied().into());
                    vec![values]
                }),
                (
                    "INSERT INTO room_members (corp_id, room_id, position, member_type, member_id, name)",
                    &|room| {
                        let members = (0_i64..).zip(room.members.iter().flatten());
                        let rows = members.map(|(at, member)| {
                            let (kind, id) = member.who.parts();
                            values![corp, room.id.as_str(), at, kind, id, &member.name]
                        });
                        rows.collect()
                    },
                ),
            ],
            new.rooms.len(),
        )
        .await?;

        let bans = difference(&old.bans, &new.bans, |ban| &ban.person, replace);
        self.apply(
            corp,
            &bans,
            &[("bans", "union_id")],
            |ban| ban.person.as_str().into(),
            &[("INSERT INTO bans (corp_id, union_id, starts_at, ends_at, memo)", &|ban| {
                let ends_at = ban.ends_at.map(|at| at.0);
                vec![values![corp, ban.person.as_str(), ban.starts_at.0, ends_at, &ban.memo]]
            })],
            new.bans.len(),
        )
        .await?;

        let devices = difference(&old.devices, &new.devices, |device| &device.union_id, replace);
        self.apply(
            corp,
            &devices,
            &[("devices", "device_union_id")],
            |device| device.union_id.as_str().into(),
            &[(
                "INSERT INTO devices (corp_id, device_union_id, device_id, room_id, share_code, serial, \
                 properties, beyond)",
                &|device| vec![device_values(corp, device)],
            )],
            new.devices.len(),
        )
        .await?;

        let events = difference(&old.events, &new.events, |event| &event.id, replace);
        self.apply(
            corp,
            &events,
            &[("kept_events", "event_id")],
            |event| event.id.as_str().into(),
            &[("INSERT INTO kept_events (corp_id, event_id, body)", &|event| {
                vec![values![corp, &event.id, &event.body]]
            })],
            new.events.len(),
        )
        .await?;

        // Names, rights and replies hang together; rooms and devices alone touch only themselves.
        let id = || new.profile.id.clone();
        // A room that differs is in both lists of its difference.
        let touched: HashSet<_> = rooms
            .puts
            .iter()
            .chain(&rooms.stale)
            .map(|room| &room.id)
            .chain(
                devices.puts.iter().chain(&devices.stale).filter_map(|device| device.room.as_ref()),
            )
            .collect();
        let all = profile_changed
            || !(departments.is_empty() && people.is_empty() && groups.is_empty())
            || touched.len() > MOST_SINGLE_CHANGES;
        if all {
            self.changes.push(Change::Organisation(id()));
        } else {
            self.changes.extend(touched.into_iter().map(|room| Change::Room(id(), room.clone())));
        }

        self.apps(at, &old.apps, new).await
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

    async fn apps(&mut self, at: usize, old: &[App], new: &Organisation) -> Result<(), SaveError> {
        let corp = new.profile.id.as_str();
        for (index, app) in new.apps.iter().enumerate() {
            let key = &app.client.key;
            let before = old.iter().find(|before| before.client.key == *key);
            if before.is_none() && !self.tx.add_app(corp, app).await? {
                let taken = Conflict::AppKeyTaken { organisation: at, app: index };
                return Err(SaveError::Conflict(taken));
            }
            let is_same = before.is_some_and(|before| {
                before.client == app.client && before.redirect_uris == app.redirect_uris
            });
            if before.is_some() && !is_same {
                self.tx.put_app(corp, app).await?;
            }
            let mut is_changed = !is_same;
            if before.is_none() {
                // What a key of the same name left behind does not open this one.
                self.tx.end_secrets(key, None, self.options.now).await?;
            }
            if let Some(secret) = &app.secret {
                let (random, now) = (self.store.random, self.options.now);
                is_changed |= self.tx.put_secret(key, secret, None, random, now).await?;
            }
            if is_changed {
                self.saved.written += 1;
                self.changes.push(Change::Client(key.clone()));
            }
        }
        self.see(new.apps.len());
        Ok(())
    }

    async fn suites(&mut self, new: &[Suite]) -> Result<(), SaveError> {
        if new.is_empty() {
            return Ok(());
        }
        let old = Source::Writer(&mut self.tx).suites().await?;
        for (index, suite) in new.iter().enumerate() {
            let key = &suite.client.key;
            let before = old.iter().find(|before| before.client.key == *key);
            if before.is_none() && !self.tx.add_suite(suite).await? {
                return Err(SaveError::Conflict(Conflict::SuiteKeyTaken { suite: index }));
            }
            let is_same = before.is_some_and(|before| {
                before.client == suite.client
                    && before.ticket == suite.ticket
                    && before.authorised_by == suite.authorised_by
            });
            if before.is_some() && !is_same {
                self.tx.put_suite(suite).await?;
            }
            let mut is_changed = !is_same;
            if before.is_none() {
                self.tx.end_secrets(key, None, self.options.now).await?;
            }
            if let Some(secret) = &suite.secret {
                let (random, now) = (self.store.random, self.options.now);
                let sealing = self.options.server_key;
                is_changed |= self.tx.put_secret(key, secret, sealing, random, now).await?;
            }
            if is_changed {
                self.saved.written += 1;
                self.changes.push(Change::Client(key.clone()));
            }
        }
        self.see(new.len());
        Ok(())
    }
}

fn empty(corp: &CorpId) -> Organisation {
    Organisation {
        profile: Profile {
            id: corp.clone(),
            name: String::new(),
            zone: None,
            calls_per_month: None,
        },
        departments: Vec::new(),
        people: Vec::new(),
        apps: Vec::new(),
        groups: Vec::new(),
        rooms: Vec::new(),
        bans: Vec::new(),
        devices: Vec::new(),
        events: Vec::new(),
    }
}

/// The groups asked for, and those that rooms name and nothing else makes.
fn with_implied(
    old: &Organisation,
    new: &Organisation,
    implied: &[Group],
    replace: bool,
) -> Vec<Group> {
    let mut known: HashSet<GroupId> = new.groups.iter().map(|group| group.id).collect();
    if !replace {
        known.extend(old.groups.iter().map(|group| group.id));
    }
    let missing = implied.iter().filter(|group| known.insert(group.id)).cloned();
    new.groups.iter().cloned().chain(missing).collect()
}

/// Nobody may take a user id that stays with somebody else.
fn check_user_ids(
    at: usize,
    old: &Organisation,
    new: &Organisation,
    people: &Difference<'_, openrooms_core::organisation::Person>,
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
