//! What the plain screens say, in Chinese and in English.

use openrooms_core::room_problem::ProblemKind;

use crate::calendar::door::day::MOST_ROOMS;
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

/// A length that may be hours.
pub(super) fn length(language: Language, length: i64) -> String {
    let (hours, rest) = (length / 60, length % 60);
    let (hour, minute) = (language.pick("小时", "h"), language.pick("分钟", "min"));
    match (hours, rest) {
        (0, rest) => format!("{rest} {minute}"),
        (hours, 0) => format!("{hours} {hour}"),
        (hours, rest) => format!("{hours} {hour} {rest} {minute}"),
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
pub(super) fn seats(language: Language, seats: i64) -> String {
    match (language, seats) {
        (Language::Chinese, _) => format!("{seats} 座"),
        (Language::English, 1) => "1 seat".to_owned(),
        (Language::English, _) => format!("{seats} seats"),
    }
}

/// Which rooms of how many are shown.
pub(super) fn rooms(language: Language, (first, last): (usize, usize), all: usize) -> String {
    let is_more = all > MOST_ROOMS;
    match language {
        Language::Chinese if is_more => format!("第 {first}–{last} 间，共 {MOST_ROOMS} 多间"),
        Language::Chinese => format!("第 {first}–{last} 间，共 {all} 间"),
        Language::English if is_more => format!("Rooms {first}–{last} of more than {MOST_ROOMS}"),
        Language::English => format!("Rooms {first}–{last} of {all}"),
    }
}

/// When the page was made.
pub(super) fn as_of(language: Language, time: &str) -> String {
    match language {
        Language::Chinese => format!("更新于 {time}，每分钟刷新"),
        Language::English => format!("As of {time}; this page looks again each minute"),
    }
}

/// What a problem of a room is about.
pub(super) const fn problem(language: Language, kind: ProblemKind) -> &'static str {
    match kind {
        ProblemKind::Screen => language.pick("屏幕", "Screen"),
        ProblemKind::Sound => language.pick("声音", "Sound"),
        ProblemKind::Cable => language.pick("线缆", "Cable"),
        ProblemKind::Network => language.pick("网络", "Network"),
        ProblemKind::Furniture => language.pick("桌椅、照明", "Furniture, light"),
        ProblemKind::Climate => language.pick("冷热、通风", "Heat, cold, air"),
        ProblemKind::Cleaning => language.pick("清洁", "Cleaning"),
        ProblemKind::Other => language.pick("其他", "Something else"),
    }
}
