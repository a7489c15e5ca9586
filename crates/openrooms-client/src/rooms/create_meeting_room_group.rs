//! `CreateMeetingRoomGroup`: a new room group.

use openrooms_protocol::Nothing;
use openrooms_protocol::rooms::{CreateMeetingRoomGroup, NewGroup};

use crate::{Client, Error};

impl Client {
    /// `CreateMeetingRoomGroup`: makes a room group, and gives its id.
    ///
    /// The operator, a name and the group above must be given; the root is 0. An operator who is no
    /// administrator is `user.not.admin`, a group above that there is not `group.not.found`, a
    /// fourth level `depth.over.limit`, one group too many `group.too.much`. The app needs
    /// `VideoConference.Conference.Write`. It is not repeated where nobody knows what became of it.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::protocol::rooms::NewGroup;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let group = NewGroup {
    ///     union_id: Some("2iPOLxxxxx".into()),
    ///     group_name: Some("Third floor".into()),
    ///     parent_group_id: Some(0),
    ///     ..NewGroup::default()
    /// };
    /// let group_id = client.create_meeting_room_group(&group).await?;
    /// assert_eq!(group_id, 2);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn create_meeting_room_group(&self, group: &NewGroup) -> Result<i64, Error> {
        let reply = self.call::<CreateMeetingRoomGroup>(&Nothing {}, &Nothing {}, group);
        Ok(reply.await?.result)
    }
}
