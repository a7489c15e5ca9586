//! Wrong secrets, held down by address and by key.
//!
//! A proof takes a place in each counter before the database is asked, and gives it back unless the
//! secret was wrong: guesses made at once count as those made in turn, and right secrets cost
//! nothing. Where a counter lacks a place only because others are asking, one waits for them.
//!
//! Nobody can lock out another. A guesser first uses up what their own address has at that key. A
//! key that many addresses guess at gives each of them one guess more, which the owner's address
//! has as well; and who gave the right secret from an address before is held by the address alone.

use std::hash::{BuildHasher as _, Hash};
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use quick_cache::sync::Cache as BoundedCache;
use tokio::sync::Notify;

use crate::clock::Steady;
use crate::limit::{Bucket, Rate};

/// Wrong secrets a minute from one address (one /64 of IPv6).
const BY_ADDRESS: Rate = Rate::per_minute(100);
/// Wrong secrets a minute for one key from one address.
const BY_KEY_AND_ADDRESS: Rate = Rate::per_minute(30);
/// Wrong secrets a minute for one key from all addresses; then each has one a minute.
const BY_KEY: Rate = Rate::per_minute(300);
/// Wrong passwords from one address: 50 at once, then one each 6 seconds.
const PEOPLE_BY_ADDRESS: Rate = Rate { burst: 50, micros_each: 6_000_000 };
/// Wrong passwords of one person from one address: 10 at once, then one each 30 seconds.
const PERSON_BY_ADDRESS: Rate = Rate { burst: 10, micros_each: 30_000_000 };
/// Wrong passwords of one person from all addresses: 30 at once, then one each 10 seconds; then each
/// address that gave no wrong one has one.
const PERSON: Rate = Rate { burst: 30, micros_each: 10_000_000 };
/// How many of each are remembered.
const REMEMBERED: usize = 10_000;

/// Where wrong secrets are counted.
pub(crate) struct Throttle {
    addresses: Counters<IpAddr>,
    pairs: Counters<(u64, IpAddr)>,
    keys: Counters<u64>,
    proved: BoundedCache<(u64, IpAddr), ()>,
    hasher: std::hash::RandomState,
    /// Held while one looks at its counters and takes from all of them.
    door: Mutex<()>,
}

impl Default for Throttle {
    fn default() -> Self {
        Self::of(BY_ADDRESS, BY_KEY_AND_ADDRESS, BY_KEY)
    }
}

impl Throttle {
    /// For passwords, which are guessed more easily than secrets.
    pub(crate) fn of_people() -> Self {
        Self::of(PEOPLE_BY_ADDRESS, PERSON_BY_ADDRESS, PERSON)
    }

    fn of(address: Rate, pair: Rate, key: Rate) -> Self {
        Self {
            addresses: Counters::new(address),
            pairs: Counters::new(pair),
            keys: Counters::new(key),
            proved: BoundedCache::new(REMEMBERED),
            hasher: std::hash::RandomState::new(),
            door: Mutex::default(),
        }
    }
}

impl Throttle {
    /// Lets a proof for `key` from `address` ask the database; `None` where too many were wrong.
    pub(crate) async fn admit(
        &self,
        key: &str,
        address: IpAddr,
        now: Steady,
    ) -> Option<Attempt<'_>> {
        let pair = (self.hasher.hash_one(key), network(address));
        loop {
            match self.enter(pair, now) {
                Ok(attempt) => return Some(attempt),
                Err(Full::OfWrong) => return None,
                Err(Full::OfAsking(counter)) => counter.wait().await,
            }
        }
    }

    fn enter(&self, pair: (u64, IpAddr), now: Steady) -> Result<Attempt<'_>, Full> {
        let _door = self.door.lock().unwrap_or_else(PoisonError::into_inner);
        let mut counters = vec![self.addresses.of(&pair.1)];
        let mut last = None;
        counters[0].look(now)?;
        if self.proved.get(&pair).is_none() {
            let (of_pair, of_key) = (self.pairs.of(&pair), self.keys.of(&pair.0));
            of_pair.look(now)?;
            match of_key.look(now) {
                Ok(()) => counters.push(of_key),
                Err(_) if of_pair.is_clean(now) => last = Some(Arc::clone(&of_pair)),
                // One from here may be about to prove itself.
                Err(Full::OfWrong) if of_pair.is_asked() => return Err(Full::OfAsking(of_pair)),
                Err(full) => return Err(full),
            }
            counters.push(of_pair);
        }
        let places = counters.into_iter().map(|counter| Place::take(counter, now)).collect();
        Ok(Attempt { throttle: self, pair, now, places, last })
    }
}

/// What counts as one address.
pub(crate) fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() >> 64 << 64)),
        v4 @ IpAddr::V4(_) => v4,
    }
}

/// One proof while it asks. Dropped, it counts for nothing: nobody learnt anything.
pub(crate) struct Attempt<'a> {
    throttle: &'a Throttle,
    pair: (u64, IpAddr),
    now: Steady,
    places: Vec<Place>,
    /// Where the key had none left: what its address has no more of, should this one be wrong.
    last: Option<Arc<Counter>>,
}

impl Attempt<'_> {
    /// The secret was right.
    pub(crate) fn was_right(self) {
        self.throttle.proved.insert(self.pair, ());
    }

    /// The secret was wrong.
    pub(crate) fn was_wrong(mut self) {
        for place in &mut self.places {
            place.is_kept = true;
        }
        if let Some(counter) = self.last.take() {
            counter.state().bucket.empty(counter.rate, self.now);
        }
    }
}

/// A counter for each of the last `K`.
struct Counters<K> {
    rate: Rate,
    remembered: BoundedCache<K, Arc<Counter>>,
}

impl<K: Hash + Eq + Clone> Counters<K> {
    fn new(rate: Rate) -> Self {
        Self { rate, remembered: BoundedCache::new(REMEMBERED) }
    }

    fn of(&self, key: &K) -> Arc<Counter> {
        let new = || Ok::<_, std::convert::Infallible>(Arc::new(Counter::new(self.rate)));
        match self.remembered.get_or_insert_with(key, new) {
            Ok(counter) => counter,
        }
    }
}

struct Counter {
    rate: Rate,
    state: Mutex<State>,
    left: Notify,
}

#[derive(Default)]
struct State {
    bucket: Bucket,
    /// How many have a place and still ask.
    asking: usize,
}

/// Why a counter has no place.
enum Full {
    /// So many secrets were wrong.
    OfWrong,
    /// Some still ask, and may give theirs back.
    OfAsking(Arc<Counter>),
}

impl Counter {
    fn new(rate: Rate) -> Self {
        Self { rate, state: Mutex::default(), left: Notify::new() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether there is a place.
    fn look(self: &Arc<Self>, now: Steady) -> Result<(), Full> {
        let state = self.state();
        if state.bucket.has_one(self.rate, now) {
            Ok(())
        } else if state.asking > 0 {
            Err(Full::OfAsking(Arc::clone(self)))
        } else {
            Err(Full::OfWrong)
        }
    }

    fn is_clean(&self, now: Steady) -> bool {
        self.state().bucket.is_full(now)
    }

    fn is_asked(&self) -> bool {
        self.state().asking > 0
    }

    /// Waits until one that asks has its answer.
    async fn wait(&self) {
        let left = self.left.notified();
        // The last may have left since: then nobody would wake this one.
        if self.is_asked() {
            left.await;
        }
    }
}

/// One place of a counter.
struct Place {
    counter: Arc<Counter>,
    /// It is not given back.
    is_kept: bool,
}

impl Place {
    /// Takes one that was seen to be there.
    fn take(counter: Arc<Counter>, now: Steady) -> Self {
        let mut state = counter.state();
        state.bucket.take(counter.rate, now);
        state.asking += 1;
        drop(state);
        Self { counter, is_kept: false }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut state = self.counter.state();
        state.asking -= 1;
        if !self.is_kept {
            state.bucket.give_back(self.counter.rate);
        }
        // One place for one; the last tells all, since there is nobody left to wait for.
        if state.asking > 0 {
            self.counter.left.notify_one();
        } else {
            self.counter.left.notify_waiters();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    use super::*;

    const NOW: Steady = Steady(1_000_000);

    fn later(seconds: i64) -> Steady {
        Steady(NOW.0 + seconds * 1_000_000)
    }

    fn address(last: u8) -> IpAddr {
        IpAddr::from([192, 0, 2, last])
    }

    /// What is decided without waiting.
    fn at_once<T>(work: impl Future<Output = T>) -> Poll<T> {
        pin!(work).poll(&mut Context::from_waker(Waker::noop()))
    }

    /// Whether a proof is let in at once.
    fn admits(throttle: &Throttle, key: &str, from: u8, now: Steady) -> bool {
        matches!(at_once(throttle.admit(key, address(from), now)), Poll::Ready(Some(_)))
    }

    fn guess(throttle: &Throttle, key: &str, from: u8, times: usize) {
        for time in 0..times {
            let Poll::Ready(Some(attempt)) = at_once(throttle.admit(key, address(from), NOW))
            else {
                panic!("guess {time} at {key} from {from} is not let in");
            };
            attempt.was_wrong();
        }
    }

    #[test]
    fn a_guesser_is_held_at_the_key_and_then_everywhere_and_nobody_else_is() {
        let throttle = Throttle::default();
        guess(&throttle, "app", 1, 30);
        assert!(!admits(&throttle, "app", 1, NOW));
        assert!(admits(&throttle, "app", 2, NOW));
        guess(&throttle, "other", 1, 30);
        guess(&throttle, "third", 1, 30);
        guess(&throttle, "fourth", 1, 10);
        assert!(!admits(&throttle, "fifth", 1, NOW));
        assert!(admits(&throttle, "fifth", 1, later(1)));
        assert!(!admits(&throttle, "app", 1, later(1)));
        assert!(admits(&throttle, "app", 1, later(2)));
    }

    #[test]
    fn under_many_guessers_each_address_has_one_guess_a_minute() {
        let throttle = Throttle::default();
        for from in 1..=10 {
            guess(&throttle, "app", from, 30);
        }
        guess(&throttle, "app", 11, 1);
        assert!(!admits(&throttle, "app", 11, NOW));
        assert!(admits(&throttle, "app", 12, NOW), "a right secret");
        assert!(admits(&throttle, "app", 12, NOW), "took nothing");
        assert!(admits(&throttle, "other", 11, NOW));
        assert!(admits(&throttle, "app", 11, later(60)));
    }

    #[test]
    fn who_proved_before_is_held_by_the_address_alone() {
        let throttle = Throttle::default();
        let Poll::Ready(Some(attempt)) = at_once(throttle.admit("app", address(1), NOW)) else {
            panic!("the first is let in");
        };
        attempt.was_right();
        guess(&throttle, "app", 1, 100);
        assert!(!admits(&throttle, "app", 1, NOW));
    }

    #[test]
    fn one_waits_for_those_that_ask_and_is_refused_only_for_wrong_secrets() {
        for (wrong, is_admitted) in [(0, true), (29, true), (30, false)] {
            let throttle = Throttle::default();
            let ask = || at_once(throttle.admit("app", address(1), NOW));
            let mut asking: Vec<_> = (0..30)
                .map(|_| match ask() {
                    Poll::Ready(Some(attempt)) => attempt,
                    Poll::Ready(None) | Poll::Pending => panic!("there is a place"),
                })
                .collect();
            let mut waiting = pin!(throttle.admit("app", address(1), NOW));
            let mut context = Context::from_waker(Waker::noop());
            assert!(waiting.as_mut().poll(&mut context).is_pending());
            for attempt in asking.drain(..wrong) {
                attempt.was_wrong();
            }
            drop(asking);
            match waiting.as_mut().poll(&mut context) {
                Poll::Ready(attempt) => assert_eq!(attempt.is_some(), is_admitted, "{wrong}"),
                Poll::Pending => panic!("{wrong}: nobody asks any more"),
            }
        }
    }

    #[test]
    fn under_many_guessers_those_of_one_address_wait_for_its_first() {
        let throttle = Throttle::default();
        for from in 1..=10 {
            guess(&throttle, "app", from, 30);
        }
        let Poll::Ready(Some(first)) = at_once(throttle.admit("app", address(11), NOW)) else {
            panic!("a clean address is let in");
        };
        let mut second = pin!(throttle.admit("app", address(11), NOW));
        let mut context = Context::from_waker(Waker::noop());
        assert!(second.as_mut().poll(&mut context).is_pending());
        first.was_right();
        assert!(matches!(second.as_mut().poll(&mut context), Poll::Ready(Some(_))));
    }
}
