//! `QueryDeviceCustomTemplateList`: all screen templates.

use openrooms_protocol::Nothing;
use openrooms_protocol::rooms::{QueryDeviceCustomTemplateList, TemplateList};

use crate::{Client, Error};

impl Client {
    /// `QueryDeviceCustomTemplateList`: reads every screen template, and where each is shown.
    ///
    /// The app needs `Rooms.DeviceTemplate.Read`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let list = client.query_device_custom_template_list().await?;
    /// assert_eq!(list.device_custom_templates.len(), 1);
    /// assert_eq!(list.room_id_template_map["1"], ["0ffb7184xxxxx"]);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn query_device_custom_template_list(&self) -> Result<TemplateList, Error> {
        let nothing = Nothing {};
        let reply = self.call::<QueryDeviceCustomTemplateList>(&nothing, &nothing, &nothing);
        Ok(reply.await?.result)
    }
}
