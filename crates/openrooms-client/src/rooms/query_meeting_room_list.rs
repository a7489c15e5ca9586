//! `QueryMeetingRoomList`: the rooms that a person may see, page by page.

use openrooms_protocol::Nothing;
use openrooms_protocol::rooms::{QueryMeetingRoomList, RoomPage, RoomPageQuery};

use crate::{Client, Error};

impl Client {
    /// `QueryMeetingRoomList`: a page of the rooms that the person with `union_id` may see.
    ///
    /// `next_token` is that of the page before, `None` for the first; `max_results` is 1 to 100, 20
    /// where it is `None`. The app needs `VideoConference.Conference.Read`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let page = client.query_meeting_room_list("2iPOLxxxxx", None, Some(100)).await?;
    /// assert_eq!(page.result[0].room_name, "Test meeting room");
    /// assert!(!page.has_more);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn query_meeting_room_list(
        &self,
        union_id: &str,
        next_token: Option<i64>,
        max_results: Option<i32>,
    ) -> Result<RoomPage, Error> {
        let query = RoomPageQuery { union_id: union_id.to_owned(), next_token, max_results };
        self.call::<QueryMeetingRoomList>(&Nothing {}, &query, &Nothing {}).await
    }
}
