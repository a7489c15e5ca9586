//! Rights on single rooms in a document.

use std::collections::HashMap;

use openrooms_core::id::{DeptId, RoomId, UnionId, UserId};
use openrooms_core::room::RoomRights;
use openrooms_protocol::organisation as wire;
use openrooms_protocol::organisation::DocumentError;

use super::import::{unique, wrong};

/// The rights of the organisation that stands at `path`. The room need not be there.
pub(super) fn read(
    from: Vec<wire::RoomRights>,
    path: &str,
) -> Result<Vec<RoomRights>, DocumentError> {
    let mut seen = HashMap::new();
    let each = from.into_iter().enumerate().map(|(index, given)| {
        let path = format!("{path}.roomRights[{index}]");
        if given.room_id.is_empty() {
            return wrong(format!("{path}.roomId"), "it must not be empty");
        }
        unique(&mut seen, given.room_id.clone(), &format!("{path}.roomId"))?;
        let rights = RoomRights {
            administrators: given.admin_union_ids.into_iter().map(UnionId::new).collect(),
            super_users: given.super_user_ids.into_iter().map(UserId::new).collect(),
            super_departments: given.super_dept_ids.into_iter().map(DeptId).collect(),
            room: RoomId::new(given.room_id),
        };
        // Rights that nobody has are not kept, so an export would not give them back.
        if rights == RoomRights::none(rights.room.clone()) {
            return wrong(path, "it names nobody");
        }
        Ok(rights)
    });
    each.collect()
}

/// The rights on a room, in the words of a document.
pub(crate) fn write(from: RoomRights) -> wire::RoomRights {
    wire::RoomRights {
        room_id: RoomId::into_string(from.room),
        admin_union_ids: from.administrators.into_iter().map(UnionId::into_string).collect(),
        super_user_ids: from.super_users.into_iter().map(UserId::into_string).collect(),
        super_dept_ids: from.super_departments.into_iter().map(|id| id.0).collect(),
    }
}
