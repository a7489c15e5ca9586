//! Who is connected to a node, who of them must be woken by a change, and who has not said yet who
//! they are.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use openrooms_core::id::{CorpId, DeviceUnionId};
use openrooms_store::Change;
use tokio::sync::{Notify, Semaphore, watch};
use tokio::time::timeout;

use super::GOODBYE;
use crate::throttle::network;

/// How many devices one node is connected to.
const MOST_LINKS: usize = 4096;
/// How many connections from one address (one /64 of IPv6) have not said yet who they are.
const MOST_STRANGERS: u32 = 64;

/// By organisation and device.
type Listeners = HashMap<(CorpId, DeviceUnionId), Vec<Arc<Notify>>>;

/// The connections of a node.
pub(crate) struct Links {
    listeners: Mutex<Listeners>,
    pub(super) places: Arc<Semaphore>,
    pub(super) strangers: Strangers,
    pub(super) stop: watch::Sender<bool>,
}

impl Default for Links {
    fn default() -> Self {
        Self {
            listeners: Mutex::default(),
            places: Arc::new(Semaphore::new(MOST_LINKS)),
            strangers: Strangers::default(),
            stop: watch::Sender::new(false),
        }
    }
}

impl Links {
    fn listeners(&self) -> MutexGuard<'_, Listeners> {
        self.listeners.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What wakes a new connection of a device.
    pub(super) fn listen(&self, whose: &(CorpId, DeviceUnionId)) -> Arc<Notify> {
        let told = Arc::new(Notify::new());
        self.listeners().entry(whose.clone()).or_default().push(Arc::clone(&told));
        told
    }

    /// A connection has ended.
    pub(super) fn forget(&self, whose: &(CorpId, DeviceUnionId), told: &Arc<Notify>) {
        let mut listeners = self.listeners();
        if let Some(of_device) = listeners.get_mut(whose) {
            of_device.retain(|each| !Arc::ptr_eq(each, told));
            if of_device.is_empty() {
                listeners.remove(whose);
            }
        }
    }

    /// Wakes those whom a change may concern.
    pub(crate) fn tell(&self, changes: &[Change]) {
        let listeners = self.listeners();
        for change in changes {
            match change {
                Change::Device(corp, id) => {
                    let found = listeners.get(&(corp.clone(), id.clone()));
                    found.into_iter().flatten().for_each(|each| each.notify_one());
                }
                Change::Organisation(of) => {
                    let found = listeners.iter().filter(|((corp, _), _)| corp == of);
                    found.flat_map(|(_, each)| each).for_each(|each| each.notify_one());
                }
                Change::Directory(_)
                | Change::Person(..)
                | Change::Room(..)
                | Change::Client(_)
                | Change::Tokens(..) => {}
            }
        }
    }

    /// Wakes all.
    pub(crate) fn tell_all(&self) {
        self.listeners().values().flatten().for_each(|each| each.notify_one());
    }

    /// Closes all, and waits for them a little.
    pub(crate) async fn close(&self) {
        self.stop.send_replace(true);
        let all = u32::try_from(MOST_LINKS).unwrap_or(u32::MAX);
        let _ = timeout(GOODBYE * 2, self.places.acquire_many(all)).await;
    }
}

/// Who is connected and has not said yet who they are, by address: nobody takes all places by silence.
#[derive(Clone, Default)]
pub(super) struct Strangers(Arc<Mutex<HashMap<IpAddr, u32>>>);

impl Strangers {
    fn counts(&self) -> MutexGuard<'_, HashMap<IpAddr, u32>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets one more in from an address; `None` where there are too many.
    pub(super) fn admit(&self, address: IpAddr) -> Option<Stranger> {
        let network = network(address);
        let mut counts = self.counts();
        let count = counts.entry(network).or_default();
        if *count >= MOST_STRANGERS {
            return None;
        }
        *count += 1;
        drop(counts);
        Some(Stranger { among: self.clone(), network })
    }
}

/// One of them, until it is dropped.
pub(super) struct Stranger {
    among: Strangers,
    network: IpAddr,
}

impl Drop for Stranger {
    fn drop(&mut self) {
        if let Entry::Occupied(mut count) = self.among.counts().entry(self.network) {
            *count.get_mut() -= 1;
            if *count.get() == 0 {
                count.remove();
            }
        }
    }
}
