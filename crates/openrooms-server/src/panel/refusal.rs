//! Why something was not done, as the plain screens say it: in their language, and as the console does.

use openrooms_core::time::{EpochMillis, Zone};
use openrooms_protocol::calendar::{RefusedRule, RuleFacts};
use openrooms_protocol::rooms::WeeklyHours;

use super::words;
use crate::calendar::problem::CalendarProblem;
use crate::console::Language;
use crate::problem::Problem;

/// The longest text of people's that is told along.
const LONGEST: usize = 60;
const DAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Tells refusals: in which language, and on which day of the room's.
pub(super) struct Teller {
    language: Language,
    today: String,
}

impl Teller {
    pub(super) fn new(language: Language, now: i64, zone: &Zone) -> Self {
        Self { language, today: zone.wall(EpochMillis(now)).date().to_string() }
    }

    pub(super) const fn language(&self) -> Language {
        self.language
    }

    /// Why something was not done: what a room's rules say, or what the screen's own calls are refused
    /// for. Anything else is said by its code, for whoever looks after the screen.
    pub(super) fn problem(&self, problem: &Problem) -> String {
        if let Problem::Calendar(problem @ CalendarProblem::RoomsNotAvailable(_)) = problem {
            let rooms = problem.refused_rooms();
            let rules = rooms.iter().flat_map(|room| &room.refusals);
            return self.rules(rules);
        }
        otherwise(self.language, problem)
    }

    /// Several rules, each once.
    pub(super) fn rules<'a>(&self, rules: impl Iterator<Item = &'a RefusedRule>) -> String {
        let mut told: Vec<_> = rules.map(|rule| self.rule(rule)).collect();
        told.dedup();
        told.join(self.language.pick("；", "; "))
    }

    /// A rule: what it is called, and what it says.
    fn rule(&self, refused: &RefusedRule) -> String {
        let Some((chinese, english)) = name(&refused.rule) else {
            return format!("{}: {}", refused.rule, refused.value);
        };
        let name = self.language.pick(chinese, english);
        match self.says(&refused.rule, &refused.facts) {
            Some(text) => format!("{name} · {text}"),
            None => name.to_owned(),
        }
    }

    /// What a rule says, where its name does not say it all.
    fn says(&self, rule: &str, facts: &RuleFacts) -> Option<String> {
        let language = self.language;
        Some(match rule {
            "overlap" | "bookingBlacklist" => self.between(facts)?,
            "reservationCloseDetail" => {
                let forgood = language.pick("恢复时间待定", "until further notice");
                let text = self.between(facts).unwrap_or_else(|| forgood.to_owned());
                self.because(text, facts.reason.as_deref())
            }
            "closedDays" => {
                let (from, to) = (facts.date.as_deref()?, facts.end_date.as_deref());
                let days = match to.filter(|to| *to != from) {
                    Some(to) => format!("{from} – {to}"),
                    None => from.to_owned(),
                };
                self.because(days, facts.name.as_deref())
            }
            "maxReservationTimeInterval" | "minReservationTimeInterval" => {
                let limit = words::length(language, facts.limit_minutes?);
                match (rule, language) {
                    ("maxReservationTimeInterval", Language::Chinese) => {
                        format!("每次最长 {limit}")
                    }
                    ("maxReservationTimeInterval", _) => format!("{limit} at most"),
                    (_, Language::Chinese) => format!("每次最短 {limit}"),
                    (_, Language::English) => format!("{limit} at least"),
                }
            }
            "roomStatus" => match facts.room_status? {
                1 => language.pick("仅限管理员预订", "only administrators may book it").to_owned(),
                _ => language
                    .pick("仅限指定人员和管理员预订", "only the people it is meant for may book it")
                    .to_owned(),
            },
            "advanceReservation" | "advanceReservation.noEnd" => {
                let ahead = ahead(language, facts)?;
                match (facts.opens_at.as_deref().map(|at| self.time(at)), language) {
                    (Some(at), Language::Chinese) => format!("{ahead}，{at} 起可预订"),
                    (Some(at), Language::English) => {
                        format!("{ahead}; it can be booked from {at} on")
                    }
                    (None, _) => ahead,
                }
            }
            "weeklyHours" => week(language, facts.weekly_hours.as_deref()?)?,
            "capacityCheck" => {
                let (seats, people) = (words::seats(language, facts.seats?), facts.people?);
                match (language, people) {
                    (Language::Chinese, _) => format!("共 {seats}，有 {people} 人参加"),
                    (Language::English, 1) => format!("{seats}, and 1 person comes"),
                    (Language::English, _) => format!("{seats}, and {people} people come"),
                }
            }
            "bookingQuota.openBookings" => {
                let (most, used) = (facts.limit_bookings?, facts.used_bookings?);
                match language {
                    Language::Chinese => {
                        format!("每人最多有 {most} 个未结束的预订，已有 {used} 个")
                    }
                    Language::English => {
                        let bookings = if most == 1 { "booking" } else { "bookings" };
                        let are = if used == 1 { "is" } else { "are" };
                        format!("{most} {bookings} to come for each person; there {are} {used}")
                    }
                }
            }
            "bookingQuota.hoursPerDay" => share(language, ("每天", "a day"), facts)?,
            "bookingQuota.hoursPerWeek" => share(language, ("每周", "a week"), facts)?,
            "bookingQuota.hoursPerMonth" => share(language, ("每月", "a month"), facts)?,
            "eventEnded" => self.time(facts.until.as_deref()?),
            "leastCancelNotice" => {
                let limit = words::length(language, facts.limit_minutes?);
                let until = self.time(facts.until.as_deref()?);
                match language {
                    Language::Chinese => format!("须在开始前 {limit}退订，最晚为 {until}"),
                    Language::English => {
                        format!("It could be given back until {until}, {limit} before its start")
                    }
                }
            }
            _ => return None,
        })
    }

    fn between(&self, facts: &RuleFacts) -> Option<String> {
        let from = facts.from.as_deref().map(|at| self.time(at));
        let until = facts.until.as_deref().map(|at| self.time(at));
        match (from, until) {
            (Some(from), Some(until)) => Some(format!("{from}–{until}")),
            (None, Some(until)) => Some(words::until(self.language, &until)),
            (Some(from), None) => Some(match self.language {
                Language::Chinese => format!("自 {from} 起，恢复时间待定"),
                Language::English => format!("since {from}, until further notice"),
            }),
            (None, None) => None,
        }
    }

    fn because(&self, text: String, reason: Option<&str>) -> String {
        let Some(reason) = reason.filter(|reason| !reason.is_empty()) else { return text };
        let reason: String = if reason.chars().count() > LONGEST {
            reason.chars().take(LONGEST).chain(['…']).collect()
        } else {
            reason.to_owned()
        };
        match self.language {
            Language::Chinese => format!("{text}（{reason}）"),
            Language::English => format!("{text} ({reason})"),
        }
    }

    /// A time as the wire has it, which is on the room's clock: the hour, and the day where it is another.
    fn time(&self, at: &str) -> String {
        let (Some(day), Some(hour)) = (at.get(..10), at.get(11..16)) else {
            return at.to_owned();
        };
        if day == self.today { hour.to_owned() } else { format!("{day} {hour}") }
    }
}

/// How far ahead one may book.
fn ahead(language: Language, facts: &RuleFacts) -> Option<String> {
    let count = facts.advance_reservation_time?;
    let (chinese, one, several) = match facts.advance_reservation_time_unit.as_deref() {
        Some("weeks") => ("周", "week", "weeks"),
        Some("months") => ("个月", "month", "months"),
        Some("years") => ("年", "year", "years"),
        _ => ("天", "day", "days"),
    };
    let clock = facts.advance_book_time_format.as_deref();
    Some(match language {
        Language::Chinese => {
            let clock = clock.map(|clock| format!("，当天 {clock} 起开放")).unwrap_or_default();
            format!("最多提前 {count} {chinese}预订{clock}")
        }
        Language::English => {
            let unit = if count == 1 { one } else { several };
            let clock = clock.map(|clock| format!(", from {clock} on that day"));
            format!("{count} {unit} ahead at most{}", clock.unwrap_or_default())
        }
    })
}

/// How many hours a person may have, and what they have and ask for.
fn share(
    language: Language,
    each: (&'static str, &'static str),
    facts: &RuleFacts,
) -> Option<String> {
    let length = |seconds: i64| words::length(language, (seconds + 30) / 60);
    let (limit, used) = (facts.limit_hours?, length(facts.used_seconds?));
    let asked = length(facts.asked_seconds?);
    let each = language.pick(each.0, each.1);
    Some(match language {
        Language::Chinese => {
            format!("每人{each}最多 {limit} 小时，已订 {used}，本次 {asked}")
        }
        Language::English => {
            format!("{limit} h {each} for each person; booked {used}, asked for {asked}")
        }
    })
}

/// What a rule is called, in Chinese and in English.
fn name(rule: &str) -> Option<(&'static str, &'static str)> {
    Some(match rule {
        "overlap" => ("已被占用", "Taken"),
        "overlapOfSeries" => ("其中两个日期互相重叠", "Two of the dates overlap"),
        "roomStatus" => ("此会议室不对所有人开放", "Not everybody may book this room"),
        "eventEnded" => ("这个时间已经过去", "This time is over"),
        "openReservation" => ("此会议室不开放预订", "This room cannot be booked"),
        "bookingBlacklist" => ("此期间不能预订", "It may not be booked at that time"),
        "reservationCloseDetail" => ("已关闭", "Closed"),
        "maxReservationTimeInterval" => ("时间太长", "Too long"),
        "minReservationTimeInterval" => ("时间太短", "Too short"),
        "advanceReservation" | "advanceReservation.noEnd" => {
            ("还未到可预订的时间", "Too early to book")
        }
        "enableCycleReservation" => {
            ("此会议室不接受重复预订", "This room takes no repeating bookings")
        }
        "closedDays" => ("当天关闭", "Closed that day"),
        "weeklyHours" => ("不在开放时间内", "Outside opening hours"),
        "capacityCheck" => ("座位不够", "Too few seats"),
        "bookingQuota.openBookings"
        | "bookingQuota.hoursPerDay"
        | "bookingQuota.hoursPerWeek"
        | "bookingQuota.hoursPerMonth" => ("预订额度已用完", "The share is used up"),
        "leastCancelNotice" => ("已过可退订的时间", "Too late to give back"),
        _ => return None,
    })
}

/// What is refused otherwise.
pub(super) fn otherwise(language: Language, problem: &Problem) -> String {
    let (_, code, message) = problem.parts();
    let (chinese, english) = match code {
        "meeting.not.here" => {
            ("该会议当前没有使用此会议室。", "That meeting does not have the room now.")
        }
        "room.not.found" => ("会议室已不存在。", "The room is there no more."),
        "problem.too.much" => (
            "此会议室未解决的问题已经很多，管理员已知悉。",
            "Many problems of this room are open already; whoever looks after it knows.",
        ),
        "screen.throttled" => {
            ("等待配对的屏幕过多，请稍候。", "Too many screens wait to be paired; wait a moment.")
        }
        "origin.refused" => (
            "此页面已过时，请重新打开后再试。",
            "This page is out of date. Open it anew, and try again.",
        ),
        "ServiceUnavailable" => ("服务暂时不可用。", "The server cannot answer now."),
        "RequestTooLarge" | "RequestTimeout" => {
            ("请求未能送达，请重试。", "That did not arrive whole; try again.")
        }
        _ => {
            return match language {
                Language::Chinese => format!("此操作未能完成。（{code}）"),
                Language::English => message.into_owned(),
            };
        }
    };
    language.pick(chinese, english).to_owned()
}

/// When a room is open: days in a row with the same hours are told together.
fn week(language: Language, hours: &[WeeklyHours]) -> Option<String> {
    let of_day = |day: &&str| {
        let spans = hours.iter().filter(|span| span.day.as_deref() == Some(*day));
        let spans =
            spans.filter_map(|span| Some(format!("{}–{}", span.from.as_ref()?, span.to.as_ref()?)));
        spans.collect::<Vec<_>>().join(", ")
    };
    let days: Vec<_> = DAYS.iter().map(of_day).collect();
    let mut told = Vec::new();
    let mut at = 0;
    while at < days.len() {
        let same = days[at..].iter().take_while(|day| **day == days[at]).count();
        if !days[at].is_empty() {
            let (first, last) = (day_name(language, at), day_name(language, at + same - 1));
            let name = if same == 1 { first.to_owned() } else { format!("{first}–{last}") };
            told.push(format!("{name} {}", days[at]));
        }
        at += same;
    }
    (!told.is_empty()).then(|| told.join(language.pick("；", "; ")))
}

fn day_name(language: Language, day: usize) -> &'static str {
    let chinese = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
    let english = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    language.pick(chinese[day], english[day])
}

#[cfg(test)]
mod tests {
    use openrooms_protocol::calendar::RULES;

    use super::*;

    fn told(language: Language, rule: &str, facts: RuleFacts) -> String {
        let teller = Teller { language, today: "2026-06-01".to_owned() };
        let rule = RefusedRule { rule: rule.to_owned(), facts, ..RefusedRule::default() };
        teller.rules([&rule, &rule].into_iter())
    }

    #[test]
    fn every_rule_has_a_name_in_both_languages() {
        for rule in RULES {
            let text = told(Language::Chinese, rule, RuleFacts::default());
            assert!(!text.chars().any(|letter| letter.is_ascii_alphabetic()), "{rule}: {text}");
            let text = told(Language::English, rule, RuleFacts::default());
            assert!(text.starts_with(|letter: char| letter.is_ascii_uppercase()), "{rule}: {text}");
        }
    }

    #[test]
    fn a_rule_says_what_it_says_in_the_language_of_the_screen() {
        let at = |day: u8, hour: u8| Some(format!("2026-06-{day:02}T{hour:02}:00:00+08:00"));
        let none = RuleFacts::default;
        let hours = |day: &str, to: &str| WeeklyHours {
            day: Some(day.to_owned()),
            from: Some("08:00".to_owned()),
            to: Some(to.to_owned()),
        };
        let open =
            vec![hours("monday", "20:00"), hours("tuesday", "20:00"), hours("friday", "12:00")];
        for (rule, facts, chinese, english) in [
            (
                "overlap",
                RuleFacts { from: at(1, 10), until: at(1, 11), ..none() },
                "已被占用 · 10:00–11:00",
                "Taken · 10:00–11:00",
            ),
            (
                "reservationCloseDetail",
                RuleFacts {
                    from: at(1, 10),
                    until: at(3, 9),
                    reason: Some("Paint".into()),
                    ..none()
                },
                "已关闭 · 10:00–2026-06-03 09:00（Paint）",
                "Closed · 10:00–2026-06-03 09:00 (Paint)",
            ),
            (
                "reservationCloseDetail",
                none(),
                "已关闭 · 恢复时间待定",
                "Closed · until further notice",
            ),
            (
                "maxReservationTimeInterval",
                RuleFacts { limit_minutes: Some(30), ..none() },
                "时间太长 · 每次最长 30 分钟",
                "Too long · 30 min at most",
            ),
            (
                "weeklyHours",
                RuleFacts { weekly_hours: Some(open), ..none() },
                "不在开放时间内 · 周一–周二 08:00–20:00；周五 08:00–12:00",
                "Outside opening hours · Mon–Tue 08:00–20:00; Fri 08:00–12:00",
            ),
            (
                "closedDays",
                RuleFacts {
                    date: Some("2026-06-01".into()),
                    name: Some("国庆节".into()),
                    ..none()
                },
                "当天关闭 · 2026-06-01（国庆节）",
                "Closed that day · 2026-06-01 (国庆节)",
            ),
            (
                "maxReservationTimeInterval",
                RuleFacts { limit_minutes: Some(150), ..none() },
                "时间太长 · 每次最长 2 小时 30 分钟",
                "Too long · 2 h 30 min at most",
            ),
        ] {
            assert_eq!(told(Language::Chinese, rule, facts.clone()), chinese);
            assert_eq!(told(Language::English, rule, facts), english);
        }
        let long = RuleFacts { reason: Some("很".repeat(400)), ..none() };
        assert!(told(Language::English, "reservationCloseDetail", long).chars().count() < 120);
    }

    #[test]
    fn a_rule_that_counts_says_its_numbers() {
        let at = |day: u8, hour: u8| Some(format!("2026-06-{day:02}T{hour:02}:00:00+08:00"));
        let none = RuleFacts::default;
        let share = |limit: i64| RuleFacts {
            limit_hours: Some(limit),
            used_seconds: Some(5400),
            asked_seconds: Some(3600),
            ..none()
        };
        let ahead = |count: i64, unit: &str| RuleFacts {
            advance_reservation_time: Some(count),
            advance_reservation_time_unit: Some(unit.to_owned()),
            ..none()
        };
        for (rule, facts, chinese, english) in [
            (
                "bookingQuota.openBookings",
                RuleFacts { limit_bookings: Some(1), used_bookings: Some(1), ..none() },
                "预订额度已用完 · 每人最多有 1 个未结束的预订，已有 1 个",
                "The share is used up · 1 booking to come for each person; there is 1",
            ),
            (
                "bookingQuota.openBookings",
                RuleFacts { limit_bookings: Some(3), used_bookings: Some(4), ..none() },
                "预订额度已用完 · 每人最多有 3 个未结束的预订，已有 4 个",
                "The share is used up · 3 bookings to come for each person; there are 4",
            ),
            (
                "bookingQuota.hoursPerDay",
                share(2),
                "预订额度已用完 · 每人每天最多 2 小时，已订 1 小时 30 分钟，本次 1 小时",
                "The share is used up · 2 h a day for each person; booked 1 h 30 min, asked for 1 h",
            ),
            (
                "bookingQuota.hoursPerWeek",
                share(2),
                "预订额度已用完 · 每人每周最多 2 小时，已订 1 小时 30 分钟，本次 1 小时",
                "The share is used up · 2 h a week for each person; booked 1 h 30 min, asked for 1 h",
            ),
            (
                "bookingQuota.hoursPerMonth",
                share(20),
                "预订额度已用完 · 每人每月最多 20 小时，已订 1 小时 30 分钟，本次 1 小时",
                "The share is used up · 20 h a month for each person; booked 1 h 30 min, asked for 1 h",
            ),
            (
                "advanceReservation",
                RuleFacts { opens_at: at(3, 9), ..ahead(2, "weeks") },
                "还未到可预订的时间 · 最多提前 2 周预订，2026-06-03 09:00 起可预订",
                "Too early to book · 2 weeks ahead at most; it can be booked from 2026-06-03 09:00 on",
            ),
            (
                "advanceReservation",
                RuleFacts {
                    advance_book_time_format: Some("09:00".to_owned()),
                    opens_at: at(1, 9),
                    ..ahead(1, "days")
                },
                "还未到可预订的时间 · 最多提前 1 天预订，当天 09:00 起开放，09:00 起可预订",
                "Too early to book · 1 day ahead at most, from 09:00 on that day; it can be booked \
                 from 09:00 on",
            ),
            (
                "advanceReservation.noEnd",
                ahead(1, "months"),
                "还未到可预订的时间 · 最多提前 1 个月预订",
                "Too early to book · 1 month ahead at most",
            ),
            (
                "leastCancelNotice",
                RuleFacts { limit_minutes: Some(120), until: at(1, 8), ..none() },
                "已过可退订的时间 · 须在开始前 2 小时退订，最晚为 08:00",
                "Too late to give back · It could be given back until 08:00, 2 h before its start",
            ),
            (
                "capacityCheck",
                RuleFacts { seats: Some(1), people: Some(3), ..none() },
                "座位不够 · 共 1 座，有 3 人参加",
                "Too few seats · 1 seat, and 3 people come",
            ),
        ] {
            assert_eq!(told(Language::Chinese, rule, facts.clone()), chinese);
            assert_eq!(told(Language::English, rule, facts), english);
        }
    }

    #[test]
    fn what_else_is_refused_is_told_as_well() {
        let teller = |language| Teller { language, today: String::new() };
        for problem in [
            Problem::MeetingNotHere,
            Problem::TooManyRoomProblems,
            Problem::Unavailable,
            Problem::OriginRefused,
        ] {
            let text = teller(Language::Chinese).problem(&problem);
            assert!(!text.chars().any(|letter| letter.is_ascii_alphabetic()), "{text}");
        }
        let fault = teller(Language::Chinese).problem(&Problem::missing("minutes"));
        assert!(fault.starts_with("此操作未能完成。（"), "{fault}");
        let fault = teller(Language::English).problem(&Problem::missing("minutes"));
        assert!(fault.contains("minutes"), "{fault}");
    }
}
