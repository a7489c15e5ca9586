//! `CancelEvent`: an event does not take place.

use openrooms_protocol::Nothing;
use openrooms_protocol::calendar::{CancelEvent, CancellationQuery, EventPath};

use crate::{Client, Error};

impl Client {
    /// `CancelEvent`: cancels an event, which is still shown, and gives its rooms back, on behalf
    /// of its
    /// organiser; true where that is done.
    ///
    /// `scope` is `this`, `following` or `all` of a series, all where it is `None`. The app needs
    /// `Calendar.Event.Write`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// assert!(client.cancel_event("2iPOLxxxxx", "cnNTbW1YbxxxxdEgvdlQrQT09", Some("all")).await?);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn cancel_event(
        &self,
        user_id: &str,
        event_id: &str,
        scope: Option<&str>,
    ) -> Result<bool, Error> {
        let path = EventPath::primary(user_id, event_id);
        let query = CancellationQuery { scope: scope.map(str::to_owned) };
        let reply = self.call::<CancelEvent>(&path, &query, &Nothing {});
        Ok(reply.await?.result)
    }
}
