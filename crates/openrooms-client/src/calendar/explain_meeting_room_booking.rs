//! `ExplainMeetingRoomBooking`, ours: may this person have this room then, and why not?

use openrooms_protocol::Nothing;
use openrooms_protocol::calendar::{
    BookingExplained, BookingQuestion, CalendarUserPath, ExplainMeetingRoomBooking,
};

use crate::{Client, Error};

impl Client {
    /// `ExplainMeetingRoomBooking`: whether the person with the unionId `user_id` may have a room then,
    /// and if not every reason and what comes nearest. Only openrooms has it.
    ///
    /// A room that is not there, or that the person does not see, is `invalidParameter`. The app needs
    /// `Calendar.Event.Read`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::protocol::calendar::{BookingQuestion, EventTime, MeetingWish};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let question = BookingQuestion {
    ///     room_id: Some("0ffb7184xxxxx".into()),
    ///     event: Some(MeetingWish {
    ///         start: Some(EventTime::at("2026-06-01T10:00:00+08:00", "Asia/Shanghai")),
    ///         end: Some(EventTime::at("2026-06-01T11:00:00+08:00", "Asia/Shanghai")),
    ///         ..MeetingWish::default()
    ///     }),
    /// };
    /// let explained = client.explain_meeting_room_booking("2iPOLxxxxx", &question).await?;
    /// assert_eq!(explained.refusals[0].rule, "overlap");
    /// # Ok(())
    /// # }
    /// ```
    pub async fn explain_meeting_room_booking(
        &self,
        user_id: &str,
        question: &BookingQuestion,
    ) -> Result<BookingExplained, Error> {
        let path = CalendarUserPath { user_id: user_id.to_owned() };
        let reply = self.call::<ExplainMeetingRoomBooking>(&path, &Nothing {}, question);
        Ok(reply.await?.result)
    }
}
