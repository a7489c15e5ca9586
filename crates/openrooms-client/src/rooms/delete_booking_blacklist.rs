//! `DeleteBookingBlacklist`: people may book again.

use openrooms_protocol::Nothing;
use openrooms_protocol::rooms::{BansEnded, DeleteBookingBlacklist};

use crate::{Client, Error};

impl Client {
    /// `DeleteBookingBlacklist`: lets `people`, by their unionIds, book again, on behalf of the person
    /// with `union_id`; true where that is done.
    ///
    /// More than 100 are `user.over.limit`; somebody who is not in the organisation is `user.not.org`,
    /// and then nobody is let. An operator who is no administrator is `user.not.admin`. The app needs
    /// `VideoConference.Conference.Write`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// assert!(client.delete_booking_blacklist(&["union-seller"], "2iPOLxxxxx").await?);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn delete_booking_blacklist(
        &self,
        people: &[&str],
        union_id: &str,
    ) -> Result<bool, Error> {
        let body = BansEnded {
            union_id: Some(union_id.to_owned()),
            blacklist_union_ids: Some(people.iter().map(|&id| id.to_owned()).collect()),
        };
        let reply = self.call::<DeleteBookingBlacklist>(&Nothing {}, &Nothing {}, &body);
        Ok(reply.await?.result)
    }
}
