//! `UpdateMeetingRoomGroup`: another name for a room group.

use openrooms_protocol::Nothing;
use openrooms_protocol::rooms::{GroupUpdate, UpdateMeetingRoomGroup};

use crate::{Client, Error};

impl Client {
    /// `UpdateMeetingRoomGroup`: renames a room group; true where that is done.
    ///
    /// An operator who is no administrator is `user.not.admin`, whether the group is there or not; to
    /// an administrator one that is not there is `group.not.found`. Where `expected` says how the group
    /// was read, and it is not so any more, nothing is written: `group.changed`. The app needs
    /// `VideoConference.Conference.Write`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::protocol::rooms::GroupUpdate;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let change = GroupUpdate {
    ///     union_id: Some("2iPOLxxxxx".into()),
    ///     group_id: Some(1),
    ///     group_name: Some("Second floor".into()),
    ///     ..GroupUpdate::default()
    /// };
    /// assert!(client.update_meeting_room_group(&change).await?);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn update_meeting_room_group(&self, change: &GroupUpdate) -> Result<bool, Error> {
        let reply = self.call::<UpdateMeetingRoomGroup>(&Nothing {}, &Nothing {}, change);
        Ok(reply.await?.result)
    }
}
