//! Loading an organisation whole, in a stable order.

use std::collections::HashMap;

use openrooms_core::calendar::EventState;
use openrooms_core::client::{App, Secret, Suite};
use openrooms_core::id::{CorpId, DeptId, GroupId, UnionId};
use openrooms_core::organisation::{Organisation, Profile};
use openrooms_core::room::{Group, KeptEvent};
use openrooms_core::time::Zone;

use crate::calendar::whole_events;
use crate::db::{Row, Tx, args};
use crate::error::StoreError;
use crate::open::Store;
use crate::row::{self, corrupt};

/// The database as it was at one moment.
pub struct Snapshot(Tx);

impl Snapshot {
    pub(crate) const fn tx(&mut self) -> &mut Tx {
        &mut self.0
    }

    /// The organisations, without what they hold.
    pub async fn profiles(&mut self) -> Result<Vec<Profile>, StoreError> {
        self.0.profiles().await
    }

    /// An organisation with all that it holds; secrets are hashes.
    pub async fn organisation(
        &mut self,
        corp: &CorpId,
    ) -> Result<Option<Organisation>, StoreError> {
        let Some(mut found) = self.0.organisation(corp.as_str()).await? else {
            return Ok(None);
        };
        let mut calendar = whole_events(&mut self.0, corp.as_str(), None).await?;
        calendar.retain(|whole| whole.event.state != EventState::Deleted);
        found.calendar = calendar;
        Ok(Some(found))
    }

    /// The suites; secrets are hashes.
    pub async fn suites(&mut self) -> Result<Vec<Suite>, StoreError> {
        self.0.suites().await
    }
}

impl Tx {
    /// The groups of an organisation, in the order of their ids.
    async fn groups(&mut self, corp: &str) -> Result<Vec<Group>, StoreError> {
        let mut administrators = self
                .children(
                    "SELECT group_id, union_id FROM group_administrators WHERE corp_id = $1 ORDER BY position",
                    corp,
                    |row| Ok((row.int("group_id")?, UnionId::new(row.text("union_id")?))),
                )
                .await?;
        let sql = "SELECT group_id, name, parent_id, policy FROM room_groups WHERE corp_id = $1";
        let groups = self.rows(sql, &args![corp]).await?;
        let groups = groups.iter().map(|row| {
            let id = row.int("group_id")?;
            Ok(Group {
                id: GroupId(id),
                name: row.text("name")?,
                parent: GroupId(row.int("parent_id")?),
                administrators: administrators.remove(&id).unwrap_or_default(),
                policy: row::group_policy(row, id)?,
            })
        });
        let mut groups = groups.collect::<Result<Vec<_>, StoreError>>()?;
        groups.sort_by_key(|group| group.id);
        Ok(groups)
    }

    /// Child rows in their order, gathered by the key of their parent.
    async fn children<K: std::hash::Hash + Eq, C>(
        &mut self,
        sql: &str,
        corp: &str,
        read: impl Fn(&Row) -> Result<(K, C), StoreError>,
    ) -> Result<HashMap<K, Vec<C>>, StoreError> {
        let mut gathered: HashMap<K, Vec<C>> = HashMap::new();
        for row in &self.rows(sql, &args![corp]).await? {
            let (parent, child) = read(row)?;
            gathered.entry(parent).or_default().push(child);
        }
        Ok(gathered)
    }

    pub(super) async fn profiles(&mut self) -> Result<Vec<Profile>, StoreError> {
        let sql = "SELECT corp_id, name, time_zone, calls_per_month, room_limit, has_screens FROM organisations";
        let mut profiles =
            self.rows(sql, &[]).await?.iter().map(profile).collect::<Result<Vec<_>, _>>()?;
        profiles.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(profiles)
    }

    pub(super) async fn organisation(
        &mut self,
        corp: &str,
    ) -> Result<Option<Organisation>, StoreError> {
        let one = args![corp];
        let sql = "SELECT corp_id, name, time_zone, calls_per_month, room_limit, has_screens FROM organisations \
                   WHERE corp_id = $1";
        let Some(profile) = self.rows(sql, &one).await?.first().map(profile).transpose()? else {
            return Ok(None);
        };

        let sql = format!("SELECT {} FROM departments WHERE corp_id = $1", row::DEPARTMENT_COLUMNS);
        let departments = self.rows(&sql, &one).await?;
        let mut departments =
            departments.iter().map(row::department).collect::<Result<Vec<_>, _>>()?;
        departments.sort_by_key(|department| department.id);

        let mut member_of = self
            .children(
                "SELECT union_id, dept_id FROM person_departments WHERE corp_id = $1 ORDER BY position",
                corp,
                |row| Ok((row.text("union_id")?, DeptId(row.int("dept_id")?))),
            )
            .await?;
        let sql = format!("SELECT {} FROM people WHERE corp_id = $1", row::PERSON_COLUMNS);
        let people = self.rows(&sql, &one).await?;
        let people = people.iter().map(|row| {
            row::person(row, member_of.remove(&row.text("union_id")?).unwrap_or_default())
        });
        let mut people = people.collect::<Result<Vec<_>, StoreError>>()?;
        people.sort_by(|a, b| a.union_id.cmp(&b.union_id));

        let groups = self.groups(corp).await?;

        let labels = self.labels(corp).await?;
        let floor_plans = self.floor_plans(corp).await?;

        let mut members = self
            .children(
                "SELECT room_id, member_type, member_id, name FROM room_members \
                 WHERE corp_id = $1 ORDER BY position",
                corp,
                |row| {
                    let (kind, id) = (row.text("member_type")?, row.text("member_id")?);
                    Ok((row.text("room_id")?, row::member(&kind, &id, row.get("name")?)?))
                },
            )
            .await?;
        let sql = format!("SELECT {} FROM rooms WHERE corp_id = $1", row::ROOM_COLUMNS);
        let rooms = self.rows(&sql, &one).await?;
        let rooms = rooms
            .iter()
            .map(|row| row::room(row, members.remove(&row.text("room_id")?).unwrap_or_default()));
        let mut rooms = rooms.collect::<Result<Vec<_>, StoreError>>()?;
        rooms.sort_by(|a, b| a.id.cmp(&b.id));

        let rights = self.rights(corp).await?;

        let problems = self.problems(corp).await?;

        let sql = "SELECT union_id, starts_at, ends_at, memo FROM bans WHERE corp_id = $1";
        let bans = self.rows(sql, &one).await?;
        let mut bans = bans.iter().map(row::ban).collect::<Result<Vec<_>, _>>()?;
        bans.sort_by(|a, b| a.person.cmp(&b.person));

        let sql = "SELECT * FROM devices WHERE corp_id = $1";
        let devices = self.rows(sql, &one).await?;
        let mut devices = devices.iter().map(row::device).collect::<Result<Vec<_>, _>>()?;
        devices.sort_by(|a, b| a.union_id.cmp(&b.union_id));

        let sql = "SELECT event_id, body FROM kept_events WHERE corp_id = $1";
        let events = self.rows(sql, &one).await?;
        let events = events
            .iter()
            .map(|row| Ok(KeptEvent { id: row.text("event_id")?, body: row.text("body")? }));
        let mut events = events.collect::<Result<Vec<_>, StoreError>>()?;
        events.sort_by(|a, b| a.id.cmp(&b.id));

        let templates = self.templates(corp, None).await?;
        let panels = self.panels(corp, None).await?;
        let pictures = self.pictures(corp).await?;
        let apps = self.apps(corp).await?;
        Ok(Some(Organisation {
            profile,
            departments,
            people,
            apps,
            groups,
            labels,
            floor_plans,
            rooms,
            rights,
            problems,
            bans,
            devices,
            panels,
            events,
            calendar: Vec::new(),
            templates,
            pictures,
        }))
    }

    pub(super) async fn apps(&mut self, corp: &str) -> Result<Vec<App>, StoreError> {
        let sql = "SELECT c.*, s.hash FROM clients c LEFT JOIN client_secrets s \
                   ON s.client_key = c.client_key AND s.expires_at IS NULL \
                   WHERE c.corp_id = $1 AND c.kind = 'app'";
        let mut apps = Vec::new();
        for row in &self.rows(sql, &args![corp]).await? {
            let client = row::client(row)?;
            apps.push(App {
                redirect_uris: row::redirect_uris(row, &client)?,
                secret: row.get::<Option<String>>("hash")?.map(Secret::Hash),
                name: row.get("name")?,
                client,
            });
        }
        apps.sort_by(|a, b| a.client.key.cmp(&b.client.key));
        apps.dedup_by(|a, b| a.client.key == b.client.key);
        Ok(apps)
    }

    pub(super) async fn suites(&mut self) -> Result<Vec<Suite>, StoreError> {
        let sql = "SELECT corp_id, client_key FROM suite_authorisations ORDER BY position";
        let mut authorised: HashMap<String, Vec<CorpId>> = HashMap::new();
        for row in &self.rows(sql, &[]).await? {
            let corp = CorpId::new(row.text("corp_id")?);
            authorised.entry(row.text("client_key")?).or_default().push(corp);
        }
        let sql = "SELECT c.*, s.hash FROM clients c LEFT JOIN client_secrets s \
                   ON s.client_key = c.client_key AND s.expires_at IS NULL WHERE c.kind = 'suite'";
        let mut suites = Vec::new();
        for row in &self.rows(sql, &[]).await? {
            let client = row::client(row)?;
            suites.push(Suite {
                ticket: row.get("ticket")?,
                authorised_by: authorised.remove(client.key.as_str()).unwrap_or_default(),
                secret: row.get::<Option<String>>("hash")?.map(Secret::Hash),
                client,
            });
        }
        suites.sort_by(|a, b| a.client.key.cmp(&b.client.key));
        suites.dedup_by(|a, b| a.client.key == b.client.key);
        Ok(suites)
    }
}

fn profile(row: &Row) -> Result<Profile, StoreError> {
    let id = row.text("corp_id")?;
    let zone = row.get::<Option<String>>("time_zone")?;
    let zone = zone.map(|name| Zone::parse(&name)).transpose();
    Ok(Profile {
        name: row.get("name")?,
        zone: zone.map_err(corrupt("organisations", "time_zone", &id))?,
        calls_per_month: row.get("calls_per_month")?,
        room_limit: row.get("room_limit")?,
        has_screens: row.get("has_screens")?,
        id: CorpId::new(id),
    })
}

impl Store {
    /// The database as it is now, whatever is written while it is read.
    pub async fn snapshot(&self) -> Result<Snapshot, StoreError> {
        Ok(Snapshot(self.db.begin_reading().await?))
    }

    /// The organisations, without what they hold.
    pub async fn profiles(&self) -> Result<Vec<Profile>, StoreError> {
        self.snapshot().await?.profiles().await
    }

    /// An organisation with all that it holds; secrets are hashes.
    pub async fn organisation(&self, corp: &CorpId) -> Result<Option<Organisation>, StoreError> {
        self.snapshot().await?.organisation(corp).await
    }

    /// The suites; secrets are hashes.
    pub async fn suites(&self) -> Result<Vec<Suite>, StoreError> {
        self.snapshot().await?.suites().await
    }
}
