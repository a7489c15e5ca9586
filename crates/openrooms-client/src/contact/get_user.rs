//! `GetUser`: one person by unionId.

use openrooms_protocol::Nothing;
use openrooms_protocol::contact::{ContactUser, GetUser, UserPath};

use crate::{Client, Error};

impl Client {
    /// `GetUser`: the person with `union_id`; nobody there is `invalidParameter.user.notFound`. The app needs `Contact.User.Read`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let person = client.get_user("2iPOLxxxxx").await?;
    /// assert_eq!(person.nick, "Mia");
    /// # Ok(())
    /// # }
    /// ```
    pub async fn get_user(&self, union_id: &str) -> Result<ContactUser, Error> {
        let user = UserPath { union_id: union_id.to_owned() };
        self.call::<GetUser>(&user, &Nothing {}, &Nothing {}).await
    }
}
