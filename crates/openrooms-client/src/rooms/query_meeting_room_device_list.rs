//! `QueryMeetingRoomDeviceList`: the devices, page by page.

use openrooms_protocol::Nothing;
use openrooms_protocol::rooms::{DevicePage, DevicePageQuery, QueryMeetingRoomDeviceList};

use crate::{Client, Error};

impl Client {
    /// `QueryMeetingRoomDeviceList`, of openrooms alone: a page of the devices that the person
    /// administers, in the order of their registration.
    ///
    /// The app needs `VideoConference.Conference.Read`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::protocol::rooms::DevicePageQuery;
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let query = DevicePageQuery { union_id: "2iPOLxxxxx".into(), ..DevicePageQuery::default() };
    /// let page = client.query_meeting_room_device_list(&query).await?;
    /// assert_eq!(page.result[0].device_union_id, "panel-1");
    /// # Ok(())
    /// # }
    /// ```
    pub async fn query_meeting_room_device_list(
        &self,
        query: &DevicePageQuery,
    ) -> Result<DevicePage, Error> {
        self.call::<QueryMeetingRoomDeviceList>(&Nothing {}, query, &Nothing {}).await
    }
}
