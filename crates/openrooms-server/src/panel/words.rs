//! What the plain screens say, in Chinese and in English.

use crate::console::Language;

/// What a meeting is called that was booked at the door.
pub(super) const fn walk_up(language: Language) -> &'static str {
    language.pick("现场预订", "Walk-up")
}

/// A length.
pub(super) fn minutes(language: Language, minutes: i32) -> String {
    match language {
        Language::Chinese => format!("{minutes} 分钟"),
        Language::English => format!("{minutes} min"),
    }
}

/// `until 10:30`.
pub(super) fn until(language: Language, time: &str) -> String {
    match language {
        Language::Chinese => format!("至 {time}"),
        Language::English => format!("until {time}"),
    }
}

/// How many people a room is for.
pub(super) fn seats(language: Language, seats: i32) -> String {
    match (language, seats) {
        (Language::Chinese, _) => format!("{seats} 座"),
        (Language::English, 1) => "1 seat".to_owned(),
        (Language::English, _) => format!("{seats} seats"),
    }
}

/// When the page was made.
pub(super) fn as_of(language: Language, time: &str) -> String {
    match language {
        Language::Chinese => format!("更新于 {time}，每分钟刷新"),
        Language::English => format!("As of {time}; it is asked for again each minute"),
    }
}
