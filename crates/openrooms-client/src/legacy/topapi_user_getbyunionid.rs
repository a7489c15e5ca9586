//! `topapi.user.getbyunionid`: the userid of a unionId.

use openrooms_protocol::Nothing;
use openrooms_protocol::legacy::{TopapiUserGetbyunionid, UnionIdQuery, UserOfUnionId};

use crate::{Client, Error};

impl Client {
    /// `topapi.user.getbyunionid`: the userid of the person with `union_id`; nobody there is `60121`. The app needs `qyapi_get_member`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let found = client.topapi_user_getbyunionid("2iPOLxxxxx").await?;
    /// assert_eq!(found.userid, "manager01");
    /// # Ok(())
    /// # }
    /// ```
    pub async fn topapi_user_getbyunionid(&self, union_id: &str) -> Result<UserOfUnionId, Error> {
        let reply = self
            .call::<TopapiUserGetbyunionid>(
                &Nothing {},
                &Nothing {},
                &UnionIdQuery { unionid: Some(union_id.to_owned()) },
            )
            .await?;
        Ok(reply.result)
    }
}
