//! `CreateDeviceCustomTemplate`: a new screen template.

use openrooms_protocol::Nothing;
use openrooms_protocol::rooms::{CreateDeviceCustomTemplate, NewTemplate};

use crate::{Client, Error};

impl Client {
    /// `CreateDeviceCustomTemplate`: makes a screen template, and gives its id.
    ///
    /// The name must be given. A name that another template has is `duplicate.template.name`, an address of
    /// a picture that is none `picture.format.error`; an organisation that may make none is refused
    /// `no.smart.permission`. The app needs `Rooms.DeviceTemplate.Write`. It is not repeated where nobody
    /// knows what became of it.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::protocol::rooms::NewTemplate;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let template = NewTemplate {
    ///     template_name: Some("Lobby".into()),
    ///     bg_url: Some("https://example.org/lobby.jpg".into()),
    ///     show_calendar_card: Some(true),
    ///     room_ids: Some(vec!["0ffb7184xxxxx".into()]),
    ///     ..NewTemplate::default()
    /// };
    /// let template_id = client.create_device_custom_template(&template).await?;
    /// assert_eq!(template_id, 1);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn create_device_custom_template(
        &self,
        template: &NewTemplate,
    ) -> Result<i64, Error> {
        let reply = self.call::<CreateDeviceCustomTemplate>(&Nothing {}, &Nothing {}, template);
        Ok(reply.await?.template_id)
    }
}
