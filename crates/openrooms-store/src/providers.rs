//! Signing in by another provider, kept: whom it means, and that one attempt leads to one session.

use openrooms_core::id::{CorpId, UnionId};
use openrooms_core::time::EpochMillis;
use serde_json::json;

use crate::audit::{Entry, Origin};
use crate::db::args;
use crate::error::StoreError;
use crate::open::Store;
use crate::secret::{Token, TokenHash};
use crate::sessions::Way;

/// By whom somebody proved who they are, and in which attempt.
#[derive(Debug, Clone, Copy)]
pub struct Vouched<'a> {
    /// The provider, by the name of its setting.
    pub provider: &'a str,
    /// The attempt's state; its hash is kept.
    pub state: &'a str,
    /// When the attempt is too old.
    pub until: EpochMillis,
}

impl Store {
    /// The one person of the organisation who has this mail address; `None` where nobody has, or
    /// more than one.
    pub async fn person_of_mail(
        &self,
        corp: &CorpId,
        mail: &str,
    ) -> Result<Option<UnionId>, StoreError> {
        let sql = "SELECT union_id FROM people WHERE corp_id = $1 AND email IS NOT NULL \
                   AND lower(substr(email, 1, 200)) = lower($2) LIMIT 2";
        let rows = self.db.rows(sql, &args![corp.as_str(), mail]).await?;
        match rows.as_slice() {
            [row] => Ok(Some(UnionId::new(row.text("union_id")?))),
            _ => Ok(None),
        }
    }

    /// Signs in somebody for whom a provider vouches; gives the cookie. `None` where there is no such
    /// person, or the attempt has led to a session already.
    pub async fn sign_in_by_provider(
        &self,
        corp: &CorpId,
        person: &UnionId,
        by: Vouched<'_>,
        origin: &Origin,
        now: EpochMillis,
    ) -> Result<Option<Token>, StoreError> {
        let mut tx = self.db.begin().await?;
        if !tx.hold_person(corp, person).await? {
            return Ok(None);
        }
        let sql = "INSERT INTO spent_states (corp_id, state_hash, expires_at) VALUES ($1, $2, $3) \
                   ON CONFLICT DO NOTHING";
        let state = TokenHash::of(by.state);
        if tx.execute(sql, &args![corp.as_str(), state.as_str(), by.until.0]).await? == 0 {
            return Ok(None);
        }
        let cookie = self.random.token();
        let id = self.random.id();
        tx.insert_session(corp, person, Way::Provider, (&id, &cookie), now).await?;
        let entry = Entry::of(Some(corp), "session", person.as_str());
        let way = Way::Provider.word();
        let entry = entry.after(json!({ "session": id, "way": way, "provider": by.provider }));
        let origin = Origin { operator: Some(person.clone()), ..origin.clone() };
        tx.commit_change(&origin, &[entry], [], now).await?;
        Ok(Some(cookie))
    }
}
