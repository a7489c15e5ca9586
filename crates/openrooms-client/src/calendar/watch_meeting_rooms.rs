//! `WatchMeetingRooms`, ours: waits until what rooms hold changes.

use openrooms_protocol::Nothing;
use openrooms_protocol::calendar::{CalendarUserPath, RoomsChanged, WatchMeetingRooms, WatchQuery};

use crate::{Client, Error};

impl Client {
    /// `WatchMeetingRooms`: the rooms that the person with the unionId `user_id` sees whose bookings
    /// changed since a version, as soon as some have; none where nothing has within 25 seconds. Only
    /// openrooms has it. The app needs `Calendar.Event.Read`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::protocol::calendar::WatchQuery;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let mut known = client.watch_meeting_rooms("2iPOLxxxxx", &WatchQuery::default()).await?;
    /// let since = WatchQuery { version: Some(known.version), ..WatchQuery::default() };
    /// known = client.watch_meeting_rooms("2iPOLxxxxx", &since).await?;
    /// assert_eq!(known.room_ids, ["0ffb7184xxxxx"]);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn watch_meeting_rooms(
        &self,
        user_id: &str,
        query: &WatchQuery,
    ) -> Result<RoomsChanged, Error> {
        let path = CalendarUserPath { user_id: user_id.to_owned() };
        self.call::<WatchMeetingRooms>(&path, query, &Nothing {}).await
    }
}
