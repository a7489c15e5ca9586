//! `DeleteMeetingRoomGroup`: a room group goes.

use openrooms_protocol::rooms::{DeleteMeetingRoomGroup, GroupPath};
use openrooms_protocol::{Nothing, Operator};

use crate::{Client, Error};

impl Client {
    /// `DeleteMeetingRoomGroup`: removes the group `group_id` on behalf of the person with `union_id`;
    /// true where that is done. Its rooms move to the group above.
    ///
    /// One that has groups below it is `param.error`. An operator who is no administrator is
    /// `user.not.admin`, whether the group is there or not; to an administrator one that is not there
    /// is `group.not.found`. The app needs `VideoConference.Conference.Write`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// assert!(client.delete_meeting_room_group(1, "2iPOLxxxxx").await?);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn delete_meeting_room_group(
        &self,
        group_id: i64,
        union_id: &str,
    ) -> Result<bool, Error> {
        let group = GroupPath { group_id: group_id.to_string() };
        let operator = Operator { union_id: union_id.to_owned() };
        let reply = self.call::<DeleteMeetingRoomGroup>(&group, &operator, &Nothing {});
        Ok(reply.await?.result)
    }
}
