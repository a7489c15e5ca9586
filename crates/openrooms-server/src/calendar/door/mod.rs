//! What the screen at a room's door tells and does. It is asked by a device's token, for the room that
//! the device stands in, or for the group whose rooms it shows; how it is asked is in `panel/`.

pub(crate) mod act;
pub(crate) mod day;

use openrooms_core::access::Viewer;
use openrooms_core::booking::Booker;
use openrooms_core::door;
use openrooms_core::id::{RoomId, UserId};
use openrooms_protocol::calendar::RefusedRule;
use serde::Serialize;

/// What a screen shows.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Day {
    /// `room`, `floor`, or `nowhere` where the device has been given neither.
    pub(crate) kind: &'static str,
    /// What names the screen in its address.
    pub(crate) device_union_id: String,
    /// The room's name, or the group's.
    pub(crate) name: String,
    pub(crate) organisation: String,
    /// On whose clock it is.
    pub(crate) zone: String,
    pub(crate) now: i64,
    /// The span that is told of.
    pub(crate) start_time: i64,
    pub(crate) end_time: i64,
    /// Where the calendars stand.
    pub(crate) version: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) look: Option<Look>,
    #[serde(flatten)]
    pub(crate) of_floor: Option<OfFloor>,
    pub(crate) rooms: Vec<RoomDay>,
}

/// Which of a floor's rooms are shown.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OfFloor {
    /// How many come before them.
    #[serde(skip)]
    pub(crate) first: usize,
    /// How many there are; one more than are counted where there are more.
    pub(crate) rooms_in_all: usize,
}

/// A room on a screen.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RoomDay {
    pub(crate) room_id: String,
    pub(crate) name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) location: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) capacity: Option<i32>,
    pub(crate) meetings: Vec<Meeting>,
    pub(crate) closed: Vec<Closed>,
    /// Whether nobody can book it, however free it is.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) cannot_be_booked: bool,
    /// What somebody could have now, at the door of a room that nobody has.
    pub(crate) offers: Vec<Offer>,
}

/// A meeting in a room, as much of it as may be told.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Meeting {
    pub(crate) event_id: String,
    pub(crate) start_time: i64,
    pub(crate) end_time: i64,
    /// Whether somebody has to agree first.
    pub(crate) waits: bool,
    pub(crate) checked_in: bool,
    /// Whether it was booked at the door.
    pub(crate) is_walk_up: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) organizer: Option<String>,
}

/// When a room is closed.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Closed {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) start_time: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) end_time: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reason: Option<String>,
}

/// A length that is offered.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Offer {
    pub(crate) minutes: i32,
    pub(crate) end_time: i64,
    pub(crate) available: bool,
    pub(crate) needs_approval: bool,
    /// Why it cannot be had.
    pub(crate) refusals: Vec<Reason>,
}

/// Why a room cannot be had.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Reason {
    /// All of it, in words.
    pub(crate) text: String,
    /// The rule, and the same in parts.
    #[serde(flatten)]
    pub(crate) rule: RefusedRule,
}

/// How the screen looks, as its template says. Pictures are paths of this server's.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Look {
    pub(crate) pictures: Vec<String>,
    pub(crate) picture_seconds: i32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) logo: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) organisation: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) text: Option<String>,
    pub(crate) has_calendar: bool,
    pub(crate) has_instruction: bool,
}

/// Whoever stands at the door of a room, who is nobody in particular.
fn nobody(room: &RoomId) -> Booker {
    Booker {
        person: door::holder(room),
        user: UserId::new(""),
        viewer: Viewer::default(),
        bans: Vec::new(),
    }
}
