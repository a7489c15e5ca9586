//! `ExplainMeetingRoomUpdate`, ours: which bookings to come would a change of a room break?

use openrooms_protocol::Nothing;
use openrooms_protocol::rooms::{ExplainMeetingRoomUpdate, RoomUpdate, UpdateExplained};

use crate::{Client, Error};

impl Client {
    /// `ExplainMeetingRoomUpdate`: which bookings to come `change` would break; it changes nothing. Only
    /// openrooms has it.
    ///
    /// Refusals are those of [`update_meeting_room`](Self::update_meeting_room). The app needs
    /// `VideoConference.Conference.Write`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::protocol::rooms::{ExtensionConfig, RoomUpdate};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let change = RoomUpdate {
    ///     union_id: Some("2iPOLxxxxx".into()),
    ///     room_id: Some("0ffb7184xxxxx".into()),
    ///     extension_config: Some(ExtensionConfig {
    ///         max_reservation_time_interval: Some(60),
    ///         ..ExtensionConfig::default()
    ///     }),
    ///     ..RoomUpdate::default()
    /// };
    /// let explained = client.explain_meeting_room_update(&change).await?;
    /// assert_eq!(explained.rules[0].rule, "maxReservationTimeInterval");
    /// # Ok(())
    /// # }
    /// ```
    pub async fn explain_meeting_room_update(
        &self,
        change: &RoomUpdate,
    ) -> Result<UpdateExplained, Error> {
        let reply = self.call::<ExplainMeetingRoomUpdate>(&Nothing {}, &Nothing {}, change);
        Ok(reply.await?.result)
    }
}
