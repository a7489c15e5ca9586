//! Work that keeps a processor busy, done aside from the threads that answer.
//!
//! Many rooms are judged for many dates in one call. On a thread of the main runtime everybody would
//! wait for that; so it is done on threads of its own, at most one for each processor, and it ends when
//! the call's patience does, with what it has until then.

use std::sync::Arc;
use std::thread::available_parallelism;

use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use tokio::time::{Instant, timeout_at};

use crate::problem::Problem;

/// Where such work is done.
pub(crate) struct Aside {
    places: Arc<Semaphore>,
}

impl Default for Aside {
    fn default() -> Self {
        let processors = available_parallelism().map_or(1, std::num::NonZero::get);
        Self { places: Arc::new(Semaphore::new(processors)) }
    }
}

impl Aside {
    /// Does it, as soon as there is a place. It is handed what says whether it may go on: until `end`.
    pub(crate) async fn work<T: Send + 'static>(
        &self,
        end: Instant,
        work: impl FnOnce(&mut dyn FnMut() -> bool) -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let place = timeout_at(end, Arc::clone(&self.places).acquire_owned()).await;
        let Ok(Ok(place)) = place else { return Err(Problem::Unavailable) };
        let done = spawn_blocking(move || {
            let done = work(&mut || Instant::now() < end);
            drop(place);
            done
        });
        match done.await {
            Ok(done) => Ok(done),
            // A panic there is one of this call.
            Err(error) => match error.try_into_panic() {
                Ok(panic) => std::panic::resume_unwind(panic),
                Err(_) => Err(Problem::Unavailable),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[tokio::test]
    async fn who_finds_no_place_in_time_is_refused_and_who_is_late_is_told() {
        let aside = Aside { places: Arc::new(Semaphore::new(1)) };
        let later = Instant::now() + Duration::from_mins(1);
        let (release, released) = std::sync::mpsc::channel();
        let first = aside.work(later, move |_| released.recv());
        let second = async {
            let second = aside.work(Instant::now(), |_| ()).await;
            release.send("done").unwrap();
            second
        };
        let (first, second) = tokio::join!(first, second);
        assert_eq!(first.unwrap(), Ok("done"));
        assert!(matches!(second, Err(Problem::Unavailable)));
        // The place is free again.
        assert!(aside.work(later, |goes_on| goes_on()).await.unwrap());
        assert!(!aside.work(Instant::now(), |goes_on| goes_on()).await.unwrap());
    }
}
