//! `GetSignOutList`: who went, or who has not.

use openrooms_protocol::Nothing;
use openrooms_protocol::calendar::{EventPath, GetSignOutList, SignListQuery, SignOutPage};

use crate::{Client, Error};

impl Client {
    /// `GetSignOutList`: a page of who went (`check_out`), or who has not (`not_yet_check_out`); 200 at
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
    ///     kind: Some("check_out".into()),
    ///     max_results: Some(200),
    ///     ..SignListQuery::default()
    /// };
    /// let page = client.get_sign_out_list("2iPOLxxxxx", "cnNTbW1YbxxxxdEgvdlQrQT09", &query).await?;
    /// assert_eq!(page.users[0].user_id, "union-seller");
    /// # Ok(())
    /// # }
    /// ```
    pub async fn get_sign_out_list(
        &self,
        user_id: &str,
        event_id: &str,
        query: &SignListQuery,
    ) -> Result<SignOutPage, Error> {
        let path = EventPath::primary(user_id, event_id);
        self.call::<GetSignOutList>(&path, query, &Nothing {}).await
    }
}
