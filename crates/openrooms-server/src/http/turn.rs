//! How many requests are worked on at once.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::problem::Problem;

/// A request's place among those that are worked on. While it waits for its client it has none, or
/// those who send slowly would keep all others out.
#[derive(Clone)]
pub(crate) struct Turn {
    places: Arc<Semaphore>,
    held: Arc<Mutex<Option<OwnedSemaphorePermit>>>,
}

impl Turn {
    /// Has no place yet.
    pub(crate) fn new(places: Arc<Semaphore>) -> Self {
        Self { places, held: Arc::default() }
    }

    /// Takes a place, or says that there is none.
    pub(crate) fn take(&self) -> Result<(), Problem> {
        let places = Arc::clone(&self.places);
        let permit = places.try_acquire_owned().map_err(|_| Problem::Unavailable)?;
        *self.held.lock().unwrap_or_else(PoisonError::into_inner) = Some(permit);
        Ok(())
    }

    /// Gives the place back, if it has one.
    pub(crate) fn give_back(&self) {
        *self.held.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
