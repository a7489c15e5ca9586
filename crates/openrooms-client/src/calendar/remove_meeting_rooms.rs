//! `RemoveMeetingRooms`: rooms that an event gives back.

use openrooms_protocol::Nothing;
use openrooms_protocol::calendar::{EventPath, MeetingRoomId, RemoveMeetingRooms, RoomsReturned};

use crate::{Client, Error};

impl Client {
    /// `RemoveMeetingRooms`: gives rooms of an event back, on behalf of its organiser; true also
    /// for a room
    /// that it does not hold. The app needs `Calendar.Event.Write`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let event = "cnNTbW1YbxxxxdEgvdlQrQT09";
    /// assert!(client.remove_meeting_rooms("2iPOLxxxxx", event, &["0ffb7184xxxxx"]).await?);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn remove_meeting_rooms(
        &self,
        user_id: &str,
        event_id: &str,
        room_ids: &[&str],
    ) -> Result<bool, Error> {
        let path = EventPath::primary(user_id, event_id);
        let body = RoomsReturned {
            meeting_rooms_to_remove: Some(
                room_ids.iter().map(|id| MeetingRoomId::of(*id)).collect(),
            ),
        };
        let reply = self.call::<RemoveMeetingRooms>(&path, &Nothing {}, &body);
        Ok(reply.await?.result)
    }
}
