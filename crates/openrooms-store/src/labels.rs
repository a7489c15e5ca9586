//! Labels of an organisation's own, and how they are found in rooms.

use openrooms_core::id::CorpId;
use openrooms_core::room::{FreeLabel, Room};

use crate::db::{Db, Row, Tx, Value, args, values};
use crate::error::StoreError;
use crate::open::Store;
use crate::row::corrupt;

pub(crate) const INSERT: &str = "INSERT INTO labels (corp_id, label_id, name)";
/// $1 the organisation.
const OF: &str = "SELECT label_id, name FROM labels WHERE corp_id = $1 ORDER BY label_id";

/// The values of [`INSERT`].
pub(crate) fn values_of(corp: &str, label: &FreeLabel) -> Vec<Value> {
    values![corp, label.id, &label.name]
}

fn label(row: &Row) -> Result<FreeLabel, StoreError> {
    Ok(FreeLabel { id: row.int("label_id")?, name: row.text("name")? })
}

/// A condition on the room `r`: it may have the label whose number `id` is. Labels are JSON text
/// (`[[id, name or null], ..]`), so a name that looks like one is found as well.
pub(crate) fn may_have(db: &Db, id: &str) -> String {
    db.holds("r.labels", &format!("'[' || CAST({id} AS TEXT) || ','"))
}

/// The names that the organisation gives to labels of the room `r`, as one column.
pub(crate) fn names_sql(db: &Db) -> String {
    let is_there = may_have(db, "l.label_id");
    let from = format!("FROM labels l WHERE l.corp_id = r.corp_id AND {is_there}");
    let names = db.json_rows("label_id, name", &from, "label_id");
    format!("CASE WHEN r.labels IS NULL THEN '[]' ELSE {names} END")
}

/// Gives the labels of a room the organisation's names, which stand in the column `label_names`.
pub(crate) fn name(room: &mut Room, row: &Row) -> Result<(), StoreError> {
    let names = row.text("label_names")?;
    let names: Vec<(i64, String)> =
        serde_json::from_str(&names).map_err(corrupt("labels", "*", room.id.as_str()))?;
    for label in room.labels.iter_mut().flatten() {
        if let Some((_, name)) = names.iter().find(|(id, _)| *id == label.id) {
            label.name = Some(name.clone());
        }
    }
    Ok(())
}

impl Store {
    /// The labels of an organisation's own, in the order of their ids.
    pub async fn labels(&self, corp: &CorpId) -> Result<Vec<FreeLabel>, StoreError> {
        self.db.rows(OF, &args![corp.as_str()]).await?.iter().map(label).collect()
    }
}

impl Tx {
    /// The same.
    pub(crate) async fn labels(&mut self, corp: &str) -> Result<Vec<FreeLabel>, StoreError> {
        self.rows(OF, &args![corp]).await?.iter().map(label).collect()
    }
}
