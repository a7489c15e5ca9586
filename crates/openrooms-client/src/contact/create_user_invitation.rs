//! `CreateUserInvitation`: ours; a person may choose a password for the console.

use openrooms_protocol::Nothing;
use openrooms_protocol::contact::{CreateUserInvitation, NewInvitation, UserInvitation};

use crate::{Client, Error};

impl Client {
    /// `CreateUserInvitation`: lets the person `invitee` choose a password for the console, on behalf
    /// of the administrator with `union_id`. The address that it gives opens once, within three days;
    /// a new one takes the place of the one before.
    ///
    /// An operator who is no administrator is `user.not.admin`, an unknown person `user.not.org`. The
    /// app needs `qyapi_manage_addresslist`. DingTalk has no such call.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let invited = client.create_user_invitation("2iPOLxxxxx", "lPHhSZDLXXXXXXpBlC9lxLwiEiE").await?;
    /// assert_eq!(invited.url.as_deref(), Some("http://x/invite/t"));
    /// # Ok(())
    /// # }
    /// ```
    pub async fn create_user_invitation(
        &self,
        union_id: &str,
        invitee: &str,
    ) -> Result<UserInvitation, Error> {
        let invitation = NewInvitation {
            union_id: Some(union_id.to_owned()),
            invitee_union_id: Some(invitee.to_owned()),
        };
        let reply =
            self.call::<CreateUserInvitation>(&Nothing {}, &Nothing {}, &invitation).await?;
        Ok(reply.result)
    }
}
