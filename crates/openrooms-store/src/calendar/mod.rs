//! Calendars: events, their occurrences, who is invited, the rooms that they hold, and what is to be
//! told of it.
//!
//! What reads is here, once for questions ([`Store`](crate::Store)) and for changes
//! ([`Writing`](crate::Writing)); what writes is in `writing/`. No change of a calendar goes past
//! [`Writing`](crate::Writing), which holds the organisation; the database itself refuses a booking
//! that overlaps another (`migrations/0010_calendar.*.sql`).

mod coming;
mod lists;
mod load;
mod outbox;
mod people;
mod quota;
mod row;
mod uses;
mod verify;
mod view;
mod weeks;
mod whole;

pub use coming::ComingBooking;
pub(crate) use coming::{coming, coming_columns, read_coming};
pub use lists::{CalendarFilter, CalendarPlace, DeletedEvents, ListedEvent};
pub use load::{Held, SeriesPlace};
pub use outbox::{Notice, NoticeKind, Told};
pub use people::{BusyTime, ListedSigning, PersonPlace, Signed, Signing};
pub use quota::BookedSlot;
pub use verify::{UnreadableBooking, VerifiedBookings};
pub use view::{EventKey, EventView, ListedAttendee, ListedBooking, Sought, SoughtEvent, Standing};
pub use weeks::{Booked, BookedEvent, CalendarMark, Changed, ChangedEvents, RoomsBooked};
pub(crate) use whole::{TABLES as EVENT_TABLES, in_the_way, insert_whole, whole_events};

pub(crate) use load::{
    attendee, attendees, bookings, event, exceptions, held_in, occurrence, occurrences,
};
pub(crate) use view::{sought, views};

pub(crate) use row::{
    ATTENDEE_COLUMNS, BOOKING_COLUMNS, BOOKING_TYPES, EVENT_COLUMNS, HOLDS, OCCURRENCE_COLUMNS,
    booking as read_booking, booking_values, columns_of, event as read_event, event_values,
    held_of, occurrence as read_occurrence, occurrence_values, slot_of,
};
