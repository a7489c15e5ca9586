//! `ListEventsViewByMe`: what lies in a span of one's own time.

use openrooms_protocol::Nothing;
use openrooms_protocol::calendar::{
    EventPage, ListEventsViewByMe, MyCalendarPath, PRIMARY_CALENDAR, ViewQuery,
};

use crate::{Client, Error};

impl Client {
    /// `ListEventsViewByMe`: a page of what lies in a span of time in the calendar of the person of a
    /// user's token, series expanded; an app's token is `InvalidAuthentication`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::protocol::calendar::ViewQuery;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let page = client.list_events_view_by_me(&ViewQuery::default()).await?;
    /// assert_eq!(page.events.len(), 1);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn list_events_view_by_me(&self, query: &ViewQuery) -> Result<EventPage, Error> {
        let path = MyCalendarPath { calendar_id: PRIMARY_CALENDAR.to_owned() };
        self.call::<ListEventsViewByMe>(&path, query, &Nothing {}).await
    }
}
