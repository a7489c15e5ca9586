//! `SetSuperUserMeetingRoom`: whom the rules of a room do not bind.

use openrooms_protocol::Nothing;
use openrooms_protocol::rooms::{NewSuperUsers, SetSuperUserMeetingRoom};

use crate::{Client, Error};

impl Client {
    /// `SetSuperUserMeetingRoom`: names the super users of a room, in place of those that it had; true
    /// where that is done.
    ///
    /// The operator, the room and a list must be given; a list that is absent is empty. An operator who
    /// does not administer the room is `user.not.admin`, whether it is there or not; to an
    /// administrator one that is not there is `room.not.found`. A person who is not in the organisation
    /// is `user.not.org`. The app needs `VideoConference.Conference.Write`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::protocol::rooms::NewSuperUsers;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let super_users = NewSuperUsers {
    ///     union_id: Some("2iPOLxxxxx".into()),
    ///     room_id: Some("0ffb7184xxxxx".into()),
    ///     user_id_white_list: Some(vec!["manager01".into()]),
    ///     dept_id_white_list: Some(vec![2]),
    /// };
    /// assert!(client.set_super_user_meeting_room(&super_users).await?);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn set_super_user_meeting_room(
        &self,
        super_users: &NewSuperUsers,
    ) -> Result<bool, Error> {
        let reply = self.call::<SetSuperUserMeetingRoom>(&Nothing {}, &Nothing {}, super_users);
        Ok(reply.await?.result)
    }
}
