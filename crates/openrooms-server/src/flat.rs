//! A hash table that is read without a lock and without following pointers.
//!
//! A read of a large table costs what it misses in the processor's caches, so a key and its value lie
//! in one slot of one array (docs/BENCHMARKS.md). A slot is written once; what is removed or
//! replaced is only marked, and goes when the table is next rebuilt.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use arc_swap::ArcSwap;

/// The fewest slots of a table that is not empty.
const FEWEST: usize = 16;

/// A key: a keyed hash of an id, so that nobody outside can aim at a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    /// Where the search begins.
    place: u64,
    rest: u64,
}

impl From<u128> for Key {
    fn from(hash: u128) -> Self {
        let [place, rest] = [hash, hash >> 64].map(|half| {
            #[expect(clippy::cast_possible_truncation, reason = "half of a hash is a hash")]
            let half = half as u64;
            half
        });
        Self { place, rest }
    }
}

/// The table. Writers wait for each other; readers for nobody.
pub(crate) struct FlatMap<V> {
    table: ArcSwap<Table<V>>,
    /// How many slots of the table were ever written.
    written: Mutex<usize>,
}

struct Table<V>(Box<[Slot<V>]>);

/// A short entry does not lie across two lines of the processor's cache.
#[repr(align(32))]
struct Slot<V> {
    entry: OnceLock<(Key, V)>,
    is_gone: AtomicBool,
}

/// A table as it stands, for several reads.
pub(crate) struct Pinned<V>(arc_swap::Guard<Arc<Table<V>>>);

impl<V> Pinned<V> {
    /// What is held under `key`.
    pub(crate) fn get(&self, key: Key) -> Option<&V> {
        self.0.slot(key)?.entry.get().map(|(_, value)| value)
    }
}

impl<V> Table<V> {
    fn of(slots: usize) -> Self {
        let empty = || Slot { entry: OnceLock::new(), is_gone: AtomicBool::new(false) };
        Self(std::iter::repeat_with(empty).take(slots).collect())
    }

    /// The slots in which `key` may be, in the order of the search. Their number is a power of two.
    fn search(&self, key: Key) -> impl Iterator<Item = &Slot<V>> {
        let mask = self.0.len().wrapping_sub(1);
        #[expect(clippy::cast_possible_truncation, reason = "a part of a hash is a hash")]
        let begin = key.place as usize;
        (0..self.0.len()).map(move |step| &self.0[begin.wrapping_add(step) & mask])
    }

    /// The slot that holds `key`.
    fn slot(&self, key: Key) -> Option<&Slot<V>> {
        for slot in self.search(key) {
            let (held, _) = slot.entry.get()?;
            if *held == key && !slot.is_gone.load(Ordering::Acquire) {
                return Some(slot);
            }
        }
        None
    }

    /// Writes the first free slot. The table has one.
    fn put(&self, key: Key, value: V) {
        let mut entry = Some((key, value));
        for slot in self.search(key) {
            if slot.entry.get().is_none()
                && let Some(entry) = entry.take()
            {
                let _ = slot.entry.set(entry);
                return;
            }
        }
    }
}

impl<V> Default for FlatMap<V> {
    fn default() -> Self {
        Self { table: ArcSwap::from_pointee(Table::of(0)), written: Mutex::new(0) }
    }
}

impl<V: Clone> FlatMap<V> {
    /// The table as it stands now. Holding on to it keeps a table that was replaced in memory.
    pub(crate) fn pin(&self) -> Pinned<V> {
        Pinned(self.table.load())
    }

    /// Holds `value` under `key`, in place of what was held.
    pub(crate) fn insert(&self, key: Key, value: V) {
        let mut written = self.written();
        let table = self.table.load();
        if let Some(slot) = table.slot(key) {
            slot.is_gone.store(true, Ordering::Release);
        }
        // Half full at most: a search ends after one or two slots.
        if (*written + 1) * 2 <= table.0.len() {
            table.put(key, value);
            *written += 1;
        } else {
            drop(table);
            *written = self.rebuild(|_| true, Some((key, value)));
        }
    }

    /// Holds `key` no longer.
    pub(crate) fn remove(&self, key: Key) {
        let _written = self.written();
        if let Some(slot) = self.table.load().slot(key) {
            slot.is_gone.store(true, Ordering::Release);
        }
    }

    /// Holds on to those values only that `keeps` names.
    pub(crate) fn retain(&self, keeps: impl Fn(&V) -> bool) {
        let mut written = self.written();
        *written = self.rebuild(keeps, None);
    }

    /// Holds nothing any more.
    pub(crate) fn clear(&self) {
        self.retain(|_| false);
    }

    fn written(&self) -> std::sync::MutexGuard<'_, usize> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Another table with what is kept of this one, and `more`; gives the number of its entries.
    fn rebuild(&self, keeps: impl Fn(&V) -> bool, more: Option<(Key, V)>) -> usize {
        let old = self.table.load();
        let kept = || {
            let slots = old.0.iter().filter(|slot| !slot.is_gone.load(Ordering::Acquire));
            slots.filter_map(|slot| slot.entry.get()).filter(|(_, value)| keeps(value))
        };
        let entries = kept().count() + usize::from(more.is_some());
        let slots = if entries == 0 { 0 } else { (entries * 3).next_power_of_two().max(FEWEST) };
        let new = Table::of(slots);
        for (key, value) in kept().cloned().chain(more) {
            new.put(key, value);
        }
        self.table.store(Arc::new(new));
        entries
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::sync::atomic::AtomicUsize;

    use super::*;

    /// Keys that share their place, so that searches are long.
    fn key(number: u64) -> Key {
        Key { place: number % 5, rest: number }
    }

    #[test]
    fn it_holds_what_a_map_of_the_standard_library_holds() {
        let (flat, mut model) = (FlatMap::default(), HashMap::<u64, u64>::new());
        let mut state = 1_u64;
        let mut random = |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 33) % below
        };
        for step in 0..20_000_u64 {
            let number = random(60);
            match random(40) {
                0 => {
                    flat.retain(|value: &u64| !value.is_multiple_of(3));
                    model.retain(|_, value| !value.is_multiple_of(3));
                }
                1 if step % 7 == 0 => {
                    flat.clear();
                    model.clear();
                }
                2..=12 => {
                    flat.remove(key(number));
                    model.remove(&number);
                }
                _ => {
                    flat.insert(key(number), step);
                    model.insert(number, step);
                }
            }
            let pinned = flat.pin();
            for number in 0..60 {
                assert_eq!(pinned.get(key(number)), model.get(&number), "{number} at {step}");
            }
        }
    }

    #[test]
    fn a_reader_sees_a_whole_value_or_none_while_others_write() {
        let flat = FlatMap::default();
        let (left, seen) = (AtomicUsize::new(2), AtomicUsize::new(0));
        std::thread::scope(|threads| {
            for half in 0..2_u64 {
                let (flat, left) = (&flat, &left);
                threads.spawn(move || {
                    for step in 0..20_000_u64 {
                        let number = 2 * (step % 50) + half;
                        flat.insert(key(number), Arc::new([number, step, number ^ step]));
                        if step % 11 == 0 {
                            flat.remove(key(number));
                        }
                    }
                    left.fetch_sub(1, Ordering::AcqRel);
                });
            }
            while left.load(Ordering::Acquire) > 0 {
                for number in 0..100 {
                    if let Some(value) = flat.pin().get(key(number)) {
                        assert_eq!((value[0], value[2]), (number, number ^ value[1]));
                        seen.fetch_add(1, Ordering::Relaxed);
                    }
                }
            }
        });
        let pinned = flat.pin();
        let held: Vec<bool> = (0..100).map(|number| pinned.get(key(number)).is_some()).collect();
        assert!(held.iter().any(|held| *held) && seen.load(Ordering::Relaxed) > 0);
    }
}
