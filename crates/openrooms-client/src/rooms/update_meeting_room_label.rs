//! `UpdateMeetingRoomLabel`, ours: another name for a label of the organisation.

use openrooms_protocol::Nothing;
use openrooms_protocol::rooms::{LabelUpdate, UpdateMeetingRoomLabel};

use crate::{Client, Error};

impl Client {
    /// `UpdateMeetingRoomLabel`: renames the label `label_id`, on behalf of the person with
    /// `union_id`; true where that is done. Rooms that have it show the new name. Only openrooms has
    /// it.
    ///
    /// An operator who is no administrator is `user.not.admin`, a label that is not there
    /// `label.not.found`, a name that another one has `label.exist`; 1 to 5 are fixed, which is
    /// `param.error`. The app needs `VideoConference.Conference.Write`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// assert!(client.update_meeting_room_label(6, "Podium", "2iPOLxxxxx").await?);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn update_meeting_room_label(
        &self,
        label_id: i64,
        name: &str,
        union_id: &str,
    ) -> Result<bool, Error> {
        let body = LabelUpdate {
            union_id: Some(union_id.to_owned()),
            label_id: Some(label_id),
            label_name: Some(name.to_owned()),
        };
        let reply = self.call::<UpdateMeetingRoomLabel>(&Nothing {}, &Nothing {}, &body);
        Ok(reply.await?.result)
    }
}
