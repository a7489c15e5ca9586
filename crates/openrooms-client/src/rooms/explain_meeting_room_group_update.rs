//! `ExplainMeetingRoomGroupUpdate`, ours: which bookings to come would another policy of a group break?

use openrooms_protocol::Nothing;
use openrooms_protocol::rooms::{ExplainMeetingRoomGroupUpdate, GroupUpdate, UpdateExplained};

use crate::{Client, Error};

impl Client {
    /// `ExplainMeetingRoomGroupUpdate`: which bookings to come in the rooms of a group and of those below
    /// it `change` would break; it changes nothing. Only openrooms has it.
    ///
    /// Refusals are those of [`update_meeting_room_group`](Self::update_meeting_room_group). The app
    /// needs `VideoConference.Conference.Write`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::protocol::rooms::{ExtensionConfig, GroupUpdate};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let change = GroupUpdate {
    ///     union_id: Some("2iPOLxxxxx".into()),
    ///     group_id: Some(1),
    ///     extension_config: Some(ExtensionConfig {
    ///         open_reservation: Some(false),
    ///         ..ExtensionConfig::default()
    ///     }),
    ///     ..GroupUpdate::default()
    /// };
    /// let explained = client.explain_meeting_room_group_update(&change).await?;
    /// assert_eq!(explained.broken_bookings, 1);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn explain_meeting_room_group_update(
        &self,
        change: &GroupUpdate,
    ) -> Result<UpdateExplained, Error> {
        let reply = self.call::<ExplainMeetingRoomGroupUpdate>(&Nothing {}, &Nothing {}, change);
        Ok(reply.await?.result)
    }
}
