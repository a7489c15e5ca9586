//! `SendCentralControl`: a command to the devices of a room.

use openrooms_protocol::Nothing;
use openrooms_protocol::rooms::{ControlCommand, SendCentralControl};

use crate::{Client, Error};

impl Client {
    /// `SendCentralControl`: stores a command for the devices of a room; true where that is done, which
    /// does not say that a device obeyed.
    ///
    /// A room without a device is `api.control.close`.
    /// The app needs `VideoConference.Conference.Write`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// assert!(client.send_central_control("0ffb7184xxxxx", "light on", "2iPOLxxxxx").await?);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn send_central_control(
        &self,
        room_id: &str,
        control_body: &str,
        union_id: &str,
    ) -> Result<bool, Error> {
        let command = ControlCommand {
            union_id: Some(union_id.to_owned()),
            room_id: Some(room_id.to_owned()),
            control_body: Some(control_body.to_owned()),
        };
        let reply = self.call::<SendCentralControl>(&Nothing {}, &Nothing {}, &command);
        Ok(reply.await?.result)
    }
}
