//! One node: its store, its memory, its limits, and what it does besides answering.

use std::collections::HashMap;
use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use http::HeaderValue;
use ipnet::IpNet;
use openrooms_core::client::AllowList;
use openrooms_core::id::{ClientKey, CorpId, UnionId};
use openrooms_core::picture::IDLE_SECONDS;
use openrooms_core::time::EpochMillis;
use openrooms_protocol::Scope;
use openrooms_store::secret::{Random, ServerKey};
use openrooms_store::{
    CONSOLE, Caller, ClientKind, ClientOfToken, FeedPage, Store, StoreError, TokenKind,
};
use quick_cache::sync::Cache as BoundedCache;
use tokio::sync::Notify;
use tokio::time::{Instant, timeout, timeout_at};

use crate::aside::Aside;
use crate::cache::{Cache, CallerRights, Organisation, Session};
use crate::calendar::horizon;
use crate::calendar::together::Bookings;
use crate::client_token::UnderWay;
use crate::clock::Clock;
use crate::console::{Demo, Hashing, Pace, Provider};
use crate::device_link::Links;
use crate::http::Patience;
use crate::http::body::BodyRoom;
use crate::limit::{Buckets, Calls, Rate};
use crate::outage::Outage;
use crate::panel::Screens;
use crate::problem::Problem;
use crate::refusals::RefusalLog;
use crate::throttle::Throttle;
use crate::watches::Watches;

/// How long a request waits for the database; then it answers 503. The SDK for Node waits 3 s.
const DATABASE_PATIENCE: Duration = Duration::from_millis(2500);
/// What is logged where it took longer.
const TOO_LATE: &str = "no answer within 2.5 s";
/// How often the feed is asked.
const PULSE: Duration = Duration::from_millis(200);
/// How often calls are written down and those of other nodes learnt; and how often where there are no
/// other nodes.
const SETTLE: Duration = Duration::from_millis(250);
const SETTLE_ALONE: Duration = Duration::from_secs(1);
/// How long the feed may take to answer.
const FEED_PATIENCE: Duration = Duration::from_millis(700);
/// How often refused tokens are recorded, and unanswered requests counted.
const REFUSALS: Duration = Duration::from_secs(10);
/// How often series are looked for that have to go on.
const SERIES: Duration = Duration::from_secs(5);
/// How often what has ended is forgotten.
const SWEEP: Duration = Duration::from_mins(10);
/// In how many of these rounds pictures are looked through.
const ROUNDS_AN_HOUR: u64 = 6;
/// How often bookings are looked for that nobody has answered in time.
const OVERDUE: Duration = Duration::from_secs(30);
const DAY_SECONDS: i64 = 86_400;
/// How long the outbox keeps what was told.
const OUTBOX_KEPT_SECONDS: i64 = 30 * DAY_SECONDS;
/// How long changes are kept for nodes that sleep.
const FEED_KEPT_SECONDS: i64 = 3600;

/// How many calls a person makes by the console: 20 a second, and 100 at once.
const CONSOLE_RATE: Rate = Rate { burst: 100, micros_each: 50_000 };
/// How many people's are remembered.
const PEOPLE_REMEMBERED: usize = 10_000;

/// What proxies wrote into a request, first to last.
pub(crate) fn forwarded(headers: &http::HeaderMap) -> impl Iterator<Item = &[u8]> {
    headers.get_all("x-forwarded-for").into_iter().map(HeaderValue::as_bytes)
}

/// Waits for the database, but not for ever.
pub(crate) async fn patiently<T>(
    work: impl Future<Output = Result<T, StoreError>>,
) -> Result<T, Problem> {
    patiently_until(end_of_patience(), work).await
}

/// Until when a request that asks the database now waits for it.
pub(crate) fn end_of_patience() -> Instant {
    Instant::now() + DATABASE_PATIENCE
}

/// Waits for the database until `end`: for a request that asks it several things.
pub(crate) async fn patiently_until<T>(
    end: Instant,
    work: impl Future<Output = Result<T, StoreError>>,
) -> Result<T, Problem> {
    let done = timeout_at(end, work).await;
    Ok(done.unwrap_or_else(|_| Err(StoreError::Unavailable(TOO_LATE.to_owned())))?)
}

/// The same for work that may be refused as well.
pub(crate) async fn in_time<T>(
    end: Instant,
    work: impl Future<Output = Result<T, Problem>>,
) -> Result<T, Problem> {
    let too_late = || Err(StoreError::Unavailable(TOO_LATE.to_owned()).into());
    timeout_at(end, work).await.unwrap_or_else(|_| too_late())
}

/// By client, and for a suite by organisation.
type BucketsOf = HashMap<(ClientKey, Option<CorpId>), Arc<Buckets>>;

/// How much of memory may be taken by what could be asked for again, in bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Memory {
    /// Ready lists of rooms.
    pub(crate) lists: usize,
    /// What rooms hold.
    pub(crate) schedules: usize,
}

/// What every request shares.
pub(crate) struct Node {
    pub(crate) store: Store,
    pub(crate) server_key: ServerKey,
    pub(crate) clock: Clock,
    pub(crate) random: Random,
    pub(crate) cache: Cache,
    pub(crate) calls: Calls,
    pub(crate) throttle: Throttle,
    pub(crate) signing_in: Throttle,
    pub(crate) pairing: Throttle,
    pub(crate) screens: Screens,
    pub(crate) hashing: Hashing,
    pub(crate) pace: Pace,
    pub(crate) refusals: RefusalLog,
    pub(crate) links: Links,
    pub(crate) watches: Arc<Watches>,
    pub(crate) under_way: UnderWay,
    pub(crate) aside: Aside,
    pub(crate) bookings: Bookings,
    pub(crate) outage: Outage,
    pub(crate) trusted_proxies: Vec<IpNet>,
    pub(crate) public_url: Option<String>,
    /// How many events a person makes in 24 hours, where that is bounded.
    pub(crate) events_a_day: Option<u32>,
    /// For how many days closed problems of rooms are kept; `None`: for ever.
    pub(crate) closed_problem_days: Option<u32>,
    pub(crate) demo: Option<Demo>,
    pub(crate) providers: Vec<Provider>,
    pub(crate) patience: Patience,
    buckets: Mutex<BucketsOf>,
    /// Of whoever uses the console.
    buckets_of_people: BoundedCache<(CorpId, UnionId), Arc<Buckets>>,
    pub(crate) body_room: BodyRoom,
    draining: AtomicBool,
    /// Something was read that the feed has not told yet.
    pub(crate) news: Notify,
}

impl Node {
    /// A node that holds nothing yet.
    pub(crate) fn new(
        store: Store,
        server_key: ServerKey,
        clock: Clock,
        random: Random,
        trusted_proxies: Vec<IpNet>,
        patience: Patience,
        memory: Memory,
    ) -> Self {
        Self {
            store,
            server_key,
            clock,
            random,
            cache: Cache::new(random, memory.lists, memory.schedules),
            calls: Calls::default(),
            throttle: Throttle::default(),
            signing_in: Throttle::of_people(),
            pairing: Throttle::of_people(),
            screens: Screens::default(),
            hashing: Hashing::default(),
            pace: Pace::default(),
            refusals: RefusalLog::default(),
            links: Links::default(),
            watches: Arc::default(),
            under_way: UnderWay::default(),
            aside: Aside::default(),
            bookings: Bookings::default(),
            outage: Outage::default(),
            trusted_proxies,
            public_url: None,
            events_a_day: None,
            closed_problem_days: None,
            demo: None,
            providers: Vec::new(),
            patience,
            buckets: Mutex::default(),
            buckets_of_people: BoundedCache::new(PEOPLE_REMEMBERED),
            body_room: BodyRoom::default(),
            draining: AtomicBool::new(false),
            news: Notify::new(),
        }
    }

    /// The node, which is reached from outside at that address.
    pub(crate) fn reached_at(self, public_url: Option<String>) -> Self {
        Self { public_url, ..self }
    }

    /// The node, on which a person makes so many events in 24 hours; `None`: as many as they like.
    pub(crate) fn taking(self, events_a_day: Option<u32>) -> Self {
        Self { events_a_day, ..self }
    }

    /// The node, which keeps closed problems of rooms for so many days; `None`: for ever.
    pub(crate) fn keeping(self, closed_problem_days: Option<u32>) -> Self {
        Self { closed_problem_days, ..self }
    }

    /// The node, which serves the demo.
    pub(crate) fn showing(self, demo: Option<Demo>) -> Self {
        Self { demo, ..self }
    }

    /// The node, to which people come by these providers as well.
    pub(crate) fn trusting(self, providers: Vec<Provider>) -> Self {
        Self { providers, ..self }
    }

    /// Whether the node is about to stop: each reply closes its connection.
    pub(crate) fn is_draining(&self) -> bool {
        self.draining.load(Ordering::Relaxed)
    }

    /// Begins to stop.
    pub(crate) fn drain(&self) {
        self.draining.store(true, Ordering::Relaxed);
        self.watches.stop();
    }

    /// The address that a call counts as: the peer's, or behind a trusted proxy the last one of
    /// `forwarded` that no trusted proxy wrote.
    pub(crate) fn address<'a>(
        &self,
        peer: IpAddr,
        forwarded: impl Iterator<Item = &'a [u8]>,
    ) -> IpAddr {
        let is_trusted = |address: IpAddr| {
            let address = address.to_canonical();
            self.trusted_proxies.iter().any(|block| block.contains(&address))
        };
        let peer = peer.to_canonical();
        if self.trusted_proxies.is_empty() || !is_trusted(peer) {
            return peer;
        }
        let entries = forwarded.flat_map(|value| value.split(|byte| *byte == b','));
        let written: Vec<_> = entries.map(<[u8]>::trim_ascii).collect();
        let mut last = peer;
        for entry in written.into_iter().rev() {
            // What cannot be read was not written by a proxy of ours. It may be any bytes: a proxy
            // appends to what its client sent.
            let address = std::str::from_utf8(entry).ok().and_then(|entry| entry.parse().ok());
            let Some(address): Option<IpAddr> = address else {
                break;
            };
            last = address.to_canonical();
            if !is_trusted(last) {
                break;
            }
        }
        last
    }

    /// The checks between a valid token and the parameters: address, rate, scope, quota.
    pub(crate) fn admit(
        &self,
        session: &Session,
        operation: &'static str,
        scope: Scope,
        address: IpAddr,
        now: EpochMillis,
    ) -> Result<(), Problem> {
        let Some(caller) = &session.caller else {
            // It went with its organisation, which is said later, or the organisation came back
            // without it.
            return session.organisation.as_ref().map_or(Ok(()), |_| Err(Problem::TokenInvalid));
        };
        if !caller.allow_list.admits(address) {
            return Err(Problem::AddressRefused(address));
        }
        if let Some(rate) = caller.rate
            && !caller.buckets.take(operation, rate, self.clock.steady())
        {
            return Err(Problem::TooManyCalls);
        }
        if caller.scopes & scope.bit() == 0 {
            return Err(Problem::ScopeMissing(scope));
        }
        if scope.is_counted()
            && caller.is_counted
            && let Some(organisation) = &session.organisation
            && !organisation.calls.count(organisation.calls_per_month, now)
        {
            return Err(Problem::QuotaUsedUp { limit: organisation.calls_per_month });
        }
        Ok(())
    }

    /// What of these checks counts nothing: whether the call would still pass them.
    pub(crate) fn allows(session: &Session, scope: Scope, address: IpAddr) -> Result<(), Problem> {
        let caller = session.caller.as_ref().ok_or(Problem::TokenInvalid)?;
        if !caller.allow_list.admits(address) {
            return Err(Problem::AddressRefused(address));
        }
        if caller.scopes & scope.bit() == 0 {
            return Err(Problem::ScopeMissing(scope));
        }
        session.organisation.as_ref().map(|_| ()).ok_or(Problem::OrganisationNotFound)
    }

    /// Makes what the store says of a caller into a session.
    pub(crate) fn session(&self, caller: Caller) -> Session {
        let now = self.clock.now();
        let organisation = caller.organisation.map(|found| {
            let calls = self.calls.counter(&found.id, &found.zone, &found.calls, now);
            Arc::new(Organisation::new(found.id, found.zone, found.calls_per_month, calls))
        });
        let rights = match (caller.kind, &caller.corp, &caller.person) {
            (TokenKind::Console, Some(corp), Some(person)) => {
                Some(Arc::new(self.rights_of_console(corp, person)))
            }
            _ => caller.client.map(|found| self.rights_of(found, caller.corp.clone())),
        };
        Session {
            kind: caller.kind,
            person: caller.person.map(|person| person.as_str().into()),
            expires_at: caller.expires_at,
            caller: rights,
            organisation,
        }
    }

    /// What an app may do; a suite in the organisation `corp`.
    fn rights_of(&self, found: ClientOfToken, corp: Option<CorpId>) -> Arc<CallerRights> {
        let client = found.client;
        // A suite is limited in each organisation by itself, also in one that has withdrawn.
        let place = match found.kind {
            ClientKind::App => None,
            ClientKind::Suite => corp,
        };
        let whose = (client.key.clone(), place);
        let scopes = client.scopes.iter().filter_map(|name| Scope::named(name));
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::new(CallerRights {
            key: client.key.as_str().into(),
            allow_list: client.allow_list,
            scopes: scopes.fold(0, |bits, scope| bits | scope.bit()),
            rate: client.calls_per_second.filter(|rate| *rate > 0).map(Rate::per_second),
            buckets: Arc::clone(buckets.entry(whose).or_default()),
            is_counted: true,
        })
    }

    /// What the console may do in the name of a person: all that they may. It is limited by person,
    /// and the month is the apps'.
    fn rights_of_console(&self, corp: &CorpId, person: &UnionId) -> CallerRights {
        CallerRights {
            key: CONSOLE.into(),
            allow_list: AllowList::default(),
            scopes: u32::MAX,
            rate: Some(CONSOLE_RATE),
            buckets: self.buckets_of_person(corp, person),
            is_counted: false,
        }
    }

    fn buckets_of_person(&self, corp: &CorpId, person: &UnionId) -> Arc<Buckets> {
        let new = || Ok::<_, Infallible>(Arc::new(Buckets::whole()));
        let whose = (corp.clone(), person.clone());
        let Ok(buckets) = self.buckets_of_people.get_or_insert_with(&whose, new);
        buckets
    }

    /// Whether a person may call once more, by the console.
    pub(crate) fn admits_person(&self, corp: &CorpId, person: &UnionId) -> bool {
        let now = self.clock.steady();
        self.buckets_of_person(corp, person).take("console", CONSOLE_RATE, now)
    }

    /// Follows the change feed until the node stops. `last` is where it begins.
    pub(crate) async fn follow_feed(&self, mut last: i64) {
        let mut was_heard = true;
        loop {
            let asked = self.cache.asking();
            let answer = timeout(FEED_PATIENCE, self.store.feed_after(last)).await;
            let mut goes_on = false;
            match answer {
                Ok(Ok(FeedPage::Changes { changes, upto, more })) => {
                    self.links.tell(&changes);
                    self.cache.apply(changes);
                    (last, goes_on) = (upto, more);
                    if !more {
                        self.cache.heard(asked, upto);
                    }
                }
                Ok(Ok(FeedPage::Lost { upto })) => {
                    tracing::warn!("the change feed was not heard for long: memory is dropped");
                    self.links.tell_all();
                    self.cache.clear();
                    self.bookings.forget_facts();
                    last = upto;
                    self.cache.heard(asked, upto);
                }
                Ok(Err(error)) if was_heard => {
                    tracing::warn!(%error, "the change feed is not heard: the database is asked for every request");
                }
                Err(_) if was_heard => {
                    tracing::warn!(
                        "the change feed is not heard: the database is asked for every request"
                    );
                }
                Ok(Err(_)) | Err(_) => {}
            }
            let is_heard = self.cache.is_fresh();
            if is_heard && !was_heard {
                tracing::info!("the change feed is heard again");
            }
            was_heard = is_heard;
            if !goes_on {
                // Whoever has seen more than was told does not wait for the pulse.
                let _ = timeout(PULSE, self.news.notified()).await;
            }
        }
    }

    /// Asks the feed once, before the first request.
    pub(crate) async fn hear_feed(&self) -> Result<i64, StoreError> {
        let asked = self.cache.asking();
        let head = self.store.feed_head().await?;
        self.cache.heard(asked, head);
        Ok(head)
    }

    /// Writes calls down until the node stops.
    pub(crate) async fn settle_calls(&self) {
        let mut failed = false;
        let pause = if self.store.is_embedded() { SETTLE_ALONE } else { SETTLE };
        loop {
            tokio::time::sleep(pause).await;
            match self.calls.settle(&self.store, self.clock.now()).await {
                Ok(()) => failed = false,
                Err(error) if !failed => {
                    failed = true;
                    tracing::warn!(%error, "calls cannot be written down; they are kept and tried again");
                }
                Err(_) => {}
            }
        }
    }

    /// Writes refused tokens into the record, and the count of unanswered requests into the log,
    /// until the node stops.
    pub(crate) async fn settle_refusals(&self) {
        loop {
            tokio::time::sleep(REFUSALS).await;
            self.outage.settle();
            if let Err(error) = self.refusals.settle(&self.store, self.clock.now()).await {
                tracing::warn!(%error, "refused tokens could not be recorded");
            }
        }
    }

    /// Declines bookings that nobody has answered in time, until the node stops.
    pub(crate) async fn decline_overdue(&self) {
        loop {
            tokio::time::sleep(OVERDUE).await;
            let now = self.clock.now();
            let declined = async {
                for corp in self.store.overdue(now).await? {
                    if let Some(mut writing) = self.store.writing(&corp).await? {
                        writing.decline_overdue(now).await?;
                        writing.commit_calendar([], now).await?;
                    }
                }
                Ok::<_, StoreError>(())
            };
            if let Err(error) = declined.await {
                tracing::warn!(%error, "bookings that are overdue could not be declined");
            }
        }
    }

    /// Makes series go on until the node stops.
    pub(crate) async fn keep_series(&self) {
        let mut stuck = horizon::Stuck::new();
        let mut failed = false;
        loop {
            tokio::time::sleep(SERIES).await;
            match horizon::go_on(self, &mut stuck).await {
                Ok(()) => failed = false,
                Err(error) if !failed => {
                    failed = true;
                    tracing::warn!(%error, "series cannot go on; it is tried again");
                }
                Err(_) => {}
            }
        }
    }

    /// Forgets what has ended until the node stops.
    pub(crate) async fn sweep(&self) {
        for round in 1_u64.. {
            tokio::time::sleep(SWEEP).await;
            let now = self.clock.now();
            self.cache.forget_expired(now);
            self.cache.forget_idle_lists();
            let swept = async {
                self.store.forget_expired(now).await?;
                self.store.forget_commands(now).await?;
                if let Some(days) = self.closed_problem_days {
                    let before = now.plus_seconds(-i64::from(days) * DAY_SECONDS);
                    self.store.forget_closed_problems(before).await?;
                }
                self.store.trim_outbox(now.plus_seconds(-OUTBOX_KEPT_SECONDS)).await?;
                self.store.trim_feed(now.plus_seconds(-FEED_KEPT_SECONDS)).await?;
                // Once an hour: all addresses of an organisation are looked through for it.
                if round % ROUNDS_AN_HOUR == 0 {
                    let then = now.plus_seconds(-IDLE_SECONDS);
                    self.store.forget_idle_pictures(then, now).await?;
                }
                Ok::<_, StoreError>(())
            };
            if let Err(error) = swept.await {
                tracing::warn!(%error, "what has ended could not be forgotten");
            }
        }
    }
}
