//! A session while it lasts: `POST /console/token`, `/console/signout`, `/console/signout/everywhere`.

use axum::body::Body;
use http::Response;
use openrooms_core::access::Viewer;
use openrooms_store::{Change, ConsoleToken, Personal, SignedIn, StoreError};
use serde::Serialize;

use super::{NextCookie, cookie, done, origin, origin_of};
use crate::call::Call;
use crate::problem::Problem;

/// What a page gets: a token, and who its person is.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Opened {
    access_token: String,
    expire_in: i64,
    corp_id: String,
    organisation: String,
    zone: String,
    union_id: String,
    user_id: String,
    name: String,
    is_admin: bool,
    administers_groups: Vec<i64>,
    administers_rooms: Vec<String>,
}

/// Trades the cookie for a token that lives a quarter of an hour.
pub(crate) async fn token(call: Call) -> Response<Body> {
    let (opened, next) = match open(&call).await {
        Ok((opened, next)) => (Ok(opened), next),
        // What opens nothing is not kept.
        Err(Problem::SessionMissing) => (Err(Problem::SessionMissing), NextCookie::Goes),
        Err(problem) => (Err(problem), NextCookie::Stays),
    };
    let mut headers = http::HeaderMap::new();
    cookie::set(&call, &mut headers, &next);
    let mut response = call.reply(None, opened);
    response.headers_mut().extend(headers);
    super::fresh(response)
}

async fn open(call: &Call) -> Result<(Opened, NextCookie), Problem> {
    origin::check(call)?;
    let (node, now) = (&call.node, call.node.clock.now());
    let shown = cookie::shown(call);
    let found = call.patiently(node.store.session(shown, now)).await?;
    let SignedIn { corp, person, .. } = found.ok_or(Problem::SessionMissing)?;
    if !node.admits_person(&corp, &person) {
        return Err(Problem::TooManyCalls);
    }
    let opening = async {
        let Some(opened) = node.store.console_token(shown, now).await? else {
            return Ok(None);
        };
        let personal = node.store.personal(&corp, &person).await?;
        let viewer = node.store.viewer(&corp, &person).await?;
        // Whoever leaves takes their session along: it may be in this very moment.
        Ok::<_, StoreError>(
            personal.zip(viewer).map(|(personal, viewer)| (opened, personal, viewer)),
        )
    };
    let (opened, personal, viewer) =
        call.patiently(opening).await?.ok_or(Problem::SessionMissing)?;
    let ConsoleToken { token, expires_at, cookie, .. } = opened;
    let Personal { user_id, name, organisation, zone } = personal;
    let Viewer { is_admin, administers, rooms, .. } = viewer;
    let opened = Opened {
        access_token: token.as_str().to_owned(),
        expire_in: now.seconds_until(expires_at),
        corp_id: corp.into_string(),
        organisation,
        zone: zone.name().to_owned(),
        union_id: person.into_string(),
        user_id: user_id.into_string(),
        name,
        is_admin,
        administers_groups: administers.into_iter().map(|group| group.0).collect(),
        administers_rooms: rooms.into_iter().map(openrooms_core::id::RoomId::into_string).collect(),
    };
    Ok((opened, cookie.map_or(NextCookie::Stays, NextCookie::Is)))
}

/// Ends this session.
pub(crate) async fn sign_out(call: Call) -> Response<Body> {
    let by = origin_of(&call);
    let (shown, now) = (cookie::shown(&call).to_owned(), call.node.clock.now());
    let store = call.node.store.clone();
    let ending = async move { store.sign_out(&shown, &by, now).await };
    let result = end(&call, ending).await;
    done(call, result)
}

/// Ends all sessions of the person.
pub(crate) async fn sign_out_everywhere(call: Call) -> Response<Body> {
    let by = origin_of(&call);
    let (shown, now) = (cookie::shown(&call).to_owned(), call.node.clock.now());
    let store = call.node.store.clone();
    let ending = async move { store.sign_out_everywhere(&shown, &by, now).await };
    let result = end(&call, ending).await;
    done(call, result)
}

/// A session that is over already ends as one that ends now.
async fn end(
    call: &Call,
    ending: impl Future<Output = Result<Option<SignedIn>, StoreError>>,
) -> Result<NextCookie, Problem> {
    origin::check(call)?;
    if let Some(SignedIn { corp, person, .. }) = call.patiently(ending).await? {
        call.node.cache.apply(vec![Change::Tokens(corp, person)]);
    }
    Ok(NextCookie::Goes)
}
