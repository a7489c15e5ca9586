//! `QueryAuditList`, ours: who did what.

use openrooms_protocol::Nothing;
use openrooms_protocol::console::{AuditPage, AuditPageQuery, QueryAuditList};

use crate::{Client, Error};

impl Client {
    /// `QueryAuditList`: a page of the organisation's record, the newest entries first. A page of few
    /// entries need not be the last.
    ///
    /// The token is an administrator's own, as the console has it: an app's is `InvalidAuthentication`,
    /// another person's `no.permission`. Only openrooms has it.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::protocol::console::AuditPageQuery;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let query =
    ///     AuditPageQuery { object_kind: Some("room".into()), ..AuditPageQuery::default() };
    /// let page = client.query_audit_list(&query).await?;
    /// assert_eq!(page.result[0].action, "UpdateMeetingRoom");
    /// # Ok(())
    /// # }
    /// ```
    pub async fn query_audit_list(&self, query: &AuditPageQuery) -> Result<AuditPage, Error> {
        self.call::<QueryAuditList>(&Nothing {}, query, &Nothing {}).await
    }
}
