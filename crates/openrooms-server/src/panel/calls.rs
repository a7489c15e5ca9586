//! The calls of a screen's page: JSON, with the token in the header of the API.

use axum::body::Body;
use http::Response;
use openrooms_store::secret::TokenHash;
use serde::{Deserialize, Serialize};

use super::words;
use crate::calendar::door::act::Wish;
use crate::call::Call;
use crate::console::{Language, fresh, origin};
use crate::entry;
use crate::problem::Problem;
use crate::rooms::report_meeting_room_problem;

/// What a screen shows that waits.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Begun {
    pairing_code: String,
    device_token: String,
    expire_in: i64,
}

/// Whether a screen still waits.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Waits {
    paired: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    expire_in: Option<i64>,
}

/// `POST /console/panel/pairing`: a code, and the token that will be the device's.
pub(crate) async fn begin(mut call: Call) -> Response<Body> {
    let begun = async {
        origin::check_json(&call)?;
        call.json::<Nothing>().await?;
        let begun = super::begin(&call).await?;
        let expire_in = call.node.clock.now().seconds_until(begun.expires_at);
        let device_token = begun.token.as_str().to_owned();
        Ok(Begun { pairing_code: begun.code.shown(), device_token, expire_in })
    };
    let begun = begun.await;
    fresh(call.reply(None, begun))
}

#[derive(Deserialize)]
struct Nothing {}

/// `GET /console/panel/pairing`: whether somebody has typed the code.
pub(crate) async fn waits(call: Call) -> Response<Body> {
    let waits = async {
        let token = token(&call)?.to_owned();
        let (store, now) = (&call.node.store, call.node.clock.now());
        let found = call.patiently(store.pairing(&TokenHash::of(&token), now)).await?;
        if let Some(expires_at) = found {
            let expire_in = Some(now.seconds_until(expires_at));
            return Ok(Waits { paired: false, expire_in });
        }
        super::screen(&call, &token).await?;
        Ok(Waits { paired: true, expire_in: None })
    };
    let waits = waits.await;
    fresh(call.reply(None, waits))
}

/// `GET /console/panel/day`: what a screen shows.
pub(crate) async fn day(call: Call) -> Response<Body> {
    let day = async {
        let screen = super::screen(&call, token(&call)?).await?;
        super::shown(&call, &screen, 0).await
    };
    let day = day.await;
    fresh(call.reply(None, day))
}

/// What somebody asks for at the screen.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Given {
    event_id: Option<String>,
    minutes: Option<i32>,
}

/// `POST /console/panel/book`.
pub(crate) async fn book(call: Call) -> Response<Body> {
    act(call, |given, language| {
        let title = words::walk_up(language).to_owned();
        Ok(Wish::Book { minutes: super::minutes(given.minutes)?, title })
    })
    .await
}

/// `POST /console/panel/checkIn`.
pub(crate) async fn check_in(call: Call) -> Response<Body> {
    act(call, |given, _| Ok(Wish::CheckIn(super::event(given.event_id)?))).await
}

/// `POST /console/panel/extend`.
pub(crate) async fn extend(call: Call) -> Response<Body> {
    act(call, |given, _| {
        Ok(Wish::Extend(super::event(given.event_id)?, super::minutes(given.minutes)?))
    })
    .await
}

/// `POST /console/panel/end`.
pub(crate) async fn end(call: Call) -> Response<Body> {
    act(call, |given, _| Ok(Wish::End(super::event(given.event_id)?))).await
}

/// What somebody says at the screen is wrong.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wrong {
    problem_kind: Option<String>,
}

/// `POST /console/panel/report`.
pub(crate) async fn report(mut call: Call) -> Response<Body> {
    let day = async {
        origin::check_json(&call)?;
        let token = token(&call)?.to_owned();
        let given = call.json::<Wrong>().await?;
        let kind = report_meeting_room_problem::kind(given.problem_kind)?;
        let screen = super::screen(&call, &token).await?;
        super::reported(&call, &screen, kind).await?;
        super::shown(&call, &screen, 0).await
    };
    let day = day.await;
    fresh(call.reply(None, day))
}

/// Does it, and answers with what the screen shows from then on.
async fn act(
    mut call: Call,
    read: impl FnOnce(Given, Language) -> Result<Wish, Problem> + Send,
) -> Response<Body> {
    let day = async {
        origin::check_json(&call)?;
        let token = token(&call)?.to_owned();
        let given = call.json::<Given>().await?;
        let wish = read(given, Language::of_caller(&call))?;
        let screen = super::screen(&call, &token).await?;
        super::done(&call, &screen, wish).await?;
        super::shown(&call, &screen, 0).await
    };
    let day = day.await;
    fresh(call.reply(None, day))
}

/// A screen without a token is told what one with a wrong one is.
fn token(call: &Call) -> Result<&str, Problem> {
    entry::token(&call.parts.headers).map_err(|_| Problem::ScreenUnknown)
}
