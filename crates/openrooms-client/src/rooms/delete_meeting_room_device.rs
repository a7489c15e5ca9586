//! `DeleteMeetingRoomDevice`: a device goes.

use openrooms_protocol::Nothing;
use openrooms_protocol::rooms::{DeleteMeetingRoomDevice, OneDevice};

use crate::{Client, Error};

impl Client {
    /// `DeleteMeetingRoomDevice`, of openrooms alone: removes a device on behalf of the person
    /// with `union_id`; true where that is done.
    ///
    /// Its token and its connection end.
    /// The app needs `VideoConference.Conference.Write`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// assert!(client.delete_meeting_room_device("panel-1", "2iPOLxxxxx").await?);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn delete_meeting_room_device(
        &self,
        device_union_id: &str,
        union_id: &str,
    ) -> Result<bool, Error> {
        let device = OneDevice::of(device_union_id, union_id);
        let reply = self.call::<DeleteMeetingRoomDevice>(&Nothing {}, &Nothing {}, &device);
        Ok(reply.await?.result)
    }
}
