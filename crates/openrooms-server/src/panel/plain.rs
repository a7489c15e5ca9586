//! Screens without scripts: pages that the server makes, for electronic paper and for kiosks.
//!
//! The token lies in a cookie that goes to these pages alone. What a form asks for carries a tag that
//! only this server makes of that token, so that no other page's form is taken for it.

use axum::body::Body;
use http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, COOKIE, LOCATION, REFRESH, SET_COOKIE};
use http::{HeaderMap, HeaderValue, Response, StatusCode};
use openrooms_core::time::Zone;
use openrooms_protocol::{TOKEN_HEADER, path, query};
use openrooms_store::ScreenOfToken;
use openrooms_store::secret::TokenHash;
use sha2::{Digest as _, Sha256};

use super::html::Said;
use super::refusal::{Teller, otherwise};
use super::{html, words};
use crate::calendar::door::Day;
use crate::calendar::door::act::Wish;
use crate::call::Call;
use crate::console::{Language, files, origin};
use crate::problem::Problem;
use crate::rooms::report_meeting_room_problem;

/// Where a screen begins.
pub(crate) const BEGIN: &str = "/panel/plain";
/// A screen at a door, and one of a floor.
pub(crate) const ROOM: &str = "/panel/{code}/plain";
/// See [`ROOM`].
pub(crate) const FLOOR: &str = "/lobby/{code}/plain";
/// How they look.
pub(crate) const STYLE: &str = "/panel.css";

const PLAIN_COOKIE: &str = "openrooms_panel";
const SECURE_COOKIE: &str = "__Secure-openrooms_panel";
/// A screen is left alone for a year.
const COOKIE_SECONDS: i64 = 366 * 86_400;
/// How often a waiting screen looks, and one that shows its room.
const WAITING_SECONDS: u32 = 5;
const SHOWING_SECONDS: u32 = 60;
/// The longest value of a form.
const LONGEST: usize = 300;

/// What the browser gets.
enum Shown {
    /// A page, and how soon it is asked for again.
    Page { status: StatusCode, html: String, cookie: Option<String>, seconds: u32 },
    /// It goes elsewhere.
    Elsewhere(String),
}

/// `GET /panel` and its like: the page with scripts, unless it is asked for without.
pub(crate) async fn or_page(call: Call) -> Response<Body> {
    let raw = call.parts.uri.query().unwrap_or_default();
    let is_plain = query::pairs(raw).flatten().any(|(name, value)| name == "plain" && value != "0");
    if !is_plain {
        return files::page(call).await;
    }
    let mut parts = call.parts.uri.path().trim_matches('/').split('/');
    let to = match (parts.next(), parts.next()) {
        (Some(kind), Some(code)) => format!("/{kind}/{code}/plain"),
        _ => BEGIN.to_owned(),
    };
    reply(call, Ok(Shown::Elsewhere(to)))
}

/// `GET /panel.css`.
pub(crate) async fn style(call: Call) -> Response<Body> {
    call.page("text/css;charset=utf-8", include_str!("../../assets/panel.css"))
}

/// `GET /panel/plain`: shows a code, until the screen is paired.
pub(crate) async fn begin(call: Call) -> Response<Body> {
    let shown = pair(&call).await;
    reply(call, shown)
}

async fn pair(call: &Call) -> Result<Shown, Problem> {
    let language = Language::of_caller(call);
    let now = call.node.clock.now();
    if let Some((token, code)) = held(call) {
        match super::screen(call, &token).await {
            Ok(screen) => return Ok(Shown::Elsewhere(own_address(&screen))),
            Err(Problem::ScreenUnknown) => {}
            Err(problem) => return Err(problem),
        }
        let waits = call.patiently(call.node.store.pairing(&TokenHash::of(&token), now)).await?;
        if let (Some(expires_at), Some(code)) = (waits, code) {
            let minutes = now.seconds_until(expires_at).div_euclid(60) + 1;
            let html = html::pairing(language, &code, minutes);
            let (status, seconds) = (StatusCode::OK, WAITING_SECONDS);
            return Ok(Shown::Page { status, html, cookie: None, seconds });
        }
    }
    let begun = super::begin(call).await?;
    let code = begun.code.shown();
    let minutes = now.seconds_until(begun.expires_at).div_euclid(60);
    let html = html::pairing(language, &code, minutes);
    // The code goes along, so that the screen can show it again: it is no secret of the browser's.
    let cookie = Some(cookie(call, &format!("{}.{code}", begun.token.as_str())));
    Ok(Shown::Page { status: StatusCode::OK, html, cookie, seconds: WAITING_SECONDS })
}

/// `GET` of [`ROOM`] and [`FLOOR`].
pub(crate) async fn show(call: Call) -> Response<Body> {
    let shown = look(&call).await;
    reply(call, shown)
}

async fn look(call: &Call) -> Result<Shown, Problem> {
    let screen = match known(call).await {
        Ok((screen, _)) => screen,
        Err(Problem::ScreenUnknown) => return Ok(Shown::Elsewhere(BEGIN.to_owned())),
        Err(problem) => return Err(problem),
    };
    let own = own_address(&screen);
    if call.parts.uri.path() != own {
        return Ok(Shown::Elsewhere(own));
    }
    let day = super::shown(call, &screen, asked_page(call)).await?;
    Ok(page(call, &screen, &day, None))
}

/// Which page of a floor is asked for, counted from 0; the first, where that is not to be read.
fn asked_page(call: &Call) -> usize {
    let raw = call.parts.uri.query().unwrap_or_default();
    let page = query::pairs(raw).flatten().find(|(name, _)| name == "page");
    page.and_then(|(_, value)| value.parse::<usize>().ok()).unwrap_or(1).saturating_sub(1)
}

/// `POST` where nothing is asked for by a form: of [`FLOOR`] and [`BEGIN`].
pub(crate) async fn nothing_to_do(call: Call) -> Response<Body> {
    let html = html::nothing_to_do(Language::of_caller(&call));
    let (status, seconds) = (StatusCode::METHOD_NOT_ALLOWED, SHOWING_SECONDS);
    let mut response = reply(call, Ok(Shown::Page { status, html, cookie: None, seconds }));
    response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
    response
}

/// `POST` of [`ROOM`]: what somebody asks for.
pub(crate) async fn act(mut call: Call) -> Response<Body> {
    let shown = done(&mut call).await;
    reply(call, shown)
}

async fn done(call: &mut Call) -> Result<Shown, Problem> {
    origin::check(call)?;
    let body = call.body().await?;
    let (screen, token) = match known(call).await {
        Ok(known) => known,
        Err(Problem::ScreenUnknown) => return Ok(Shown::Elsewhere(BEGIN.to_owned())),
        Err(problem) => return Err(problem),
    };
    let language = Language::of_caller(call);
    let given = std::str::from_utf8(&body).ok().and_then(Given::read).unwrap_or_default();
    // Compared by hashes, which tell nothing by the time that it takes.
    if Sha256::digest(&given.form) != Sha256::digest(tag(call, &token)) {
        return Err(Problem::OriginRefused);
    }
    let done = if given.action == "report" {
        let kind = report_meeting_room_problem::kind(Some(given.problem))?;
        super::reported(call, &screen, kind).await.map(|()| Some(Ok(())))
    } else {
        let wish = given.wish(words::walk_up(language))?;
        super::done(call, &screen, wish).await.map(|()| None)
    };
    let said = match done {
        Ok(None) => return Ok(Shown::Elsewhere(own_address(&screen))),
        Ok(said) => said,
        // What refuses is said where it was asked.
        Err(
            problem @ (Problem::Calendar(_)
            | Problem::MeetingNotHere
            | Problem::TooManyRoomProblems),
        ) => Some(Err(problem)),
        Err(problem) => return Err(problem),
    };
    let day = super::shown(call, &screen, 0).await?;
    Ok(page(call, &screen, &day, said))
}

/// The page, and above it what became of what was asked: a problem that was noted, or a refusal.
fn page(
    call: &Call,
    screen: &ScreenOfToken,
    day: &Day,
    said: Option<Result<(), Problem>>,
) -> Shown {
    let language = Language::of_caller(call);
    let token = held(call).map(|(token, _)| token).unwrap_or_default();
    let zone = Zone::parse(&day.zone).unwrap_or_default();
    let teller = Teller::new(language, day.now, &zone);
    let status = match &said {
        Some(Err(problem)) => problem.parts().0,
        Some(Ok(())) | None => StatusCode::OK,
    };
    let said = said.map(|said| match said {
        Ok(()) => Said::Reported,
        Err(problem) => Said::Refused(teller.problem(&problem)),
    });
    let (form, own) = (tag(call, &token), own_address(screen));
    let html = html::day(&teller, day, said.as_ref(), (&own, &form));
    Shown::Page { status, html, cookie: None, seconds: SHOWING_SECONDS }
}

/// What a form says.
#[derive(Default)]
struct Given {
    form: String,
    action: String,
    event: String,
    minutes: String,
    problem: String,
}

impl Given {
    fn read(raw: &str) -> Option<Self> {
        let mut given = Self::default();
        for pair in query::pairs(raw) {
            let (name, value) = pair.ok()?;
            let place = match &*name {
                "form" => &mut given.form,
                "action" => &mut given.action,
                "event" => &mut given.event,
                "minutes" => &mut given.minutes,
                "problem" => &mut given.problem,
                _ => continue,
            };
            if value.len() > LONGEST || value.chars().any(char::is_control) {
                return None;
            }
            *place = value.into_owned();
        }
        Some(given)
    }

    fn wish(self, title: &str) -> Result<Wish, Problem> {
        let minutes = super::minutes(self.minutes.parse().ok());
        let event = super::event(Some(self.event));
        Ok(match &*self.action {
            "book" => Wish::Book { minutes: minutes?, title: title.to_owned() },
            "checkIn" => Wish::CheckIn(event?),
            "extend" => Wish::Extend(event?, minutes?),
            "end" => Wish::End(event?),
            _ => return Err(Problem::ParameterWrong("action is none of a screen's".into())),
        })
    }
}

/// The address of a screen.
fn own_address(screen: &ScreenOfToken) -> String {
    let device = &screen.device;
    let kind = if device.room.is_none() && device.group.is_some() { "lobby" } else { "panel" };
    format!("/{kind}/{}/plain", path::encode(device.union_id.as_str()))
}

/// What only this server can make of a screen's token.
fn tag(call: &Call, token: &str) -> String {
    call.node.server_key.tag("panel", &[TokenHash::of(token).as_str()])
}

/// The screen, and its token.
async fn known(call: &Call) -> Result<(ScreenOfToken, String), Problem> {
    let (token, _) = held(call).ok_or(Problem::ScreenUnknown)?;
    Ok((super::screen(call, &token).await?, token))
}

/// The token that the browser holds, and the code that it came with. A browser without cookies may
/// send it in the header of the API.
fn held(call: &Call) -> Option<(String, Option<String>)> {
    let headers = &call.parts.headers;
    if let Some(token) = headers.get(TOKEN_HEADER).and_then(|value| value.to_str().ok()) {
        return Some((token.to_owned(), None));
    }
    let all = headers.get_all(COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    let pairs = all.flat_map(|value| value.split(';')).filter_map(|pair| pair.split_once('='));
    let name = if origin::is_https(call) { SECURE_COOKIE } else { PLAIN_COOKIE };
    let value = pairs.into_iter().find(|(known, _)| known.trim() == name)?.1.trim();
    let (token, code) = value.split_once('.').unwrap_or((value, ""));
    let code = openrooms_core::door::PairingCode::parse(code).ok().map(|code| code.shown());
    Some((token.to_owned(), code))
}

fn cookie(call: &Call, value: &str) -> String {
    let (name, secure) =
        if origin::is_https(call) { (SECURE_COOKIE, "; Secure") } else { (PLAIN_COOKIE, "") };
    format!("{name}={value}; Path=/; Max-Age={COOKIE_SECONDS}; HttpOnly; SameSite=Strict{secure}")
}

fn reply(call: Call, shown: Result<Shown, Problem>) -> Response<Body> {
    let mut headers = HeaderMap::new();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let (status, html, cookie, seconds) = match shown {
        Ok(Shown::Elsewhere(to)) => {
            let Ok(to) = HeaderValue::from_str(&to) else {
                return call.reply::<()>(None, Err(Problem::ActionNotFound));
            };
            headers.insert(LOCATION, to);
            return call.file(StatusCode::SEE_OTHER, headers, Vec::new());
        }
        Ok(Shown::Page { status, html, cookie, seconds }) => (status, html, cookie, seconds),
        Err(problem) => {
            let (status, _, _) = problem.parts();
            problem.log(&call.ids, &call.node.outage);
            let language = Language::of_caller(&call);
            // It comes back by itself when what was wrong is over.
            (status, html::broken(language, &otherwise(language, &problem)), None, SHOWING_SECONDS)
        }
    };
    if let Some(cookie) = cookie {
        let cookie = HeaderValue::from_str(&cookie).expect("a name, a token and a code are plain");
        headers.append(SET_COOKIE, cookie);
    }
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html;charset=utf-8"));
    // As old as browsers; in the page itself it would stand as something that keeps people out.
    headers.insert(REFRESH, HeaderValue::from(seconds));
    headers.extend(html::headers());
    call.file(status, headers, html.into_bytes())
}
