//! Screens at doors without scripts: what they show, and what forms do there.

use serde_json::{Value, json};

use crate::doors::Screen;
use crate::fixture::{Home, Server};
use crate::meeting_rooms::house;
use crate::request;
use crate::sample::{self, with};
use crate::wire::Reply;

on_both!(
    a_screen_without_scripts_does_the_same,
    a_refusal_says_its_numbers,
    a_floor_of_many_rooms_is_shown_page_by_page,
    what_is_wrong_is_reported_without_scripts_too,
);

/// A browser without scripts.
struct Plain<'a> {
    server: &'a Server,
    cookie: String,
}

impl<'a> Plain<'a> {
    /// One at the door of a room, and its page.
    async fn at(server: &'a Server, app: &str, room: &str) -> (Self, String) {
        Self::paired(server, app, json!({ "roomId": room })).await
    }

    async fn paired(server: &'a Server, app: &str, place: Value) -> (Self, String) {
        let mut plain = Self { server, cookie: String::new() };
        let (begun, page) = plain.get("/panel/plain").await;
        let cookie = begun.header("set-cookie").unwrap().to_owned();
        for part in ["openrooms_panel=", "HttpOnly", "SameSite=Strict"] {
            assert!(cookie.contains(part), "{cookie}");
        }
        plain.cookie = cookie.split(';').next().unwrap().to_owned();
        let code = between(&page, "aria-label=\"", "\"").replace(' ', "");
        // It shows the same code until somebody types it.
        assert!(plain.get("/panel/plain").await.1.contains(&code));
        let elsewhere = plain.get("/panel/abc/plain").await.0;
        assert_eq!((elsewhere.status, elsewhere.header("location")), (303, Some("/panel/plain")));
        let screen = Screen { server, token: String::new(), code };
        assert_eq!(screen.pair(app, "boss", place).await.status, 200);
        let to = plain.get("/panel/plain").await.0;
        let own = to.header("location").unwrap().to_owned();
        (plain, own)
    }

    async fn get(&self, target: &str) -> (Reply, String) {
        let cookie = format!("host: x\r\ncookie: {}\r\n", self.cookie);
        let request = request::get(target, "").replacen("host: x\r\n", &cookie, 1);
        let request = request.replace("x-acs-dingtalk-access-token: \r\n", "");
        let reply = self.server.call(request).await;
        let text = String::from_utf8(reply.body.clone()).unwrap();
        (reply, text)
    }

    async fn send(&self, target: &str, form: &str, more: &str) -> Reply {
        let kind = "application/x-www-form-urlencoded";
        let head = format!("host: x\r\ncookie: {}\r\n{more}", self.cookie);
        let request = request::post_as(kind, target, form).replacen("host: x\r\n", &head, 1);
        self.server.call(request).await
    }
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let from = text.find(before).unwrap_or_else(|| panic!("{before} in {text}")) + before.len();
    &text[from..from + text[from..].find(after).unwrap()]
}

async fn a_screen_without_scripts_does_the_same(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let app = server.token("app", "secret").await;
    let (mut plain, own) = Plain::at(&server, &app, "room0").await;
    let (shown, page) = plain.get(&own).await;
    assert_eq!(shown.status, 200);
    assert!(shown.body.len() < 30_000, "{}", shown.body.len());
    let policy = shown.header("content-security-policy").unwrap();
    assert!(policy.contains("default-src 'none'") && !policy.contains("script"), "{policy}");
    assert_eq!(shown.header("refresh"), Some("60"));
    assert!(!page.contains("http-equiv") && !page.contains("<script"), "{page}");
    assert!(page.contains("Free"), "{page}");
    let tag = between(&page, "name=\"form\" value=\"", "\"").to_owned();
    // No other page's form is taken for ours.
    let book = format!("form={tag}&action=book&minutes=30");
    for (form, more) in [
        ("form=no&action=book&minutes=30".to_owned(), ""),
        (book.clone(), "origin: https://evil.example\r\n"),
        (book.clone(), "sec-fetch-site: cross-site\r\n"),
    ] {
        assert_eq!(plain.send(&own, &form, more).await.status, 403, "{form} {more}");
    }
    let done = plain.send(&own, &book, "sec-fetch-site: same-origin\r\n").await;
    assert_eq!((done.status, done.header("location")), (303, Some(&*own)));
    let (_, page) = plain.get(&own).await;
    assert!(page.contains("In use") && page.contains("End now"), "{page}");
    let event = between(&page, "name=\"event\" value=\"", "\"").to_owned();
    // What refuses is said in the language of the rest.
    for (language, wanted) in [("zh-CN", "已被占用 · "), ("en", "Taken · ")] {
        let again = plain.send(&own, &book, &format!("accept-language: {language}\r\n")).await;
        assert_eq!(again.status, 400);
        let page = String::from_utf8(again.body).unwrap();
        assert!(page.contains(wanted) && !page.contains("overlap"), "{page}");
    }
    for (action, wanted) in [("extend", 303), ("end", 303), ("end", 409)] {
        let form = format!("form={tag}&action={action}&minutes=15&event={event}");
        assert_eq!(plain.send(&own, &form, "").await.status, wanted, "{action}");
    }
    assert!(plain.get(&own).await.1.contains("Free"));
    // The page with scripts leads there as well, and without its cookie it is nobody's.
    let (to, _) = plain.get("/panel/x?plain=1").await;
    assert_eq!(to.header("location"), Some("/panel/x/plain"));
    plain.cookie = String::new();
    let (nobody, _) = plain.get(&own).await;
    assert_eq!(nobody.header("location"), Some("/panel/plain"));
    assert_eq!(plain.send(&own, &book, "").await.header("location"), Some("/panel/plain"));
}

async fn a_refusal_says_its_numbers(home: &Home) {
    let mut document = house();
    let share = json!({ "openReservation": true, "bookingQuota": { "hoursPerDay": 1 } });
    let shared = with(sample::room("shared", 0), json!({ "extensionConfig": share }));
    document["organisations"][0]["rooms"].as_array_mut().unwrap().push(shared);
    home.import(document).await;
    let server = home.serve().await;
    let app = server.token("app", "secret").await;
    let (plain, own) = Plain::at(&server, &app, "shared").await;
    let page = plain.get(&own).await.1;
    let tag = between(&page, "name=\"form\" value=\"", "\"").to_owned();
    let book = format!("form={tag}&action=book&minutes=60");
    assert_eq!(plain.send(&own, &book, "").await.status, 303);
    let page = plain.get(&own).await.1;
    let event = between(&page, "name=\"event\" value=\"", "\"");
    let extend = format!("form={tag}&action=extend&minutes=30&event={event}");
    for (language, wanted) in [
        ("zh-CN", "预订额度已用完 · 每人每天最多 1 小时，已订 0 分钟，本次 1 小时 29 分钟"),
        (
            "en",
            "The share is used up · 1 h a day for each person; booked 0 min, asked for 1 h 29 min",
        ),
    ] {
        let reply = plain.send(&own, &extend, &format!("accept-language: {language}\r\n")).await;
        assert_eq!(reply.status, 400);
        let page = String::from_utf8(reply.body).unwrap();
        assert!(page.contains(wanted), "{page}");
    }
}

async fn a_floor_of_many_rooms_is_shown_page_by_page(home: &Home) {
    let mut document = house();
    let rooms = document["organisations"][0]["rooms"].as_array_mut().unwrap();
    rooms.retain(|room| room["roomGroup"]["groupId"] != 11 && room["roomGroup"]["groupId"] != 10);
    for at in 0..250 {
        // Those with many seats come first, so that names alone can put them in order.
        let place = json!({ "roomName": format!("Desk {at:03}"), "roomCapacity": 300 - at,
            "roomGroup": { "groupId": 11 } });
        rooms.push(with(sample::room(&format!("desk{at}"), 0), place));
    }
    home.import(document).await;
    let server = home.serve().await;
    let app = server.token("app", "secret").await;
    let (plain, own) = Plain::paired(&server, &app, json!({ "groupId": 11 })).await;
    assert!(own.starts_with("/lobby/"), "{own}");
    for (query, first, last, links) in [
        ("", 1, 60, [None, Some("?page=2")]),
        ("?page=0", 1, 60, [None, Some("?page=2")]),
        ("?page=x", 1, 60, [None, Some("?page=2")]),
        ("?page=2", 61, 120, [Some("?page=1"), Some("?page=3")]),
        ("?page=5", 241, 250, [Some("?page=4"), None]),
        ("?page=99999999999999999999", 1, 60, [None, Some("?page=2")]),
        ("?page=999", 241, 250, [Some("?page=4"), None]),
    ] {
        let (shown, page) = plain.get(&format!("{own}{query}")).await;
        assert_eq!(shown.status, 200);
        assert!(shown.body.len() < 30_000, "{query}: {}", shown.body.len());
        assert!(page.contains(&format!("Rooms {first}–{last} of 250")), "{query}: {page}");
        let names: Vec<_> = page.split("<th scope=\"row\">").skip(1).map(|row| &row[..8]).collect();
        let wanted: Vec<_> = (first - 1..last).map(|at| format!("Desk {at:03}")).collect();
        assert_eq!(names, wanted, "{query}");
        for (rel, link) in ["prev", "next"].into_iter().zip(links) {
            match link {
                Some(to) => {
                    let link = format!("<a rel=\"{rel}\" href=\"{own}{to}\">");
                    assert!(page.contains(&link), "{query}: {page}");
                }
                None => assert!(!page.contains(&format!("rel=\"{rel}\"")), "{query}: {page}"),
            }
        }
    }
    // A screen with scripts is told as well.
    let token = plain.cookie.split_once('=').unwrap().1.split('.').next().unwrap();
    let day = server.call(request::get("/console/panel/day", token)).await.json();
    assert_eq!((&day["roomsInAll"], day["rooms"].as_array().unwrap().len()), (&json!(250), 60));
    // It does nothing, and says so as a page.
    for target in [&*own, "/panel/plain"] {
        let reply = plain.send(target, "action=book&minutes=15", "").await;
        assert_eq!((reply.status, reply.header("allow")), (405, Some("GET, HEAD")), "{target}");
        assert_eq!(reply.header("content-type"), Some("text/html;charset=utf-8"));
        assert_eq!(reply.header("refresh"), Some("60"));
        let page = String::from_utf8(reply.body).unwrap();
        assert!(page.contains("This screen takes nothing"), "{page}");
    }
}

async fn what_is_wrong_is_reported_without_scripts_too(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let app = server.token("app", "secret").await;
    let (plain, own) = Plain::at(&server, &app, "room0").await;
    let page = plain.get(&own).await.1;
    let tag = between(&page, "name=\"form\" value=\"", "\"").to_owned();
    // Who sees that something is broken says so, by the same form; twice is once.
    assert!(page.contains("<summary>Report a problem</summary>"), "{page}");
    let report = |tag: &str, problem: &str| format!("form={tag}&action=report&problem={problem}");
    for (form, more, wanted) in [
        (report(&tag, "cable"), "", 200),
        (report(&tag, "cable"), "", 200),
        (report(&tag, "nothing"), "", 400),
        (report(&tag, ""), "", 400),
        (report("no", "cable"), "", 403),
        (report(&tag, "cable"), "origin: https://evil.example\r\n", 403),
    ] {
        let reply = plain.send(&own, &form, more).await;
        assert_eq!(reply.status, wanted, "{form} {more}");
        let page = String::from_utf8(reply.body).unwrap();
        assert_eq!(page.contains("Thank you"), wanted == 200, "{page}");
    }
    let problems = "/v1.0/rooms/problemLists?unionId=boss&roomId=room0";
    let problems = server.call(request::get(problems, &app)).await.json();
    let kinds: Vec<_> = problems["result"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["problemKind"].clone(), one["reporterUnionId"].clone()))
        .collect();
    assert_eq!(kinds, [(json!("cable"), Value::Null)], "{problems}");
}
