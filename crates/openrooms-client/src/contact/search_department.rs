//! `SearchDepartment`: departments by a word in their names.

use openrooms_protocol::Nothing;
use openrooms_protocol::contact::{DepartmentSearch, FoundDepartments, SearchDepartment};

use crate::{Client, Error};

impl Client {
    /// `SearchDepartment`: ids of departments by a word in their names. The app needs `qyapi_addresslist_search`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// use openrooms_client::protocol::contact::DepartmentSearch;
    ///
    /// let search = DepartmentSearch {
    ///     query_word: Some("design".into()),
    ///     offset: Some(0),
    ///     size: Some(10),
    /// };
    /// let found = client.search_department(&search).await?;
    /// assert_eq!(found.list, [2]);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn search_department(
        &self,
        search: &DepartmentSearch,
    ) -> Result<FoundDepartments, Error> {
        self.call::<SearchDepartment>(&Nothing {}, &Nothing {}, search).await
    }
}
