//! `QueryCentralControlList`: what became of commands.

use openrooms_protocol::Nothing;
use openrooms_protocol::rooms::{ControlListQuery, QueryCentralControlList, SentCommand};

use crate::{Client, Error};

impl Client {
    /// `QueryCentralControlList`, of openrooms alone: the newest commands to a room, and what became of
    /// each on each device.
    ///
    /// The app needs `VideoConference.Conference.Read`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::protocol::rooms::ControlListQuery;
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let query = ControlListQuery {
    ///     union_id: "2iPOLxxxxx".into(),
    ///     room_id: "0ffb7184xxxxx".into(),
    ///     max_results: None,
    /// };
    /// let commands = client.query_central_control_list(&query).await?;
    /// assert_eq!(commands[0].devices[0].status, "done");
    /// # Ok(())
    /// # }
    /// ```
    pub async fn query_central_control_list(
        &self,
        query: &ControlListQuery,
    ) -> Result<Vec<SentCommand>, Error> {
        let reply = self.call::<QueryCentralControlList>(&Nothing {}, query, &Nothing {});
        Ok(reply.await?.result)
    }
}
