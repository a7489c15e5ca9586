//! Control panels: rows, and a page of them.

use openrooms_core::id::{CorpId, RoomId};
use openrooms_core::panel::{Button, Panel};

use crate::administered::Administered;
use crate::db::{Row, Tx, Value, args, values};
use crate::error::StoreError;
use crate::open::Store;
use crate::row::corrupt;

pub(crate) const INSERT: &str = "INSERT INTO panels (corp_id, room_id, status, buttons, extra)";

type Columns = (String, String, String, String, i32, i32);

pub(crate) fn values(corp: &str, panel: &Panel) -> Vec<Value> {
    let buttons = panel.buttons.iter().map(|button| {
        let Button { name, english_name, icon, url, show_time, sort } = button;
        serde_json::json!([name, english_name, icon, url, show_time, sort])
    });
    let extra = panel.extra.as_ref().map(|extra| serde_json::json!(extra).to_string());
    let buttons = serde_json::Value::Array(buttons.collect()).to_string();
    values![corp, panel.room.as_str(), panel.status, buttons, extra]
}

fn panel(row: &Row) -> Result<Panel, StoreError> {
    let room = row.text("room_id")?;
    let bad = |column| corrupt::<()>("panels", column, &room);
    let buttons: Vec<Columns> =
        serde_json::from_str(&row.text("buttons")?).map_err(|_| bad("buttons")(()))?;
    let buttons = buttons.into_iter().map(|(name, english_name, icon, url, show_time, sort)| {
        Button { name, english_name, icon, url, show_time, sort }
    });
    let extra = row.get::<Option<String>>("extra")?;
    let extra = extra.map(|text| serde_json::from_str(&text)).transpose();
    let status = row.get::<Option<i64>>("status")?.map(i32::try_from).transpose();
    Ok(Panel {
        buttons: buttons.collect(),
        extra: extra.map_err(|_: serde_json::Error| bad("extra")(()))?,
        status: status.map_err(|_| bad("status")(()))?,
        room: RoomId::new(room),
    })
}

impl Tx {
    /// The panels of an organisation, or of one room.
    pub(crate) async fn panels(
        &mut self,
        corp: &str,
        room: Option<&str>,
    ) -> Result<Vec<Panel>, StoreError> {
        let sql = "SELECT * FROM panels WHERE corp_id = $1 AND (room_id = $2 OR $2 IS NULL)";
        let rows = self.rows(sql, &args![corp, room]).await?;
        let mut panels = rows.iter().map(panel).collect::<Result<Vec<_>, _>>()?;
        panels.sort_by(|a, b| a.room.cmp(&b.room));
        Ok(panels)
    }
}

/// A panel and its place in lists: that of its room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedPanel {
    /// Its place.
    pub ordinal: i64,
    /// The panel.
    pub panel: Panel,
}

impl Store {
    /// Up to `most` panels of rooms after a place in the order of their making, and how many there
    /// are on all pages: those of one room, of rooms that somebody administers, or all.
    pub async fn panels_after(
        &self,
        corp: &CorpId,
        room: Option<&RoomId>,
        administered: Option<&Administered>,
        after: i64,
        most: i64,
    ) -> Result<(Vec<ListedPanel>, i64), StoreError> {
        let room = room.map(RoomId::as_str);
        let mut args = args![corp.as_str(), room].to_vec();
        let theirs = administered.map(|theirs| theirs.condition(&self.db, &mut args));
        let from = format!(
            "FROM panels p JOIN rooms r ON r.corp_id = p.corp_id AND r.room_id = p.room_id \
             WHERE p.corp_id = $1 AND (p.room_id = $2 OR $2 IS NULL) {}",
            theirs.unwrap_or_default()
        );
        let sql = format!("SELECT CAST(count(*) AS BIGINT) AS n {from}");
        let counted = self.db.rows(&sql, &args).await?;
        let count = counted.first().map_or(Ok(0), |row| row.int("n"))?;
        args.extend(args![after, most]);
        let (last, limit) = (args.len() - 1, args.len());
        let sql = format!(
            "SELECT p.*, r.ordinal {from} AND r.ordinal > ${last} ORDER BY r.ordinal LIMIT ${limit}"
        );
        let rows = self.db.rows(&sql, &args).await?;
        let listed = rows
            .iter()
            .map(|row| Ok(ListedPanel { ordinal: row.int("ordinal")?, panel: panel(row)? }));
        Ok((listed.collect::<Result<_, StoreError>>()?, count))
    }
}
