//! `topapi.v2.user.create`: a new person.

use openrooms_protocol::Nothing;
use openrooms_protocol::legacy::{CreatedUser, NewUser, TopapiV2UserCreate};

use crate::{Client, Error};

impl Client {
    /// `topapi.v2.user.create`: adds a person, and gives their ids. A userid that somebody has is `33012`, a telephone number `400002`, a department that there is not `60003`. The app needs `qyapi_manage_addresslist`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// use openrooms_client::protocol::legacy::{DeptIdList, NewUser};
    ///
    /// let person = NewUser {
    ///     name: Some("Zoe".into()),
    ///     mobile: Some("13800000000".into()),
    ///     dept_id_list: Some(DeptIdList(vec![1])),
    ///     ..NewUser::default()
    /// };
    /// let made = client.topapi_v2_user_create(&person).await?;
    /// assert_eq!(made.userid, "zoe");
    /// # Ok(())
    /// # }
    /// ```
    pub async fn topapi_v2_user_create(&self, person: &NewUser) -> Result<CreatedUser, Error> {
        let reply = self.call::<TopapiV2UserCreate>(&Nothing {}, &Nothing {}, person).await?;
        Ok(reply.result)
    }
}
