//! `QueryBookingBlacklist`, ours: who may not book.

use openrooms_protocol::Nothing;
use openrooms_protocol::rooms::{BanPage, BanPageQuery, QueryBookingBlacklist};

use crate::{Client, Error};

impl Client {
    /// `QueryBookingBlacklist`: a page of those who may not book, asked by the person with `union_id`.
    /// Only openrooms has it.
    ///
    /// `next_token` is that of the page before, `None` for the first; `max_results` is 1 to 100, 20
    /// where it is `None`. An operator who is no administrator is `user.not.admin`. The app needs
    /// `VideoConference.Conference.Read`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let page = client.query_booking_blacklist("2iPOLxxxxx", None, None).await?;
    /// assert_eq!(page.result[0].blacklist_union_id, "union-seller");
    /// assert!(!page.has_more);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn query_booking_blacklist(
        &self,
        union_id: &str,
        next_token: Option<&str>,
        max_results: Option<i32>,
    ) -> Result<BanPage, Error> {
        let next_token = next_token.map(str::to_owned);
        let query = BanPageQuery { union_id: union_id.to_owned(), next_token, max_results };
        self.call::<QueryBookingBlacklist>(&Nothing {}, &query, &Nothing {}).await
    }
}
