//! Calls that wait until what the rooms of an organisation hold has changed.
//!
//! However many wait, one task asks the database a few times a second where the calendars of those
//! organisations stand that somebody waits for, and once for what changed in one of them. So a change
//! is heard of on every node, whoever made it, and nobody's booking costs more for it.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use openrooms_core::id::{CorpId, UnionId};
use openrooms_store::{CalendarMark, Changed, Store, StoreError};
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore, broadcast, watch};
use tokio::time::{Instant, timeout, timeout_at};

/// How many calls wait on one node, of them for one organisation, and of these for one person: a page
/// has one.
const MOST_WAITING: usize = 4096;
const MOST_OF_ONE: usize = 1000;
const MOST_OF_PERSON: usize = 30;
/// How often the calendars are asked for.
const PULSE: Duration = Duration::from_millis(300);
/// How long they may take to answer.
const PATIENCE: Duration = Duration::from_millis(700);
/// Events that are looked at: where more have changed, everything has.
pub(crate) const MOST_EVENTS: usize = 500;
/// News that a waiting call may be behind.
const MOST_BEHIND: usize = 16;

/// That something changed.
#[derive(Debug)]
pub(crate) struct News {
    /// Where the calendar stands by now.
    pub(crate) upto: CalendarMark,
    /// Which rooms.
    pub(crate) changed: Changed,
}

/// What a waiting call hears.
pub(crate) enum Heard {
    /// News.
    News(Arc<News>),
    /// It was too slow to hear all.
    Missed,
    /// Its time is over, or the node stops.
    Nothing,
}

/// The calls that wait on a node.
pub(crate) struct Watches {
    organisations: Mutex<HashMap<CorpId, Watched>>,
    places: Arc<Semaphore>,
    somebody: Notify,
    stop: watch::Sender<bool>,
}

struct Watched {
    waiting: usize,
    /// How many of them for each person.
    people: HashMap<UnionId, usize>,
    /// Up to where they have been told; `None` until the first of them knows where it begins.
    told: Option<CalendarMark>,
    news: broadcast::Sender<Arc<News>>,
}

impl Default for Watches {
    fn default() -> Self {
        Self {
            organisations: Mutex::default(),
            places: Arc::new(Semaphore::new(MOST_WAITING)),
            somebody: Notify::new(),
            stop: watch::Sender::new(false),
        }
    }
}

/// A call that waits.
pub(crate) struct Watching {
    watches: Arc<Watches>,
    corp: CorpId,
    person: Option<UnionId>,
    news: broadcast::Receiver<Arc<News>>,
    stop: watch::Receiver<bool>,
    _place: OwnedSemaphorePermit,
}

impl Watches {
    fn organisations(&self) -> MutexGuard<'_, HashMap<CorpId, Watched>> {
        self.organisations.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets every waiting call answer, and none wait any more.
    pub(crate) fn stop(&self) {
        self.stop.send_replace(true);
    }

    /// Looks for changes until the node stops.
    pub(crate) async fn keep(&self, store: &Store) {
        let mut failed = false;
        loop {
            let corps: Vec<_> = self.organisations().keys().cloned().collect();
            if corps.is_empty() {
                self.somebody.notified().await;
            }
            match timeout(PATIENCE, self.look(store, &corps)).await {
                Ok(Ok(())) => failed = false,
                Ok(Err(error)) if !failed => {
                    failed = true;
                    tracing::warn!(%error, "who waits for changes of bookings is not told; it is tried again");
                }
                Ok(Err(_)) | Err(_) => {}
            }
            tokio::time::sleep(PULSE).await;
        }
    }

    async fn look(&self, store: &Store, corps: &[CorpId]) -> Result<(), StoreError> {
        if corps.is_empty() {
            return Ok(());
        }
        for (corp, mark) in store.calendar_marks(corps).await? {
            let told = self.organisations().get(&corp).and_then(|watched| watched.told);
            let Some(told) = told.filter(|told| *told != mark) else {
                continue;
            };
            let changed = if mark.knows(told.head) {
                store.rooms_changed_since(&corp, told.head, MOST_EVENTS).await?
            } else {
                Changed::TooMuch
            };
            if let Some(watched) = self.organisations().get_mut(&corp) {
                watched.told = Some(mark);
                // Nobody may listen any more.
                let _ = watched.news.send(Arc::new(News { upto: mark, changed }));
            }
        }
        Ok(())
    }
}

impl Watching {
    /// Begins to listen, for a person or for nobody in particular; `None` where too many wait already.
    pub(crate) fn begin(
        watches: &Arc<Watches>,
        corp: &CorpId,
        person: Option<&UnionId>,
    ) -> Option<Self> {
        let place = Arc::clone(&watches.places).try_acquire_owned().ok()?;
        let mut organisations = watches.organisations();
        let watched = organisations.entry(corp.clone()).or_insert_with(|| Watched {
            waiting: 0,
            people: HashMap::new(),
            told: None,
            news: broadcast::Sender::new(MOST_BEHIND),
        });
        let theirs = person.and_then(|person| watched.people.get(person)).copied();
        let theirs = theirs.unwrap_or_default();
        if watched.waiting >= MOST_OF_ONE || theirs >= MOST_OF_PERSON {
            return None;
        }
        watched.waiting += 1;
        let person = person.cloned();
        if let Some(person) = &person {
            watched.people.insert(person.clone(), theirs + 1);
        }
        let news = watched.news.subscribe();
        drop(organisations);
        let (corp, stop) = (corp.clone(), watches.stop.subscribe());
        Some(Self { watches: Arc::clone(watches), corp, person, news, stop, _place: place })
    }

    /// Says where the call begins, which it has asked for since it listens.
    pub(crate) fn from(&self, mark: CalendarMark) {
        if let Some(watched) = self.watches.organisations().get_mut(&self.corp) {
            watched.told.get_or_insert(mark);
        }
        self.watches.somebody.notify_one();
    }

    /// Waits for news.
    pub(crate) async fn hear(&mut self, until: Instant) -> Heard {
        let Self { news, stop, .. } = self;
        let heard = async {
            tokio::select! {
                biased;
                // The sender lives as long as the node does.
                _ = stop.wait_for(|stops| *stops) => Heard::Nothing,
                heard = news.recv() => match heard {
                    Ok(news) => Heard::News(news),
                    Err(RecvError::Lagged(_)) => Heard::Missed,
                    Err(RecvError::Closed) => Heard::Nothing,
                },
            }
        };
        timeout_at(until, heard).await.unwrap_or(Heard::Nothing)
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let mut organisations = self.watches.organisations();
        if let Entry::Occupied(mut watched) = organisations.entry(self.corp.clone()) {
            watched.get_mut().waiting -= 1;
            if let Some(person) = self.person.take()
                && let Entry::Occupied(mut theirs) = watched.get_mut().people.entry(person)
            {
                *theirs.get_mut() -= 1;
                if *theirs.get() == 0 {
                    theirs.remove();
                }
            }
            if watched.get().waiting == 0 {
                watched.remove();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_takes_all_places_of_an_organisation() {
        let watches = Arc::new(Watches::default());
        let begin = |corp: &str, person: &str| {
            Watching::begin(&watches, &CorpId::new(corp), Some(&UnionId::new(person)))
        };
        let mut ann: Vec<_> = (0..MOST_OF_PERSON).map(|_| begin("one", "ann").unwrap()).collect();
        assert!(begin("one", "ann").is_none());
        let others = (begin("one", "bob").unwrap(), begin("two", "ann").unwrap());
        drop(ann.pop());
        assert!(begin("one", "ann").is_some());
        drop((ann, others));
        assert!(watches.organisations().is_empty());
    }

    #[test]
    fn no_more_than_so_many_wait_and_who_has_gone_leaves_a_place() {
        let watches = Arc::new(Watches::default());
        let begin = |corp: &str| Watching::begin(&watches, &CorpId::new(corp), None);
        let mut one: Vec<_> = (0..MOST_OF_ONE).map(|_| begin("one").unwrap()).collect();
        assert!(begin("one").is_none());
        // No organisation has more than its share.
        let corps = MOST_WAITING.div_ceil(MOST_OF_ONE);
        let others = (MOST_OF_ONE..MOST_WAITING).map(|at| format!("corp{}", at % corps));
        let others: Vec<_> = others.map(|corp| begin(&corp).unwrap()).collect();
        assert!(begin("new").is_none());
        drop(one.pop());
        assert!(begin("one").is_some());
        drop((one, others));
        assert!(watches.organisations().is_empty());
    }
}
