//! `SearchUser`: people by a word in their names.

use openrooms_protocol::Nothing;
use openrooms_protocol::contact::{FoundUsers, SearchUser, UserSearch};

use crate::{Client, Error};

impl Client {
    /// `SearchUser`: userIds of people by a word in their names. The app needs `qyapi_addresslist_search`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// use openrooms_client::protocol::contact::UserSearch;
    ///
    /// let search = UserSearch {
    ///     query_word: Some("mia".into()),
    ///     offset: Some(0),
    ///     size: Some(10),
    ///     full_match_field: None,
    /// };
    /// let found = client.search_user(&search).await?;
    /// assert_eq!(found.list, ["manager01"]);
    /// assert_eq!(found.users[0].union_id, "2iPOLxxxxx");
    /// # Ok(())
    /// # }
    /// ```
    pub async fn search_user(&self, search: &UserSearch) -> Result<FoundUsers, Error> {
        self.call::<SearchUser>(&Nothing {}, &Nothing {}, search).await
    }
}
