//! What differs between a list that is stored and one that is wanted.

use std::collections::HashMap;
use std::hash::Hash;

use super::Rest;

/// What of a list must be written, and what removed.
pub(super) struct Difference<'a, T> {
    pub(super) puts: Vec<&'a T>,
    /// What is there already of `puts`, and all that goes.
    pub(super) stale: Vec<&'a T>,
    pub(super) removed: usize,
    /// How long the wanted list is.
    pub(super) wanted: usize,
}

impl<T> Difference<'_, T> {
    pub(super) fn is_empty(&self) -> bool {
        self.puts.is_empty() && self.removed == 0
    }
}

pub(super) fn difference<'a, T: PartialEq, K: Hash + Eq>(
    old: &'a [T],
    new: &'a [T],
    key: impl Fn(&'a T) -> K,
    rest: Rest,
) -> Difference<'a, T> {
    let mut by_key: HashMap<K, &T> = old.iter().map(|item| (key(item), item)).collect();
    let (mut puts, mut stale) = (Vec::new(), Vec::new());
    for item in new {
        match by_key.remove(&key(item)) {
            Some(same) if same == item => {}
            Some(other) => {
                puts.push(item);
                stale.push(other);
            }
            None => puts.push(item),
        }
    }
    let mut removed = 0;
    if rest == Rest::Goes {
        removed = by_key.len();
        stale.extend(by_key.into_values());
    }
    Difference { puts, stale, removed, wanted: new.len() }
}
