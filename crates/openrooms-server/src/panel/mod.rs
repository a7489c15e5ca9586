//! Screens at doors, as they ask: paired by a code that they show, then with a device's token and
//! nothing else.
//!
//! [`calls`] is what the console's page for screens asks, with the token in a header; [`plain`] the
//! same for browsers without scripts, with the token in a cookie and forms. What a screen shows and
//! does is in `calendar/door/`. docs/DEVICES.md tells it from outside.

pub(crate) mod calls;
mod html;
pub(crate) mod plain;
mod refusal;
mod words;

use std::net::IpAddr;
use std::sync::Arc;

use openrooms_core::door::{FEWEST_MINUTES, MOST_MINUTES, PairingCode};
use openrooms_core::id::{ClientKey, EventId, UnionId};
use openrooms_core::room_problem::ProblemKind;
use openrooms_core::time::EpochMillis;
use openrooms_store::secret::{Token, TokenHash};
use openrooms_store::{Origin, ScreenOfToken};
use quick_cache::sync::Cache as BoundedCache;

use crate::ask::Question;
use crate::calendar::door::{Day, act, day};
use crate::call::Call;
use crate::change::Asked;
use crate::clock::Steady;
use crate::limit::{Bucket, Rate};
use crate::node::{end_of_patience, in_time};
use crate::problem::Problem;
use crate::rooms::report_meeting_room_problem;
use crate::throttle::network;

/// How many screens begin to wait from one address: 30 at once, then one each 20 seconds.
const BEGINNING: Rate = Rate { burst: 30, micros_each: 20_000_000 };
/// How many addresses are remembered.
const REMEMBERED: usize = 10_000;
/// The longest id of an event that is looked for.
const LONGEST_ID: usize = 200;

/// Who asks for a code, by address (one /64 of IPv6).
pub(crate) struct Screens(BoundedCache<IpAddr, Arc<Bucket>>);

impl Default for Screens {
    fn default() -> Self {
        Self(BoundedCache::new(REMEMBERED))
    }
}

impl Screens {
    fn admit(&self, address: IpAddr, now: Steady) -> bool {
        let new = || Ok::<_, std::convert::Infallible>(Arc::<Bucket>::default());
        let Ok(bucket) = self.0.get_or_insert_with(&network(address), new);
        bucket.take(BEGINNING, now)
    }
}

/// A screen that waits to be paired.
struct Waiting {
    code: PairingCode,
    token: Token,
    expires_at: EpochMillis,
}

/// Lets a screen wait.
async fn begin(call: &Call) -> Result<Waiting, Problem> {
    let (node, now) = (&call.node, call.node.clock.now());
    if !node.screens.admit(call.address, node.clock.steady()) {
        return Err(Problem::ScreensThrottled);
    }
    let (code, token) = (PairingCode::of(node.random.bytes()), node.random.token());
    let begun = call.patiently(node.store.begin_pairing(&code, &token.hash(), now)).await?;
    let expires_at = begun.ok_or(Problem::ScreensThrottled)?;
    Ok(Waiting { code, token, expires_at })
}

/// The screen of a token; not more often than people are let ask.
async fn screen(call: &Call, token: &str) -> Result<ScreenOfToken, Problem> {
    let node = &call.node;
    let found = call.patiently(node.store.screen_of_token(&TokenHash::of(token))).await?;
    let screen = found.ok_or(Problem::ScreenUnknown)?;
    let device = &screen.device;
    let who = UnionId::new(client(&screen));
    if !node.admits_person(&device.corp, &who) {
        return Err(Problem::TooManyCalls);
    }
    Ok(screen)
}

/// The device as the record and the counters name it.
fn client(screen: &ScreenOfToken) -> String {
    format!("device:{}", screen.device.union_id)
}

/// What a screen shows; of a floor of many rooms a page, counted from 0.
async fn shown(call: &Call, screen: &ScreenOfToken, page: usize) -> Result<Day, Problem> {
    let question = Question::new(&call.node, screen.device.corp.clone(), client(screen).into());
    day::day(&question, screen, page).await
}

/// Does what somebody asks for at the screen.
async fn done(call: &Call, screen: &ScreenOfToken, wish: act::Wish) -> Result<(), Problem> {
    let work = act::act(asked(call, screen), &screen.device, wish);
    in_time(end_of_patience(), work).await
}

/// Notes what somebody says at the screen is wrong in the room.
async fn reported(call: &Call, screen: &ScreenOfToken, kind: ProblemKind) -> Result<(), Problem> {
    let work = report_meeting_room_problem::at_door(asked(call, screen), &screen.device, kind);
    in_time(end_of_patience(), work).await
}

/// A change by the device.
fn asked(call: &Call, screen: &ScreenOfToken) -> Asked {
    let origin = Origin {
        action: call.operation,
        client: Some(ClientKey::new(client(screen))),
        operator: None,
        address: Some(call.address),
    };
    Asked::for_organisation(&call.node, origin, screen.device.corp.clone(), None)
}

/// For how many minutes.
fn minutes(given: Option<i32>) -> Result<i32, Problem> {
    match given.ok_or_else(|| Problem::missing("minutes"))? {
        minutes if (FEWEST_MINUTES..=MOST_MINUTES).contains(&minutes) => Ok(minutes),
        _ => {
            let what = format!("minutes must be from {FEWEST_MINUTES} to {MOST_MINUTES}");
            Err(Problem::ParameterWrong(what.into()))
        }
    }
}

/// Which meeting.
fn event(given: Option<String>) -> Result<EventId, Problem> {
    let id = given.filter(|id| !id.is_empty()).ok_or_else(|| Problem::missing("eventId"))?;
    // What no event can be called is not looked for.
    if id.chars().count() > LONGEST_ID || id.contains('\0') {
        return Err(Problem::MeetingNotHere);
    }
    Ok(EventId::new(id))
}
