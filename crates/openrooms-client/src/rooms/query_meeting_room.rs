//! `QueryMeetingRoom`: one room, with its policy.

use openrooms_protocol::rooms::{MeetingRoom, QueryMeetingRoom, RoomPath};
use openrooms_protocol::{Nothing, Operator};

use crate::{Client, Error};

impl Client {
    /// `QueryMeetingRoom`: the room `room_id`, as the person with `union_id` may see it.
    ///
    /// What there is not, or may not be seen, is `room.not.found`; a person that is not of the
    /// organisation is `user.not.employee`. The app needs `VideoConference.Conference.Read`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let room = client.query_meeting_room("0ffb7184xxxxx", "2iPOLxxxxx").await?;
    /// assert_eq!(room.room_capacity, Some(10));
    /// # Ok(())
    /// # }
    /// ```
    pub async fn query_meeting_room(
        &self,
        room_id: &str,
        union_id: &str,
    ) -> Result<MeetingRoom, Error> {
        let room = RoomPath { room_id: room_id.to_owned() };
        let operator = Operator { union_id: union_id.to_owned() };
        let reply = self.call::<QueryMeetingRoom>(&room, &operator, &Nothing {});
        Ok(reply.await?.result)
    }
}
