//! Tokens that were refused: recorded in bulk, so that whoever guesses does not make the database
//! write.

use std::net::IpAddr;

use openrooms_core::id::{ClientKey, CorpId, UnionId};
use openrooms_core::time::EpochMillis;
use serde_json::json;

use super::{Entry, Origin};
use crate::db::args;
use crate::error::StoreError;
use crate::open::Store;

/// Wrong secrets for one key, from one address, in one operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusals {
    /// The wire's name of the operation.
    pub action: &'static str,
    /// The key as it was given; there need not be such a client. Empty where a person was.
    pub key: String,
    /// The person whose password was wrong; `None`: none that there is.
    pub person: Option<(CorpId, UnionId)>,
    /// From where.
    pub address: IpAddr,
    /// How often.
    pub times: u64,
}

impl Store {
    /// Records refusals, each in the chain of the key's organisation; `more` were not told apart.
    pub async fn record_refusals(
        &self,
        refusals: &[Refusals],
        more: u64,
        now: EpochMillis,
    ) -> Result<(), StoreError> {
        let mut tx = self.db.begin().await?;
        let mut entries = Vec::with_capacity(refusals.len() + 1);
        for refused in refusals {
            if let Some((corp, person)) = &refused.person {
                let origin = Origin {
                    action: refused.action,
                    client: None,
                    operator: None,
                    address: Some(refused.address),
                };
                let entry = Entry::of(Some(corp), "refusal", person.as_str());
                entries.push((origin, entry.after(json!({ "times": refused.times }))));
                continue;
            }
            let sql = "SELECT corp_id FROM clients WHERE client_key = $1";
            let rows = tx.rows(sql, &args![&refused.key]).await?;
            let is_known = !rows.is_empty();
            let corp = rows.first().map(|row| row.get::<Option<String>>("corp_id")).transpose()?;
            let corp = corp.flatten().map(CorpId::new);
            let origin = Origin {
                action: refused.action,
                client: Some(ClientKey::new(&*refused.key)),
                operator: None,
                address: Some(refused.address),
            };
            let entry = Entry::of(corp.as_ref(), "refusal", &*refused.key)
                .after(json!({ "times": refused.times, "isKnown": is_known }));
            entries.push((origin, entry));
        }
        if more > 0 {
            let origin = Origin::command_line("further refusals");
            let entry = Entry::of(None, "refusal", "").after(json!({ "times": more }));
            entries.push((origin, entry));
        }
        let entries: Vec<_> = entries.iter().map(|(origin, entry)| (origin, entry)).collect();
        tx.record(&entries, now).await?;
        tx.commit_upkeep().await
    }
}
