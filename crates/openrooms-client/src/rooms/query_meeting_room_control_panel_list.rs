//! `QueryMeetingRoomControlPanelList`: control panels, page by page.

use openrooms_protocol::Nothing;
use openrooms_protocol::rooms::{PanelPage, PanelPageQuery, QueryMeetingRoomControlPanelList};

use crate::{Client, Error};

impl Client {
    /// `QueryMeetingRoomControlPanelList`: a page of the control panels of the rooms that the person
    /// administers; without a person, of the organisation.
    ///
    /// The app needs `VideoConference.Conference.Read`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::protocol::rooms::PanelPageQuery;
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let query = PanelPageQuery { union_id: Some("2iPOLxxxxx".into()), ..PanelPageQuery::default() };
    /// let page = client.query_meeting_room_control_panel_list(&query).await?;
    /// assert_eq!((page.total_count, page.result[0].room_id.as_str()), (1, "0ffb7184xxxxx"));
    /// # Ok(())
    /// # }
    /// ```
    pub async fn query_meeting_room_control_panel_list(
        &self,
        query: &PanelPageQuery,
    ) -> Result<PanelPage, Error> {
        self.call::<QueryMeetingRoomControlPanelList>(&Nothing {}, query, &Nothing {}).await
    }
}
