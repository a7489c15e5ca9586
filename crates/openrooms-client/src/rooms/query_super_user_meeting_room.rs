//! `QuerySuperUserMeetingRoom`, ours: whom the rules of a room do not bind.

use openrooms_protocol::Nothing;
use openrooms_protocol::rooms::{OperatorOnRoom, QuerySuperUserMeetingRoom, SuperUsers};

use crate::{Client, Error};

impl Client {
    /// `QuerySuperUserMeetingRoom`: the super users of the room `room_id`, asked by the person
    /// with `union_id`. Only openrooms has it.
    ///
    /// An operator who does not administer the room is `user.not.admin`, whether it is there or not;
    /// to an administrator one that is not there is `room.not.found`. The app needs
    /// `VideoConference.Conference.Read`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let found = client.query_super_user_meeting_room("0ffb7184xxxxx", "2iPOLxxxxx").await?;
    /// assert_eq!(found.user_id_white_list, ["manager01"]);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn query_super_user_meeting_room(
        &self,
        room_id: &str,
        union_id: &str,
    ) -> Result<SuperUsers, Error> {
        let query =
            OperatorOnRoom { union_id: union_id.to_owned(), room_id: Some(room_id.to_owned()) };
        let reply = self.call::<QuerySuperUserMeetingRoom>(&Nothing {}, &query, &Nothing {});
        Ok(reply.await?.result)
    }
}
