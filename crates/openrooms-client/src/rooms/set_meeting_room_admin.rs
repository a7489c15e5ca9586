//! `SetMeetingRoomAdmin`, ours: who administers one room.

use openrooms_protocol::Nothing;
use openrooms_protocol::rooms::{NewAdmins, RoomPath, SetMeetingRoomAdmin};

use crate::{Client, Error};

impl Client {
    /// `SetMeetingRoomAdmin`: names who administers the room `room_id`, by their unionIds, in place of
    /// those who did, on behalf of the person with `union_id`; true where that is done. Only openrooms
    /// has it.
    ///
    /// An operator who is no administrator is `user.not.admin`, a room that is not there
    /// `room.not.found`, a person who is not in the organisation `user.not.org`. The app needs
    /// `VideoConference.Conference.Write`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// assert!(client.set_meeting_room_admin("0ffb7184xxxxx", &["union-seller"], "2iPOLxxxxx").await?);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn set_meeting_room_admin(
        &self,
        room_id: &str,
        admins: &[&str],
        union_id: &str,
    ) -> Result<bool, Error> {
        let room = RoomPath { room_id: room_id.to_owned() };
        let body = NewAdmins {
            union_id: Some(union_id.to_owned()),
            admin_union_ids: Some(admins.iter().map(|&id| id.to_owned()).collect()),
        };
        let reply = self.call::<SetMeetingRoomAdmin>(&room, &Nothing {}, &body);
        Ok(reply.await?.result)
    }
}
