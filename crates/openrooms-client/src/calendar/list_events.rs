//! `ListEvents`: events, and what became of them.

use openrooms_protocol::Nothing;
use openrooms_protocol::calendar::{CalendarPath, EventList, EventListQuery, ListEvents};

use crate::{Client, Error};

impl Client {
    /// `ListEvents`: a page of the events in the calendar of the person with the unionId `user_id`,
    /// series
    /// unexpanded, or of what changed since a syncToken. The last page gives a syncToken. The app
    /// needs `Calendar.Event.Read`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::protocol::calendar::EventListQuery;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let page = client.list_events("2iPOLxxxxx", &EventListQuery::default()).await?;
    /// assert_eq!(page.events.len(), 1);
    /// let since = EventListQuery { sync_token: page.sync_token, ..EventListQuery::default() };
    /// client.list_events("2iPOLxxxxx", &since).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn list_events(
        &self,
        user_id: &str,
        query: &EventListQuery,
    ) -> Result<EventList, Error> {
        let path = CalendarPath::primary(user_id);
        self.call::<ListEvents>(&path, query, &Nothing {}).await
    }
}
