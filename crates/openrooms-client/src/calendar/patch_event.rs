//! `PatchEvent`: the fields of an event that are given.

use openrooms_protocol::calendar::{
    CalendarEvent, EventPath, EventUpdate, NewEvent, PartQuery, PatchEvent, RoomToHave,
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
        self.update_event(user_id, EventUpdate::of(event_id.to_owned(), change), scope).await
    }

    /// `PatchEvent`, with the rooms that the event is to have in place of those that it has: so it moves
    /// to another room, and to another time with it, in one change or not at all. Only openrooms has
    /// it. The app needs `Calendar.Event.Write`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::protocol::calendar::NewEvent;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let event = "cnNTbW1YbxxxxdEgvdlQrQT09";
    /// let rooms = ["0cef5f6305d1c446e40e6be7d393ee65"];
    /// let same = NewEvent::default();
    /// let changed = client.move_event("2iPOLxxxxx", event, same, &rooms, None).await?;
    /// assert_eq!(changed.id, event);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn move_event(
        &self,
        user_id: &str,
        event_id: &str,
        change: NewEvent,
        room_ids: &[&str],
        scope: Option<&str>,
    ) -> Result<CalendarEvent, Error> {
        let rooms = room_ids
            .iter()
            .map(|&id| RoomToHave { room_id: Some(id.to_owned()), response_status: None });
        let update = EventUpdate {
            meeting_rooms: Some(rooms.collect()),
            ..EventUpdate::of(event_id.to_owned(), change)
        };
        self.update_event(user_id, update, scope).await
    }

    async fn update_event(
        &self,
        user_id: &str,
        update: EventUpdate,
        scope: Option<&str>,
    ) -> Result<CalendarEvent, Error> {
        let path = EventPath::primary(user_id, update.id.as_deref().unwrap_or_default());
        let query = PartQuery { scope: scope.map(str::to_owned) };
        self.call::<PatchEvent>(&path, &query, &update).await
    }
}
