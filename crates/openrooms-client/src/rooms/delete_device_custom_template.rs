//! `DeleteDeviceCustomTemplate`: a screen template goes.

use openrooms_protocol::Nothing;
use openrooms_protocol::rooms::{DeleteDeviceCustomTemplate, WhichTemplate};

use crate::{Client, Error};

impl Client {
    /// `DeleteDeviceCustomTemplate`: removes the screen template `template_id`; true where that is
    /// done.
    ///
    /// One that is not there is `template.not.found`. The app needs `Rooms.DeviceTemplate.Write`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// assert!(client.delete_device_custom_template(1).await?);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn delete_device_custom_template(&self, template_id: i64) -> Result<bool, Error> {
        let which = WhichTemplate { template_id: Some(template_id) };
        let reply = self.call::<DeleteDeviceCustomTemplate>(&Nothing {}, &Nothing {}, &which);
        Ok(reply.await?.result)
    }
}
