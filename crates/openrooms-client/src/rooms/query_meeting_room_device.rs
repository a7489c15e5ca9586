//! `QueryMeetingRoomDevice`: one device.

use openrooms_protocol::Nothing;
use openrooms_protocol::rooms::{DeviceQuery, MeetingRoomDevice, QueryMeetingRoomDevice};

use crate::{Client, Error};

impl Client {
    /// `QueryMeetingRoomDevice`: the device that `query` names by one of its two ids, on behalf of the
    /// person that it names.
    ///
    /// One who does not administer it is refused with `no.permission`.
    /// The app needs `VideoConference.Conference.Read`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::protocol::rooms::DeviceQuery;
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let query = DeviceQuery {
    ///     device_union_id: Some("panel-1".into()),
    ///     operator_union_id: Some("2iPOLxxxxx".into()),
    ///     ..DeviceQuery::default()
    /// };
    /// let device = client.query_meeting_room_device(&query).await?;
    /// assert_eq!(device.device_name.as_deref(), Some("Door panel"));
    /// # Ok(())
    /// # }
    /// ```
    pub async fn query_meeting_room_device(
        &self,
        query: &DeviceQuery,
    ) -> Result<MeetingRoomDevice, Error> {
        let reply = self.call::<QueryMeetingRoomDevice>(&Nothing {}, query, &Nothing {});
        Ok(reply.await?.result)
    }
}
