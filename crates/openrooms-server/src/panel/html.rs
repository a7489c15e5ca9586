//! The plain pages as text. They are small, say each state in words, and need no colour.

use std::fmt::Write as _;

use http::HeaderMap;
use openrooms_core::room_problem::ProblemKind;
use openrooms_core::time::{EpochMillis, Zone};

use super::plain::STYLE;
use super::refusal::Teller;
use super::words;
use crate::calendar::door::day::MOST_SHOWN;
use crate::calendar::door::{Day, Meeting, OfFloor, RoomDay};
use crate::console::{Language, escaped, page_headers};

/// How many meetings of a day a page lists, so that it stays small.
const MOST_MEETINGS: usize = 20;
/// The longest text of theirs that it shows.
const LONGEST: usize = 60;
/// How many minutes a meeting is made longer by.
const LONGER: [i32; 2] = [15, 30];

/// Nothing from outside, no script, in no frame; forms go to us.
pub(super) fn headers() -> HeaderMap {
    let mut headers = page_headers("'self'");
    let policy = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; \
        form-action 'self'; frame-ancestors 'none'";
    headers.insert(http::header::CONTENT_SECURITY_POLICY, http::HeaderValue::from_static(policy));
    headers
}

/// How a room is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Free,
    Busy,
    Waits,
    Closed,
    /// Nobody can book it.
    Shut,
}

impl State {
    const fn word(self, language: Language) -> &'static str {
        match self {
            Self::Free => language.pick("空闲", "Free"),
            Self::Busy => language.pick("使用中", "In use"),
            Self::Waits => language.pick("待审批", "Waits for approval"),
            Self::Closed => language.pick("已关闭", "Closed"),
            Self::Shut => language.pick("不可预订", "Cannot be booked"),
        }
    }

    /// What a reader sees who cannot tell colours, or letters from afar.
    const fn sign(self) -> &'static str {
        match self {
            Self::Free => "○",
            Self::Busy => "●",
            Self::Waits => "◐",
            Self::Closed | Self::Shut => "✕",
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Free => "free",
            Self::Busy => "busy",
            Self::Waits => "waits",
            Self::Closed | Self::Shut => "closed",
        }
    }
}

/// A room now: its state, the meeting that has it, the next one, and until when it stays so.
struct Now<'a> {
    state: State,
    meeting: Option<&'a Meeting>,
    next: Option<&'a Meeting>,
    until: Option<i64>,
}

impl<'a> Now<'a> {
    fn of(room: &'a RoomDay, now: i64) -> Self {
        let mut meetings = room.meetings.iter();
        let meeting = meetings.clone().find(|one| one.start_time <= now && now < one.end_time);
        let next = meetings.find(|one| now < one.start_time);
        let closed = room.closed.iter().find(|closed| {
            closed.start_time.is_none_or(|start| start <= now)
                && closed.end_time.is_none_or(|end| now < end)
        });
        let (state, until) = match (meeting, closed) {
            (Some(meeting), _) if meeting.waits => (State::Waits, Some(meeting.end_time)),
            (Some(meeting), _) => (State::Busy, Some(meeting.end_time)),
            (None, Some(closed)) => (State::Closed, closed.end_time),
            (None, None) if room.cannot_be_booked => (State::Shut, None),
            (None, None) => (State::Free, next.map(|next| next.start_time)),
        };
        Self { state, meeting, next, until }
    }
}

/// The hours and minutes on the clocks of a zone.
fn time(at: i64, zone: &Zone) -> String {
    let wall = zone.wall(EpochMillis(at));
    format!("{:02}:{:02}", wall.hour(), wall.minute())
}

/// A text that comes from people: as much of it as a screen shows, and so that it stays a text.
fn short(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return escaped(text);
    }
    format!("{}…", escaped(&text.chars().take(most).collect::<String>()))
}

/// What is told of a meeting, in one line.
fn told(language: Language, meeting: &Meeting, most: usize) -> String {
    let organizer = meeting.organizer.as_deref();
    match (meeting.title.as_deref(), organizer) {
        _ if meeting.is_walk_up => words::walk_up(language).to_owned(),
        (Some(title), Some(name)) => format!("{} · {}", short(title, most), short(name, most)),
        (Some(text), None) | (None, Some(text)) => short(text, most),
        (None, None) => language.pick("已预订", "Booked").to_owned(),
    }
}

/// A screen that waits to be paired.
pub(super) fn pairing(language: Language, code: &str, minutes: i64) -> String {
    let how = match language {
        Language::Chinese => format!(
            "会议室管理员请在控制台「管理 → 配对门口屏」中输入此代码。{minutes} 分钟内有效，之后自动更换。"
        ),
        Language::English => format!(
            "Whoever administers the room types this code in the console, under Manage, Pair a door \
             screen. It is good for {minutes} more min, then there is another."
        ),
    };
    let title = language.pick("配对此屏幕", "Pair this screen");
    let spelt = code.chars().map(String::from).collect::<Vec<_>>().join(" ");
    let body = format!(
        "<main class=\"pair\">\n<h1>{title}</h1>\n<p class=\"code\" aria-label=\"{spelt}\">{code}\
         </p>\n<p>{how}</p>\n</main>\n"
    );
    whole(language, title, &body)
}

/// Something went wrong.
pub(super) fn broken(language: Language, message: &str) -> String {
    let title = language.pick("暂时无法显示", "This cannot be shown now");
    let again = language.pick("页面会自动重试。", "It is tried again by itself.");
    let text = escaped(message);
    let body = format!("<main>\n<h1>{title}</h1>\n<p>{text}</p>\n<p>{again}</p>\n</main>\n");
    whole(language, title, &body)
}

/// A form came to where none is.
pub(super) fn nothing_to_do(language: Language) -> String {
    let title = language.pick("此屏幕不接受操作", "This screen takes nothing");
    let text = language.pick(
        "它只显示会议室。页面会自动回到原处。",
        "It shows rooms alone, and goes back to them by itself.",
    );
    whole(language, title, &format!("<main>\n<h1>{title}</h1>\n<p>{text}</p>\n</main>\n"))
}

/// What became of what somebody asked for at the screen.
pub(super) enum Said {
    /// It was refused, for that.
    Refused(String),
    /// What is wrong in the room has been noted.
    Reported,
}

impl Said {
    fn told(&self, language: Language) -> String {
        match self {
            Self::Refused(why) => {
                let title = language.pick("未能完成", "That was not done");
                let text = escaped(why);
                format!("<p class=\"refused\" role=\"alert\"><strong>{title}</strong> {text}</p>\n")
            }
            Self::Reported => {
                let text = language.pick(
                    "谢谢，已通知会议室管理员。",
                    "Thank you. Whoever looks after the room has been told.",
                );
                format!("<p class=\"said\" role=\"status\">{text}</p>\n")
            }
        }
    }
}

/// A room's day, or a floor's. `address` is where forms go, and what proves that they are ours.
pub(super) fn day(
    teller: &Teller,
    day: &Day,
    said: Option<&Said>,
    address: (&str, &str),
) -> String {
    let language = teller.language();
    let zone = Zone::parse(&day.zone).unwrap_or_default();
    let said = said.map(|said| said.told(language)).unwrap_or_default();
    let text = match (day.kind, day.rooms.first()) {
        ("room", Some(room)) => one(teller, day, room, &zone, address),
        ("floor", _) => floor(language, day, &zone, address.0),
        _ => {
            let text = language.pick(
                "此屏幕尚未指定会议室或楼层。请管理员重新指定。",
                "This screen has no room, or its room is gone. Ask whoever administers it.",
            );
            format!("<main><p>{text}</p></main>\n")
        }
    };
    let as_of = words::as_of(language, &time(day.now, &zone));
    let body = format!(
        "<header><h1>{}</h1><p>{}</p></header>\n{said}{text}<footer>{as_of} · {}</footer>\n",
        escaped(&day.name),
        time(day.now, &zone),
        escaped(&day.organisation),
    );
    whole(language, &escaped(&day.name), &body)
}

fn one(teller: &Teller, day: &Day, room: &RoomDay, zone: &Zone, address: (&str, &str)) -> String {
    let language = teller.language();
    let now = Now::of(room, day.now);
    let mut page = state(language, &now, zone);
    let place = room.location.as_deref().map(escaped);
    let seats = room.capacity.map(|seats| words::seats(language, seats.into()));
    let facts: Vec<_> = place.into_iter().chain(seats).collect();
    if !facts.is_empty() {
        let _ = writeln!(page, "<p class=\"facts\">{}</p>", facts.join(" · "));
    }
    page.push_str(&forms(teller, day, room, &now, zone, address));
    page.push_str(&list(language, day, room, zone));
    page.push_str(&report(language, address));
    format!("<main class=\"{}\">\n{page}</main>\n", now.state.class())
}

fn state(language: Language, now: &Now<'_>, zone: &Zone) -> String {
    let until = match (now.until, now.state) {
        (Some(at), _) => words::until(language, &time(at, zone)),
        (None, State::Free) => language.pick("今天余下时间", "for the rest of the day").to_owned(),
        (None, _) => String::new(),
    };
    let mut page = format!(
        "<p class=\"state\"><span aria-hidden=\"true\">{}</span> {} <small>{until}</small></p>\n",
        now.state.sign(),
        now.state.word(language),
    );
    if let Some(meeting) = now.meeting {
        let _ = writeln!(page, "<p class=\"who\">{}</p>", told(language, meeting, LONGEST));
    }
    if let Some(next) = now.next {
        let word = language.pick("下一场", "Next");
        let (at, what) = (time(next.start_time, zone), told(language, next, LONGEST));
        let _ = writeln!(page, "<p class=\"next\">{word} {at} · {what}</p>");
    }
    page
}

fn forms(
    teller: &Teller,
    day: &Day,
    room: &RoomDay,
    now: &Now<'_>,
    zone: &Zone,
    (to, tag): (&str, &str),
) -> String {
    let language = teller.language();
    let open = |event: Option<&str>| {
        let event = event
            .map(|id| format!("<input type=\"hidden\" name=\"event\" value=\"{}\">", escaped(id)));
        format!("{}{}", opened(to, tag), event.unwrap_or_default())
    };
    let button = |action: &str, text: &str| {
        format!("<button name=\"action\" value=\"{action}\">{text}</button></form>\n")
    };
    let for_minutes =
        |minutes: i32| format!("<input type=\"hidden\" name=\"minutes\" value=\"{minutes}\">");
    let mut page = String::from("<div class=\"forms\">\n");
    let soon = now.next.filter(|next| next.start_time - day.now <= 15 * 60_000);
    let to_check_in = now.meeting.or(soon).filter(|one| !one.checked_in);
    if let Some(meeting) = to_check_in {
        page.push_str(&open(Some(&meeting.event_id)));
        page.push_str(&button("checkIn", language.pick("签到", "Check in")));
    }
    if let Some(meeting) = now.meeting {
        for minutes in LONGER {
            let text = match language {
                Language::Chinese => format!("延长 {minutes} 分钟"),
                Language::English => format!("{minutes} min longer"),
            };
            page.push_str(&open(Some(&meeting.event_id)));
            page.push_str(&for_minutes(minutes));
            page.push_str(&button("extend", &text));
        }
        page.push_str(&open(Some(&meeting.event_id)));
        page.push_str(&button("end", language.pick("结束会议", "End now")));
    }
    for offer in &room.offers {
        if !offer.available {
            continue;
        }
        let length = words::minutes(language, offer.minutes);
        let until = words::until(language, &time(offer.end_time, zone));
        let word = if offer.needs_approval {
            language.pick("申请", "Ask for")
        } else {
            language.pick("预订", "Book")
        };
        page.push_str(&open(None));
        page.push_str(&for_minutes(offer.minutes));
        page.push_str(&button("book", &format!("{word} {length} <small>{until}</small>")));
    }
    page.push_str("</div>\n");
    if room.offers.iter().all(|offer| !offer.available)
        && let Some(first) = room.offers.first()
    {
        let word = language.pick("现在不能预订", "It cannot be booked now");
        let why = teller.rules(first.refusals.iter().map(|refusal| &refusal.rule));
        let _ = writeln!(page, "<p class=\"why\"><strong>{word}</strong> {}</p>", escaped(&why));
    }
    page
}

/// A form that begins, with what proves that it is ours.
fn opened(to: &str, tag: &str) -> String {
    format!(
        "<form method=\"post\" action=\"{to}\"><input type=\"hidden\" name=\"form\" value=\"{tag}\">"
    )
}

/// What may be wrong in the room, folded up until somebody has something to say.
fn report(language: Language, (to, tag): (&str, &str)) -> String {
    let title = language.pick("报告问题", "Report a problem");
    let what = language.pick("会议室里有什么问题？", "What is wrong in the room?");
    let mut page = format!(
        "<details>\n<summary>{title}</summary>\n<p>{what}</p>\n{}\
         <input type=\"hidden\" name=\"action\" value=\"report\">\n",
        opened(to, tag)
    );
    for kind in ProblemKind::ALL {
        let (value, text) = (kind.word(), words::problem(language, kind));
        let _ = writeln!(page, "<button name=\"problem\" value=\"{value}\">{text}</button>");
    }
    page.push_str("</form>\n</details>\n");
    page
}

fn list(language: Language, day: &Day, room: &RoomDay, zone: &Zone) -> String {
    let is_hidden = day.look.as_ref().is_some_and(|look| !look.has_calendar);
    let coming: Vec<_> = room.meetings.iter().filter(|one| day.now < one.end_time).collect();
    if is_hidden || coming.is_empty() {
        return String::new();
    }
    let title = language.pick("今日安排", "Today");
    let mut page = format!("<h2>{title}</h2>\n<ol>\n");
    for one in coming.iter().take(MOST_MEETINGS) {
        let (from, until) = (time(one.start_time, zone), time(one.end_time, zone));
        let what = told(language, one, LONGEST);
        let _ = writeln!(page, "<li><b>{from}–{until}</b> {what}</li>");
    }
    page.push_str("</ol>\n");
    page
}

fn floor(language: Language, day: &Day, zone: &Zone, own: &str) -> String {
    let pages = day.of_floor.map(|shown| pages(language, shown, own)).unwrap_or_default();
    let mut page = format!("<main>\n{pages}<table>\n<tbody>\n");
    for room in &day.rooms {
        let now = Now::of(room, day.now);
        let until = now.until.map(|at| words::until(language, &time(at, zone)));
        let what =
            now.meeting.map(|meeting| told(language, meeting, LONGEST / 3)).unwrap_or_default();
        let _ = writeln!(
            page,
            "<tr class=\"{}\"><th scope=\"row\">{}</th><td>{} {}</td><td>{}</td><td>{what}</td></tr>",
            now.state.class(),
            short(&room.name, LONGEST / 2),
            now.state.sign(),
            now.state.word(language),
            until.unwrap_or_default(),
        );
    }
    page.push_str("</tbody>\n</table>\n</main>\n");
    page
}

/// Which rooms of a floor the page shows, and the way to those before and after, where they are not all.
fn pages(language: Language, shown: OfFloor, own: &str) -> String {
    let OfFloor { first, rooms_in_all } = shown;
    if rooms_in_all <= MOST_SHOWN {
        return String::new();
    }
    let last = (first + MOST_SHOWN).min(rooms_in_all);
    let here = words::rooms(language, (first + 1, last), rooms_in_all);
    let link = |rel: &str, page: usize, text: &str| {
        format!(" <a rel=\"{rel}\" href=\"{own}?page={page}\">{text}</a>")
    };
    let page = first / MOST_SHOWN + 1;
    let before = if first > 0 {
        link("prev", page - 1, language.pick("← 上一页", "← Before"))
    } else {
        String::new()
    };
    let after = if last < rooms_in_all {
        link("next", page + 1, language.pick("下一页 →", "Next →"))
    } else {
        String::new()
    };
    let name = language.pick("页", "Pages");
    format!("<nav aria-label=\"{name}\"><span>{here}</span>{before}{after}</nav>\n")
}

fn whole(language: Language, title: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n\
         <title>{title}</title>\n\
         <link rel=\"stylesheet\" href=\"{STYLE}\">\n</head>\n<body>\n{body}</body>\n</html>\n",
        tag = language.tag(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meeting(start_time: i64, end_time: i64) -> Meeting {
        Meeting {
            event_id: "\"><script>".to_owned(),
            start_time,
            end_time,
            waits: false,
            checked_in: false,
            is_walk_up: false,
            title: Some("<b>Plan</b>".to_owned()),
            organizer: Some("Ann & Bo".to_owned()),
        }
    }

    fn room(meetings: Vec<Meeting>) -> RoomDay {
        RoomDay {
            room_id: "r".to_owned(),
            name: "<Oak>".to_owned(),
            location: Some("3 F".to_owned()),
            capacity: Some(8),
            meetings,
            closed: Vec::new(),
            cannot_be_booked: false,
            offers: Vec::new(),
        }
    }

    fn full(kind: &'static str, rooms: Vec<RoomDay>) -> Day {
        Day {
            kind,
            device_union_id: "c".to_owned(),
            name: "<Oak>".to_owned(),
            organisation: "O".to_owned(),
            zone: "UTC".to_owned(),
            now: 3_600_000,
            start_time: 0,
            end_time: 86_400_000,
            version: "v1".to_owned(),
            look: None,
            of_floor: (kind == "floor").then_some(OfFloor { first: 60, rooms_in_all: 1001 }),
            rooms,
        }
    }

    #[test]
    fn the_fullest_page_is_small_and_shows_texts_as_texts() {
        let long = |at: i64| Meeting {
            title: Some("很".repeat(200)),
            ..meeting(at * 60_000, (at + 1) * 60_000)
        };
        let meetings: Vec<_> = (60..400).map(long).collect();
        for kind in ["room", "floor"] {
            let rooms = (0..if kind == "room" { 1 } else { 60 })
                .map(|_| room(vec![meetings[0].clone(), meetings[1].clone()]));
            let mut rooms: Vec<_> = rooms.collect();
            if kind == "room" {
                rooms[0].meetings.clone_from(&meetings);
            }
            for language in [Language::Chinese, Language::English] {
                let teller = Teller::new(language, 3_600_000, &Zone::default());
                let said = Said::Refused("<no>".to_owned());
                let page = day(&teller, &full(kind, rooms.clone()), Some(&said), ("/p", "t"));
                assert!(page.len() < 30_000, "{kind} {language:?}: {}", page.len());
                assert!(!page.contains("<Oak>") && !page.contains("<no>"), "{page}");
                assert!(!page.contains("<script"), "{page}");
            }
        }
    }

    #[test]
    fn the_state_is_that_of_the_moment() {
        let mut oak = room(vec![meeting(10, 20), Meeting { waits: true, ..meeting(30, 40) }]);
        oak.closed.push(crate::calendar::door::Closed {
            start_time: Some(35),
            end_time: Some(50),
            reason: None,
        });
        for (now, state, until) in [
            (5, State::Free, Some(10)),
            (10, State::Busy, Some(20)),
            (20, State::Free, Some(30)),
            (30, State::Waits, Some(40)),
            (40, State::Closed, Some(50)),
            (50, State::Free, None),
        ] {
            let found = Now::of(&oak, now);
            assert_eq!((found.state, found.until), (state, until), "{now}");
        }
        oak.cannot_be_booked = true;
        for (now, state) in [(5, State::Shut), (10, State::Busy), (40, State::Closed)] {
            assert_eq!(Now::of(&oak, now).state, state, "{now}");
        }
    }
}
