//! How often one address may begin: what anybody may ask for, and costs something each time.

use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::Arc;

use quick_cache::sync::Cache as BoundedCache;

use crate::clock::Steady;
use crate::limit::{Bucket, Rate};
use crate::throttle::network;

/// 60 at once, then one a second: an office behind one address comes at nine.
const RATE: Rate = Rate { burst: 60, micros_each: 1_000_000 };
/// How many addresses are remembered.
const REMEMBERED: usize = 10_000;

/// Where it is counted.
pub(crate) struct Pace(BoundedCache<IpAddr, Arc<Bucket>>);

impl Default for Pace {
    fn default() -> Self {
        Self(BoundedCache::new(REMEMBERED))
    }
}

impl Pace {
    /// Takes one, if the address (one /64 of IPv6) has one.
    pub(super) fn admits(&self, address: IpAddr, now: Steady) -> bool {
        let new = || Ok::<_, Infallible>(Arc::default());
        let Ok(bucket) = self.0.get_or_insert_with(&network(address), new);
        bucket.take(RATE, now)
    }
}
