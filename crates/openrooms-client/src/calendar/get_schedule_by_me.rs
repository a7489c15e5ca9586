//! `GetScheduleByMe`: when people are busy, as one may see it.

use openrooms_protocol::Nothing;
use openrooms_protocol::calendar::{GetScheduleByMe, ScheduleQuestion, ScheduleReply};

use crate::{Client, Error};

impl Client {
    /// `GetScheduleByMe`: the same as [`get_schedule`](Self::get_schedule) on behalf of the person of
    /// a user's token; an app's is `InvalidAuthentication`.
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
    /// let told = client.get_schedule_by_me(&question).await?;
    /// assert_eq!(told.schedule_information.len(), 1);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn get_schedule_by_me(
        &self,
        question: &ScheduleQuestion,
    ) -> Result<ScheduleReply, Error> {
        self.call::<GetScheduleByMe>(&Nothing {}, &Nothing {}, question).await
    }
}
