//! `GetSchedule`: when people are busy.

use openrooms_protocol::Nothing;
use openrooms_protocol::calendar::{
    CalendarUserPath, GetSchedule, ScheduleQuestion, ScheduleReply,
};

use crate::{Client, Error};

impl Client {
    /// `GetSchedule`: when people are busy, on behalf of somebody of their organisation; 20 people and
    /// 90 days a call. The app needs `Calendar.EventSchedule.Read`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::protocol::calendar::ScheduleQuestion;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let question = ScheduleQuestion {
    ///     user_ids: Some(vec!["union-seller".into()]),
    ///     start_time: Some("2026-12-01T00:00:00+08:00".into()),
    ///     end_time: Some("2026-12-02T00:00:00+08:00".into()),
    /// };
    /// let told = client.get_schedule("2iPOLxxxxx", &question).await?;
    /// let items = told.schedule_information[0].schedule_items.as_deref();
    /// assert_eq!(items.unwrap_or_default()[0].status.as_deref(), Some("BUSY"));
    /// # Ok(())
    /// # }
    /// ```
    pub async fn get_schedule(
        &self,
        user_id: &str,
        question: &ScheduleQuestion,
    ) -> Result<ScheduleReply, Error> {
        let path = CalendarUserPath { user_id: user_id.to_owned() };
        self.call::<GetSchedule>(&path, &Nothing {}, question).await
    }
}
