//! `AddAttendee`: more people are invited.

use openrooms_protocol::Nothing;
use openrooms_protocol::calendar::{AddAttendee, EventPath, Invitations, NewAttendee};

use crate::{Client, Error};

impl Client {
    /// `AddAttendee`: invites people to an event, or to one date of a series, on behalf of its
    /// organiser; 500 a call. Who is invited already keeps their answer. The app needs
    /// `Calendar.Event.Write`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::protocol::calendar::NewAttendee;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let people = vec![NewAttendee::of("union-seller")];
    /// client.add_attendee("2iPOLxxxxx", "cnNTbW1YbxxxxdEgvdlQrQT09", people).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn add_attendee(
        &self,
        user_id: &str,
        event_id: &str,
        people: Vec<NewAttendee>,
    ) -> Result<(), Error> {
        let path = EventPath::primary(user_id, event_id);
        let body = Invitations { attendees_to_add: Some(people), ..Invitations::default() };
        self.call::<AddAttendee>(&path, &Nothing {}, &body).await?;
        Ok(())
    }
}
