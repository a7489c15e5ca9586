//! `DeleteEvent`: an event goes.

use openrooms_protocol::Nothing;
use openrooms_protocol::calendar::{DeleteEvent, DeletionQuery, EventPath};

use crate::{Client, Error};

impl Client {
    /// `DeleteEvent`: removes an event and gives its rooms back, on behalf of its organiser.
    ///
    /// `scope` is `this`, `following` or `all` of a series, a date alone or a series whole where it is
    /// `None`; openrooms alone takes it. The app needs `Calendar.Event.Write`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// client.delete_event("2iPOLxxxxx", "cnNTbW1YbxxxxdEgvdlQrQT09", None).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn delete_event(
        &self,
        user_id: &str,
        event_id: &str,
        scope: Option<&str>,
    ) -> Result<(), Error> {
        let path = EventPath::primary(user_id, event_id);
        let query = DeletionQuery { push_notification: None, scope: scope.map(str::to_owned) };
        self.call::<DeleteEvent>(&path, &query, &Nothing {}).await?;
        Ok(())
    }
}
