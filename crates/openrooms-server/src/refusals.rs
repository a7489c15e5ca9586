//! Tokens that were refused, on their way into the record.
//!
//! Whoever guesses secrets must not make the database write: refusals are gathered in memory,
//! counted by operation, key and address, and written down every few seconds, at most
//! [`TOLD_APART`] of them told apart. A node that is killed loses what it had gathered.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use openrooms_core::id::{CorpId, UnionId};
use openrooms_core::time::EpochMillis;
use openrooms_store::{Refusals, Store, StoreError};

/// How many are told apart each time; the rest is one number.
const TOLD_APART: usize = 20;
/// How much of a key is kept: it is a stranger's text.
const LONGEST_KEY: usize = 100;

/// What was refused since it was last written down.
#[derive(Default)]
pub(crate) struct RefusalLog(Mutex<Gathered>);

/// Whose secret was wrong.
#[derive(PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Whose {
    /// That of a key, as it was given.
    Client(String),
    /// That of a person; of nobody, where a login names none.
    Person(Option<(CorpId, UnionId)>),
}

#[derive(Default)]
struct Gathered {
    by_kind: HashMap<(&'static str, Whose, IpAddr), u64>,
    more: u64,
}

impl RefusalLog {
    /// Counts one of an app or suite.
    pub(crate) fn note(&self, action: &'static str, key: &str, address: IpAddr) {
        let key = key.chars().take(LONGEST_KEY).collect();
        self.count((action, Whose::Client(key), address));
    }

    /// Counts one of a person. What names nobody is not kept: people type passwords there.
    pub(crate) fn note_person(
        &self,
        action: &'static str,
        person: Option<(&CorpId, &UnionId)>,
        address: IpAddr,
    ) {
        let person = person.map(|(corp, person)| (corp.clone(), person.clone()));
        self.count((action, Whose::Person(person), address));
    }

    fn count(&self, kind: (&'static str, Whose, IpAddr)) {
        let mut gathered = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(times) = gathered.by_kind.get_mut(&kind) {
            *times += 1;
        } else if gathered.by_kind.len() < TOLD_APART {
            gathered.by_kind.insert(kind, 1);
        } else {
            gathered.more += 1;
        }
    }

    /// Writes down what was gathered. What cannot be written is lost but for the log's word of it:
    /// kept, it would grow while the database is away.
    pub(crate) async fn settle(&self, store: &Store, now: EpochMillis) -> Result<(), StoreError> {
        let gathered = {
            let mut gathered = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            std::mem::take(&mut *gathered)
        };
        if gathered.by_kind.is_empty() {
            return Ok(());
        }
        let refusals = gathered.by_kind.into_iter();
        let mut refusals: Vec<_> = refusals
            .map(|((action, whose, address), times)| match whose {
                Whose::Client(key) => Refusals { action, key, person: None, address, times },
                Whose::Person(person) => {
                    Refusals { action, key: String::new(), person, address, times }
                }
            })
            .collect();
        let order = |one: &Refusals| (one.key.clone(), one.person.clone(), one.action, one.address);
        refusals.sort_by_key(order);
        store.record_refusals(&refusals, gathered.more, now).await
    }
}
