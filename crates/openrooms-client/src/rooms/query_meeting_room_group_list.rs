//! `QueryMeetingRoomGroupList`: the room groups.

use openrooms_protocol::rooms::{GroupDetail, QueryMeetingRoomGroupList};
use openrooms_protocol::{Nothing, Operator};

use crate::{Client, Error};

impl Client {
    /// `QueryMeetingRoomGroupList`: every room group of the organisation, asked by the person with
    /// `union_id`.
    ///
    /// A person that is not of the organisation is `user.not.employee`. The app needs
    /// `VideoConference.Conference.Read`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let groups = client.query_meeting_room_group_list("2iPOLxxxxx").await?;
    /// assert_eq!((groups[0].group_id, groups[0].parent_id), (Some(1), Some(0)));
    /// # Ok(())
    /// # }
    /// ```
    pub async fn query_meeting_room_group_list(
        &self,
        union_id: &str,
    ) -> Result<Vec<GroupDetail>, Error> {
        let operator = Operator { union_id: union_id.to_owned() };
        let reply = self.call::<QueryMeetingRoomGroupList>(&Nothing {}, &operator, &Nothing {});
        Ok(reply.await?.result)
    }
}
