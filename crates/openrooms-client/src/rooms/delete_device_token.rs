//! `DeleteDeviceToken`: a device connects no more.

use openrooms_protocol::Nothing;
use openrooms_protocol::rooms::{DeleteDeviceToken, OneDevice};

use crate::{Client, Error};

impl Client {
    /// `DeleteDeviceToken`, of openrooms alone: ends the token of a device on behalf of the
    /// person with `union_id`; true where that is done.
    ///
    /// The app needs `VideoConference.Conference.Write`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// assert!(client.delete_device_token("panel-1", "2iPOLxxxxx").await?);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn delete_device_token(
        &self,
        device_union_id: &str,
        union_id: &str,
    ) -> Result<bool, Error> {
        let device = OneDevice::of(device_union_id, union_id);
        let reply = self.call::<DeleteDeviceToken>(&Nothing {}, &Nothing {}, &device);
        Ok(reply.await?.result)
    }
}
