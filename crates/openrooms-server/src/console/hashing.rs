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
    use std::sync::mpsc::channel;

    use super::*;

    #[tokio::test]
    async fn who_asks_much_at_once_waits_behind_who_asks_once() {
        let hashing = Arc::new(Hashing::default());
        let done = Arc::new(Mutex::new(Vec::new()));
        let ask = |last: u8, work: Box<dyn FnOnce() + Send>| {
            let (hashing, done) = (Arc::clone(&hashing), Arc::clone(&done));
            tokio::spawn(async move {
                let address = IpAddr::from([192, 0, 2, last]);
                let noted = Box::new(move || {
                    work();
                    done.lock().unwrap().push(last);
                });
                hashing.slowly(address, noted).await.map_err(|_| "busy").unwrap();
            })
        };
        // Both places are taken until it is told.
        let (goes_on, told) = channel::<()>();
        let told = Arc::new(Mutex::new(told));
        let mut all = Vec::new();
        for last in [1, 2] {
            let told = Arc::clone(&told);
            all.push(ask(
                last,
                Box::new(move || {
                    let _ = told.lock().unwrap().recv();
                }),
            ));
        }
        tokio::task::yield_now().await;
        all.extend((0..20).map(|_| ask(3, Box::new(|| {}))));
        tokio::task::yield_now().await;
        all.push(ask(4, Box::new(|| {})));
        tokio::task::yield_now().await;
        drop(goes_on);
        for one in all {
            one.await.unwrap();
        }
        let done = done.lock().unwrap();
        let place = done.iter().position(|last| *last == 4).unwrap();
        assert!(place < 8, "{done:?}");
    }
}
