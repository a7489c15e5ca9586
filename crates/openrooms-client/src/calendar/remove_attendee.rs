//! `RemoveAttendee`: people are invited no more.

use openrooms_protocol::Nothing;
use openrooms_protocol::calendar::{AttendeeId, EventPath, RemoveAttendee, Uninvitations};

use crate::{Client, Error};

impl Client {
    /// `RemoveAttendee`: takes people, by unionId, from an event or from one date of a series, on
    /// behalf of its organiser; 500 a call. The app needs `Calendar.Event.Write`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// client.remove_attendee("2iPOLxxxxx", "cnNTbW1YbxxxxdEgvdlQrQT09", &["union-seller"]).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn remove_attendee(
        &self,
        user_id: &str,
        event_id: &str,
        people: &[&str],
    ) -> Result<(), Error> {
        let path = EventPath::primary(user_id, event_id);
        let people = people.iter().map(|id| AttendeeId { id: Some((*id).to_owned()) });
        let body = Uninvitations { attendees_to_remove: Some(people.collect()) };
        self.call::<RemoveAttendee>(&path, &Nothing {}, &body).await?;
        Ok(())
    }
}
