//! `SetMeetingRoomGroupPlan`, ours: the plan of a group's floor.

use openrooms_protocol::Nothing;
use openrooms_protocol::rooms::{GroupPath, NewPlan, SetMeetingRoomGroupPlan};

use crate::{Client, Error};

impl Client {
    /// `SetMeetingRoomGroupPlan`: gives the group `group_id` a plan in place of the one that it had; an
    /// empty picture takes it away. Only openrooms has it.
    ///
    /// An operator who administers neither the group nor one above is `user.not.admin`, a group that is
    /// not there `group.not.found`. Where `expected` says how the plan was read, and it is not so any more,
    /// nothing is changed: `plan.changed`. The app needs `VideoConference.Conference.Write`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::protocol::rooms::{NewPlan, RoomPlace};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let place = RoomPlace { room_id: "oak".into(), left: 0, top: 0, width: 250, height: 200 };
    /// let plan = NewPlan {
    ///     union_id: Some("2iPOLxxxxx".into()),
    ///     picture: Some("https://rooms.example.org/pictures/c/p".into()),
    ///     places: Some(vec![place]),
    ///     ..NewPlan::default()
    /// };
    /// client.set_meeting_room_group_plan(12, &plan).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn set_meeting_room_group_plan(
        &self,
        group_id: i64,
        plan: &NewPlan,
    ) -> Result<(), Error> {
        let path = GroupPath { group_id: group_id.to_string() };
        self.call::<SetMeetingRoomGroupPlan>(&path, &Nothing {}, plan).await?;
        Ok(())
    }
}
