//! `ListEventsView`: what lies in a span of time.

use openrooms_protocol::Nothing;
use openrooms_protocol::calendar::{CalendarPath, EventPage, ListEventsView, ViewQuery};

use crate::{Client, Error};

impl Client {
    /// `ListEventsView`: a page of what lies in a span of time in the calendar of the person with
    /// the
    /// unionId `user_id`, series expanded. The app needs `Calendar.Event.Read`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::protocol::calendar::ViewQuery;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let june = ViewQuery {
    ///     time_min: Some("2026-06-01T00:00:00+08:00".into()),
    ///     time_max: Some("2026-07-01T00:00:00+08:00".into()),
    ///     ..ViewQuery::default()
    /// };
    /// let page = client.list_events_view("2iPOLxxxxx", &june).await?;
    /// assert_eq!(page.events.len(), 1);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn list_events_view(
        &self,
        user_id: &str,
        query: &ViewQuery,
    ) -> Result<EventPage, Error> {
        let path = CalendarPath::primary(user_id);
        self.call::<ListEventsView>(&path, query, &Nothing {}).await
    }
}
