//! `QueryMeetingRoomGroupPlan`, ours: the plan of a group's floor, or which groups have one.

use openrooms_protocol::Nothing;
use openrooms_protocol::rooms::{FloorPlan, PlanQuery, QueryMeetingRoomGroupPlan};

use crate::{Client, Error};

impl Client {
    /// `QueryMeetingRoomGroupPlan`: the plan of the group `group_id`, with the places of the rooms that
    /// the person with `union_id` sees; without a group, every group's, without places. Only openrooms
    /// has it.
    ///
    /// A group that is not there is `group.not.found`; one without a plan gives none. The app needs
    /// `VideoConference.Conference.Read`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let plans = client.query_meeting_room_group_plan(Some(12), "2iPOLxxxxx").await?;
    /// let places = plans[0].places.as_ref().unwrap();
    /// assert_eq!((plans[0].group_id, places[0].width), (12, 250));
    /// # Ok(())
    /// # }
    /// ```
    pub async fn query_meeting_room_group_plan(
        &self,
        group_id: Option<i64>,
        union_id: &str,
    ) -> Result<Vec<FloorPlan>, Error> {
        let query = PlanQuery { union_id: union_id.to_owned(), group_id };
        let reply = self.call::<QueryMeetingRoomGroupPlan>(&Nothing {}, &query, &Nothing {});
        Ok(reply.await?.result)
    }
}
