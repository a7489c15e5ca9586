//! What the outbox is told of events.

use openrooms_core::calendar::Event;
use openrooms_core::time::EpochMillis;
use openrooms_store::{Notice, NoticeKind};
use serde_json::json;

/// What became of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Became {
    Created,
    Updated,
    Cancelled,
    Deleted,
    Transferred,
}

impl Became {
    const fn word(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Cancelled => "cancelled",
            Self::Deleted => "deleted",
            Self::Transferred => "transferred",
        }
    }
}

/// That an event, or one date of a series, became so.
pub(super) fn of(event: &Event, origin: Option<EpochMillis>, became: Became) -> Notice {
    Notice {
        kind: NoticeKind::EventChanged,
        event: event.id.as_str().to_owned(),
        body: json!({
            "change": became.word(),
            "origin": origin.map(|origin| origin.0),
            "organizer": event.organiser.as_str(),
        }),
    }
}
