//! `PatchEvent`: the fields of an event that are given.

use openrooms_protocol::calendar::{
    CalendarEvent, EventPath, EventUpdate, NewEvent, PartQuery, PatchEvent,
};

use crate::{Client, Error};

impl Client {
    /// `PatchEvent`: changes the fields of an event that are given, on behalf of its organiser, and
    /// gives it as it is then. Another time moves its rooms along, or is refused whole with
    /// `meetingRoomNotAvailable`.
    ///
    /// `scope` is `this`, `following` or `all` of a series, a date alone or a series whole where it is
    /// `None`; openrooms alone takes it. With `following` the date and those behind it become a series
    /// of their own, under the id that is given back. The app needs `Calendar.Event.Write`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::protocol::calendar::NewEvent;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let change = NewEvent { summary: Some("Monthly".into()), ..NewEvent::default() };
    /// let event = "cnNTbW1YbxxxxdEgvdlQrQT09";
    /// let changed = client.patch_event("2iPOLxxxxx", event, change, None).await?;
    /// assert_eq!(changed.id, event);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn patch_event(
        &self,
        user_id: &str,
        event_id: &str,
        change: NewEvent,
        scope: Option<&str>,
    ) -> Result<CalendarEvent, Error> {
        let path = EventPath::primary(user_id, event_id);
        let query = PartQuery { scope: scope.map(str::to_owned) };
        let body = EventUpdate::of(event_id.to_owned(), change);
        self.call::<PatchEvent>(&path, &query, &body).await
    }
}
