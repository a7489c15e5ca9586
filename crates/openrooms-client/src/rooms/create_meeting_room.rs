//! `CreateMeetingRoom`: a new room.

use openrooms_protocol::Nothing;
use openrooms_protocol::rooms::{CreateMeetingRoom, NewRoom};

use crate::{Client, Error};

impl Client {
    /// `CreateMeetingRoom`: makes a room, and gives its id.
    ///
    /// The operator, the name, the status and the caller's own id must be given. A name that
    /// another room has is `room.exist`, one with control characters `room.name.unsafe`, a group
    /// that there is not `group.not.found`, one room too many `num.over.limit`; an operator who
    /// administers neither the organisation nor the room's group is `user.not.admin`. The app needs
    /// `VideoConference.Conference.Write`. It is not repeated where nobody knows what became of it.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::protocol::rooms::NewRoom;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let room = NewRoom {
    ///     union_id: Some("2iPOLxxxxx".into()),
    ///     room_name: Some("Oak".into()),
    ///     room_status: Some(0),
    ///     isv_room_id: Some("oak-1".into()),
    ///     room_capacity: Some(8),
    ///     ..NewRoom::default()
    /// };
    /// let room_id = client.create_meeting_room(&room).await?;
    /// assert_eq!(room_id.len(), 32);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn create_meeting_room(&self, room: &NewRoom) -> Result<String, Error> {
        let reply = self.call::<CreateMeetingRoom>(&Nothing {}, &Nothing {}, room);
        Ok(reply.await?.result)
    }
}
