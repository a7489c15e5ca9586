//! `QueryMeetingRoomsBusy`, ours: when many rooms are taken.

use openrooms_protocol::Nothing;
use openrooms_protocol::calendar::{
    BusyQuestion, CalendarUserPath, QueryMeetingRoomsBusy, RoomsBusy,
};

use crate::{Client, Error};

impl Client {
    /// `QueryMeetingRoomsBusy`: when up to 1,000 rooms are taken that the person with the unionId
    /// `user_id` sees, and by whom. Only openrooms has it. The app needs `Calendar.Event.Read`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::protocol::calendar::BusyQuestion;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let question = BusyQuestion {
    ///     start_time: Some("2026-06-01T00:00:00+08:00".into()),
    ///     end_time: Some("2026-06-08T00:00:00+08:00".into()),
    ///     ..BusyQuestion::default()
    /// };
    /// let busy = client.query_meeting_rooms_busy("2iPOLxxxxx", &question).await?;
    /// assert_eq!(busy.rooms[0].busy[0].status, "BUSY");
    /// assert_eq!(busy.organizers[0].display_name.as_deref(), Some("Seller"));
    /// # Ok(())
    /// # }
    /// ```
    pub async fn query_meeting_rooms_busy(
        &self,
        user_id: &str,
        question: &BusyQuestion,
    ) -> Result<RoomsBusy, Error> {
        let path = CalendarUserPath { user_id: user_id.to_owned() };
        self.call::<QueryMeetingRoomsBusy>(&path, &Nothing {}, question).await
    }
}
