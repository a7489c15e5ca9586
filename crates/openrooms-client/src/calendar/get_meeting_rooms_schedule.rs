//! `GetMeetingRoomsSchedule`: when rooms are taken.

use openrooms_protocol::Nothing;
use openrooms_protocol::calendar::{
    CalendarUserPath, GetMeetingRoomsSchedule, RoomSchedule, RoomScheduleQuestion,
};

use crate::{Client, Error};

impl Client {
    /// `GetMeetingRoomsSchedule`: when some rooms are taken, as the person with the unionId
    /// `user_id` may see
    /// it: at most 20 rooms and 90 days. Times are ISO 8601 with an offset. The app needs
    /// `Calendar.Event.Read`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let (from, until) = ("2026-06-01T00:00:00+08:00", "2026-06-08T00:00:00+08:00");
    /// let rooms = ["0ffb7184xxxxx"];
    /// let schedules = client.get_meeting_rooms_schedule("2iPOLxxxxx", &rooms, from, until).await?;
    /// let taken = schedules[0].schedule_items.as_deref().unwrap_or_default();
    /// assert_eq!(taken[0].status.as_deref(), Some("BUSY"));
    /// # Ok(())
    /// # }
    /// ```
    pub async fn get_meeting_rooms_schedule(
        &self,
        user_id: &str,
        room_ids: &[&str],
        start_time: &str,
        end_time: &str,
    ) -> Result<Vec<RoomSchedule>, Error> {
        let path = CalendarUserPath { user_id: user_id.to_owned() };
        let body = RoomScheduleQuestion {
            room_ids: Some(room_ids.iter().map(|id| (*id).to_owned()).collect()),
            start_time: Some(start_time.to_owned()),
            end_time: Some(end_time.to_owned()),
        };
        let reply = self.call::<GetMeetingRoomsSchedule>(&path, &Nothing {}, &body);
        Ok(reply.await?.schedule_information)
    }
}
