//! Who did what: each change leaves an entry, in the transaction of the change.
//!
//! A transaction that writes ends in [`Tx::commit_change`], which takes the entries and the
//! changes for the feed, in [`Tx::commit_calendar`], whose changes are told by the outbox, or in
//! [`Tx::commit_upkeep`], which is for what nobody asked for: counting, forgetting what has ended,
//! renewing. There is no fourth way out.
//!
//! Entries form one chain for each organisation, and one more for what belongs to none (suites,
//! unknown keys). So organisations do not wait for each other, one can be checked or pruned
//! alone, and its entries can be handed out without another's.

mod chain;
mod prune;
mod read;
mod refusals;
mod verify;

use std::collections::BTreeMap;
use std::net::IpAddr;

use openrooms_core::id::{ClientKey, CorpId, UnionId};
use openrooms_core::time::EpochMillis;
use serde_json::Value;

use crate::db::{Tx, args, values};
use crate::error::StoreError;
use crate::feed::Change;

pub use read::{AuditFilter, AuditPage};
pub use refusals::Refusals;
pub use verify::{Fault, Verified};

/// Who makes a change, and by what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The wire's name of the operation, or the words of the command.
    pub action: &'static str,
    /// The app or suite; `None` is the command line.
    pub client: Option<ClientKey>,
    /// The person on whose behalf, by union id.
    pub operator: Option<UnionId>,
    /// From where.
    pub address: Option<IpAddr>,
}

impl Origin {
    /// A command of this program, such as `app create`.
    pub const fn command_line(action: &'static str) -> Self {
        Self { action, client: None, operator: None, address: None }
    }
}

/// What was changed, on its way into the record.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The organisation that it belongs to; `None`: none.
    pub corp: Option<CorpId>,
    /// What kind of thing: `room`, `app`, …
    pub kind: &'static str,
    /// Which one.
    pub id: String,
    /// What it was, as far as it changed; `None`: it was not there. Never a secret.
    pub before: Option<Value>,
    /// What it is, as far as it changed; `None`: it is not there any more. Never a secret.
    pub after: Option<Value>,
}

impl Entry {
    /// An entry of an organisation's; `before` and `after` are added where there is something.
    pub fn of(corp: Option<&CorpId>, kind: &'static str, id: impl Into<String>) -> Self {
        Self { corp: corp.cloned(), kind, id: id.into(), before: None, after: None }
    }

    /// Tells what it was.
    #[must_use]
    pub fn before(self, value: Value) -> Self {
        Self { before: Some(value), ..self }
    }

    /// Tells what it is.
    #[must_use]
    pub fn after(self, value: Value) -> Self {
        Self { after: Some(value), ..self }
    }

    fn chain(&self) -> &str {
        self.corp.as_ref().map_or("", CorpId::as_str)
    }
}

/// An entry as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// The organisation's id; empty for what belongs to none.
    pub chain: String,
    /// Its number in the chain, from 1.
    pub seq: i64,
    /// When.
    pub at: EpochMillis,
    /// The app's or suite's key; `None` is the command line.
    pub client: Option<String>,
    /// The person's union id.
    pub operator: Option<String>,
    /// From where.
    pub address: Option<String>,
    /// The operation or command.
    pub action: String,
    /// What kind of thing.
    pub kind: String,
    /// Which one.
    pub id: String,
    /// JSON of what it was.
    pub before: Option<String>,
    /// JSON of what it is.
    pub after: Option<String>,
    /// The hash of the entry before it: 64 hexadecimal digits.
    pub previous_hash: String,
    /// Its own.
    pub hash: String,
}

impl Tx {
    /// Ends a change: writes its entries down, tells every node, and commits. All of it or nothing.
    pub(crate) async fn commit_change(
        mut self,
        origin: &Origin,
        entries: &[Entry],
        changes: impl IntoIterator<Item = Change>,
        now: EpochMillis,
    ) -> Result<(), StoreError> {
        let entries: Vec<_> = entries.iter().map(|entry| (origin, entry)).collect();
        self.record(&entries, now).await?;
        // The lock on the feed is taken last and held shortest.
        self.publish(changes, now).await?;
        self.commit_upkeep().await
    }

    /// Adds entries to their chains.
    async fn record(
        &mut self,
        entries: &[(&Origin, &Entry)],
        now: EpochMillis,
    ) -> Result<(), StoreError> {
        // In the order of their names: two that write to the same chains do not wait for each other.
        let mut chains: BTreeMap<&str, Vec<(&Origin, &Entry)>> = BTreeMap::new();
        for (origin, entry) in entries {
            chains.entry(entry.chain()).or_default().push((origin, entry));
        }
        for (corp, entries) in chains {
            self.record_in(corp, &entries, now).await?;
        }
        Ok(())
    }

    async fn record_in(
        &mut self,
        corp: &str,
        entries: &[(&Origin, &Entry)],
        now: EpochMillis,
    ) -> Result<(), StoreError> {
        // Takes the row's lock as well: entries of a chain are numbered one after the other.
        let heads = self
            .rows(
                "INSERT INTO audit_chains (corp_id, first_seq, before_hash, head_seq, head_hash) \
                 VALUES ($1, 1, $2, 0, $2) \
                 ON CONFLICT (corp_id) DO UPDATE SET head_seq = audit_chains.head_seq \
                 RETURNING head_seq, head_hash",
                &args![corp, chain::beginning(corp)],
            )
            .await?;
        let head = heads.first().ok_or_else(|| StoreError::Corrupt {
            table: "audit_chains",
            column: "corp_id",
            row: corp.to_owned(),
        })?;
        let (mut seq, mut hash) = (head.int("head_seq")?, head.text("head_hash")?);
        let mut rows = Vec::with_capacity(entries.len());
        for (origin, entry) in entries {
            seq += 1;
            let mut recorded = Recorded {
                chain: corp.to_owned(),
                seq,
                at: now,
                client: origin.client.as_ref().map(ToString::to_string),
                operator: origin.operator.as_ref().map(ToString::to_string),
                address: origin.address.map(|address| address.to_string()),
                action: origin.action.to_owned(),
                kind: entry.kind.to_owned(),
                id: entry.id.clone(),
                before: entry.before.as_ref().map(Value::to_string),
                after: entry.after.as_ref().map(Value::to_string),
                previous_hash: std::mem::take(&mut hash),
                hash: String::new(),
            };
            recorded.hash = chain::hash(&recorded);
            hash.clone_from(&recorded.hash);
            rows.push(values![
                corp,
                recorded.seq,
                recorded.at.0,
                recorded.client,
                recorded.operator,
                recorded.address,
                recorded.action,
                recorded.kind,
                recorded.id,
                recorded.before,
                recorded.after,
                recorded.previous_hash,
                recorded.hash,
            ]);
        }
        let insert = format!("INSERT INTO audit ({})", read::COLUMNS);
        self.insert_rows(&insert, &rows).await?;
        self.execute(
            "UPDATE audit_chains SET head_seq = $2, head_hash = $3 WHERE corp_id = $1",
            &args![corp, seq, hash],
        )
        .await?;
        Ok(())
    }
}
