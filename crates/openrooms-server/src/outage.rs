//! Requests that could not be answered, on their way into the log: the first with its cause, the
//! others as a number every so often. Each has its own line in the log of requests anyway.

use std::sync::{Mutex, MutexGuard, PoisonError};

use openrooms_store::StoreError;

use crate::request_id::RequestIds;

/// What of them was told.
#[derive(Default)]
pub(crate) struct Outage(Mutex<State>);

#[derive(Default)]
struct State {
    /// One was told of since the last time that nothing was to be counted.
    is_told: bool,
    /// How many came since.
    more: u64,
}

impl Outage {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes a request that could not be answered.
    pub(crate) fn note(&self, ids: &RequestIds, error: &StoreError) {
        let is_first = {
            let mut state = self.state();
            state.more += u64::from(state.is_told);
            !std::mem::replace(&mut state.is_told, true)
        };
        if is_first {
            tracing::warn!(request = ids.request_id(), %error, "a request could not be answered; others are counted");
        }
    }

    /// Tells how many came since this was asked last. Where none did, the next is told of.
    pub(crate) fn settle(&self) {
        let more = {
            let mut state = self.state();
            state.is_told = state.more > 0;
            std::mem::take(&mut state.more)
        };
        if more > 0 {
            tracing::warn!(requests = more, "more requests could not be answered");
        }
    }
}
