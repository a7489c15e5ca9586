//! Limits: calls a second, calls a month, wrong secrets.

use std::hash::Hash;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use openrooms_core::id::CorpId;
use openrooms_core::month::Month;
use openrooms_core::time::{EpochMillis, Zone};
use openrooms_store::{CallCount, Store, StoreError};
use quick_cache::sync::Cache as BoundedCache;

/// A bucket of calls that fills again steadily: the generic cell rate algorithm on one number, the
/// microsecond at which it will be full.
#[derive(Debug, Default)]
pub(crate) struct Bucket(AtomicI64);

/// How a bucket fills.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rate {
    /// What it holds when full.
    pub(crate) burst: i64,
    /// How long one call takes to fill in.
    pub(crate) micros_each: i64,
}

impl Rate {
    /// So many a second, all of which may come at once.
    pub(crate) fn per_second(calls: u32) -> Self {
        let calls = i64::from(calls.max(1));
        Self { burst: calls, micros_each: (1_000_000 / calls).max(1) }
    }

    /// So many a minute, all of which may come at once.
    pub(crate) const fn per_minute(calls: i64) -> Self {
        Self { burst: calls, micros_each: 60_000_000 / calls }
    }
}

impl Bucket {
    /// Takes one, if there is one.
    pub(crate) fn take(&self, rate: Rate, now: EpochMillis) -> bool {
        self.try_update(rate, now, true)
    }

    /// Whether one could be taken.
    pub(crate) fn has_one(&self, rate: Rate, now: EpochMillis) -> bool {
        self.try_update(rate, now, false)
    }

    fn try_update(&self, rate: Rate, now: EpochMillis, takes: bool) -> bool {
        let now = now.0.saturating_mul(1000);
        let whole = rate.burst.saturating_mul(rate.micros_each);
        let step = |full_at: i64| {
            // A clock that was put back leaves a bucket at most empty.
            let full_at = full_at.clamp(now, now.saturating_add(whole));
            let next = full_at + rate.micros_each;
            (next - now <= whole).then_some(next)
        };
        if takes {
            self.0.fetch_update(Ordering::AcqRel, Ordering::Acquire, step).is_ok()
        } else {
            step(self.0.load(Ordering::Acquire)).is_some()
        }
    }
}

/// The buckets of one client: one for each operation that it calls.
#[derive(Default)]
pub(crate) struct Buckets(papaya::HashMap<&'static str, Bucket>);

impl Buckets {
    /// Takes one call of `operation`.
    pub(crate) fn take(&self, operation: &'static str, rate: Rate, now: EpochMillis) -> bool {
        self.0.pin().get_or_insert_with(operation, Bucket::default).take(rate, now)
    }
}

/// The calls of one organisation, as far as this node knows.
pub(crate) struct CallCounter {
    corp: CorpId,
    zone: Zone,
    month: papaya::HashMap<(), Arc<MonthCount>>,
    /// Months that were begun and may have calls to be written down.
    begun: Mutex<Vec<Arc<MonthCount>>>,
}

struct MonthCount {
    month: Month,
    /// What all others answered, when we last asked.
    others: AtomicI64,
    /// What this node answered.
    own: AtomicI64,
    /// How much of it is written down.
    written: AtomicI64,
}

impl CallCounter {
    fn new(corp: CorpId, zone: Zone) -> Self {
        Self { corp, zone, month: papaya::HashMap::new(), begun: Mutex::default() }
    }

    /// Counts one call, unless the month's `limit` (0: none) is used up.
    pub(crate) fn count(&self, limit: i64, now: EpochMillis) -> bool {
        let months = self.month.pin();
        let count = match months.get(&()) {
            Some(count) if count.month.holds(now) => Arc::clone(count),
            _ => self.begin(now),
        };
        let own = count.own.fetch_add(1, Ordering::AcqRel);
        if limit > 0 && count.others.load(Ordering::Acquire) + own >= limit {
            count.own.fetch_sub(1, Ordering::AcqRel);
            return false;
        }
        true
    }

    /// The month that holds `now`, begun where it is not yet.
    fn begin(&self, now: EpochMillis) -> Arc<MonthCount> {
        let mut begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = begun.iter().find(|count| count.month.holds(now)) {
            self.month.pin().insert((), Arc::clone(count));
            return Arc::clone(count);
        }
        let count = Arc::new(MonthCount {
            month: Month::of(now, &self.zone),
            others: AtomicI64::new(0),
            own: AtomicI64::new(0),
            written: AtomicI64::new(0),
        });
        begun.push(Arc::clone(&count));
        self.month.pin().insert((), Arc::clone(&count));
        count
    }

    /// Takes over a total from the database.
    fn learn(&self, month: i32, total: i64) {
        let begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        for count in begun.iter().filter(|count| count.month.number == month) {
            count.others.store(total - count.written.load(Ordering::Acquire), Ordering::Release);
        }
    }
}

/// The counters of all organisations that this node has answered.
#[derive(Default)]
pub(crate) struct Calls {
    counters: Mutex<std::collections::HashMap<CorpId, Arc<CallCounter>>>,
}

impl Calls {
    /// The counter of an organisation; `totals` are what the database had when it was read.
    pub(crate) fn counter(
        &self,
        corp: &CorpId,
        zone: &Zone,
        totals: &[(i32, i64)],
        now: EpochMillis,
    ) -> Arc<CallCounter> {
        let mut counters = self.counters.lock().unwrap_or_else(PoisonError::into_inner);
        let known = counters.get(corp).filter(|counter| counter.zone == *zone).cloned();
        let counter = known.unwrap_or_else(|| {
            let counter = Arc::new(CallCounter::new(corp.clone(), zone.clone()));
            counter.begin(now);
            for (month, total) in totals {
                counter.learn(*month, *total);
            }
            counter
        });
        counters.insert(corp.clone(), Arc::clone(&counter));
        counter
    }

    fn all(&self) -> Vec<Arc<CallCounter>> {
        let counters = self.counters.lock().unwrap_or_else(PoisonError::into_inner);
        counters.values().cloned().collect()
    }

    /// Writes down what was counted, and learns what other nodes did.
    pub(crate) async fn settle(&self, store: &Store, now: EpochMillis) -> Result<(), StoreError> {
        let counters = self.all();
        if counters.is_empty() {
            return Ok(());
        }
        let mut open = Vec::new();
        for counter in &counters {
            let mut begun = counter.begun.lock().unwrap_or_else(PoisonError::into_inner);
            for count in begun.iter() {
                let new = count.own.load(Ordering::Acquire) - count.written.load(Ordering::Acquire);
                if new > 0 {
                    open.push((counter.corp.clone(), Arc::clone(count), new));
                }
            }
            // A month that is over and written down is of no more use.
            begun.retain(|count| {
                now < count.month.end
                    || count.own.load(Ordering::Acquire) != count.written.load(Ordering::Acquire)
            });
        }
        if !open.is_empty() {
            let counts = open.iter().map(|(corp, count, calls)| CallCount {
                corp: corp.clone(),
                month: count.month.number,
                calls: *calls,
            });
            store.add_calls(&counts.collect::<Vec<_>>(), now).await?;
            for (_, count, calls) in &open {
                count.written.fetch_add(*calls, Ordering::AcqRel);
            }
        }
        // A minute more than needed, for nodes whose clocks differ.
        for total in store.calls_since(EpochMillis(now.0 - 60_000)).await? {
            if let Some(counter) = counters.iter().find(|counter| counter.corp == total.corp) {
                counter.learn(total.month, total.calls);
            }
        }
        Ok(())
    }
}

/// Wrong secrets, by key and by address. A right secret costs nothing; who gave one from an address
/// before is not locked out by others who guess at the same key.
pub(crate) struct Throttle {
    keys: BoundedCache<u64, Arc<Bucket>>,
    addresses: BoundedCache<IpAddr, Arc<Bucket>>,
    proved: BoundedCache<(u64, IpAddr), ()>,
    hasher: std::hash::RandomState,
}

/// Wrong secrets a minute for one key.
const WRONG_BY_KEY: Rate = Rate::per_minute(30);
/// Wrong secrets a minute from one address (one /64 of IPv6).
const WRONG_BY_ADDRESS: Rate = Rate::per_minute(100);
/// How many keys and addresses are remembered.
const REMEMBERED: usize = 10_000;

impl Default for Throttle {
    fn default() -> Self {
        Self {
            keys: BoundedCache::new(REMEMBERED),
            addresses: BoundedCache::new(REMEMBERED),
            proved: BoundedCache::new(REMEMBERED),
            hasher: std::hash::RandomState::new(),
        }
    }
}

impl Throttle {
    fn places(&self, key: &str, address: IpAddr) -> (u64, IpAddr) {
        use std::hash::BuildHasher as _;
        let address = match address.to_canonical() {
            IpAddr::V6(v6) => {
                let bits = v6.to_bits() >> 64 << 64;
                IpAddr::V6(Ipv6Addr::from_bits(bits))
            }
            v4 @ IpAddr::V4(_) => v4,
        };
        (self.hasher.hash_one(key), address)
    }

    fn bucket<K: Hash + Eq + Clone>(cache: &BoundedCache<K, Arc<Bucket>>, key: &K) -> Arc<Bucket> {
        let new = || Ok::<_, std::convert::Infallible>(Arc::default());
        match cache.get_or_insert_with(key, new) {
            Ok(bucket) => bucket,
        }
    }

    /// Whether a secret for `key` from `address` is looked at.
    pub(crate) fn admits(&self, key: &str, address: IpAddr, now: EpochMillis) -> bool {
        let (key, address) = self.places(key, address);
        Self::bucket(&self.addresses, &address).has_one(WRONG_BY_ADDRESS, now)
            && (self.proved.get(&(key, address)).is_some()
                || Self::bucket(&self.keys, &key).has_one(WRONG_BY_KEY, now))
    }

    /// The secret was wrong.
    pub(crate) fn failed(&self, key: &str, address: IpAddr, now: EpochMillis) {
        let (key, address) = self.places(key, address);
        Self::bucket(&self.addresses, &address).take(WRONG_BY_ADDRESS, now);
        Self::bucket(&self.keys, &key).take(WRONG_BY_KEY, now);
    }

    /// The secret was right.
    pub(crate) fn proved(&self, key: &str, address: IpAddr) {
        self.proved.insert(self.places(key, address), ());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_gives_what_it_holds_and_fills_steadily() {
        let (bucket, rate) = (Bucket::default(), Rate::per_second(2));
        let at = |millis: i64| EpochMillis(1_700_000_000_000 + millis);
        let taken = [0, 0, 0, 499, 500, 999, 1000, 1000, 3000, 3000, 3000]
            .map(|t| bucket.take(rate, at(t)));
        let wanted = [true, true, false, false, true, false, true, false, true, true, false];
        assert_eq!(taken, wanted);
        assert!(
            !bucket.take(rate, at(-10_000)) || bucket.take(rate, at(-9_000)),
            "a clock put back"
        );
    }

    #[test]
    fn wrong_secrets_lock_the_key_and_the_address_but_not_who_proved_before() {
        let throttle = Throttle::default();
        let now = EpochMillis(1_700_000_000_000);
        let (mallory, alice): (IpAddr, IpAddr) =
            ("192.0.2.1".parse().unwrap(), "192.0.2.2".parse().unwrap());
        throttle.proved("app", alice);
        for _ in 0..30 {
            assert!(throttle.admits("app", mallory, now));
            throttle.failed("app", mallory, now);
        }
        assert!(!throttle.admits("app", mallory, now), "by key");
        assert!(throttle.admits("other", mallory, now));
        assert!(throttle.admits("app", alice, now), "who proved before");
        assert!(!throttle.admits("app", "192.0.2.3".parse().unwrap(), now));
        for _ in 0..70 {
            throttle.failed("other", mallory, now);
        }
        assert!(!throttle.admits("third", mallory, now), "by address");
        assert!(throttle.admits("third", mallory, now.plus_seconds(1)), "a second later");
    }

    #[test]
    fn a_month_is_exact_on_one_node() {
        let counter = CallCounter::new(CorpId::new("c"), Zone::default());
        let now = EpochMillis(1_793_462_400_000);
        let admitted = (0..5).filter(|_| counter.count(3, now)).count();
        assert_eq!(admitted, 3);
        assert!(counter.count(3, EpochMillis(now.0 - 1)), "the month before");
        assert!(counter.count(0, now), "no limit");
    }
}
