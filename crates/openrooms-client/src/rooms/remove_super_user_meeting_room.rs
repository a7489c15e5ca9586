//! `RemoveSuperUserMeetingRoom`: a room has no super users any more.

use openrooms_protocol::Nothing;
use openrooms_protocol::rooms::{OperatorOnRoom, RemoveSuperUserMeetingRoom};

use crate::{Client, Error};

impl Client {
    /// `RemoveSuperUserMeetingRoom`: takes all super users from the room `room_id`, on behalf of the
    /// person with `union_id`; true where that is done.
    ///
    /// An operator who does not administer the room is `user.not.admin`, whether it is there or not;
    /// to an administrator one that is not there is `room.not.found`. The app needs
    /// `VideoConference.Conference.Write`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// assert!(client.remove_super_user_meeting_room("0ffb7184xxxxx", "2iPOLxxxxx").await?);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn remove_super_user_meeting_room(
        &self,
        room_id: &str,
        union_id: &str,
    ) -> Result<bool, Error> {
        let query =
            OperatorOnRoom { union_id: union_id.to_owned(), room_id: Some(room_id.to_owned()) };
        let reply = self.call::<RemoveSuperUserMeetingRoom>(&Nothing {}, &query, &Nothing {});
        Ok(reply.await?.result)
    }
}
