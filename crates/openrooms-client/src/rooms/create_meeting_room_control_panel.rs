//! `CreateMeetingRoomControlPanel`: a room gets its panel.

use openrooms_protocol::Nothing;
use openrooms_protocol::rooms::{CreateMeetingRoomControlPanel, NewControlPanel};

use crate::{Client, Error};

impl Client {
    /// `CreateMeetingRoomControlPanel`: gives a room its control panel, in place of the one that it had;
    /// the server says `true`.
    ///
    /// The app needs `VideoConference.Conference.Write`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::protocol::rooms::{NewControlPanel, PanelButton};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let light = PanelButton {
    ///     name: Some("灯".into()),
    ///     en_name: Some("Light".into()),
    ///     icon: Some("https://example.org/light.png".into()),
    ///     url: Some("https://example.org/light".into()),
    ///     show_time: Some(0),
    ///     sort: Some(1),
    /// };
    /// let panel = NewControlPanel {
    ///     union_id: Some("2iPOLxxxxx".into()),
    ///     room_id: Some("0ffb7184xxxxx".into()),
    ///     room_config: Some(vec![light]),
    ///     ..NewControlPanel::default()
    /// };
    /// assert_eq!(client.create_meeting_room_control_panel(&panel).await?, "true");
    /// # Ok(())
    /// # }
    /// ```
    pub async fn create_meeting_room_control_panel(
        &self,
        panel: &NewControlPanel,
    ) -> Result<String, Error> {
        let reply = self.call::<CreateMeetingRoomControlPanel>(&Nothing {}, &Nothing {}, panel);
        Ok(reply.await?.result)
    }
}
