//! `ListAttendees`: who is invited, and what they answered.

use openrooms_protocol::Nothing;
use openrooms_protocol::calendar::{AttendeePage, AttendeePageQuery, EventPath, ListAttendees};

use crate::{Client, Error};

impl Client {
    /// `ListAttendees`: a page of who is invited to an event in the person's calendar, and what they
    /// answered; 100 on a page where nothing is said, 500 at most. The app needs
    /// `Calendar.Event.Read`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::protocol::calendar::AttendeePageQuery;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let page = client.list_attendees("2iPOLxxxxx", "cnNTbW1YbxxxxdEgvdlQrQT09", &AttendeePageQuery::default()).await?;
    /// assert_eq!(page.attendees[0].response_status.as_deref(), Some("accepted"));
    /// # Ok(())
    /// # }
    /// ```
    pub async fn list_attendees(
        &self,
        user_id: &str,
        event_id: &str,
        query: &AttendeePageQuery,
    ) -> Result<AttendeePage, Error> {
        let path = EventPath::primary(user_id, event_id);
        self.call::<ListAttendees>(&path, query, &Nothing {}).await
    }
}
