//! `CreateDeviceToken`: what a device connects with.

use openrooms_protocol::Nothing;
use openrooms_protocol::rooms::{CreateDeviceToken, OneDevice};

use crate::{Client, Error};

impl Client {
    /// `CreateDeviceToken`, of openrooms alone: gives a device a token, on behalf of the person
    /// with `union_id`.
    ///
    /// It is shown once. The one before, and the connection that it made, end.
    /// The app needs `VideoConference.Conference.Write`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let token = client.create_device_token("panel-1", "2iPOLxxxxx").await?;
    /// assert_eq!(token.len(), 32);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn create_device_token(
        &self,
        device_union_id: &str,
        union_id: &str,
    ) -> Result<String, Error> {
        let device = OneDevice::of(device_union_id, union_id);
        let reply = self.call::<CreateDeviceToken>(&Nothing {}, &Nothing {}, &device);
        Ok(reply.await?.result.device_token)
    }
}
