//! `ListEventsInstances`: the occurrences of a series, from one of them on.

use openrooms_protocol::Nothing;
use openrooms_protocol::calendar::{
    CalendarEvent, CalendarPath, InstancesQuery, ListEventsInstances,
};

use crate::{Client, Error};

impl Client {
    /// `ListEventsInstances`: occurrences of a series, from one of them on. The app needs
    /// `Calendar.Event.Read`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::protocol::calendar::InstancesQuery;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let query = InstancesQuery {
    ///     series_master_id: Some("cnNTbW1YbxxxxdEgvdlQrQT09".into()),
    ///     ..InstancesQuery::default()
    /// };
    /// assert_eq!(client.list_events_instances("2iPOLxxxxx", &query).await?.len(), 1);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn list_events_instances(
        &self,
        user_id: &str,
        query: &InstancesQuery,
    ) -> Result<Vec<CalendarEvent>, Error> {
        let path = CalendarPath::primary(user_id);
        let reply = self.call::<ListEventsInstances>(&path, query, &Nothing {});
        Ok(reply.await?.events)
    }
}
