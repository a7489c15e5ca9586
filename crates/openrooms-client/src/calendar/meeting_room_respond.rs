//! `MeetingRoomRespond`: yes or no to a booking.

use openrooms_protocol::Nothing;
use openrooms_protocol::calendar::{
    EventRoomPath, MeetingRoomRespond, PRIMARY_CALENDAR, RoomAnswer,
};

use crate::{Client, Error};

impl Client {
    /// `MeetingRoomRespond`: accepts or declines a booking that waits for approval, on behalf of
    /// the person
    /// with the unionId `user_id`, who administers the room; true where that is done. The app needs
    /// `Calendar.Event.Write`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::protocol::calendar::RoomAnswer;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let event = "cnNTbW1YbxxxxdEgvdlQrQT09";
    /// let yes = RoomAnswer { response_status: Some("accepted".into()), ..RoomAnswer::default() };
    /// assert!(client.meeting_room_respond("2iPOLxxxxx", event, "0ffb7184xxxxx", yes).await?);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn meeting_room_respond(
        &self,
        user_id: &str,
        event_id: &str,
        room_id: &str,
        answer: RoomAnswer,
    ) -> Result<bool, Error> {
        let path = EventRoomPath {
            user_id: user_id.to_owned(),
            calendar_id: PRIMARY_CALENDAR.to_owned(),
            event_id: event_id.to_owned(),
            room_id: room_id.to_owned(),
        };
        let reply = self.call::<MeetingRoomRespond>(&path, &Nothing {}, &answer);
        Ok(reply.await?.result)
    }
}
