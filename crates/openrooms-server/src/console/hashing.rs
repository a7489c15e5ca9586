//! Slow work on passwords: on threads of its own, and little of it at once, so that many who sign in
//! take neither the processors nor the memory of all others.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::problem::Problem;

/// How many hashes are computed at once; each takes 19 MiB.
const AT_ONCE: usize = 2;
/// How long one waits for a place; then it is told that the server is busy.
const PATIENCE: Duration = Duration::from_secs(5);

/// The places.
pub(crate) struct Hashing(Arc<Semaphore>);

impl Default for Hashing {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

impl Hashing {
    /// Does slow work. Whoever no longer waits for it leaves it its place until it is done.
    pub(super) async fn slowly<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let place = timeout(PATIENCE, Arc::clone(&self.0).acquire_owned()).await;
        let place = place.map_err(|_| Problem::Unavailable)?;
        let working = tokio::task::spawn_blocking(move || {
            let _place = place;
            work()
        });
        working.await.map_err(|error| {
            tracing::error!(%error, "a password could not be hashed");
            Problem::Fault
        })
    }
}
