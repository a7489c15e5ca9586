//! `UpdateMeetingRoom`: the fields of a room that are given.

use openrooms_protocol::Nothing;
use openrooms_protocol::rooms::{RoomUpdate, UpdateMeetingRoom};

use crate::{Client, Error};

impl Client {
    /// `UpdateMeetingRoom`: changes the fields of a room that are given, and no others; true where
    /// that is done.
    ///
    /// Refusals are those of [`create_meeting_room`](Self::create_meeting_room), and
    /// `room.not.found`. Where `expected` says how the room was read, and it is not so any more, nothing
    /// is written: `room.changed`. The app needs `VideoConference.Conference.Write`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::protocol::rooms::RoomUpdate;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let change = RoomUpdate {
    ///     union_id: Some("2iPOLxxxxx".into()),
    ///     room_id: Some("0ffb7184xxxxx".into()),
    ///     room_capacity: Some(12),
    ///     ..RoomUpdate::default()
    /// };
    /// assert!(client.update_meeting_room(&change).await?);
    ///
    /// // Only where nobody has changed it since:
    /// let seen = client.query_meeting_room("0ffb7184xxxxx", "2iPOLxxxxx").await?;
    /// let change = RoomUpdate { expected: Some(Box::new(seen)), ..change };
    /// assert!(client.update_meeting_room(&change).await?);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn update_meeting_room(&self, change: &RoomUpdate) -> Result<bool, Error> {
        let reply = self.call::<UpdateMeetingRoom>(&Nothing {}, &Nothing {}, change);
        Ok(reply.await?.result)
    }
}
