//! `UpdateDeviceCustomTemplate`: another look for a screen template.

use openrooms_protocol::Nothing;
use openrooms_protocol::rooms::{TemplateUpdate, UpdateDeviceCustomTemplate};

use crate::{Client, Error};

impl Client {
    /// `UpdateDeviceCustomTemplate`: replaces a screen template; true where that is done.
    ///
    /// What is absent goes back to its default; the id stays, and the name where none is given. A template
    /// that is not there is `template.not.found`; it is refused else as making one is. Where
    /// `expected` says how it was read, and it is not so any more, nothing is changed: `template.changed`.
    /// The app needs `Rooms.DeviceTemplate.Write`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::protocol::rooms::TemplateUpdate;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let change = TemplateUpdate {
    ///     template_id: Some(1),
    ///     show_function_card: Some(true),
    ///     ..TemplateUpdate::default()
    /// };
    /// assert!(client.update_device_custom_template(&change).await?);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn update_device_custom_template(
        &self,
        template: &TemplateUpdate,
    ) -> Result<bool, Error> {
        let reply = self.call::<UpdateDeviceCustomTemplate>(&Nothing {}, &Nothing {}, template);
        Ok(reply.await?.result)
    }
}
