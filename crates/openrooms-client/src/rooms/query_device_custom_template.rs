//! `QueryDeviceCustomTemplate`: one screen template.

use openrooms_protocol::Nothing;
use openrooms_protocol::rooms::{QueryDeviceCustomTemplate, ScreenTemplate, TemplatePath};

use crate::{Client, Error};

impl Client {
    /// `QueryDeviceCustomTemplate`: reads the screen template `template_id`, and where it is shown.
    ///
    /// One that is not there is `template.not.found`. The app needs `Rooms.DeviceTemplate.Read`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let template = client.query_device_custom_template(1).await?;
    /// assert_eq!(template.device_custom_template.template_name, "Lobby");
    /// assert_eq!(template.room_ids, ["0ffb7184xxxxx"]);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn query_device_custom_template(
        &self,
        template_id: i64,
    ) -> Result<ScreenTemplate, Error> {
        let which = TemplatePath { template_id: template_id.to_string() };
        let reply = self.call::<QueryDeviceCustomTemplate>(&which, &Nothing {}, &Nothing {});
        Ok(reply.await?.result)
    }
}
