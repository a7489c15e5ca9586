//! Sessions of the console: who is signed in, by which cookie, and the short tokens that a page gets
//! for it.
//!
//! A cookie is 128 random bits; the database keeps its hash. A session ends when it is not used for a
//! while, after a time in any case, and with its person. Its cookie is changed as it is used: the one
//! before still opens until the new one has come back, since a reply can be lost, and then no more.
//! The tokens of a session are rows of `tokens` of no client, and end with it.

use openrooms_core::id::{CorpId, UnionId, UserId};
use openrooms_core::time::{EpochMillis, Zone};
use serde_json::{Value, json};

use crate::audit::{Entry, Origin};
use crate::db::{Tx, args};
use crate::error::StoreError;
use crate::feed::Change;
use crate::open::Store;
use crate::row::corrupt;
use crate::secret::{Token, TokenHash};
use crate::tokens::TokenKind;

/// How long a session lives that is not used, in seconds: 12 hours.
pub const SESSION_IDLE_SECONDS: i64 = 12 * 3600;
/// How long a session lives however much it is used, in seconds: 7 days.
pub const SESSION_LIFETIME_SECONDS: i64 = 7 * 24 * 3600;
/// How old a cookie gets before it is changed, in seconds: an hour.
pub const COOKIE_AGE_SECONDS: i64 = 3600;
/// How long a token of the console lives, in seconds: a quarter of an hour.
pub const CONSOLE_TOKEN_LIFETIME_SECONDS: i64 = 900;
/// How long the cookie before still opens once the new one has come back: for calls that were under
/// way at once.
const OVERLAP_SECONDS: i64 = 60;
/// How many tokens of one session live at once; the oldest makes room.
const MOST_TOKENS: i64 = 20;

/// The key of no client: tokens of the console have it. No app's or suite's key is empty.
pub const CONSOLE: &str = "";

/// How somebody proved who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// They did not need to: it is the demo.
    Demo,
    /// By their password.
    Password,
    /// By an invitation, and chose a password.
    Invitation,
    /// By the address of a first start, and made the organisation.
    Setup,
    /// By another provider, which vouches for them.
    Provider,
}

impl Way {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Demo => "demo",
            Self::Password => "password",
            Self::Invitation => "invitation",
            Self::Setup => "setup",
            Self::Provider => "oidc",
        }
    }
}

/// Whose session it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// The organisation.
    pub corp: CorpId,
    /// The person.
    pub person: UnionId,
    /// The session.
    pub id: String,
}

/// A token of the console, in the hands of a page.
pub struct ConsoleToken {
    /// The token.
    pub token: Token,
    /// Until when it lives.
    pub expires_at: EpochMillis,
    /// Whose session it is.
    pub session: SignedIn,
    /// The cookie from now on, where it was changed.
    pub cookie: Option<Token>,
}

/// Somebody as the console greets them.
pub struct Personal {
    /// Their user id.
    pub user_id: UserId,
    /// Their name.
    pub name: String,
    /// Their organisation's name.
    pub organisation: String,
    /// Its zone.
    pub zone: Zone,
}

impl Store {
    /// Somebody as the console greets them; `None` where there is no such person.
    pub async fn personal(
        &self,
        corp: &CorpId,
        person: &UnionId,
    ) -> Result<Option<Personal>, StoreError> {
        let sql = "SELECT p.user_id, p.name, o.name AS organisation, o.time_zone FROM people p \
                   JOIN organisations o ON o.corp_id = p.corp_id \
                   WHERE p.corp_id = $1 AND p.union_id = $2";
        let rows = self.db.rows(sql, &args![corp.as_str(), person.as_str()]).await?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        let zone = row.get::<Option<String>>("time_zone")?;
        let zone = zone.map_or_else(|| Ok(Zone::default()), |name| Zone::parse(&name));
        Ok(Some(Personal {
            user_id: UserId::new(row.text("user_id")?),
            name: row.text("name")?,
            organisation: row.text("organisation")?,
            zone: zone.map_err(corrupt("organisations", "time_zone", corp.as_str()))?,
        }))
    }

    /// Signs a person in; gives the cookie. `None` where there is no such person.
    pub async fn sign_in(
        &self,
        corp: &CorpId,
        person: &UnionId,
        way: Way,
        origin: &Origin,
        now: EpochMillis,
    ) -> Result<Option<Token>, StoreError> {
        let mut tx = self.db.begin().await?;
        if !tx.hold_person(corp, person).await? {
            return Ok(None);
        }
        let cookie = self.random.token();
        let entry = tx.insert_session(corp, person, way, (&self.random.id(), &cookie), now).await?;
        let origin = Origin { operator: Some(person.clone()), ..origin.clone() };
        tx.commit_change(&origin, &[entry], [], now).await?;
        Ok(Some(cookie))
    }

    /// Whose session a cookie opens, where it opens one.
    pub async fn session(
        &self,
        cookie: &str,
        now: EpochMillis,
    ) -> Result<Option<SignedIn>, StoreError> {
        let rows = self.db.rows(FIND, &args![TokenHash::of(cookie).as_str(), now.0]).await?;
        rows.first().map(SignedIn::read).transpose()
    }

    /// A token for a page whose browser has this cookie. `None` where it opens no session.
    pub async fn console_token(
        &self,
        cookie: &str,
        now: EpochMillis,
    ) -> Result<Option<ConsoleToken>, StoreError> {
        let Some(found) = self.session(cookie, now).await? else {
            return Ok(None);
        };
        let mut tx = self.db.begin().await?;
        // The person before what is theirs, as whoever removes them takes it: else both wait for
        // each other.
        if !tx.hold_person(&found.corp, &found.person).await? {
            return Ok(None);
        }
        let shown = TokenHash::of(cookie);
        let sql = "SELECT cookie_hash, created_at, rotated_at FROM sessions \
                   WHERE corp_id = $1 AND session_id = $2 \
                     AND (cookie_hash = $3 OR previous_hash = $3) AND expires_at > $4";
        let (corp, id) = (found.corp.as_str(), found.id.as_str());
        let rows = tx.rows(sql, &args![corp, id, shown.as_str(), now.0]).await?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        let created_at = EpochMillis(row.int("created_at")?);
        let rotated_at = EpochMillis(row.int("rotated_at")?);
        let end = created_at.plus_seconds(SESSION_LIFETIME_SECONDS);
        let session_end = now.plus_seconds(SESSION_IDLE_SECONDS).min(end);
        let is_current = row.text("cookie_hash")? == shown.as_str();
        let mut changed = None;
        if now >= rotated_at.plus_seconds(COOKIE_AGE_SECONDS) {
            let next = self.random.token();
            let sql = "UPDATE sessions SET cookie_hash = $3, previous_hash = $4, rotated_at = $5, \
                       expires_at = $6 WHERE corp_id = $1 AND session_id = $2";
            let next_hash = next.hash();
            let args = args![corp, id, next_hash.as_str(), shown.as_str(), now.0, session_end.0];
            tx.execute(sql, &args).await?;
            changed = Some(next);
        } else {
            // The new one has come back, and what was under way with the old one is over.
            let is_over = is_current && now >= rotated_at.plus_seconds(OVERLAP_SECONDS);
            let previous = if is_over { "NULL" } else { "previous_hash" };
            let sql = format!(
                "UPDATE sessions SET expires_at = $3, previous_hash = {previous} \
                 WHERE corp_id = $1 AND session_id = $2"
            );
            tx.execute(&sql, &args![corp, id, session_end.0]).await?;
        }
        let token = self.random.token();
        let expires_at = now.plus_seconds(CONSOLE_TOKEN_LIFETIME_SECONDS).min(end);
        tx.insert_console_token(&token, &found, expires_at, now).await?;
        // Who signed in is in the record; what a page asks for again and again is not.
        tx.commit_upkeep().await?;
        Ok(Some(ConsoleToken { token, expires_at, session: found, cookie: changed }))
    }

    /// Ends the session of a cookie, and its tokens. `None` where it opens none.
    pub async fn sign_out(
        &self,
        cookie: &str,
        origin: &Origin,
        now: EpochMillis,
    ) -> Result<Option<SignedIn>, StoreError> {
        let Some(found) = self.session(cookie, now).await? else {
            return Ok(None);
        };
        let mut tx = self.db.begin().await?;
        tx.hold_person(&found.corp, &found.person).await?;
        let args = args![found.corp.as_str(), found.id.as_str()];
        let sql = "DELETE FROM sessions WHERE corp_id = $1 AND session_id = $2";
        if tx.execute(sql, &args).await? == 0 {
            return Ok(None);
        }
        let sql = "DELETE FROM tokens WHERE corp_id = $1 AND client_key = '' AND secret_id = $2";
        tx.execute(sql, &args).await?;
        let ended = json!({ "session": found.id });
        commit_end(tx, &found, ended, origin, now).await?;
        Ok(Some(found))
    }

    /// Ends every session of the person who has this cookie, and their tokens. `None` where it opens
    /// none.
    pub async fn sign_out_everywhere(
        &self,
        cookie: &str,
        origin: &Origin,
        now: EpochMillis,
    ) -> Result<Option<SignedIn>, StoreError> {
        let Some(found) = self.session(cookie, now).await? else {
            return Ok(None);
        };
        let mut tx = self.db.begin().await?;
        tx.hold_person(&found.corp, &found.person).await?;
        let ended = tx.end_sessions(&found.corp, &found.person).await?;
        if ended == 0 {
            return Ok(None);
        }
        commit_end(tx, &found, json!({ "sessions": ended }), origin, now).await?;
        Ok(Some(found))
    }
}

/// Ends a transaction in which somebody's sessions ended by their own word: the record, and every node.
async fn commit_end(
    tx: Tx,
    of: &SignedIn,
    ended: Value,
    origin: &Origin,
    now: EpochMillis,
) -> Result<(), StoreError> {
    let entry = Entry::of(Some(&of.corp), "session", of.person.as_str()).before(ended);
    let origin = Origin { operator: Some(of.person.clone()), ..origin.clone() };
    let change = Change::Tokens(of.corp.clone(), of.person.clone());
    tx.commit_change(&origin, &[entry], [change], now).await
}

/// $1 the hash of a cookie, $2 now.
const FIND: &str = "SELECT corp_id, session_id, union_id FROM sessions \
                    WHERE (cookie_hash = $1 OR previous_hash = $1) AND expires_at > $2";

impl SignedIn {
    fn read(row: &crate::db::Row) -> Result<Self, StoreError> {
        Ok(Self {
            corp: CorpId::new(row.text("corp_id")?),
            person: UnionId::new(row.text("union_id")?),
            id: row.text("session_id")?,
        })
    }
}

impl Tx {
    /// Begins a session of a person, who is held. Gives its entry for the record.
    pub(crate) async fn insert_session(
        &mut self,
        corp: &CorpId,
        person: &UnionId,
        way: Way,
        (id, cookie): (&str, &Token),
        now: EpochMillis,
    ) -> Result<Entry, StoreError> {
        let end = now.plus_seconds(SESSION_IDLE_SECONDS.min(SESSION_LIFETIME_SECONDS));
        let cookie = cookie.hash();
        self.execute(
            "INSERT INTO sessions (corp_id, session_id, union_id, way, cookie_hash, created_at, \
               rotated_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $6, $7)",
            &args![corp.as_str(), id, person.as_str(), way.word(), cookie.as_str(), now.0, end.0],
        )
        .await?;
        let entry = Entry::of(Some(corp), "session", person.as_str());
        Ok(entry.after(json!({ "session": id, "way": way.word() })))
    }

    async fn insert_console_token(
        &mut self,
        token: &Token,
        session: &SignedIn,
        expires_at: EpochMillis,
        now: EpochMillis,
    ) -> Result<(), StoreError> {
        let (corp, id) = (session.corp.as_str(), session.id.as_str());
        self.execute(
            "DELETE FROM tokens WHERE client_key = '' AND secret_id = $1 AND token_hash NOT IN ( \
               SELECT t.token_hash FROM tokens t WHERE t.client_key = '' AND t.secret_id = $1 \
               ORDER BY t.issued_at DESC, t.token_hash LIMIT $2)",
            &args![id, MOST_TOKENS - 1],
        )
        .await?;
        let hash = token.hash();
        self.execute(
            "INSERT INTO tokens (token_hash, kind, client_key, secret_id, corp_id, union_id, \
               issued_at, expires_at) VALUES ($1, $2, '', $3, $4, $5, $6, $7)",
            &args![
                hash.as_str(),
                TokenKind::Console.word(),
                id,
                corp,
                session.person.as_str(),
                now.0,
                expires_at.0
            ],
        )
        .await?;
        Ok(())
    }

    /// Ends every session of a person, who is held, and their tokens. Says how many sessions.
    pub(crate) async fn end_sessions(
        &mut self,
        corp: &CorpId,
        person: &UnionId,
    ) -> Result<u64, StoreError> {
        let args = args![corp.as_str(), person.as_str()];
        let sql = "DELETE FROM sessions WHERE corp_id = $1 AND union_id = $2";
        let ended = self.execute(sql, &args).await?;
        let sql = "DELETE FROM tokens WHERE corp_id = $1 AND union_id = $2 AND client_key = ''";
        self.execute(sql, &args).await?;
        Ok(ended)
    }
}
