//! `QueryMeetingRoomLabelList`, ours: the labels that rooms may have.

use openrooms_protocol::rooms::{QueryMeetingRoomLabelList, RoomLabel};
use openrooms_protocol::{Nothing, Operator};

use crate::{Client, Error};

impl Client {
    /// `QueryMeetingRoomLabelList`: the labels that rooms may have, 1 to 5 and the organisation's own,
    /// asked by the person with `union_id`. Only openrooms has it.
    ///
    /// A person that is not of the organisation is `user.not.employee`. The app needs
    /// `VideoConference.Conference.Read`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let labels = client.query_meeting_room_label_list("2iPOLxxxxx").await?;
    /// assert_eq!(labels[0].label_name.as_deref(), Some("TV"));
    /// # Ok(())
    /// # }
    /// ```
    pub async fn query_meeting_room_label_list(
        &self,
        union_id: &str,
    ) -> Result<Vec<RoomLabel>, Error> {
        let operator = Operator { union_id: union_id.to_owned() };
        let reply = self.call::<QueryMeetingRoomLabelList>(&Nothing {}, &operator, &Nothing {});
        Ok(reply.await?.result)
    }
}
