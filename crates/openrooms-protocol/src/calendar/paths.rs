//! The parameters that the paths of the calendar have: whose calendar, which, and what in it.

use crate::path::PathParams;

/// The paths: their parameters in order.
macro_rules! paths {
    ($($(#[$about:meta])* $path:ident { $($(#[$field_about:meta])* $field:ident: $name:literal,)* })*) => {$(
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $path {
            $($(#[$field_about])*
            pub $field: String,)*
        }

        impl PathParams for $path {
            const NAMES: &'static [&'static str] = &[$($name),*];
            fn from_values(values: Vec<String>) -> Self {
                let mut values = values.into_iter();
                Self { $($field: values.next().unwrap_or_default(),)* }
            }
            fn values(&self) -> Vec<&str> {
                vec![$(&self.$field),*]
            }
        }
    )*};
}

paths! {
    /// Somebody.
    CalendarUserPath {
        /// Their unionId.
        user_id: "userId",
    }
    /// A calendar of somebody's.
    CalendarPath {
        /// Their unionId.
        user_id: "userId",
        /// `primary`.
        calendar_id: "calendarId",
    }
    /// A calendar of one's own.
    MyCalendarPath {
        /// `primary`.
        calendar_id: "calendarId",
    }
    /// An event in a calendar of somebody's.
    EventPath {
        /// Their unionId.
        user_id: "userId",
        /// `primary`.
        calendar_id: "calendarId",
        /// The event, or an occurrence of one.
        event_id: "eventId",
    }
    /// A room of an event.
    EventRoomPath {
        /// The unionId of who acts.
        user_id: "userId",
        /// `primary`.
        calendar_id: "calendarId",
        /// The event, or an occurrence of one.
        event_id: "eventId",
        /// The room.
        room_id: "roomId",
    }
}

/// The one calendar that everybody has.
pub const PRIMARY_CALENDAR: &str = "primary";

impl CalendarPath {
    /// Somebody's calendar.
    pub fn primary(user_id: impl Into<String>) -> Self {
        Self { user_id: user_id.into(), calendar_id: PRIMARY_CALENDAR.to_owned() }
    }
}

impl EventPath {
    /// An event in somebody's calendar.
    pub fn primary(user_id: impl Into<String>, event_id: impl Into<String>) -> Self {
        Self {
            user_id: user_id.into(),
            calendar_id: PRIMARY_CALENDAR.to_owned(),
            event_id: event_id.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::path::{fill, matches};

    #[test]
    fn values_stand_in_the_order_of_the_path() {
        let path = EventRoomPath {
            user_id: "u/1".into(),
            calendar_id: PRIMARY_CALENDAR.into(),
            event_id: "e".into(),
            room_id: "r".into(),
        };
        let template = "/users/{userId}/calendars/{calendarId}/events/{eventId}/{roomId}";
        let filled = fill(template, &path);
        assert_eq!(filled, "/users/u%2F1/calendars/primary/events/e/r");
        let raw = matches(template, &filled).unwrap();
        let values = raw.into_iter().map(|raw| crate::path::decode(raw).unwrap().into_owned());
        assert_eq!(EventRoomPath::from_values(values.collect()), path);
        assert_eq!(EventPath::primary("a", "b").values(), ["a", "primary", "b"]);
        assert_eq!(CalendarPath::primary("a").values(), ["a", "primary"]);
    }
}
