//! Addresses that people open when they come to an event, or go. They are pages of this server that
//! say how; nobody is known by opening one, so none signs anybody in.

use openrooms_core::id::EventId;
use openrooms_protocol::path;
use openrooms_store::Standing;

use super::problem::CalendarProblem;
use super::{found, wish};
use crate::ask::{Asker, Question};
use crate::problem::Problem;

/// The address of a page about an event; the organiser alone gets it.
pub(super) async fn link(
    question: &Question,
    asker: &Asker,
    id: &EventId,
    base: Option<String>,
    page: &str,
    refused: CalendarProblem,
) -> Result<String, Problem> {
    let sought = question.store().sought_event(&question.corp, id, &asker.operator);
    let found = found(question.patiently(sought).await?)?;
    if found.standing != Standing::Organiser {
        return Err(refused.into());
    }
    let Some(base) = base else {
        return wish::wrong(
            "the request has no Host that is one, and the server was not told its public address",
        );
    };
    let event = path::encode(id.as_str());
    Ok(format!("{base}/{page}?eventId={event}"))
}
