//! `CreateBookingBlacklist`: somebody may not book for a time.

use openrooms_protocol::Nothing;
use openrooms_protocol::rooms::{CreateBookingBlacklist, NewBan};

use crate::{Client, Error};

impl Client {
    /// `CreateBookingBlacklist`: bars a person from booking, in place of what barred them before; true
    /// where that is done.
    ///
    /// The operator, the person and a start must be given; without an end it is for ever. An operator
    /// who is no administrator is `user.not.admin`, a person who is not in the organisation
    /// `user.not.org`. The app needs `VideoConference.Conference.Write`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::protocol::rooms::NewBan;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let ban = NewBan {
    ///     union_id: Some("2iPOLxxxxx".into()),
    ///     blacklist_union_id: Some("union-seller".into()),
    ///     start_time: Some(1_780_000_000_000),
    ///     ..NewBan::default()
    /// };
    /// assert!(client.create_booking_blacklist(&ban).await?);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn create_booking_blacklist(&self, ban: &NewBan) -> Result<bool, Error> {
        let reply = self.call::<CreateBookingBlacklist>(&Nothing {}, &Nothing {}, ban);
        Ok(reply.await?.result)
    }
}
