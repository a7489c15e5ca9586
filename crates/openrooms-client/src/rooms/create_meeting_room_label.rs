//! `CreateMeetingRoomLabel`, ours: a new label of the organisation.

use openrooms_protocol::Nothing;
use openrooms_protocol::rooms::{CreateMeetingRoomLabel, NewLabel};

use crate::{Client, Error};

impl Client {
    /// `CreateMeetingRoomLabel`: makes a label called `name` that rooms may have, on behalf of the
    /// person with `union_id`, and gives its id. Only openrooms has it.
    ///
    /// An operator who is no administrator is `user.not.admin`, a name that another label has
    /// `label.exist`, one label too many `label.too.much`. The app needs
    /// `VideoConference.Conference.Write`. It is not repeated where nobody knows what became of it.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let label_id = client.create_meeting_room_label("Stage", "2iPOLxxxxx").await?;
    /// assert_eq!(label_id, 6);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn create_meeting_room_label(
        &self,
        name: &str,
        union_id: &str,
    ) -> Result<i64, Error> {
        let body =
            NewLabel { union_id: Some(union_id.to_owned()), label_name: Some(name.to_owned()) };
        let reply = self.call::<CreateMeetingRoomLabel>(&Nothing {}, &Nothing {}, &body);
        Ok(reply.await?.result)
    }
}
