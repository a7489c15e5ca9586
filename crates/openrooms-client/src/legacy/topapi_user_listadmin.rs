//! `topapi.user.listadmin`: the administrators.

use openrooms_protocol::Nothing;
use openrooms_protocol::legacy::{Administrator, TopapiUserListadmin};

use crate::{Client, Error};

impl Client {
    /// `topapi.user.listadmin`: who administers: all rooms (level 1) or groups of rooms (2). The app needs `qyapi_get_member`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let administrators = client.topapi_user_listadmin().await?;
    /// assert_eq!(administrators[0].sys_level, 1);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn topapi_user_listadmin(&self) -> Result<Vec<Administrator>, Error> {
        let reply = self.call::<TopapiUserListadmin>(&Nothing {}, &Nothing {}, &Nothing {}).await?;
        Ok(reply.result)
    }
}
