//! `TransferEvent`: another organiser.

use openrooms_protocol::Nothing;
use openrooms_protocol::calendar::{EventPath, Transfer, TransferEvent};

use crate::{Client, Error};

impl Client {
    /// `TransferEvent`: gives an event another organiser, on behalf of the one that it has; true
    /// where that
    /// is done. The app needs `Calendar.Event.Write`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::protocol::calendar::Transfer;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let to = Transfer { new_organizer_id: Some("union-seller".into()), ..Transfer::default() };
    /// assert!(client.transfer_event("2iPOLxxxxx", "cnNTbW1YbxxxxdEgvdlQrQT09", &to).await?);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn transfer_event(
        &self,
        user_id: &str,
        event_id: &str,
        transfer: &Transfer,
    ) -> Result<bool, Error> {
        let path = EventPath::primary(user_id, event_id);
        let reply = self.call::<TransferEvent>(&path, &Nothing {}, transfer);
        Ok(reply.await?.result)
    }
}
