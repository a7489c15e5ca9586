//! `DeleteMeetingRoom`: a room goes.

use openrooms_protocol::rooms::{DeleteMeetingRoom, RoomPath};
use openrooms_protocol::{Nothing, Operator};

use crate::{Client, Error};

impl Client {
    /// `DeleteMeetingRoom`: removes the room `room_id` on behalf of the person with `union_id`; true
    /// where that is done.
    ///
    /// An operator who does not administer it is `user.not.admin`, whether it is there or not; to an
    /// administrator a room that is not there is `room.not.found`. The app needs
    /// `VideoConference.Conference.Write`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// assert!(client.delete_meeting_room("0ffb7184xxxxx", "2iPOLxxxxx").await?);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn delete_meeting_room(&self, room_id: &str, union_id: &str) -> Result<bool, Error> {
        let room = RoomPath { room_id: room_id.to_owned() };
        let operator = Operator { union_id: union_id.to_owned() };
        let reply = self.call::<DeleteMeetingRoom>(&room, &operator, &Nothing {});
        Ok(reply.await?.result)
    }
}
