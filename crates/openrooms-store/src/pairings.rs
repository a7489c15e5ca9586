//! Screens that wait to be paired: each shows a code, and holds a token that is nobody's until an
//! administrator types the code. Then it is a device's.

use std::collections::HashSet;

use openrooms_core::device::Fact;
use openrooms_core::door::{PAIRING_SECONDS, PairingCode};
use openrooms_core::id::{CorpId, EventId};
use openrooms_core::time::{EpochMillis, Zone};
use serde_json::json;

use crate::control::DeviceOfToken;
use crate::db::{Db, args};
use crate::devices::DeviceKey;
use crate::error::StoreError;
use crate::open::Store;
use crate::row::corrupt;
use crate::secret::TokenHash;

/// A device whose screen asks by its token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScreenOfToken {
    /// The device.
    pub device: DeviceOfToken,
    /// What people call it.
    pub name: Option<String>,
    /// The organisation's name.
    pub organisation: String,
    /// Its zone.
    pub zone: Zone,
}

/// How many may wait: where there are more, none is added until some have ended.
const MOST_WAITING: i64 = 10_000;

impl Store {
    /// Lets a screen wait; `None` where too many do. Gives until when its code opens.
    pub async fn begin_pairing(
        &self,
        code: &PairingCode,
        token: &TokenHash,
        now: EpochMillis,
    ) -> Result<Option<EpochMillis>, StoreError> {
        let mut tx = self.db.begin().await?;
        tx.execute("DELETE FROM pairings WHERE expires_at <= $1", &args![now.0]).await?;
        let expires_at = now.plus_seconds(PAIRING_SECONDS);
        let sql = "INSERT INTO pairings (code_hash, token_hash, expires_at) \
                   SELECT $1, $2, $3 WHERE (SELECT count(*) FROM pairings) < $4 \
                   ON CONFLICT DO NOTHING";
        let args = args![kept(code).as_str(), token.as_str(), expires_at.0, MOST_WAITING];
        let begun = tx.execute(sql, &args).await?;
        tx.commit_upkeep().await?;
        Ok((begun > 0).then_some(expires_at))
    }

    /// Until when the screen with this token waits; `None` where it does not.
    pub async fn pairing(
        &self,
        token: &TokenHash,
        now: EpochMillis,
    ) -> Result<Option<EpochMillis>, StoreError> {
        let sql = "SELECT expires_at FROM pairings WHERE token_hash = $1 AND expires_at > $2";
        let rows = self.db.rows(sql, &args![token.as_str(), now.0]).await?;
        rows.first().map(|row| row.int("expires_at").map(EpochMillis)).transpose()
    }

    /// The device of a token, with what its screen shows of the organisation.
    pub async fn screen_of_token(
        &self,
        token: &TokenHash,
    ) -> Result<Option<ScreenOfToken>, StoreError> {
        let Some(device) = self.device_of_token(token).await? else {
            return Ok(None);
        };
        let key = DeviceKey::UnionId(device.union_id.clone());
        let view = self.device(&device.corp, &key).await?;
        let name = view.and_then(|view| view.device.fact(Fact::Name).map(str::to_owned));
        let sql = "SELECT name, time_zone FROM organisations WHERE corp_id = $1";
        let rows = self.db.rows(sql, &args![device.corp.as_str()]).await?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        let zone = row.get::<Option<String>>("time_zone")?;
        let zone = zone.map_or_else(|| Ok(Zone::default()), |name| Zone::parse(&name));
        let zone = zone.map_err(corrupt("organisations", "time_zone", device.corp.as_str()))?;
        Ok(Some(ScreenOfToken { name, organisation: row.text("name")?, zone, device }))
    }

    /// The dates of some events to which somebody came.
    pub async fn attended(
        &self,
        corp: &CorpId,
        events: &[&EventId],
    ) -> Result<HashSet<(EventId, EpochMillis)>, StoreError> {
        if events.is_empty() {
            return Ok(HashSet::new());
        }
        let sql = attended_sql(&self.db);
        let ids = json!(events.iter().map(|id| id.as_str()).collect::<Vec<_>>()).to_string();
        let rows = self.db.rows(&sql, &args![corp.as_str(), ids]).await?;
        let each = rows
            .iter()
            .map(|row| Ok((EventId::new(row.text("event_id")?), EpochMillis(row.int("origin")?))));
        each.collect()
    }
}

fn attended_sql(db: &Db) -> String {
    format!(
        "SELECT s.event_id AS event_id, s.origin AS origin FROM {} CROSS JOIN sign_ins s \
         WHERE s.corp_id = $1 AND s.event_id = n.value AND s.signed_in_at IS NOT NULL",
        db.values_of("$2")
    )
}

/// A code is short: its hash alone would not hide it, but tells nothing to who sees the table pass by.
pub(crate) fn kept(code: &PairingCode) -> TokenHash {
    TokenHash::of(code.as_str())
}
