//! `SetMeetingRoomGroupAdmin`, ours: who administers a room group.

use openrooms_protocol::Nothing;
use openrooms_protocol::rooms::{GroupPath, NewAdmins, SetMeetingRoomGroupAdmin};

use crate::{Client, Error};

impl Client {
    /// `SetMeetingRoomGroupAdmin`: names who administers the group `group_id`, by their unionIds, in
    /// place of those who did, on behalf of the person with `union_id`; true where that is done. Only
    /// openrooms has it.
    ///
    /// An operator who is no administrator is `user.not.admin`, a group that is not there
    /// `group.not.found`, a person who is not in the organisation `user.not.org`. The app needs
    /// `VideoConference.Conference.Write`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// assert!(client.set_meeting_room_group_admin(1, &["union-seller"], "2iPOLxxxxx").await?);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn set_meeting_room_group_admin(
        &self,
        group_id: i64,
        admins: &[&str],
        union_id: &str,
    ) -> Result<bool, Error> {
        let group = GroupPath { group_id: group_id.to_string() };
        let body = NewAdmins {
            union_id: Some(union_id.to_owned()),
            admin_union_ids: Some(admins.iter().map(|&id| id.to_owned()).collect()),
        };
        let reply = self.call::<SetMeetingRoomGroupAdmin>(&group, &Nothing {}, &body);
        Ok(reply.await?.result)
    }
}
