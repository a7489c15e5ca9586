//! `QueryMeetingRoomGroup`: one room group.

use openrooms_protocol::rooms::{GroupDetail, GroupPath, QueryMeetingRoomGroup};
use openrooms_protocol::{Nothing, Operator};

use crate::{Client, Error};

impl Client {
    /// `QueryMeetingRoomGroup`: the group `group_id`, asked by the person with `union_id`.
    ///
    /// What there is not is `group.not.found`; a person that is not of the organisation is
    /// `user.not.employee`. The app needs `VideoConference.Conference.Read`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let group = client.query_meeting_room_group(1, "2iPOLxxxxx").await?;
    /// assert_eq!(group.group_name.as_deref(), Some("Test group"));
    /// # Ok(())
    /// # }
    /// ```
    pub async fn query_meeting_room_group(
        &self,
        group_id: i64,
        union_id: &str,
    ) -> Result<GroupDetail, Error> {
        let group = GroupPath { group_id: group_id.to_string() };
        let operator = Operator { union_id: union_id.to_owned() };
        self.call::<QueryMeetingRoomGroup>(&group, &operator, &Nothing {}).await
    }
}
