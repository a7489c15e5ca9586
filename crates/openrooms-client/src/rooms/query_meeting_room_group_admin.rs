//! `QueryMeetingRoomGroupAdmin`: who administers a room group.

use openrooms_protocol::Nothing;
use openrooms_protocol::rooms::{
    GroupAdmins, GroupPath, MaybeOperator, QueryMeetingRoomGroupAdmin,
};

use crate::{Client, Error};

impl Client {
    /// `QueryMeetingRoomGroupAdmin`: who administers the group `group_id`, asked by the person with
    /// `union_id`, or for the organisation where that is `None`.
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
    /// let group = client.query_meeting_room_group_admin(1, Some("2iPOLxxxxx")).await?;
    /// assert_eq!(group.group_admins[0].member_id, "2iPOLxxxxx");
    /// # Ok(())
    /// # }
    /// ```
    pub async fn query_meeting_room_group_admin(
        &self,
        group_id: i64,
        union_id: Option<&str>,
    ) -> Result<GroupAdmins, Error> {
        let group = GroupPath { group_id: group_id.to_string() };
        let operator = MaybeOperator { union_id: union_id.map(str::to_owned) };
        let reply = self.call::<QueryMeetingRoomGroupAdmin>(&group, &operator, &Nothing {});
        Ok(reply.await?.result)
    }
}
