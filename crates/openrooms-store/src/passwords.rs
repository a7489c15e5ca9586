//! Passwords and invitations, kept: who signs in by one, and who may choose one.
//!
//! An invitation lets its person choose a password, once and soon; a new one takes the place of the
//! one before. A new password ends every session of its person. What is hashed is hashed outside,
//! since that takes time; here it is compared again, as it was seen, so that a password which was
//! changed meanwhile lets nobody in.

use openrooms_core::id::{CorpId, DeptId, UnionId};
use openrooms_core::organisation::{Person, Profile};
use openrooms_core::time::EpochMillis;
use serde_json::json;

use crate::audit::{Entry, Origin};
use crate::db::{Tx, args};
use crate::error::StoreError;
use crate::feed::Change;
use crate::open::Store;
use crate::organisation::{INSERT_PROFILE, profile_values};
use crate::row;
use crate::secret::{Token, TokenHash};
use crate::sessions::Way;

/// How long an invitation is good, in seconds: three days.
pub const INVITATION_LIFETIME_SECONDS: i64 = 3 * 24 * 3600;
/// How the settings are named that open a first start.
const SETUP: &str = "setup.";

/// Somebody who says that they are, and what would prove it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The organisation.
    pub corp: CorpId,
    /// The person.
    pub person: UnionId,
    /// What is kept of their password; `None`: they have none.
    pub hash: Option<String>,
}

/// Somebody who may choose a password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invited {
    /// The organisation.
    pub corp: CorpId,
    /// The person.
    pub person: UnionId,
}

/// Somebody who has begun a session.
pub struct Entered {
    /// Whose it is.
    pub corp: CorpId,
    /// The person.
    pub person: UnionId,
    /// The cookie.
    pub cookie: Token,
}

impl Store {
    /// The one organisation that there is; `None` where there is none, or more than one.
    pub async fn only_organisation(&self) -> Result<Option<CorpId>, StoreError> {
        let mut found = self.first_organisations().await?;
        Ok(found.pop().filter(|_| found.is_empty()))
    }

    /// Two organisations, or as many as there are.
    pub async fn first_organisations(&self) -> Result<Vec<CorpId>, StoreError> {
        let sql = "SELECT corp_id FROM organisations ORDER BY corp_id LIMIT 2";
        let rows = self.db.rows(sql, &[]).await?;
        rows.iter().map(|row| Ok(CorpId::new(row.text("corp_id")?))).collect()
    }

    /// Whom a login names: by user id, or else by a mail address or a telephone number that one
    /// person alone has.
    pub async fn candidate(
        &self,
        corp: &CorpId,
        login: &str,
    ) -> Result<Option<Candidate>, StoreError> {
        for which in [
            "p.user_id = $2",
            "p.email IS NOT NULL AND lower(substr(p.email, 1, 200)) = lower($2)",
            "substr(p.mobile, 1, 64) = $2",
        ] {
            let sql = format!(
                "SELECT p.union_id, w.hash FROM people p LEFT JOIN passwords w \
                   ON w.corp_id = p.corp_id AND w.union_id = p.union_id \
                 WHERE p.corp_id = $1 AND {which} LIMIT 2"
            );
            let rows = self.db.rows(&sql, &args![corp.as_str(), login]).await?;
            match rows.as_slice() {
                [] => {}
                [row] => {
                    return Ok(Some(Candidate {
                        corp: corp.clone(),
                        person: UnionId::new(row.text("union_id")?),
                        hash: row.get("hash")?,
                    }));
                }
                _ => return Ok(None),
            }
        }
        Ok(None)
    }

    /// What is kept of a person's password.
    pub async fn password_hash(
        &self,
        corp: &CorpId,
        person: &UnionId,
    ) -> Result<Option<String>, StoreError> {
        let sql = "SELECT hash FROM passwords WHERE corp_id = $1 AND union_id = $2";
        let rows = self.db.rows(sql, &args![corp.as_str(), person.as_str()]).await?;
        rows.first().map(|row| row.text("hash")).transpose()
    }

    /// Signs in somebody whose password was right. `None` where it was changed meanwhile, or they
    /// have gone.
    pub async fn sign_in_by_password(
        &self,
        who: &Candidate,
        origin: &Origin,
        now: EpochMillis,
    ) -> Result<Option<Token>, StoreError> {
        let (Candidate { corp, person, .. }, Some(hash)) = (who, &who.hash) else {
            return Ok(None);
        };
        let mut tx = self.db.begin().await?;
        if !tx.hold_person(corp, person).await? || !tx.has_hash(corp, person, hash).await? {
            return Ok(None);
        }
        let cookie = self.random.token();
        let id = self.random.id();
        let entry = tx.insert_session(corp, person, Way::Password, (&id, &cookie), now).await?;
        let origin = Origin { operator: Some(person.clone()), ..origin.clone() };
        tx.commit_change(&origin, &[entry], [], now).await?;
        Ok(Some(cookie))
    }

    /// Who may choose a password by an invitation; `None` where it is unknown, used or too old.
    pub async fn invitation(
        &self,
        token: &str,
        now: EpochMillis,
    ) -> Result<Option<Invited>, StoreError> {
        let sql = "SELECT corp_id, union_id FROM invitations \
                   WHERE token_hash = $1 AND expires_at > $2";
        let rows = self.db.rows(sql, &args![TokenHash::of(token).as_str(), now.0]).await?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        let (corp, person) = (row.text("corp_id")?, row.text("union_id")?);
        Ok(Some(Invited { corp: CorpId::new(corp), person: UnionId::new(person) }))
    }

    /// Takes an invitation: `hash` is kept of the password that was chosen, every session of the
    /// person ends, and one begins. `None` where the invitation is good no more.
    pub async fn accept_invitation(
        &self,
        token: &str,
        hash: &str,
        origin: &Origin,
        now: EpochMillis,
    ) -> Result<Option<Entered>, StoreError> {
        let Some(Invited { corp, person }) = self.invitation(token, now).await? else {
            return Ok(None);
        };
        let mut tx = self.db.begin().await?;
        if !tx.hold_person(&corp, &person).await? {
            return Ok(None);
        }
        let sql = "DELETE FROM invitations WHERE corp_id = $1 AND union_id = $2 \
                   AND token_hash = $3 AND expires_at > $4";
        let shown = TokenHash::of(token);
        let args = args![corp.as_str(), person.as_str(), shown.as_str(), now.0];
        // Asked at once, one of two gets it.
        if tx.execute(sql, &args).await? == 0 {
            return Ok(None);
        }
        self.choose(tx, (corp, person), (Way::Invitation, hash), origin, now).await
    }

    /// Changes a password, which was `before`: every session of the person ends, and one begins.
    /// `None` where it was changed meanwhile, or they have gone.
    pub async fn change_password(
        &self,
        corp: &CorpId,
        person: &UnionId,
        (before, after): (&str, &str),
        origin: &Origin,
        now: EpochMillis,
    ) -> Result<Option<Entered>, StoreError> {
        let mut tx = self.db.begin().await?;
        if !tx.hold_person(corp, person).await? || !tx.has_hash(corp, person, before).await? {
            return Ok(None);
        }
        let who = (corp.clone(), person.clone());
        self.choose(tx, who, (Way::Password, after), origin, now).await
    }

    async fn choose(
        &self,
        mut tx: Tx,
        (corp, person): (CorpId, UnionId),
        (way, hash): (Way, &str),
        origin: &Origin,
        now: EpochMillis,
    ) -> Result<Option<Entered>, StoreError> {
        tx.end_sessions(&corp, &person).await?;
        tx.put_password(&corp, &person, hash, now).await?;
        let cookie = self.random.token();
        let id = self.random.id();
        let begun = tx.insert_session(&corp, &person, way, (&id, &cookie), now).await?;
        let chosen = Entry::of(Some(&corp), "password", person.as_str());
        let entries = [chosen.after(json!({ "setAt": now.0 })), begun];
        let origin = Origin { operator: Some(person.clone()), ..origin.clone() };
        let change = Change::Tokens(corp.clone(), person.clone());
        tx.commit_change(&origin, &entries, [change], now).await?;
        Ok(Some(Entered { corp, person, cookie }))
    }

    /// A token with which somebody makes the first organisation; `None` where there is one. Nodes
    /// that start at once have one each.
    pub async fn offer_setup(&self) -> Result<Option<Token>, StoreError> {
        let sql = "SELECT corp_id FROM organisations LIMIT 1";
        if !self.db.rows(sql, &[]).await?.is_empty() {
            return Ok(None);
        }
        let token = self.random.token();
        self.set_setting(&format!("{SETUP}{}", token.hash().as_str()), "offered").await?;
        Ok(Some(token))
    }

    /// Whether a token may make the first organisation.
    pub async fn is_setup(&self, token: &str) -> Result<bool, StoreError> {
        let name = format!("{SETUP}{}", TokenHash::of(token).as_str());
        Ok(self.setting(&name).await?.is_some())
    }

    /// Makes the first organisation and its first administrator, who is signed in. `None` where the
    /// token is none, or an organisation is there.
    pub async fn set_up(
        &self,
        token: &str,
        profile: &Profile,
        person: &Person,
        hash: &str,
        origin: &Origin,
        now: EpochMillis,
    ) -> Result<Option<Entered>, StoreError> {
        // Waits for imports, and they for it: they make organisations too.
        let mut tx = self.db.begin_save().await?;
        let name = format!("{SETUP}{}", TokenHash::of(token).as_str());
        let is_offered =
            !tx.rows("SELECT value FROM settings WHERE name = $1", &args![name]).await?.is_empty();
        let is_first = tx.rows("SELECT corp_id FROM organisations LIMIT 1", &[]).await?.is_empty();
        if !is_offered || !is_first {
            return Ok(None);
        }
        tx.execute("DELETE FROM settings WHERE name LIKE $1", &args![format!("{SETUP}%")]).await?;
        let rows = [profile_values(profile)];
        if tx.upsert_rows(INSERT_PROFILE, &rows, "ON CONFLICT DO NOTHING").await? == 0 {
            return Ok(None);
        }
        let corp = &profile.id;
        let sql = "UPDATE organisations SET person_ordinals = 1 WHERE corp_id = $1";
        tx.execute(sql, &args![corp.as_str()]).await?;
        let mut values = row::person_values(corp.as_str(), person);
        values.push(1_i64.into());
        let insert = format!("INSERT INTO people ({}, ordinal)", row::PERSON_COLUMNS);
        tx.insert_rows(&insert, &[values]).await?;
        let departments = row::person_department_values(corp.as_str(), person, Some(1));
        tx.insert_rows(row::INSERT_PERSON_DEPARTMENTS, &departments).await?;
        tx.put_password(corp, &person.union_id, hash, now).await?;
        let cookie = self.random.token();
        let id = self.random.id();
        let begun =
            tx.insert_session(corp, &person.union_id, Way::Setup, (&id, &cookie), now).await?;
        let made = Entry::of(Some(corp), "organisation", corp.as_str());
        let entries = [made.after(json!({ "name": profile.name })), begun];
        let origin = Origin { operator: Some(person.union_id.clone()), ..origin.clone() };
        let changes = [Change::Organisation(corp.clone())];
        tx.commit_change(&origin, &entries, changes, now).await?;
        Ok(Some(Entered { corp: corp.clone(), person: person.union_id.clone(), cookie }))
    }
}

/// The department that everybody is in who is in no other.
pub const ROOT: DeptId = DeptId(1);

impl Tx {
    async fn has_hash(
        &mut self,
        corp: &CorpId,
        person: &UnionId,
        hash: &str,
    ) -> Result<bool, StoreError> {
        let sql = "SELECT hash FROM passwords WHERE corp_id = $1 AND union_id = $2 AND hash = $3";
        Ok(!self.rows(sql, &args![corp.as_str(), person.as_str(), hash]).await?.is_empty())
    }

    async fn put_password(
        &mut self,
        corp: &CorpId,
        person: &UnionId,
        hash: &str,
        now: EpochMillis,
    ) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO passwords (corp_id, union_id, hash, set_at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (corp_id, union_id) DO UPDATE SET hash = excluded.hash, \
               set_at = excluded.set_at",
            &args![corp.as_str(), person.as_str(), hash, now.0],
        )
        .await?;
        Ok(())
    }
}
