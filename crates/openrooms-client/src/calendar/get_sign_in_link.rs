//! `GetSignInLink`: the address that people open when they come.

use openrooms_protocol::Nothing;
use openrooms_protocol::calendar::{EventPath, GetSignInLink};

use crate::{Client, Error};

impl Client {
    /// `GetSignInLink`: the address that people open when they come; its organiser alone gets it. The app
    /// needs `Calendar.Event.Write`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let link = client.get_sign_in_link("2iPOLxxxxx", "cnNTbW1YbxxxxdEgvdlQrQT09").await?;
    /// assert!(link.is_some_and(|link| link.starts_with("http")));
    /// # Ok(())
    /// # }
    /// ```
    pub async fn get_sign_in_link(
        &self,
        user_id: &str,
        event_id: &str,
    ) -> Result<Option<String>, Error> {
        let path = EventPath::primary(user_id, event_id);
        Ok(self.call::<GetSignInLink>(&path, &Nothing {}, &Nothing {}).await?.sign_in_link)
    }
}
