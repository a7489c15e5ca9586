//! `QueryMeetingRoomProblemList`, ours: what is wrong in rooms.

use openrooms_protocol::Nothing;
use openrooms_protocol::rooms::{ProblemPage, ProblemPageQuery, QueryMeetingRoomProblemList};

use crate::{Client, Error};

impl Client {
    /// `QueryMeetingRoomProblemList`: a page of what is wrong in the rooms that the operator
    /// administers, or in one that they see, what was reported last first. Only openrooms has it.
    ///
    /// An operator who administers no room names one, else `user.not.admin`. The app needs
    /// `VideoConference.Conference.Read`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::protocol::rooms::ProblemPageQuery;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let query =
    ///     ProblemPageQuery { union_id: "2iPOLxxxxx".into(), ..ProblemPageQuery::default() };
    /// let page = client.query_meeting_room_problem_list(&query).await?;
    /// assert!(page.result[0].open);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn query_meeting_room_problem_list(
        &self,
        query: &ProblemPageQuery,
    ) -> Result<ProblemPage, Error> {
        self.call::<QueryMeetingRoomProblemList>(&Nothing {}, query, &Nothing {}).await
    }
}
