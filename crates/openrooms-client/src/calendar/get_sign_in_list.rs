//! `GetSignInList`: who came, or who has not.

use openrooms_protocol::Nothing;
use openrooms_protocol::calendar::{EventPath, GetSignInList, SignInPage, SignListQuery};

use crate::{Client, Error};

impl Client {
    /// `GetSignInList`: a page of who came (`check_in`), or who has not (`not_yet_check_in`); 200 at
    /// most. The app needs `Calendar.Event.Read`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::protocol::calendar::SignListQuery;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let query = SignListQuery {
    ///     kind: Some("check_in".into()),
    ///     max_results: Some(200),
    ///     ..SignListQuery::default()
    /// };
    /// let page = client.get_sign_in_list("2iPOLxxxxx", "cnNTbW1YbxxxxdEgvdlQrQT09", &query).await?;
    /// assert_eq!(page.users[0].user_id, "union-seller");
    /// # Ok(())
    /// # }
    /// ```
    pub async fn get_sign_in_list(
        &self,
        user_id: &str,
        event_id: &str,
        query: &SignListQuery,
    ) -> Result<SignInPage, Error> {
        let path = EventPath::primary(user_id, event_id);
        self.call::<GetSignInList>(&path, query, &Nothing {}).await
    }
}
