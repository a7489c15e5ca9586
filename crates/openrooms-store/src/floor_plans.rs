//! The plans of floors, in rows and back.

use openrooms_core::floor_plan::{FloorPlan, Place};
use openrooms_core::id::{CorpId, GroupId, RoomId};
use serde_json::json;

use crate::db::{Row, Tx, Value, args, values};
use crate::error::StoreError;
use crate::open::Store;
use crate::row::corrupt;

pub(crate) const INSERT: &str = "INSERT INTO floor_plans (corp_id, group_id, picture, places)";

/// $1 the organisation; $2 a group, or null for all.
pub(crate) const OF: &str = "SELECT group_id, picture, places FROM floor_plans \
    WHERE corp_id = $1 AND (group_id = $2 OR $2 IS NULL) ORDER BY group_id";

/// The values of [`INSERT`].
pub(crate) fn values_of(corp: &str, plan: &FloorPlan) -> Vec<Value> {
    let places = plan.places.iter().map(|place| {
        let ((left, top), (width, height)) = (place.corner(), place.size());
        json!([place.room.as_str(), left, top, width, height])
    });
    let places = serde_json::Value::Array(places.collect()).to_string();
    values![corp, plan.group.0, &plan.picture, places]
}

pub(crate) fn plan(row: &Row) -> Result<FloorPlan, StoreError> {
    let group = row.int("group_id")?;
    let id = group.to_string();
    let places: Vec<(String, i32, i32, i32, i32)> = serde_json::from_str(&row.text("places")?)
        .map_err(corrupt("floor_plans", "places", &id))?;
    let places = places.into_iter().map(|(room, left, top, width, height)| {
        let place = Place::new(RoomId::new(room), (left, top), (width, height));
        place.map_err(corrupt("floor_plans", "places", &id))
    });
    Ok(FloorPlan {
        group: GroupId(group),
        picture: row.text("picture")?,
        places: places.collect::<Result<_, _>>()?,
    })
}

impl Store {
    /// The plans of an organisation's floors, or that of one.
    pub async fn floor_plans(
        &self,
        corp: &CorpId,
        group: Option<GroupId>,
    ) -> Result<Vec<FloorPlan>, StoreError> {
        let args = args![corp.as_str(), group.map(|group| group.0)];
        self.db.rows(OF, &args).await?.iter().map(plan).collect()
    }
}

impl Tx {
    /// All of them.
    pub(crate) async fn floor_plans(&mut self, corp: &str) -> Result<Vec<FloorPlan>, StoreError> {
        self.rows(OF, &args![corp, None::<i64>]).await?.iter().map(plan).collect()
    }
}
