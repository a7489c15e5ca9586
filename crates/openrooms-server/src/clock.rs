//! The clock, as a parameter.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
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

/// Tells the time: the system's, or one that a test sets.
#[derive(Clone)]
pub struct Clock(Source);

#[derive(Clone)]
enum Source {
    System,
    Set(Arc<AtomicI64>),
}

impl Clock {
    /// The system's.
    pub const SYSTEM: Self = Self(Source::System);

    /// One that stands still until it is moved.
    pub fn set_at(now: EpochMillis) -> Self {
        Self(Source::Set(Arc::new(AtomicI64::new(now.0))))
    }

    /// Moves a clock that stands still; the system's goes on by itself.
    pub fn move_to(&self, now: EpochMillis) {
        if let Source::Set(clock) = &self.0 {
            clock.store(now.0, Ordering::SeqCst);
        }
    }

    /// Now, for a request that has just arrived.
    pub(crate) fn arrived(&self) -> Arrived {
        Arrived { at: self.now(), instant: Instant::now() }
    }

    /// Now.
    pub fn now(&self) -> EpochMillis {
        match &self.0 {
            Source::System => {
                #[expect(clippy::disallowed_methods, reason = "this is the parameter's one source")]
                let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
                EpochMillis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
            }
            Source::Set(clock) => EpochMillis(clock.load(Ordering::SeqCst)),
        }
    }
}
