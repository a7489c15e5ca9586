//! `AddMeetingRooms`: rooms for an event.

use openrooms_protocol::Nothing;
use openrooms_protocol::calendar::{AddMeetingRooms, EventPath, MeetingRoomId, RoomsWanted};

use crate::{Client, Error};

impl Client {
    /// `AddMeetingRooms`: books rooms for an event, all of them or none, on behalf of its
    /// organiser; true
    /// where they are had.
    ///
    /// A room that cannot be had is `meetingRoomNotAvailable`, whose message tells each room and
    /// why. The app needs `Calendar.Event.Write`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let event = "cnNTbW1YbxxxxdEgvdlQrQT09";
    /// assert!(client.add_meeting_rooms("2iPOLxxxxx", event, &["0ffb7184xxxxx"]).await?);
    /// let refused = client.add_meeting_rooms("2iPOLxxxxx", "taken", &["0ffb7184xxxxx"]).await;
    /// assert_eq!(refused.unwrap_err().code(), Some("meetingRoomNotAvailable"));
    /// # Ok(())
    /// # }
    /// ```
    pub async fn add_meeting_rooms(
        &self,
        user_id: &str,
        event_id: &str,
        room_ids: &[&str],
    ) -> Result<bool, Error> {
        let path = EventPath::primary(user_id, event_id);
        let body = RoomsWanted {
            meeting_rooms_to_add: Some(room_ids.iter().map(|id| MeetingRoomId::of(*id)).collect()),
        };
        let reply = self.call::<AddMeetingRooms>(&path, &Nothing {}, &body);
        Ok(reply.await?.result)
    }
}
