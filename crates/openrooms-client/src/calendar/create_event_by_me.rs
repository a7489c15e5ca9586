//! `CreateEventByMe`: a new event of one's own.

use openrooms_protocol::Nothing;
use openrooms_protocol::calendar::{
    CalendarEvent, CreateEventByMe, MyCalendarPath, NewEvent, PRIMARY_CALENDAR,
};

use crate::{Client, Error};

impl Client {
    /// `CreateEventByMe`: makes an event in the calendar of the person of a user's token; an app's is
    /// `InvalidAuthentication`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::protocol::calendar::{EventTime, NewEvent};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let event = NewEvent {
    ///     summary: Some("Weekly".into()),
    ///     start: Some(EventTime::at("2026-12-01T10:00:00+08:00", "Asia/Shanghai")),
    ///     end: Some(EventTime::at("2026-12-01T11:00:00+08:00", "Asia/Shanghai")),
    ///     ..NewEvent::default()
    /// };
    /// assert_eq!(client.create_event_by_me(&event).await?.summary.as_deref(), Some("Weekly"));
    /// # Ok(())
    /// # }
    /// ```
    pub async fn create_event_by_me(&self, event: &NewEvent) -> Result<CalendarEvent, Error> {
        let path = MyCalendarPath { calendar_id: PRIMARY_CALENDAR.to_owned() };
        self.call::<CreateEventByMe>(&path, &Nothing {}, event).await
    }
}
