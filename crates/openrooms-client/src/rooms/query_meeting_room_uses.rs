//! `QueryMeetingRoomUses`, ours: how much rooms are used.

use openrooms_protocol::Nothing;
use openrooms_protocol::rooms::{QueryMeetingRoomUses, RoomUses, UsesQuery};

use crate::{Client, Error};

impl Client {
    /// `QueryMeetingRoomUses`: how much the rooms are used that the person in `query` administers, up
    /// to 1,000 of them and 92 days. Only openrooms has it. The app needs
    /// `VideoConference.Conference.Read`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::protocol::rooms::UsesQuery;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let query = UsesQuery {
    ///     union_id: "2iPOLxxxxx".into(),
    ///     start_date: Some("2026-06-01".into()),
    ///     end_date: Some("2026-06-30".into()),
    ///     ..UsesQuery::default()
    /// };
    /// let uses = client.query_meeting_room_uses(&query).await?;
    /// assert_eq!(uses.total.used_minutes * 4, uses.total.open_minutes);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn query_meeting_room_uses(&self, query: &UsesQuery) -> Result<RoomUses, Error> {
        let reply = self.call::<QueryMeetingRoomUses>(&Nothing {}, query, &Nothing {}).await?;
        Ok(reply.result)
    }
}
