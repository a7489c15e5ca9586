//! The clock, as a parameter.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use openrooms_core::time::EpochMillis;

/// When a request arrived, by both clocks: each is read once.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Arrived {
    /// For what has a date.
    pub(crate) at: EpochMillis,
    /// For what lasts.
    pub(crate) instant: Instant,
}

/// A moment of a clock that nobody puts back or forward, in microseconds since it began: for what is
/// counted by the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Steady(pub(crate) i64);

/// When the system's steady clock was first asked.
static BEGUN: LazyLock<Instant> = LazyLock::new(Instant::now);

/// Tells the time: the system's, or one that a test sets.
#[derive(Clone)]
pub struct Clock(Source);

#[derive(Clone)]
enum Source {
    System,
    Set(Arc<Hands>),
}

/// What a clock that a test sets shows.
struct Hands {
    now: AtomicI64,
    /// How far it went in all, in milliseconds. Where it is put back, this stands still.
    went: AtomicI64,
}

impl Clock {
    /// The system's.
    pub const SYSTEM: Self = Self(Source::System);

    /// One that stands still until it is moved.
    pub fn set_at(now: EpochMillis) -> Self {
        Self(Source::Set(Arc::new(Hands { now: AtomicI64::new(now.0), went: AtomicI64::new(0) })))
    }

    /// Moves a clock that stands still; the system's goes on by itself.
    pub fn move_to(&self, now: EpochMillis) {
        if let Source::Set(clock) = &self.0 {
            let before = clock.now.swap(now.0, Ordering::SeqCst);
            clock.went.fetch_add((now.0 - before).max(0), Ordering::SeqCst);
        }
    }

    /// Now, for a request that has just arrived.
    pub(crate) fn arrived(&self) -> Arrived {
        Arrived { at: self.now(), instant: Instant::now() }
    }

    /// Now, by a clock that is never put back.
    pub(crate) fn steady(&self) -> Steady {
        Steady(match &self.0 {
            Source::System => i64::try_from(BEGUN.elapsed().as_micros()).unwrap_or(i64::MAX),
            Source::Set(clock) => clock.went.load(Ordering::SeqCst).saturating_mul(1000),
        })
    }

    /// Now.
    pub fn now(&self) -> EpochMillis {
        match &self.0 {
            Source::System => {
                #[expect(clippy::disallowed_methods, reason = "this is the parameter's one source")]
                let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
                EpochMillis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
            }
            Source::Set(clock) => EpochMillis(clock.now.load(Ordering::SeqCst)),
        }
    }
}
