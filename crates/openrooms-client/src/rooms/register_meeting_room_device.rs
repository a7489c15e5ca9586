//! `RegisterMeetingRoomDevice`: a new device.

use openrooms_protocol::Nothing;
use openrooms_protocol::rooms::{NewDevice, RegisterMeetingRoomDevice, RegisteredDevice};

use crate::{Client, Error};

impl Client {
    /// `RegisterMeetingRoomDevice`, of openrooms alone: registers a device, and gives its two
    /// ids.
    ///
    /// The app needs `VideoConference.Conference.Write`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::protocol::rooms::NewDevice;
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let device = NewDevice {
    ///     union_id: Some("2iPOLxxxxx".into()),
    ///     device_union_id: Some("panel-1".into()),
    ///     device_name: Some("Door panel".into()),
    ///     open_room_id: Some("0ffb7184xxxxx".into()),
    ///     ..NewDevice::default()
    /// };
    /// let made = client.register_meeting_room_device(&device).await?;
    /// assert_eq!(made.device_union_id, "panel-1");
    /// # Ok(())
    /// # }
    /// ```
    pub async fn register_meeting_room_device(
        &self,
        device: &NewDevice,
    ) -> Result<RegisteredDevice, Error> {
        let reply = self.call::<RegisterMeetingRoomDevice>(&Nothing {}, &Nothing {}, device);
        Ok(reply.await?.result)
    }
}
