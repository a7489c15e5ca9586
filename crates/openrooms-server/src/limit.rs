//! Limits: calls a second and calls a month. Wrong secrets are in `throttle.rs`.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use openrooms_core::id::CorpId;
use openrooms_core::month::Month;
use openrooms_core::time::{EpochMillis, Zone};
use openrooms_store::{CallCount, Store, StoreError};

use crate::clock::Steady;

/// A bucket of calls that fills again steadily: the generic cell rate algorithm on one number, the
/// microsecond at which it will be full. It is of the steady clock: by one that is put back a bucket
/// would stay empty until that clock has caught up.
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

    /// When a bucket that would be full at `full_at` will be, once one more is taken; `None` where
    /// it has none.
    fn step(self, full_at: i64, now: Steady) -> Option<i64> {
        let whole = self.burst.saturating_mul(self.micros_each);
        let next = full_at.max(now.0) + self.micros_each;
        (next - now.0 <= whole).then_some(next)
    }
}

impl Bucket {
    /// Takes one, if there is one.
    pub(crate) fn take(&self, rate: Rate, now: Steady) -> bool {
        self.0
            .fetch_update(Ordering::AcqRel, Ordering::Acquire, |full_at| rate.step(full_at, now))
            .is_ok()
    }

    /// Whether one could be taken.
    pub(crate) fn has_one(&self, rate: Rate, now: Steady) -> bool {
        rate.step(self.0.load(Ordering::Acquire), now).is_some()
    }

    /// Whether none is missing.
    pub(crate) fn is_full(&self, now: Steady) -> bool {
        self.0.load(Ordering::Acquire) <= now.0
    }

    /// Undoes a take.
    pub(crate) fn give_back(&self, rate: Rate) {
        self.0.fetch_sub(rate.micros_each, Ordering::AcqRel);
    }

    /// Takes all that there is.
    pub(crate) fn empty(&self, rate: Rate, now: Steady) {
        let whole = rate.burst.saturating_mul(rate.micros_each);
        self.0.store(now.0.saturating_add(whole), Ordering::Release);
    }
}

/// How many operations one client can be seen to call: more than there are.
const OPERATIONS: usize = 128;

/// The buckets of one client.
pub(crate) enum Buckets {
    /// One for each operation that it calls, in the order of the first call.
    ByOperation(Box<[OnceLock<(&'static str, Bucket)>]>),
    /// One for all of them.
    Whole(Bucket),
}

impl Default for Buckets {
    fn default() -> Self {
        Self::ByOperation((0..OPERATIONS).map(|_| OnceLock::new()).collect())
    }
}

impl Buckets {
    /// One bucket for all operations.
    pub(crate) fn whole() -> Self {
        Self::Whole(Bucket::default())
    }

    /// Takes one call of `operation`.
    pub(crate) fn take(&self, operation: &'static str, rate: Rate, now: Steady) -> bool {
        let buckets = match self {
            Self::ByOperation(buckets) => buckets,
            Self::Whole(bucket) => return bucket.take(rate, now),
        };
        let of = |slot: &OnceLock<(&'static str, Bucket)>| {
            let (name, bucket) = slot.get_or_init(|| (operation, Bucket::default()));
            (*name == operation).then(|| bucket.take(rate, now))
        };
        buckets.iter().find_map(of).unwrap_or(true)
    }
}

/// The calls of one organisation, as far as this node knows.
pub(crate) struct CallCounter {
    corp: CorpId,
    zone: Zone,
    /// The month that is counted now. Whoever calls in the very instant of its end may be counted
    /// on either side.
    ends_at: AtomicI64,
    /// What all others answered in it, when we last asked.
    others: AtomicI64,
    /// What this node answered in it.
    own: AtomicI64,
    books: Mutex<Books>,
}

/// What of the count is written down.
struct Books {
    /// The month that is counted now.
    month: Month,
    /// How much of this node's count of it is written down.
    written: i64,
    /// What is left of months before: their number, and calls to be written down.
    before: Vec<(i32, i64)>,
}

impl CallCounter {
    fn new(corp: CorpId, zone: Zone, now: EpochMillis) -> Self {
        let month = Month::of(now, &zone);
        Self {
            corp,
            zone,
            ends_at: AtomicI64::new(month.end.0),
            others: AtomicI64::new(0),
            own: AtomicI64::new(0),
            books: Mutex::new(Books { month, written: 0, before: Vec::new() }),
        }
    }

    fn books(&self) -> MutexGuard<'_, Books> {
        self.books.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts one call, unless the month's `limit` (0: none) is used up.
    pub(crate) fn count(&self, limit: i64, now: EpochMillis) -> bool {
        if now.0 >= self.ends_at.load(Ordering::Acquire) {
            self.turn_page(now);
        }
        let own = self.own.fetch_add(1, Ordering::AcqRel);
        if limit > 0 && self.others.load(Ordering::Acquire) + own >= limit {
            self.own.fetch_sub(1, Ordering::AcqRel);
            return false;
        }
        true
    }

    /// Begins the month that holds `now`.
    fn turn_page(&self, now: EpochMillis) {
        let mut books = self.books();
        if now < books.month.end {
            return; // somebody else was here first
        }
        let left = self.own.swap(0, Ordering::AcqRel) - books.written;
        let number = books.month.number;
        if left > 0 {
            books.before.push((number, left));
        }
        books.month = Month::of(now, &self.zone);
        books.written = 0;
        self.others.store(0, Ordering::Release);
        self.ends_at.store(books.month.end.0, Ordering::Release);
    }

    /// What is to be written down: calls by month.
    fn unwritten(&self) -> Vec<(i32, i64)> {
        let books = self.books();
        let new = self.own.load(Ordering::Acquire) - books.written;
        let current = (new > 0).then_some((books.month.number, new));
        books.before.iter().copied().chain(current).collect()
    }

    /// So many calls of a month are written down.
    fn wrote(&self, month: i32, calls: i64) {
        let mut books = self.books();
        if let Some(at) = books.before.iter().position(|(number, _)| *number == month) {
            books.before[at].1 -= calls;
            books.before.retain(|(_, left)| *left > 0);
        } else if books.month.number == month {
            books.written += calls;
        }
    }

    /// Takes over a total from the database.
    fn learn(&self, month: i32, total: i64) {
        let books = self.books();
        if books.month.number == month {
            self.others.store(total - books.written, Ordering::Release);
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
            let counter = Arc::new(CallCounter::new(corp.clone(), zone.clone(), now));
            for (month, total) in totals {
                counter.learn(*month, *total);
            }
            counter
        });
        counters.insert(corp.clone(), Arc::clone(&counter));
        counter
    }

    fn known(&self, corp: &CorpId) -> Option<Arc<CallCounter>> {
        let counters = self.counters.lock().unwrap_or_else(PoisonError::into_inner);
        counters.get(corp).cloned()
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
        let open = counters.iter().flat_map(|counter| {
            let each = counter.unwritten().into_iter();
            each.map(move |(month, calls)| (counter, month, calls))
        });
        let open: Vec<_> = open.collect();
        if !open.is_empty() {
            let counts = open.iter().map(|(counter, month, calls)| CallCount {
                corp: counter.corp.clone(),
                month: *month,
                calls: *calls,
            });
            store.add_calls(&counts.collect::<Vec<_>>(), now).await?;
            for (counter, month, calls) in open {
                counter.wrote(month, calls);
            }
        }
        // A minute more than needed, for nodes whose clocks differ.
        for total in store.calls_since(EpochMillis(now.0 - 60_000)).await? {
            if let Some(counter) = self.known(&total.corp) {
                counter.learn(total.month, total.calls);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_gives_what_it_holds_and_fills_steadily() {
        let (bucket, rate) = (Bucket::default(), Rate::per_second(2));
        let at = |millis: i64| Steady(millis * 1000);
        let taken = [0, 0, 0, 499, 500, 999, 1000, 1000, 3000, 3000, 3000]
            .map(|t| bucket.take(rate, at(t)));
        let wanted = [true, true, false, false, true, false, true, false, true, true, false];
        assert_eq!(taken, wanted);
    }

    #[test]
    fn a_month_is_exact_on_one_node() {
        let now = EpochMillis(1_793_462_400_000);
        let counter = CallCounter::new(CorpId::new("c"), Zone::default(), EpochMillis(now.0 - 1));
        assert!(
            counter.count(1, EpochMillis(now.0 - 1)) && !counter.count(1, EpochMillis(now.0 - 1))
        );
        let admitted = (0..5).filter(|_| counter.count(3, now)).count();
        assert_eq!(admitted, 3, "the next month");
        assert!(counter.count(0, now), "no limit");
        assert_eq!(counter.unwritten(), [(202_610, 1), (202_611, 4)]);
        counter.wrote(202_610, 1);
        counter.wrote(202_611, 3);
        assert_eq!(counter.unwritten(), [(202_611, 1)]);
        counter.learn(202_611, 10);
        assert!(counter.count(12, now) && !counter.count(12, now), "seven of others, then five");
    }
}
