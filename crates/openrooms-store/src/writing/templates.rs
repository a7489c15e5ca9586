//! Screen templates: found, made, changed, removed.

use openrooms_core::id::TemplateId;
use openrooms_core::template::{Places, Surroundings, Template};

use super::Writing;
use crate::db::{Value, args};
use crate::error::StoreError;
use crate::template_row as row;

/// What shows a template, and is taken out of it when it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PlaceKind {
    /// A device, by its unionId.
    Device,
    /// A room.
    Room,
    /// A group of rooms.
    Group,
}

impl PlaceKind {
    const fn word(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::Room => "room",
            Self::Group => "group",
        }
    }
}

impl Writing {
    /// A template.
    pub async fn template(&mut self, id: TemplateId) -> Result<Option<Template>, StoreError> {
        Ok(self.tx.templates(self.corp.as_str(), Some(id)).await?.pop())
    }

    /// What a wish for a template meets: `name` and `places` are what is asked for, by the template
    /// `own` or by a new one.
    pub async fn around_template(
        &mut self,
        name: Option<&str>,
        places: &Places,
        own: Option<TemplateId>,
    ) -> Result<Surroundings, StoreError> {
        let sql = "SELECT o.has_screens, \
                     (SELECT CAST(count(*) AS BIGINT) FROM screen_templates t \
                      WHERE t.corp_id = o.corp_id) AS templates, \
                     (SELECT CAST(count(*) AS BIGINT) FROM screen_templates t \
                      WHERE t.corp_id = o.corp_id AND t.name = $2 \
                      AND (t.template_id <> $3 OR $3 IS NULL)) AS same \
                   FROM organisations o WHERE o.corp_id = $1";
        let args = args![self.corp.as_str(), name, own.map(|id| id.0)];
        let rows = self.tx.rows(sql, &args).await?;
        let Some(found) = rows.first() else {
            return Ok(Surroundings::default());
        };
        Ok(Surroundings {
            has_screens: found.get("has_screens")?,
            templates: found.int("templates")?,
            name_is_taken: found.int("same")? > 0,
            missing_place: self.missing_place(places).await?,
        })
    }

    /// The first place that there is not, by the wire's name of its list.
    async fn missing_place(&mut self, places: &Places) -> Result<Option<String>, StoreError> {
        let devices = places.devices.iter().map(|id| Value::from(id.as_str()));
        let groups = places.groups.iter().map(|id| Value::from(id.0));
        let rooms = places.rooms.iter().map(|id| Value::from(id.as_str()));
        let lists: [(_, _, _, Vec<Value>); 3] = [
            ("deviceUnionIds", "devices", "device_union_id", devices.collect()),
            ("groupIds", "room_groups", "group_id", groups.collect()),
            ("roomIds", "rooms", "room_id", rooms.collect()),
        ];
        for (list, table, column, ids) in lists {
            for (at, id) in ids.into_iter().enumerate() {
                let sql =
                    format!("SELECT 1 AS n FROM {table} WHERE corp_id = $1 AND {column} = $2");
                if self.tx.rows(&sql, &[self.corp.as_str().into(), id]).await?.is_empty() {
                    return Ok(Some(format!("{list}[{at}]")));
                }
            }
        }
        Ok(None)
    }

    /// A number that no template has or had, unless an import said otherwise.
    pub async fn new_template_id(&mut self) -> Result<TemplateId, StoreError> {
        let corp = self.corp.as_str();
        let sql = "SELECT max(template_id) AS n FROM screen_templates WHERE corp_id = $1";
        let rows = self.tx.rows(sql, &args![corp]).await?;
        let newest = rows.first().map(|row| row.get::<Option<i64>>("n")).transpose()?.flatten();
        let sql = "UPDATE organisations SET template_ids = \
                     CASE WHEN template_ids < $2 THEN $2 ELSE template_ids END + 1 \
                   WHERE corp_id = $1 RETURNING template_ids";
        let rows = self.tx.rows(sql, &args![corp, newest.unwrap_or(0)]).await?;
        Ok(TemplateId(rows.first().map_or(Ok(1), |row| row.int("template_ids"))?))
    }

    /// Makes a template.
    pub async fn insert_template(&mut self, template: &Template) -> Result<(), StoreError> {
        let corp = self.corp.as_str();
        let insert = format!("INSERT INTO screen_templates ({})", row::COLUMNS);
        self.tx.insert_rows(&insert, &[row::template_values(corp, template)]).await?;
        self.tx.insert_rows(row::INSERT_PLACES, &row::place_values(corp, template)).await
    }

    /// Writes a template anew that is there.
    pub async fn update_template(&mut self, template: &Template) -> Result<(), StoreError> {
        self.delete_template(template.id).await?;
        self.insert_template(template).await
    }

    /// Removes a template.
    pub async fn delete_template(&mut self, id: TemplateId) -> Result<(), StoreError> {
        for table in ["template_places", "screen_templates"] {
            let sql = format!("DELETE FROM {table} WHERE corp_id = $1 AND template_id = $2");
            self.tx.execute(&sql, &args![self.corp.as_str(), id.0]).await?;
        }
        Ok(())
    }

    /// Takes what is removed out of the templates that it shows.
    pub(super) async fn leave_templates(
        &mut self,
        kind: PlaceKind,
        id: &str,
    ) -> Result<(), StoreError> {
        let sql = "DELETE FROM template_places WHERE corp_id = $1 AND kind = $2 AND place_id = $3";
        self.tx.execute(sql, &args![self.corp.as_str(), kind.word(), id]).await?;
        Ok(())
    }
}
