//! Saving whole organisations: all or nothing, and only what differs.
//!
//! Start reading at [`Store::save`]. What differs is found in [`plan`], before the lock is taken;
//! [`lists`] and [`clients`] write it, and [`rest`] removes what goes.

mod calendar;
mod clients;
mod difference;
mod lists;
mod plan;
mod rest;

use openrooms_core::calendar::guard::Clash;
use openrooms_core::client::Suite;
use openrooms_core::id::UnionId;
use openrooms_core::organisation::Organisation;
use openrooms_core::room::Group;
use openrooms_core::time::EpochMillis;
use openrooms_core::tree::{Fault, Place};

use self::difference::Difference;
use self::plan::{Found, Plan};
use super::record;
use crate::audit::Origin;
use crate::db::{Tx, Value};
use crate::error::StoreError;
use crate::feed::Change;
use crate::open::Store;
use crate::secret::ServerKey;

/// What is to be saved.
#[derive(Debug, Clone, Default)]
pub struct Contents {
    /// The organisations. Ids are unique within each list.
    pub organisations: Vec<Organisation>,
    /// For each organisation, groups that its rooms name and that are made where they are missing.
    pub implied_groups: Vec<Vec<Group>>,
    /// For each organisation, where its events come from; empty where that is not known.
    pub event_sources: Vec<Vec<EventSource>>,
    /// Third-party apps.
    pub suites: Vec<Suite>,
}

/// Where an event comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventSource {
    /// Its place in the list of the document.
    pub place: usize,
    /// Whether what its bookings hold is said there. Else it is their time and the buffers of their
    /// rooms.
    pub tells_held: bool,
}

/// What is stored and not in the contents that are saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rest {
    /// It is left alone.
    Stays,
    /// It is removed: organisations, suites, everything.
    Goes,
}

/// How it is saved.
pub struct SaveOptions<'a> {
    /// What happens to what is stored and not in the contents.
    pub rest: Rest,
    /// Seals the suites' secrets.
    pub server_key: Option<&'a ServerKey>,
    /// Who saves, and by what.
    pub origin: &'a Origin,
    /// Now.
    pub now: EpochMillis,
}

/// What a save did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Saved {
    /// Objects that were added or changed.
    pub written: u64,
    /// Objects that were removed.
    pub removed: u64,
}

/// Contents that contradict what is there. Indexes are those of [`Contents`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Conflict {
    /// A user id that somebody else in the organisation has.
    UserIdTaken {
        /// Which organisation.
        organisation: usize,
        /// Which of its people.
        person: usize,
        /// Who has it.
        by: UnionId,
    },
    /// A tree that would go in a circle or too deep, with what is stored already.
    WrongTree {
        /// Which organisation.
        organisation: usize,
        /// Which of its departments or groups.
        place: Place,
        /// How.
        fault: Fault,
    },
    /// An app's key that is another organisation's app's, or a suite's.
    AppKeyTaken {
        /// Which organisation.
        organisation: usize,
        /// Which of its apps.
        app: usize,
    },
    /// A booking of an event that overlaps another of its room.
    BookingOverlaps {
        /// Which organisation.
        organisation: usize,
        /// Which one, of those in [`Organisation::calendar`].
        clash: Clash,
    },
    /// A suite's key that is an app's.
    SuiteKeyTaken {
        /// Which suite.
        suite: usize,
    },
}

/// A save that left everything as it was.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The contents contradict what is there.
    #[error("conflict: {0:?}")]
    Conflict(Conflict),
    /// The database did not take it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Store {
    /// Saves everything or nothing. `progress` hears how many objects were looked at so far.
    pub async fn save(
        &self,
        contents: &Contents,
        options: &SaveOptions<'_>,
        progress: &mut (dyn FnMut(u64) + Send),
    ) -> Result<Saved, SaveError> {
        let found = {
            let mut snapshot = self.db.begin_reading().await?;
            Found::read(&mut snapshot, contents, options.rest).await?
        };
        let plans = found.plans(contents, options.rest)?;
        let mut tx = self.db.begin_save().await?;
        if tx.feed_head().await? == found.head {
            let saved = self.write(tx, contents, &plans, options, progress).await;
            return self.naming_who_holds(&plans, saved).await;
        }
        // Somebody else wrote in between: compared again, and this time they wait.
        let found = Found::read(&mut tx, contents, options.rest).await?;
        let plans = found.plans(contents, options.rest)?;
        let saved = self.write(tx, contents, &plans, options, progress).await;
        self.naming_who_holds(&plans, saved).await
    }

    /// The database says that a booking overlaps one that is stored, and not which: that is looked for
    /// when the change is undone.
    async fn naming_who_holds(
        &self,
        plans: &[Plan<'_>],
        saved: Result<Saved, SaveError>,
    ) -> Result<Saved, SaveError> {
        let Err(SaveError::Conflict(Conflict::BookingOverlaps { organisation, clash })) = saved
        else {
            return saved;
        };
        let plan = &plans[organisation];
        let clash = self.clash_with_stored(plan, clash).await?;
        Err(SaveError::Conflict(Conflict::BookingOverlaps { organisation, clash }))
    }

    async fn write(
        &self,
        tx: Tx,
        contents: &Contents,
        plans: &[Plan<'_>],
        options: &SaveOptions<'_>,
        progress: &mut (dyn FnMut(u64) + Send),
    ) -> Result<Saved, SaveError> {
        let mut save = Save {
            tx,
            options,
            store: self,
            saved: Saved::default(),
            changes: Vec::new(),
            seen: 0,
            progress,
        };
        if options.rest == Rest::Goes {
            save.remove_the_rest(contents).await?;
        }
        for (at, plan) in plans.iter().enumerate() {
            save.lists(plan).await?;
            save.calendar(at, plan).await?;
            save.apps(at, plan.old_apps, plan.new).await?;
        }
        save.suites(&contents.suites).await?;

        let Save { mut tx, saved, changes, .. } = save;
        let entries = record::entries(contents, options, saved, &changes);
        if !entries.is_empty() {
            // Whoever books without holding the organisation sees by its row that it changed.
            for organisation in &contents.organisations {
                tx.touch(organisation.profile.id.as_str()).await?;
            }
            tx.commit_change(options.origin, &entries, changes, options.now).await?;
        }
        Ok(saved)
    }
}

struct Save<'a> {
    tx: Tx,
    options: &'a SaveOptions<'a>,
    store: &'a Store,
    saved: Saved,
    changes: Vec<Change>,
    seen: u64,
    progress: &'a mut (dyn FnMut(u64) + Send),
}

/// The rows that an object is kept in.
type RowsOf<'a, T> = &'a (dyn Fn(&T) -> Vec<Vec<Value>> + Sync);

impl Save<'_> {
    /// Deletes what is stale of `tables`, and inserts what is put.
    async fn apply<T>(
        &mut self,
        corp: &str,
        difference: &Difference<'_, T>,
        tables: &[(&str, &str)],
        id: impl Fn(&T) -> Value,
        rows: &[(&str, RowsOf<'_, T>)],
    ) -> Result<(), StoreError> {
        let stale: Vec<_> = difference.stale.iter().map(|item| id(item)).collect();
        for (table, column) in tables {
            self.tx.delete_rows(table, corp, column, &stale).await?;
        }
        // Objects by the thousand, so that a bar moves and memory does not grow.
        for puts in difference.puts.chunks(1000) {
            for (insert, values) in rows {
                let values: Vec<_> = puts.iter().flat_map(|item| values(item)).collect();
                self.tx.insert_rows(insert, &values).await?;
            }
            self.see(puts.len());
        }
        self.see(difference.wanted - difference.puts.len());
        self.saved.written += difference.puts.len() as u64;
        self.saved.removed += difference.removed as u64;
        Ok(())
    }

    fn see(&mut self, count: usize) {
        self.seen += count as u64;
        (self.progress)(self.seen);
    }
}
