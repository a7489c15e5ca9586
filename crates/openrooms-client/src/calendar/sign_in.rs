//! `SignIn`: somebody came.

use openrooms_protocol::Nothing;
use openrooms_protocol::calendar::{EventPath, SignIn};

use crate::{Client, Error};

impl Client {
    /// `SignIn`: says that the person came to an event, or to one date of a series. Gives when, in milliseconds since
    /// 1970: the first time counts. Who is not in the event is `notInEvent`. The app needs
    /// `Calendar.Event.Write`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let at = client.sign_in("union-seller", "cnNTbW1YbxxxxdEgvdlQrQT09").await?;
    /// assert_eq!(at, Some(1_780_000_000_000));
    /// # Ok(())
    /// # }
    /// ```
    pub async fn sign_in(&self, user_id: &str, event_id: &str) -> Result<Option<i64>, Error> {
        let path = EventPath::primary(user_id, event_id);
        let reply = self.call::<SignIn>(&path, &Nothing {}, &Nothing {}).await?;
        Ok(reply.check_in_time)
    }
}
