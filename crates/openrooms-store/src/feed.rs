//! The change feed: what a node must drop of what it holds in memory.
//!
//! Each writer takes its numbers from the one row of `feed` as the last statement before its
//! commit. The row's lock makes numbers appear in the order of the commits, with none missing, so
//! that a reader needs no more than "everything after the last I saw", and notices what was trimmed.

use openrooms_core::id::{ClientKey, CorpId, DeviceUnionId, RoomId, UnionId};
use openrooms_core::time::EpochMillis;

use crate::db::{Tx, args, values};
use crate::error::StoreError;
use crate::open::Store;

/// What changed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Anything in an organisation.
    Organisation(CorpId),
    /// People or departments came into it: nothing that is held tells of them.
    Directory(CorpId),
    /// One person of it.
    Person(CorpId, UnionId),
    /// One room of it.
    Room(CorpId, RoomId),
    /// One device of it: its token, its connection, or what waits for it.
    Device(CorpId, DeviceUnionId),
    /// An app or suite: its rights, its secrets, its tokens.
    Client(ClientKey),
    /// The tokens of a person who is signed in to the console: some have ended.
    Tokens(CorpId, UnionId),
}

impl Change {
    fn parts(&self) -> (&'static str, &str, &str) {
        match self {
            Self::Organisation(corp) => ("organisation", corp.as_str(), ""),
            Self::Directory(corp) => ("directory", corp.as_str(), ""),
            Self::Person(corp, id) => ("person", corp.as_str(), id.as_str()),
            Self::Room(corp, id) => ("room", corp.as_str(), id.as_str()),
            Self::Device(corp, id) => ("device", corp.as_str(), id.as_str()),
            Self::Client(key) => ("client", "", key.as_str()),
            Self::Tokens(corp, id) => ("tokens", corp.as_str(), id.as_str()),
        }
    }

    fn parse(kind: &str, corp: String, object: String) -> Option<Self> {
        Some(match kind {
            "organisation" => Self::Organisation(CorpId::new(corp)),
            "directory" => Self::Directory(CorpId::new(corp)),
            "person" => Self::Person(CorpId::new(corp), UnionId::new(object)),
            "room" => Self::Room(CorpId::new(corp), RoomId::new(object)),
            "device" => Self::Device(CorpId::new(corp), DeviceUnionId::new(object)),
            "client" => Self::Client(ClientKey::new(object)),
            "tokens" => Self::Tokens(CorpId::new(corp), UnionId::new(object)),
            _ => return None,
        })
    }
}

/// The changes after a point.
#[derive(Debug, PartialEq, Eq)]
pub enum FeedPage {
    /// All of them, up to and with number `upto`. `more` says that there are later ones.
    Changes {
        /// What changed, in order.
        changes: Vec<Change>,
        /// The last number.
        upto: i64,
        /// Whether to ask again at once.
        more: bool,
    },
    /// Some are no longer kept, or are of a kind that this binary does not know: drop everything,
    /// and go on after `upto`.
    Lost {
        /// The newest number.
        upto: i64,
    },
}

/// How many changes a page holds.
const PAGE: usize = 1000;
/// Above this, one entry for the whole organisation stands for the many.
pub(crate) const MOST_SINGLE_CHANGES: usize = 200;

impl Store {
    /// The newest number: where a node begins that holds nothing yet.
    pub async fn feed_head(&self) -> Result<i64, StoreError> {
        let rows = self.db.feed_rows("SELECT head FROM feed WHERE id = 1", &[]).await?;
        rows.first().map_or(Ok(0), |row| row.int("head"))
    }

    /// What changed after `last`.
    pub async fn feed_after(&self, last: i64) -> Result<FeedPage, StoreError> {
        let rows = self
            .db
            .feed_rows(
                "SELECT f.head, c.seq, c.kind, c.corp_id, c.object_id \
                 FROM feed f LEFT JOIN changes c ON c.seq > $1 \
                 WHERE f.id = 1 ORDER BY c.seq LIMIT 1000",
                &args![last],
            )
            .await?;
        let head = rows.first().map_or(Ok(last), |row| row.int("head"))?;
        let all_lost = FeedPage::Lost { upto: head };
        let (mut changes, mut upto) = (Vec::new(), last);
        for row in &rows {
            let Some(seq) = row.get::<Option<i64>>("seq")? else {
                break;
            };
            let change =
                Change::parse(&row.text("kind")?, row.text("corp_id")?, row.text("object_id")?);
            match change {
                Some(change) if seq == upto + 1 => changes.push(change),
                _ => return Ok(all_lost),
            }
            upto = seq;
        }
        // A head that is not reached means trimmed entries, or, where it is behind, a database
        // that was put back to an earlier day.
        if head < last || (changes.is_empty() && head > last) {
            return Ok(all_lost);
        }
        Ok(FeedPage::Changes { more: changes.len() == PAGE, changes, upto })
    }

    /// Forgets changes of before `then`: a node that slept longer drops everything.
    pub async fn trim_feed(&self, then: EpochMillis) -> Result<u64, StoreError> {
        let mut tx = self.db.begin().await?;
        let trimmed =
            tx.execute("DELETE FROM changes WHERE changed_at < $1", &args![then.0]).await?;
        tx.commit_upkeep().await?;
        Ok(trimmed)
    }
}

impl Tx {
    /// The newest number, as this transaction sees it.
    pub(crate) async fn feed_head(&mut self) -> Result<i64, StoreError> {
        let rows = self.rows("SELECT head FROM feed WHERE id = 1", &[]).await?;
        rows.first().map_or(Ok(0), |row| row.int("head"))
    }

    /// Tells every node. The last thing before the commit: the lock on the feed is held from here.
    pub(crate) async fn publish(
        &mut self,
        changes: impl IntoIterator<Item = Change>,
        now: EpochMillis,
    ) -> Result<(), StoreError> {
        let mut changes: Vec<_> = changes.into_iter().collect();
        changes.sort();
        changes.dedup();
        if changes.is_empty() {
            return Ok(());
        }
        let count = i64::try_from(changes.len()).expect("changes fit into memory");
        let head = self
            .rows("UPDATE feed SET head = head + $1 WHERE id = 1 RETURNING head", &args![count])
            .await?;
        let first = head.first().map_or(Ok(count), |row| row.int("head"))? - count + 1;
        let rows: Vec<_> = (first..)
            .zip(&changes)
            .map(|(seq, change)| {
                let (kind, corp, object) = change.parts();
                values![seq, kind, corp, object, now.0]
            })
            .collect();
        self.insert_rows("INSERT INTO changes (seq, kind, corp_id, object_id, changed_at)", &rows)
            .await
    }
}
