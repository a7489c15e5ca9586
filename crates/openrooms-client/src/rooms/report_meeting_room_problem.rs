//! `ReportMeetingRoomProblem`, ours: something is wrong in a room.

use openrooms_protocol::Nothing;
use openrooms_protocol::rooms::{NewProblem, ReportMeetingRoomProblem};

use crate::{Client, Error};

impl Client {
    /// `ReportMeetingRoomProblem`: notes that something is wrong in a room; its id. Only openrooms has
    /// it.
    ///
    /// A room that is not there, or that the person does not see, is `room.not.found`; where 100 are
    /// open, or 20 of the same person: `problem.too.much`. The app needs `VideoConference.Conference.Write`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::protocol::rooms::NewProblem;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let problem = NewProblem {
    ///     union_id: Some("2iPOLxxxxx".into()),
    ///     room_id: Some("0ffb7184xxxxx".into()),
    ///     problem_kind: Some("screen".into()),
    ///     description: Some("It stays dark".into()),
    /// };
    /// assert_eq!(client.report_meeting_room_problem(&problem).await?, "p1");
    /// # Ok(())
    /// # }
    /// ```
    pub async fn report_meeting_room_problem(&self, problem: &NewProblem) -> Result<String, Error> {
        let reply = self.call::<ReportMeetingRoomProblem>(&Nothing {}, &Nothing {}, problem);
        Ok(reply.await?.result)
    }
}
