//! `QueryMeetingRoomAdmin`, ours: who administers one room.

use openrooms_protocol::rooms::{QueryMeetingRoomAdmin, RoomAdmins, RoomPath};
use openrooms_protocol::{Nothing, Operator};

use crate::{Client, Error};

impl Client {
    /// `QueryMeetingRoomAdmin`: who administers the room `room_id` beside those of its groups, asked by
    /// the person with `union_id`. Only openrooms has it.
    ///
    /// Somebody who does not administer the room is `user.not.admin`, whether it is there or not; to an
    /// administrator one that is not there is `room.not.found`. The app needs
    /// `VideoConference.Conference.Read`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let room = client.query_meeting_room_admin("0ffb7184xxxxx", "2iPOLxxxxx").await?;
    /// assert_eq!(room.room_admins[0].member_id, "union-seller");
    /// # Ok(())
    /// # }
    /// ```
    pub async fn query_meeting_room_admin(
        &self,
        room_id: &str,
        union_id: &str,
    ) -> Result<RoomAdmins, Error> {
        let room = RoomPath { room_id: room_id.to_owned() };
        let operator = Operator { union_id: union_id.to_owned() };
        let reply = self.call::<QueryMeetingRoomAdmin>(&room, &operator, &Nothing {});
        Ok(reply.await?.result)
    }
}
