//! `RespondEvent`: an answer to an invitation.

use openrooms_protocol::Nothing;
use openrooms_protocol::calendar::{EventAnswer, EventPath, RespondEvent};

use crate::{Client, Error};

impl Client {
    /// `RespondEvent`: answers an invitation to an event, or to one date of a series, on behalf of
    /// who is invited: `accepted`, `declined`, `tentative` or `needsAction`. The app needs
    /// `Calendar.Event.Write`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// client.respond_event("union-seller", "cnNTbW1YbxxxxdEgvdlQrQT09", "accepted").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn respond_event(
        &self,
        user_id: &str,
        event_id: &str,
        answer: &str,
    ) -> Result<(), Error> {
        let path = EventPath::primary(user_id, event_id);
        let body = EventAnswer { response_status: Some(answer.to_owned()) };
        self.call::<RespondEvent>(&path, &Nothing {}, &body).await?;
        Ok(())
    }
}
