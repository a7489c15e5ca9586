//! What somebody administers who is no administrator of all.

use openrooms_core::access::Viewer;
use openrooms_core::id::{GroupId, RoomId};

use crate::db::{Db, Value};
use crate::listing::GroupTree;
use crate::row;

/// Groups with all that is below them, and single rooms.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Administered {
    /// The groups, those below included, sorted.
    pub groups: Vec<GroupId>,
    /// The single rooms.
    pub rooms: Vec<RoomId>,
}

impl GroupTree {
    /// What a person administers.
    pub fn administered_by(&self, viewer: &Viewer) -> Administered {
        let mut groups: Vec<_> = viewer.administers.clone();
        groups.extend(
            self.all().filter(|id| {
                self.chain(*id).iter().any(|above| viewer.administers.contains(above))
            }),
        );
        groups.sort();
        groups.dedup();
        Administered { groups, rooms: viewer.rooms.clone() }
    }
}

impl Administered {
    /// A condition on the room `r`, to stand behind others: it is one of these. Adds the argument that
    /// it needs to `args`.
    pub(crate) fn condition(&self, db: &Db, args: &mut Vec<Value>) -> String {
        let rooms: Vec<_> = self.rooms.iter().map(RoomId::as_str).collect();
        args.push(row::texts_to_json(&rooms).into());
        let rooms = db.values_of(&format!("${}", args.len()));
        // SQL has no empty list, and no group is 0.
        let groups: Vec<_> = self.groups.iter().map(ToString::to_string).collect();
        let groups = if groups.is_empty() { "0".to_owned() } else { groups.join(", ") };
        format!("AND (r.group_id IN ({groups}) OR r.room_id IN (SELECT n.value FROM {rooms}))")
    }
}
