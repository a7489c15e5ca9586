//! Screen templates: rows to core values and back.

use openrooms_core::ParseError;
use openrooms_core::id::{DeviceUnionId, GroupId, RoomId, TemplateId};
use openrooms_core::template::{Look, Places, Template};

use crate::db::{Row, Tx, Value, args, values};
use crate::error::StoreError;
use crate::row::{corrupt, texts_from_json, texts_to_json};

pub(crate) const COLUMNS: &str = "corp_id, template_id, name, background, background_address, pictures, \
    picture_seconds, picture_on_top, logo, organisation, body, hides_names, hides_code, \
    has_instruction, has_calendar, has_titles, has_functions, beyond";

pub(crate) const INSERT_PLACES: &str =
    "INSERT INTO template_places (corp_id, template_id, kind, position, place_id)";

/// The template's own row; its places live in another table.
pub(crate) fn template_values(corp: &str, template: &Template) -> Vec<Value> {
    let look = &template.look;
    values![
        corp,
        template.id.0,
        &template.name,
        look.background,
        &look.background_address,
        texts_to_json(&look.pictures),
        look.picture_seconds,
        look.picture_on_top,
        &look.logo,
        &look.organisation,
        &look.text,
        look.hides_names,
        look.hides_code,
        look.has_instruction,
        look.has_calendar,
        look.has_titles,
        look.has_functions,
        &template.beyond,
    ]
}

/// The rows of its places.
pub(crate) fn place_values(corp: &str, template: &Template) -> Vec<Vec<Value>> {
    let places = &template.places;
    let devices = places.devices.iter().map(|id| id.as_str().to_owned());
    let rooms = places.rooms.iter().map(|id| id.as_str().to_owned());
    let groups = places.groups.iter().map(ToString::to_string);
    let mut rows = Vec::new();
    let mut add = |kind: &str, ids: &mut dyn Iterator<Item = String>| {
        rows.extend((0_i64..).zip(ids).map(|(at, id)| values![corp, template.id.0, kind, at, id]));
    };
    add("device", &mut { devices });
    add("room", &mut { rooms });
    add("group", &mut { groups });
    rows
}

/// A template from its row, without its places.
fn template(row: &Row) -> Result<Template, StoreError> {
    let id = row.int("template_id")?;
    let key = id.to_string();
    let small = |column: &'static str| {
        let number = row.get::<Option<i64>>(column)?.map(i32::try_from).transpose();
        number.map_err(corrupt("screen_templates", column, &key))
    };
    let needed = |column: &'static str| {
        let bad = corrupt("screen_templates", column, &key);
        small(column)?.ok_or_else(|| bad(ParseError(String::new())))
    };
    let pictures = texts_from_json(&row.text("pictures")?);
    Ok(Template {
        id: TemplateId(id),
        name: row.get("name")?,
        look: Look {
            background: needed("background")?,
            background_address: row.get("background_address")?,
            pictures: pictures.map_err(corrupt("screen_templates", "pictures", &key))?,
            picture_seconds: small("picture_seconds")?,
            picture_on_top: needed("picture_on_top")?,
            logo: row.get("logo")?,
            organisation: row.get("organisation")?,
            text: row.get("body")?,
            hides_names: row.get("hides_names")?,
            hides_code: row.get("hides_code")?,
            has_instruction: row.get("has_instruction")?,
            has_calendar: row.get("has_calendar")?,
            has_titles: row.get("has_titles")?,
            has_functions: row.get("has_functions")?,
        },
        places: Places::default(),
        beyond: row.get("beyond")?,
    })
}

/// Puts a place into its template.
fn place(row: &Row, places: &mut Places) -> Result<(), StoreError> {
    let (kind, id) = (row.text("kind")?, row.text("place_id")?);
    let bad = |column| corrupt("template_places", column, &id);
    match kind.as_str() {
        "device" => places.devices.push(DeviceUnionId::new(id)),
        "room" => places.rooms.push(RoomId::new(id)),
        "group" => places.groups.push(GroupId(id.parse().map_err(bad("place_id"))?)),
        _ => return Err(corrupt("template_places", "kind", &id)(())),
    }
    Ok(())
}

impl Tx {
    /// The templates of an organisation by their ids, or the one that is asked for.
    pub(crate) async fn templates(
        &mut self,
        corp: &str,
        only: Option<TemplateId>,
    ) -> Result<Vec<Template>, StoreError> {
        let args = args![corp, only.map(|id| id.0)];
        let of = "WHERE corp_id = $1 AND (template_id = $2 OR $2 IS NULL)";
        let sql = format!("SELECT {COLUMNS} FROM screen_templates {of}");
        let rows = self.rows(&sql, &args).await?;
        let mut templates = rows.iter().map(template).collect::<Result<Vec<_>, _>>()?;
        templates.sort_by_key(|template| template.id);
        let sql = format!(
            "SELECT template_id, kind, place_id FROM template_places {of} ORDER BY position"
        );
        for row in &self.rows(&sql, &args).await? {
            let id = TemplateId(row.int("template_id")?);
            if let Ok(at) = templates.binary_search_by_key(&id, |template| template.id) {
                place(row, &mut templates[at].places)?;
            }
        }
        Ok(templates)
    }
}
