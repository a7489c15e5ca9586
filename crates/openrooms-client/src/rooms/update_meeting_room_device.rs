//! `UpdateMeetingRoomDevice`: what is given of a device changes.

use openrooms_protocol::Nothing;
use openrooms_protocol::rooms::{DeviceUpdate, UpdateMeetingRoomDevice};

use crate::{Client, Error};

impl Client {
    /// `UpdateMeetingRoomDevice`, of openrooms alone: changes the fields of a device that are
    /// given; true where that is done. Where `expected` says how it was read, and it is not so any more,
    /// nothing is changed: `device.changed`.
    ///
    /// The app needs `VideoConference.Conference.Write`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::protocol::rooms::DeviceUpdate;
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let change = DeviceUpdate {
    ///     union_id: Some("2iPOLxxxxx".into()),
    ///     device_union_id: Some("panel-1".into()),
    ///     device_name: Some("Window panel".into()),
    ///     ..DeviceUpdate::default()
    /// };
    /// assert!(client.update_meeting_room_device(&change).await?);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn update_meeting_room_device(&self, change: &DeviceUpdate) -> Result<bool, Error> {
        let reply = self.call::<UpdateMeetingRoomDevice>(&Nothing {}, &Nothing {}, change);
        Ok(reply.await?.result)
    }
}
