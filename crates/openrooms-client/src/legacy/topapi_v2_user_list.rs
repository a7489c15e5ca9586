//! `topapi.v2.user.list`: the people of a department, page by page.

use openrooms_protocol::Nothing;
use openrooms_protocol::legacy::{TopapiV2UserList, UserPage, UserPageQuery};

use crate::{Client, Error};

impl Client {
    /// `topapi.v2.user.list`: a page of the people right in a department; `cursor` is the `next_cursor` of the page before, 0 for the first, `size` 1 to 100. The app needs `qyapi_get_department_member`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let page = client.topapi_v2_user_list(1, 0, 100).await?;
    /// assert!(!page.has_more);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn topapi_v2_user_list(
        &self,
        dept_id: i64,
        cursor: i64,
        size: i64,
    ) -> Result<UserPage, Error> {
        let reply = self
            .call::<TopapiV2UserList>(
                &Nothing {},
                &Nothing {},
                &UserPageQuery { dept_id: Some(dept_id), cursor: Some(cursor), size: Some(size) },
            )
            .await?;
        Ok(reply.result)
    }
}
