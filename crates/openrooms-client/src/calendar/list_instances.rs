//! `ListInstances`: the occurrences of a series.

use openrooms_protocol::Nothing;
use openrooms_protocol::calendar::{EventPage, EventPath, ListInstances, ViewQuery};

use crate::{Client, Error};

impl Client {
    /// `ListInstances`: a page of the occurrences of a series, in the order of time. The app needs
    /// `Calendar.Event.Read`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::protocol::calendar::ViewQuery;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let event = "cnNTbW1YbxxxxdEgvdlQrQT09";
    /// let page = client.list_instances("2iPOLxxxxx", event, &ViewQuery::default()).await?;
    /// assert!(page.next_token.is_none());
    /// # Ok(())
    /// # }
    /// ```
    pub async fn list_instances(
        &self,
        user_id: &str,
        event_id: &str,
        query: &ViewQuery,
    ) -> Result<EventPage, Error> {
        let path = EventPath::primary(user_id, event_id);
        self.call::<ListInstances>(&path, query, &Nothing {}).await
    }
}
