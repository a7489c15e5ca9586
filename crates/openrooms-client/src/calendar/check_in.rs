//! `CheckIn`: somebody came.

use openrooms_protocol::Nothing;
use openrooms_protocol::calendar::{CheckIn, EventPath};

use crate::{Client, Error};

impl Client {
    /// `CheckIn`: says that the person came to an event; the same as [`sign_in`](Self::sign_in). Gives when, in milliseconds since
    /// 1970: the first time counts. Who is not in the event is `notInEvent`. The app needs
    /// `Calendar.Event.Write`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let at = client.check_in("union-seller", "cnNTbW1YbxxxxdEgvdlQrQT09").await?;
    /// assert_eq!(at, Some(1_780_000_000_000));
    /// # Ok(())
    /// # }
    /// ```
    pub async fn check_in(&self, user_id: &str, event_id: &str) -> Result<Option<i64>, Error> {
        let path = EventPath::primary(user_id, event_id);
        let reply = self.call::<CheckIn>(&path, &Nothing {}, &Nothing {}).await?;
        Ok(reply.check_in_time)
    }
}
