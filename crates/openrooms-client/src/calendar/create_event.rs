//! `CreateEvent`: a new event.

use openrooms_protocol::Nothing;
use openrooms_protocol::calendar::{CalendarEvent, CalendarPath, CreateEvent, NewEvent};

use crate::{Client, Error};

impl Client {
    /// `CreateEvent`: makes an event in the calendar of the person with the unionId `user_id`, who
    /// organises it, and gives it as it is kept.
    ///
    /// It takes no rooms: [`add_meeting_rooms`](Self::add_meeting_rooms) books them. The app needs
    /// `Calendar.Event.Write`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::protocol::calendar::{EventTime, NewAttendee, NewEvent};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let event = NewEvent {
    ///     summary: Some("Weekly".into()),
    ///     start: Some(EventTime::at("2026-12-01T10:00:00+08:00", "Asia/Shanghai")),
    ///     end: Some(EventTime::at("2026-12-01T11:00:00+08:00", "Asia/Shanghai")),
    ///     attendees: Some(vec![NewAttendee::of("union-seller")]),
    ///     ..NewEvent::default()
    /// };
    /// let made = client.create_event("2iPOLxxxxx", &event).await?;
    /// assert_eq!(made.id, "cnNTbW1YbxxxxdEgvdlQrQT09");
    /// # Ok(())
    /// # }
    /// ```
    pub async fn create_event(
        &self,
        user_id: &str,
        event: &NewEvent,
    ) -> Result<CalendarEvent, Error> {
        let path = CalendarPath::primary(user_id);
        self.call::<CreateEvent>(&path, &Nothing {}, event).await
    }
}
