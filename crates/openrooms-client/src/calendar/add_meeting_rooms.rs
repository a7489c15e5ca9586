//! `AddMeetingRooms`: rooms for an event.

use openrooms_protocol::calendar::{
    AddMeetingRooms, EventPath, MeetingRoomId, RoomsAdded, RoomsWanted, SkipQuery, SkippedDate,
};

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
        Ok(self.rooms_added(user_id, event_id, room_ids, SkipQuery::default()).await?.result)
    }

    /// The same for a series of which some dates may lack a room: tells which were left out, and why.
    ///
    /// A room that no date can have is `meetingRoomNotAvailable`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let event = "cnNTbW1YbxxxxdEgvdlQrQT09";
    /// let rooms = ["0ffb7184xxxxx"];
    /// let skipped = client.add_meeting_rooms_skipping("2iPOLxxxxx", event, &rooms).await?;
    /// assert!(skipped.is_empty());
    /// # Ok(())
    /// # }
    /// ```
    pub async fn add_meeting_rooms_skipping(
        &self,
        user_id: &str,
        event_id: &str,
        room_ids: &[&str],
    ) -> Result<Vec<SkippedDate>, Error> {
        let query = SkipQuery { skip_unavailable: Some(true) };
        Ok(self.rooms_added(user_id, event_id, room_ids, query).await?.skipped)
    }

    async fn rooms_added(
        &self,
        user_id: &str,
        event_id: &str,
        room_ids: &[&str],
        query: SkipQuery,
    ) -> Result<RoomsAdded, Error> {
        let path = EventPath::primary(user_id, event_id);
        let body = RoomsWanted {
            meeting_rooms_to_add: Some(room_ids.iter().map(|id| MeetingRoomId::of(*id)).collect()),
        };
        self.call::<AddMeetingRooms>(&path, &query, &body).await
    }
}
