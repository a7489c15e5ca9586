//! `CloseMeetingRoomProblem`, ours: something is not wrong in a room any more.

use openrooms_protocol::Nothing;
use openrooms_protocol::rooms::{CloseMeetingRoomProblem, ProblemClosing};

use crate::{Client, Error};

impl Client {
    /// `CloseMeetingRoomProblem`: closes what was wrong in a room; true where that is done. Only
    /// openrooms has it.
    ///
    /// An operator who does not administer the room is `user.not.admin`; to an administrator one that
    /// is not there is `problem.not.found`. The app needs `VideoConference.Conference.Write`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::protocol::rooms::ProblemClosing;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let closing = ProblemClosing {
    ///     union_id: Some("2iPOLxxxxx".into()),
    ///     problem_id: Some("p1".into()),
    ///     close_note: Some("A new cable".into()),
    /// };
    /// assert!(client.close_meeting_room_problem(&closing).await?);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn close_meeting_room_problem(
        &self,
        closing: &ProblemClosing,
    ) -> Result<bool, Error> {
        let reply = self.call::<CloseMeetingRoomProblem>(&Nothing {}, &Nothing {}, closing);
        Ok(reply.await?.result)
    }
}
