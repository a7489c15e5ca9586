//! What the operations on super users have in common: rights as the record tells them.

use openrooms_core::id::{RoomId, UserId};
use openrooms_core::room::RoomRights;
use openrooms_protocol::rooms::SuperUsers;

/// The super users of a room, in the words of the wire.
pub(super) fn told(rights: RoomRights) -> SuperUsers {
    SuperUsers {
        room_id: RoomId::into_string(rights.room),
        user_id_white_list: rights.super_users.into_iter().map(UserId::into_string).collect(),
        dept_id_white_list: rights.super_departments.into_iter().map(|id| id.0).collect(),
        users: Vec::new(),
        departments: Vec::new(),
    }
}
