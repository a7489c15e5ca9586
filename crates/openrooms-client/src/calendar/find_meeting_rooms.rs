//! `FindMeetingRooms`, ours: rooms that a person can have then.

use openrooms_protocol::Nothing;
use openrooms_protocol::calendar::{CalendarUserPath, FindMeetingRooms, RoomSearch, RoomsFound};

use crate::{Client, Error};

impl Client {
    /// `FindMeetingRooms`: rooms that the person with the unionId `user_id` can have then, the best
    /// first; where there is none, what comes near. Only openrooms has it. The app needs
    /// `Calendar.Event.Read`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::protocol::calendar::{EventTime, MeetingWish, RoomSearch};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let search = RoomSearch {
    ///     event: Some(MeetingWish {
    ///         start: Some(EventTime::at("2026-06-01T10:00:00+08:00", "Asia/Shanghai")),
    ///         end: Some(EventTime::at("2026-06-01T11:00:00+08:00", "Asia/Shanghai")),
    ///         ..MeetingWish::default()
    ///     }),
    ///     room_capacity: Some(4),
    ///     ..RoomSearch::default()
    /// };
    /// let found = client.find_meeting_rooms("2iPOLxxxxx", &search).await?;
    /// assert_eq!(found.rooms[0].room_id, "0ffb7184xxxxx");
    /// # Ok(())
    /// # }
    /// ```
    pub async fn find_meeting_rooms(
        &self,
        user_id: &str,
        search: &RoomSearch,
    ) -> Result<RoomsFound, Error> {
        let path = CalendarUserPath { user_id: user_id.to_owned() };
        self.call::<FindMeetingRooms>(&path, &Nothing {}, search).await
    }
}
