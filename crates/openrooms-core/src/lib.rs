//! What we agree to: ids, rooms, people, who may see what. Values in, decision out.
//!
//! No clock, no database, no async, no wire names, no serialisation. Start reading at [`room::Room`]
//! and [`access::may_see`].
//!
//! # Glossary
//!
//! | word | idea |
//! | --- | --- |
//! | Organisation | a tenant; everything but an app's key and a token lives inside one |
//! | Person | somebody in its directory; acts towards apps under a union id |
//! | Department | a node of the tree of people |
//! | Room | what is booked |
//! | Group | a node of the tree of rooms: a site, a building, a floor |
//! | Member | a person or department that a restricted room names |
//! | Viewer | what counts of a person when they look at rooms |
//! | Visibility | what counts of a room when somebody looks at it |
//! | Client | an app that calls: internal, or a suite that serves many organisations |
//! | Policy | what a room asks of a booking |
//! | House rules | what a room or group asks beyond what DingTalk's documents know |
//! | Wish | what of a thing is asked for; what is not asked for stays |
//! | Label | a tag of rooms: five are the same everywhere, others are an organisation's own |
//! | Device | what stands in a room and can be told to do something |
//! | Fact | one of the fields that a device has beside its ids and its place |
//! | Licence | how many rooms an organisation may have |
//! | Template | how a screen of a device looks, and which devices, rooms and groups show it |
//! | Slot | a span of time, half-open and never empty |
//! | Event | what lies in a person's calendar, once or again and again |
//! | Series | an event that repeats |
//! | Occurrence | one date of an event, with an id that stays |
//! | Booking | a room that an occurrence holds, held, or waits for |
//! | Booker | who wishes to book |
//! | Rules | what is asked of a booking: a room's policy, and what it inherits of its groups' |
//! | Level | where a rule was set: the organisation, a group, the room |
//! | Hold | what a booking of an occurrence would hold, buffers included |
//! | Verdict | whether a room can be had, or every refusal |
//! | Use | how much time of a room was taken, of how much that it was open |
//! | Place | a device, room or group that shows a template |

pub mod access;
pub mod app_change;
pub mod booking;
pub mod calendar;
pub mod client;
pub mod device;
pub mod device_change;
pub mod directory;
pub mod door;
pub mod floor_plan;
pub mod group_change;
pub mod house;
pub mod id;
pub mod label_change;
pub mod month;
pub mod name;
pub mod organisation;
pub mod panel;
pub mod password;
pub mod picture;
pub mod room;
pub mod room_change;
pub mod room_problem;
pub mod room_use;
pub mod slot;
pub mod template;
pub mod time;
pub mod tree;

/// A value that is not what it claims to be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct ParseError(pub String);
