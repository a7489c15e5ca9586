//! `DeleteMeetingRoomLabel`, ours: a label of the organisation goes.

use openrooms_protocol::rooms::{DeleteMeetingRoomLabel, LabelPath};
use openrooms_protocol::{Nothing, Operator};

use crate::{Client, Error};

impl Client {
    /// `DeleteMeetingRoomLabel`: removes the label `label_id`, also from the rooms that have it, on
    /// behalf of the person with `union_id`; true where that is done. Only openrooms has it.
    ///
    /// An operator who is no administrator is `user.not.admin`, a label that is not there
    /// `label.not.found`; 1 to 5 are fixed, which is `param.error`. The app needs
    /// `VideoConference.Conference.Write`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// assert!(client.delete_meeting_room_label(6, "2iPOLxxxxx").await?);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn delete_meeting_room_label(
        &self,
        label_id: i64,
        union_id: &str,
    ) -> Result<bool, Error> {
        let label = LabelPath { label_id: label_id.to_string() };
        let operator = Operator { union_id: union_id.to_owned() };
        let reply = self.call::<DeleteMeetingRoomLabel>(&label, &operator, &Nothing {});
        Ok(reply.await?.result)
    }
}
