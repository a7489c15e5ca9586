//! `PairMeetingRoomPanel`: a screen at a door becomes a device of a room.

use openrooms_protocol::Nothing;
use openrooms_protocol::rooms::{PairMeetingRoomPanel, PanelToPair, RegisteredDevice};

use crate::{Client, Error};

impl Client {
    /// `PairMeetingRoomPanel`, of openrooms alone: makes the screen that shows a code a device of a
    /// room, or of a group whose rooms it shows.
    ///
    /// A screen shows its code under `/panel`, for ten minutes. The app needs
    /// `VideoConference.Conference.Write`, and the person administers the room or the group.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// use openrooms_client::protocol::rooms::PanelToPair;
    ///
    /// let panel = PanelToPair {
    ///     union_id: Some("2iPOLxxxxx".to_owned()),
    ///     code: Some("7KQM-2XWD".to_owned()),
    ///     room_id: Some("0ffb7184xxxxx".to_owned()),
    ///     ..PanelToPair::default()
    /// };
    /// let device = client.pair_meeting_room_panel(&panel).await?;
    /// assert_eq!(device.device_union_id, "panel-1");
    /// # Ok(())
    /// # }
    /// ```
    pub async fn pair_meeting_room_panel(
        &self,
        panel: &PanelToPair,
    ) -> Result<RegisteredDevice, Error> {
        let reply = self.call::<PairMeetingRoomPanel>(&Nothing {}, &Nothing {}, panel);
        Ok(reply.await?.result)
    }
}
