//! `GetEvent`: one event, or one occurrence of a series.

use openrooms_protocol::Nothing;
use openrooms_protocol::calendar::{AttendeesQuery, CalendarEvent, EventPath, GetEvent};

use crate::{Client, Error};

impl Client {
    /// `GetEvent`: reads an event, or an occurrence of a series, in the calendar of the person with
    /// the
    /// unionId `user_id`, with at most `max_attendees` of its people: 0 to 500, 100 where it is
    /// `None`.
    ///
    /// An event that is not in that person's calendar is `itemNotFound`. The app needs
    /// `Calendar.Event.Read`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let event = client.get_event("2iPOLxxxxx", "cnNTbW1YbxxxxdEgvdlQrQT09", None).await?;
    /// let rooms = event.meeting_rooms.unwrap_or_default();
    /// assert_eq!(rooms[0].response_status.as_deref(), Some("accepted"));
    /// # Ok(())
    /// # }
    /// ```
    pub async fn get_event(
        &self,
        user_id: &str,
        event_id: &str,
        max_attendees: Option<i64>,
    ) -> Result<CalendarEvent, Error> {
        let path = EventPath::primary(user_id, event_id);
        let query = AttendeesQuery { max_attendees };
        self.call::<GetEvent>(&path, &query, &Nothing {}).await
    }
}
