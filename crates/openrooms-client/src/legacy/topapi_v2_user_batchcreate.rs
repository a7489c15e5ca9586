//! `topapi.v2.user.batchcreate`: many new people, all or none.

use openrooms_protocol::Nothing;
use openrooms_protocol::legacy::{CreatedUsers, NewUser, NewUsers, TopapiV2UserBatchcreate};

use crate::{Client, Error};

impl Client {
    /// `topapi.v2.user.batchcreate`, an operation of openrooms: adds up to 1,000 people, all or none, and gives their ids in the order given. The app needs `qyapi_manage_addresslist`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// use openrooms_client::protocol::legacy::NewUser;
    ///
    /// let made = client.topapi_v2_user_batchcreate(vec![NewUser::default()]).await?;
    /// assert_eq!(made.user_list.len(), 1);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn topapi_v2_user_batchcreate(
        &self,
        people: Vec<NewUser>,
    ) -> Result<CreatedUsers, Error> {
        let reply = self
            .call::<TopapiV2UserBatchcreate>(
                &Nothing {},
                &Nothing {},
                &NewUsers { user_list: Some(people) },
            )
            .await?;
        Ok(reply.result)
    }
}
