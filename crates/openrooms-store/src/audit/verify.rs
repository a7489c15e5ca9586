//! Whether a chain is whole: nothing changed, nothing missing in its middle or at its end.

use super::{AuditFilter, Recorded, chain};
use crate::db::args;
use crate::error::StoreError;
use crate::open::Store;

/// Entries that are looked at in one go.
const PAGE: i64 = 1000;

/// A chain that is whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// The organisation's id; empty for what belongs to none.
    pub chain: String,
    /// The first entry that is kept; those before it were pruned.
    pub first: i64,
    /// The last entry; one less than `first` where none is kept.
    pub last: i64,
    /// The last entry's hash. Noted elsewhere, it proves later that nothing up to here was written
    /// anew.
    pub hash: String,
}

/// The first thing that is wrong with a chain.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// An entry is not what was written.
    #[error("entry {0} was changed: its hash is that of other contents")]
    Changed(i64),
    /// An entry does not follow on the one before it.
    #[error("entry {0} does not follow on the one before it")]
    Unlinked(i64),
    /// An entry is not there.
    #[error("entry {0} is missing")]
    Missing(i64),
    /// The last entries are not there.
    #[error("the chain ends with entry {found}, and had {noted} entries")]
    Cut {
        /// The last entry found.
        found: i64,
        /// The last that there was.
        noted: i64,
    },
    /// There are entries that no change wrote.
    #[error("entry {0} is none that a change wrote")]
    Foreign(i64),
    /// The chain is not the one of which this hash was noted.
    #[error("entry {0} has not the hash that was noted: the chain was written anew")]
    Rewritten(i64),
}

/// Where a chain says that it begins and ends.
#[derive(PartialEq, Eq)]
struct Ends {
    first: i64,
    before_hash: String,
    head: i64,
    head_hash: String,
}

impl Store {
    /// Checks one chain from end to end, against `noted` too, the number and hash of an entry that
    /// somebody wrote down elsewhere. The outer error is the database's.
    pub async fn verify_audit(
        &self,
        chain: &str,
        noted: Option<(i64, &str)>,
    ) -> Result<Result<Verified, Fault>, StoreError> {
        loop {
            let before = self.ends(chain).await?;
            let outcome = self.walk(chain, &before, noted).await?;
            // Pruned in the meantime: what was missing had its right to be.
            let is_pruned = self.ends(chain).await?.first != before.first;
            if outcome.is_ok() || !is_pruned {
                return Ok(outcome);
            }
        }
    }

    async fn ends(&self, chain: &str) -> Result<Ends, StoreError> {
        let sql = "SELECT first_seq, before_hash, head_seq, head_hash FROM audit_chains WHERE corp_id = $1";
        let rows = self.db.rows(sql, &args![chain]).await?;
        let Some(row) = rows.first() else {
            let hash = chain::beginning(chain);
            return Ok(Ends { first: 1, before_hash: hash.clone(), head: 0, head_hash: hash });
        };
        Ok(Ends {
            first: row.int("first_seq")?,
            before_hash: row.text("before_hash")?,
            head: row.int("head_seq")?,
            head_hash: row.text("head_hash")?,
        })
    }

    async fn walk(
        &self,
        chain: &str,
        ends: &Ends,
        noted: Option<(i64, &str)>,
    ) -> Result<Result<Verified, Fault>, StoreError> {
        let (mut seq, mut hash) = (ends.first - 1, ends.before_hash.clone());
        if ends.first == 1 && hash != chain::beginning(chain) {
            return Ok(Err(Fault::Unlinked(1)));
        }
        let all = AuditFilter::default();
        let mut is_first_page = true;
        loop {
            // The first page looks from the very beginning, where nothing may be left.
            let after = if is_first_page { i64::MIN } else { seq };
            let page = self.audit_after(chain, &all, after, PAGE).await?;
            is_first_page = false;
            let is_last = page.len() < usize::try_from(PAGE).unwrap_or(usize::MAX);
            for entry in page.into_iter().take_while(|entry| entry.seq <= ends.head) {
                if let Err(fault) = follows(&entry, ends.first, seq, &hash) {
                    return Ok(Err(fault));
                }
                (seq, hash) = (entry.seq, entry.hash);
                if noted.is_some_and(|(number, wanted)| number == seq && wanted != hash) {
                    return Ok(Err(Fault::Rewritten(seq)));
                }
            }
            if is_last || seq >= ends.head {
                break;
            }
        }
        if seq < ends.head {
            return Ok(Err(Fault::Cut { found: seq, noted: ends.head }));
        }
        if hash != ends.head_hash {
            return Ok(Err(Fault::Unlinked(seq)));
        }
        // Entries behind the head are new ones, or nobody's: a change moves the head with them.
        let behind = self.audit_after(chain, &all, seq, 1).await?;
        if let Some(entry) = behind.first()
            && self.ends(chain).await?.head < entry.seq
        {
            return Ok(Err(Fault::Foreign(entry.seq)));
        }
        match noted {
            Some((number, _)) if number > seq => Ok(Err(Fault::Cut { found: seq, noted: number })),
            Some((number, wanted)) if number == ends.first - 1 && wanted != ends.before_hash => {
                Ok(Err(Fault::Rewritten(number)))
            }
            _ => Ok(Ok(Verified { chain: chain.to_owned(), first: ends.first, last: seq, hash })),
        }
    }
}

/// Whether an entry is the one after `seq`, whose hash is `hash`.
fn follows(entry: &Recorded, first: i64, seq: i64, hash: &str) -> Result<(), Fault> {
    if entry.seq < first {
        return Err(Fault::Foreign(entry.seq));
    }
    if entry.seq != seq + 1 {
        return Err(Fault::Missing(seq + 1));
    }
    if entry.hash != chain::hash(entry) {
        return Err(Fault::Changed(entry.seq));
    }
    if entry.previous_hash != hash {
        return Err(Fault::Unlinked(entry.seq));
    }
    Ok(())
}
