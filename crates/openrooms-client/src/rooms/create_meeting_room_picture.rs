//! `CreateMeetingRoomPicture`: ours; a picture to be shown with rooms and on screens.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use openrooms_protocol::Nothing;
use openrooms_protocol::rooms::{CreateMeetingRoomPicture, NewPicture, RoomPicture};

use crate::{Client, Error};

impl Client {
    /// `CreateMeetingRoomPicture`: keeps a picture on behalf of the person with `union_id`, and gives
    /// its address, for `roomPicture` and for screen templates.
    ///
    /// `file` is PNG, JPEG or WebP, up to 716,800 bytes. What is no picture is `param.error`, which
    /// says why; somebody who administers neither the organisation nor a group of rooms is
    /// `user.not.admin`. The app needs `VideoConference.Conference.Write`. DingTalk has no such call.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// # let file = b"";
    /// let picture = client.create_meeting_room_picture("2iPOLxxxxx", file).await?;
    /// assert_eq!(picture.media_type, "image/png");
    /// # Ok(())
    /// # }
    /// ```
    pub async fn create_meeting_room_picture(
        &self,
        union_id: &str,
        file: &[u8],
    ) -> Result<RoomPicture, Error> {
        let picture = NewPicture {
            union_id: Some(union_id.to_owned()),
            content: Some(STANDARD.encode(file)),
        };
        let reply = self.call::<CreateMeetingRoomPicture>(&Nothing {}, &Nothing {}, &picture);
        Ok(reply.await?.result)
    }
}
