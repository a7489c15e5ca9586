//! `ListCalendars`: a person's calendars.

use openrooms_protocol::Nothing;
use openrooms_protocol::calendar::{CalendarEntry, CalendarUserPath, ListCalendars};

use crate::{Client, Error};

impl Client {
    /// `ListCalendars`: the calendars of the person with the unionId `user_id`. The app needs
    /// `Calendar.Event.Read`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// assert_eq!(client.list_calendars("2iPOLxxxxx").await?[0].id, "primary");
    /// # Ok(())
    /// # }
    /// ```
    pub async fn list_calendars(&self, user_id: &str) -> Result<Vec<CalendarEntry>, Error> {
        let path = CalendarUserPath { user_id: user_id.to_owned() };
        let reply = self.call::<ListCalendars>(&path, &Nothing {}, &Nothing {});
        Ok(reply.await?.response.calendars)
    }
}
