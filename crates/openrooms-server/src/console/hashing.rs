//! Slow work on passwords: on threads of its own, and little of it at once, so that many who sign in
//! take neither the processors nor the memory of all others.
//!
//! Whoever asks often waits for themselves: of each address one at a time is in the queue. So a few
//! that guess many passwords at once keep nobody else from signing in.

use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use quick_cache::sync::Cache as BoundedCache;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::problem::Problem;
use crate::throttle::network;

/// How many hashes are computed at once; each takes 19 MiB.
const AT_ONCE: usize = 2;
/// How long one waits for a place; then it is told that the server is busy.
const PATIENCE: Duration = Duration::from_secs(5);
/// How many addresses are remembered.
const REMEMBERED: usize = 10_000;

/// The places.
pub(crate) struct Hashing {
    places: Arc<Semaphore>,
    /// Who may stand in the queue for a place: one of each address (one /64 of IPv6).
    turns: BoundedCache<IpAddr, Arc<Semaphore>>,
}

impl Default for Hashing {
    fn default() -> Self {
        Self { places: Arc::new(Semaphore::new(AT_ONCE)), turns: BoundedCache::new(REMEMBERED) }
    }
}

impl Hashing {
    /// Does slow work for an address. Whoever no longer waits for it leaves it its place until it is
    /// done.
    pub(super) async fn slowly<T: Send + 'static>(
        &self,
        address: IpAddr,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let new = || Ok::<_, Infallible>(Arc::new(Semaphore::new(1)));
        let Ok(turns) = self.turns.get_or_insert_with(&network(address), new);
        let waiting = async {
            let _turn = turns.acquire().await;
            Arc::clone(&self.places).acquire_owned().await
        };
        let place = timeout(PATIENCE, waiting).await.map_err(|_| Problem::Unavailable)?;
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

#[cfg(test)]
mod tests {
    use std::sync::Mutex;
    use std::sync::mpsc::{Receiver, channel};

    use super::*;

    #[tokio::test]
    async fn who_asks_much_at_once_waits_behind_who_asks_once() {
        type Told = Arc<Mutex<Receiver<()>>>;
        let hashing = Arc::new(Hashing::default());
        // Work that ends when it is told.
        let ask = |last: u8, told: &Told| {
            let (hashing, told) = (Arc::clone(&hashing), Arc::clone(told));
            tokio::spawn(async move {
                let address = IpAddr::from([192, 0, 2, last]);
                let work = move || _ = told.lock().unwrap().recv();
                hashing.slowly(address, work).await.map_err(|_| "busy")
            })
        };
        let ((first_end, first), (many_end, many), (one_ends, one)) =
            (channel(), channel(), channel());
        let [first, many, one] = [first, many, one].map(|told| Arc::new(Mutex::new(told)));
        let first = [1, 2].map(|last| ask(last, &first));
        tokio::task::yield_now().await;
        let many: Vec<_> = (0..20).map(|_| ask(3, &many)).collect();
        tokio::task::yield_now().await;
        let one = ask(4, &one);
        tokio::task::yield_now().await;
        drop((first_end, one_ends));
        for each in first {
            each.await.unwrap().unwrap();
        }
        // None of the many has ended; had they both places, there would be none for the one.
        one.await.unwrap().unwrap();
        drop(many_end);
        for each in many {
            each.await.unwrap().unwrap();
        }
    }
}
