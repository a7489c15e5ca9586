//! `DeleteMeetingRoomControlPanel`: rooms lose their panels.

use openrooms_protocol::Nothing;
use openrooms_protocol::rooms::{DeleteMeetingRoomControlPanel, PanelsOfRooms};

use crate::{Client, Error};

impl Client {
    /// `DeleteMeetingRoomControlPanel`: takes the control panels from up to 100 rooms; the server says
    /// `true`.
    ///
    /// The app needs `VideoConference.Conference.Write`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let gone = client.delete_meeting_room_control_panel(&["0ffb7184xxxxx"], "2iPOLxxxxx").await?;
    /// assert_eq!(gone, "true");
    /// # Ok(())
    /// # }
    /// ```
    pub async fn delete_meeting_room_control_panel(
        &self,
        room_ids: &[&str],
        union_id: &str,
    ) -> Result<String, Error> {
        let rooms = PanelsOfRooms {
            union_id: Some(union_id.to_owned()),
            room_ids: Some(room_ids.iter().map(|id| (*id).to_owned()).collect()),
            expected: None,
        };
        let reply = self.call::<DeleteMeetingRoomControlPanel>(&Nothing {}, &Nothing {}, &rooms);
        Ok(reply.await?.result)
    }
}
