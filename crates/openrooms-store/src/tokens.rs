//! Tokens: proved, issued, listed, revoked.
//!
//! An app that asks again while its token lives gets the same one, renewed: the token is kept
//! sealed under the secret that each such call brings, in the row of that secret, and one UPDATE
//! decides between the kept and the new one. So nodes that are asked at once give the same.

use openrooms_core::id::{ClientKey, CorpId, UnionId};
use openrooms_core::time::EpochMillis;

use serde_json::json;

use crate::audit::{Entry, Origin};
use crate::clients::ClientKind;
use crate::db::{Row, Tx, args};
use crate::error::StoreError;
use crate::feed::Change;
use crate::open::Store;
use crate::secret::{self, SealedToken, ServerKey, Token};

/// How long a token lives, in seconds (docs/WIRE.md, tokens).
pub const TOKEN_LIFETIME_SECONDS: i64 = 7200;

/// What a token is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// An internal app in its organisation.
    App,
    /// A suite in an organisation that authorised it.
    Corp,
    /// A suite itself, in no organisation.
    Suite,
    /// An app or a suite on behalf of a person.
    User,
    /// The console's, of a person who is signed in to it.
    Console,
}

impl TokenKind {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::App => "app",
            Self::Corp => "corp",
            Self::Suite => "suite",
            Self::User => "user",
            Self::Console => "console",
        }
    }

    pub(crate) fn parse(word: &str) -> Option<Self> {
        let kinds = [Self::App, Self::Corp, Self::Suite, Self::User, Self::Console];
        kinds.into_iter().find(|kind| kind.word() == word)
    }
}

impl std::fmt::Display for TokenKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.word())
    }
}

/// A token in the hands of the client that asked.
pub struct Issued {
    /// The token.
    pub token: Token,
    /// Until when it lives.
    pub expires_at: EpochMillis,
    /// The organisation that it is for.
    pub corp: Option<CorpId>,
}

/// What a suite shows.
#[derive(Clone, Copy)]
pub enum SuiteProof<'a> {
    /// Its secret.
    Secret(&'a str),
    /// A signature with the secret over a message.
    Signature {
        /// What was signed.
        message: &'a str,
        /// Base64.
        signature: &'a str,
    },
}

/// A suite that has proved itself.
pub struct AuthorisedSuite {
    key: ClientKey,
    secret_id: String,
    /// The ticket that must be shown; `None`: any.
    pub ticket: Option<String>,
}

/// A token in a list, without the token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenSummary {
    /// The first 16 digits of its hash: names it to `token revoke`.
    pub id: String,
    /// What it is for.
    pub kind: TokenKind,
    /// The app or suite.
    pub client: ClientKey,
    /// The organisation.
    pub corp: Option<CorpId>,
    /// The person on whose behalf.
    pub person: Option<UnionId>,
    /// When it was issued or renewed last.
    pub issued_at: EpochMillis,
    /// Until when it lives.
    pub expires_at: EpochMillis,
}

pub(crate) struct KeptSecret {
    pub(crate) id: String,
    pub(crate) hash: String,
    sealed: Option<String>,
}

pub(crate) struct Found {
    kind: ClientKind,
    corp: Option<CorpId>,
    ticket: Option<String>,
    pub(crate) secrets: Vec<KeptSecret>,
}

/// Compared against where a key is unknown, so that this takes as long as a wrong secret.
pub(crate) const NO_SECRET: &str = "hmac-sha256$00000000000000000000000000000000$0000000000000000000000000000000000000000000000000000000000000000";

/// When a token issued now ends: no later than its secret.
pub(crate) fn token_end(now: EpochMillis, secret_end: Option<EpochMillis>) -> EpochMillis {
    let end = now.plus_seconds(TOKEN_LIFETIME_SECONDS);
    secret_end.map_or(end, |secret_end| secret_end.min(end))
}

impl Store {
    pub(crate) async fn client_secrets(
        &self,
        key: &str,
        now: EpochMillis,
    ) -> Result<Option<Found>, StoreError> {
        let rows = self
            .db
            .rows(
                "SELECT c.kind, c.corp_id, c.ticket, s.secret_id, s.hash, s.sealed, s.expires_at \
                 FROM clients c LEFT JOIN client_secrets s ON s.client_key = c.client_key \
                 WHERE c.client_key = $1 ORDER BY s.created_at DESC",
                &args![key],
            )
            .await?;
        let Some(first) = rows.first() else {
            return Ok(None);
        };
        let mut secrets = Vec::new();
        for row in &rows {
            let Some(id) = row.get::<Option<String>>("secret_id")? else {
                continue;
            };
            let expires_at = row.get::<Option<i64>>("expires_at")?.map(EpochMillis);
            if expires_at.is_none_or(|end| now < end) {
                let (hash, sealed) = (row.text("hash")?, row.get("sealed")?);
                secrets.push(KeptSecret { id, hash, sealed });
            }
        }
        Ok(Some(Found {
            kind: ClientKind::read(first)?,
            corp: first.get::<Option<String>>("corp_id")?.map(CorpId::new),
            ticket: first.get("ticket")?,
            secrets,
        }))
    }

    /// The token of an internal app: the one it has, renewed, or a new one. `None` where the key
    /// is no app's, or the secret is wrong.
    pub async fn issue_app_token(
        &self,
        key: &str,
        secret: &str,
        origin: &Origin,
        now: EpochMillis,
    ) -> Result<Option<Issued>, StoreError> {
        let found = self.client_secrets(key, now).await?;
        let found = found.filter(|found| found.kind == ClientKind::App);
        let Some(found) = found.filter(|found| !found.secrets.is_empty()) else {
            secret::is_secret(secret, NO_SECRET);
            return Ok(None);
        };
        let proved = found.secrets.iter().find(|kept| secret::is_secret(secret, &kept.hash));
        let (Some(kept), Some(corp)) = (proved, found.corp.as_ref()) else {
            return Ok(None);
        };

        let new = self.random.token();
        let sealed = secret::seal_token(&new, secret, self.random);
        let mut tx = self.db.begin().await?;
        let rows = tx
            .rows(
                "UPDATE client_secrets SET \
                   token_hash = CASE WHEN token_expires_at > $3 THEN token_hash ELSE $4 END, \
                   token_salt = CASE WHEN token_expires_at > $3 THEN token_salt ELSE $5 END, \
                   token_sealed = CASE WHEN token_expires_at > $3 THEN token_sealed ELSE $6 END, \
                   token_expires_at = CASE WHEN expires_at < $7 THEN expires_at ELSE $7 END \
                 WHERE client_key = $1 AND secret_id = $2 AND (expires_at IS NULL OR expires_at > $3) \
                 RETURNING token_salt, token_sealed, token_expires_at",
                &args![
                    key,
                    &kept.id,
                    now.0,
                    new.hash().as_str(),
                    sealed.salt,
                    sealed.sealed,
                    now.plus_seconds(TOKEN_LIFETIME_SECONDS).0
                ],
            )
            .await?;
        // Ended while we looked.
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        // The secret's own end, as it is now, bounds that of the token.
        let end = EpochMillis(row.int("token_expires_at")?);
        let sealed =
            SealedToken { salt: row.text("token_salt")?, sealed: row.text("token_sealed")? };
        let token = secret::unseal_token(&sealed, secret).ok_or(StoreError::Sealed("a token"))?;
        tx.execute(
            "INSERT INTO tokens (token_hash, kind, client_key, secret_id, corp_id, issued_at, expires_at) \
             VALUES ($1, 'app', $2, $3, $4, $5, $6) \
             ON CONFLICT (token_hash) DO UPDATE SET issued_at = excluded.issued_at, expires_at = excluded.expires_at",
            &args![token.hash().as_str(), key, &kept.id, corp.as_str(), now.0, end.0],
        )
        .await?;
        if token == new {
            let entry = issued(&token, Some(corp), TokenKind::App, end);
            tx.commit_change(origin, &[entry], [], now).await?;
        } else {
            // The one that it had: an app may ask before each call, and nobody gains by its record.
            tx.commit_upkeep().await?;
        }
        Ok(Some(Issued { token, expires_at: end, corp: Some(corp.clone()) }))
    }

    /// Proves a suite. `None` where the key is no suite's, or the proof is wrong. A secret shown
    /// for the first time since an import by hash is sealed, so that signatures can be checked.
    pub async fn prove_suite(
        &self,
        key: &str,
        proof: SuiteProof<'_>,
        server_key: &ServerKey,
        now: EpochMillis,
    ) -> Result<Option<AuthorisedSuite>, StoreError> {
        let found =
            self.client_secrets(key, now).await?.filter(|found| found.kind == ClientKind::Suite);
        let Some(found) = found.filter(|found| !found.secrets.is_empty()) else {
            match proof {
                SuiteProof::Secret(secret) => _ = secret::is_secret(secret, NO_SECRET),
                SuiteProof::Signature { message, signature } => {
                    secret::is_signature(NO_SECRET, message, signature);
                }
            }
            return Ok(None);
        };
        for kept in found.secrets {
            let is_proved = match proof {
                SuiteProof::Secret(secret) => secret::is_secret(secret, &kept.hash),
                SuiteProof::Signature { message, signature } => {
                    let sealed = kept.sealed.as_deref();
                    match sealed.map(|sealed| server_key.unseal_suite_secret(sealed)) {
                        Some(Some(secret)) => secret::is_signature(&secret, message, signature),
                        Some(None) => return Err(StoreError::Sealed("a suite's secret")),
                        None => false,
                    }
                }
            };
            if !is_proved {
                continue;
            }
            if let (SuiteProof::Secret(secret), None) = (proof, &kept.sealed) {
                let sealed = server_key.seal_suite_secret(secret, self.random);
                let mut tx = self.db.begin().await?;
                tx.execute(
                    "UPDATE client_secrets SET sealed = $3 \
                     WHERE client_key = $1 AND secret_id = $2 AND sealed IS NULL",
                    &args![key, &kept.id, sealed],
                )
                .await?;
                tx.commit_upkeep().await?;
            }
            return Ok(Some(AuthorisedSuite {
                key: ClientKey::new(key),
                secret_id: kept.id,
                ticket: found.ticket,
            }));
        }
        Ok(None)
    }

    /// Whether a key is a suite's whose secrets are known by their hashes alone, so that no
    /// signature can be checked.
    pub async fn is_known_by_hash(&self, key: &str, now: EpochMillis) -> Result<bool, StoreError> {
        let found = self.client_secrets(key, now).await?;
        Ok(found.is_some_and(|found| {
            found.kind == ClientKind::Suite
                && !found.secrets.is_empty()
                && found.secrets.iter().all(|kept| kept.sealed.is_none())
        }))
    }

    /// Whether a key is a suite's.
    pub async fn is_suite(&self, key: &str) -> Result<bool, StoreError> {
        let sql = "SELECT client_key FROM clients WHERE client_key = $1 AND kind = 'suite'";
        Ok(!self.db.rows(sql, &args![key]).await?.is_empty())
    }

    /// Whether an organisation of this server has authorised a suite.
    pub async fn is_authorised(
        &self,
        suite: &AuthorisedSuite,
        corp: &str,
    ) -> Result<bool, StoreError> {
        let rows = self
            .db
            .rows(
                "SELECT s.corp_id FROM suite_authorisations s \
                 JOIN organisations o ON o.corp_id = s.corp_id \
                 WHERE s.corp_id = $1 AND s.client_key = $2",
                &args![corp, suite.key.as_str()],
            )
            .await?;
        Ok(!rows.is_empty())
    }

    /// A new token for a suite: on an organisation, or on none. `None` where its secret was rotated
    /// or revoked in the meantime.
    pub async fn issue_suite_token(
        &self,
        suite: &AuthorisedSuite,
        corp: Option<&str>,
        origin: &Origin,
        now: EpochMillis,
    ) -> Result<Option<Issued>, StoreError> {
        let token = self.random.token();
        let kind = if corp.is_some() { TokenKind::Corp } else { TokenKind::Suite };
        let mut tx = self.db.begin().await?;
        let Some(secret) = tx.hold_secret(&suite.key, &suite.secret_id, now).await? else {
            return Ok(None);
        };
        let end = token_end(now, secret.end);
        tx.execute(
            "INSERT INTO tokens (token_hash, kind, client_key, secret_id, corp_id, issued_at, expires_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            &args![
                token.hash().as_str(),
                kind.word(),
                suite.key.as_str(),
                &suite.secret_id,
                corp,
                now.0,
                end.0
            ],
        )
        .await?;
        let corp = corp.map(CorpId::new);
        let entry = issued(&token, corp.as_ref(), kind, end);
        tx.commit_change(origin, &[entry], [], now).await?;
        Ok(Some(Issued { token, expires_at: end, corp }))
    }

    /// The tokens that live, newest first; of one client, or of all.
    pub async fn tokens(
        &self,
        client: Option<&ClientKey>,
        now: EpochMillis,
    ) -> Result<Vec<TokenSummary>, StoreError> {
        let rows = self
            .db
            .rows(
                "SELECT token_hash, kind, client_key, corp_id, union_id, issued_at, expires_at \
                 FROM tokens WHERE expires_at > $1 AND (client_key = $2 OR $2 IS NULL) \
                 ORDER BY issued_at DESC, token_hash",
                &args![now.0, client.map(ClientKey::as_str)],
            )
            .await?;
        rows.iter().map(TokenSummary::read).collect()
    }

    /// Ends the tokens whose hash begins with `id`; says how many they were.
    pub async fn revoke_token(
        &self,
        id: &str,
        origin: &Origin,
        now: EpochMillis,
    ) -> Result<u64, StoreError> {
        // An empty beginning is every token's, and a pattern's signs are no digits.
        if id.is_empty() || !id.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Ok(0);
        }
        let beginning = args![format!("{}%", id.to_ascii_lowercase())];
        let mut tx = self.db.begin().await?;
        // Secrets before tokens, as whoever issues one takes them: else both wait for each other.
        tx.execute(
            "UPDATE client_secrets SET token_hash = NULL, token_salt = NULL, token_sealed = NULL, \
             token_expires_at = NULL WHERE token_hash LIKE $1",
            &beginning,
        )
        .await?;
        // What would get the next one ends as well.
        tx.execute("DELETE FROM user_grants WHERE token_hash LIKE $1", &beginning).await?;
        let rows = tx
            .rows(&format!("DELETE FROM tokens WHERE token_hash LIKE $1 {ENDED}"), &beginning)
            .await?;
        self.commit_ended(tx, &rows, origin, now).await
    }

    /// Ends every token of a client; says how many they were.
    pub async fn revoke_tokens_of(
        &self,
        client: &ClientKey,
        origin: &Origin,
        now: EpochMillis,
    ) -> Result<u64, StoreError> {
        let mut tx = self.db.begin().await?;
        let key = args![client.as_str()];
        // Secrets before tokens, as whoever issues one takes them: else a token slips through.
        tx.execute(
            "UPDATE client_secrets SET token_hash = NULL, token_salt = NULL, token_sealed = NULL, \
             token_expires_at = NULL WHERE client_key = $1",
            &key,
        )
        .await?;
        tx.execute("DELETE FROM user_grants WHERE client_key = $1", &key).await?;
        let rows =
            tx.rows(&format!("DELETE FROM tokens WHERE client_key = $1 {ENDED}"), &key).await?;
        self.commit_ended(tx, &rows, origin, now).await
    }

    /// Writes down which tokens have ended; says how many they were.
    async fn commit_ended(
        &self,
        tx: Tx,
        ended: &[Row],
        origin: &Origin,
        now: EpochMillis,
    ) -> Result<u64, StoreError> {
        let (mut entries, mut changes) = (Vec::new(), Vec::new());
        for row in ended {
            let token = TokenSummary::read(row)?;
            let was = json!({ "kind": token.kind.to_string(), "client": token.client.as_str() });
            entries.push(Entry::of(token.corp.as_ref(), "token", token.id).before(was));
            changes.push(Change::Client(token.client));
        }
        if !ended.is_empty() {
            tx.commit_change(origin, &entries, changes, now).await?;
        }
        Ok(ended.len() as u64)
    }

    /// Forgets tokens, secrets, sessions and kept replies that have ended.
    pub async fn forget_expired(&self, now: EpochMillis) -> Result<(), StoreError> {
        let mut tx = self.db.begin().await?;
        tx.execute("DELETE FROM client_secrets WHERE expires_at <= $1", &args![now.0]).await?;
        tx.execute("DELETE FROM tokens WHERE expires_at <= $1", &args![now.0]).await?;
        tx.execute("DELETE FROM user_grants WHERE expires_at <= $1", &args![now.0]).await?;
        for table in ["sessions", "invitations", "spent_states"] {
            let sql = format!("DELETE FROM {table} WHERE expires_at <= $1");
            tx.execute(&sql, &args![now.0]).await?;
        }
        tx.execute("DELETE FROM client_tokens WHERE kept_until <= $1", &args![now.0]).await?;
        tx.commit_upkeep().await
    }
}

/// A secret that lives.
pub(crate) struct HeldSecret {
    /// When it ends by itself.
    pub(crate) end: Option<EpochMillis>,
}

impl Tx {
    /// Takes the row of a secret, so that a rotation finds what is issued for it, or this finds its
    /// end. `None` where it has ended already.
    pub(crate) async fn hold_secret(
        &mut self,
        client: &ClientKey,
        secret_id: &str,
        now: EpochMillis,
    ) -> Result<Option<HeldSecret>, StoreError> {
        let held = self
            .rows(
                "UPDATE client_secrets SET created_at = created_at \
                 WHERE client_key = $1 AND secret_id = $2 AND (expires_at IS NULL OR expires_at > $3) \
                 RETURNING expires_at",
                &args![client.as_str(), secret_id, now.0],
            )
            .await?;
        let Some(row) = held.first() else {
            return Ok(None);
        };
        Ok(Some(HeldSecret { end: row.get::<Option<i64>>("expires_at")?.map(EpochMillis) }))
    }
}

/// What a removed token's row gives back.
const ENDED: &str =
    "RETURNING token_hash, kind, client_key, corp_id, union_id, issued_at, expires_at";

/// The name of a token in lists and records, which opens nothing.
pub(crate) fn short_id(hash: &str) -> String {
    hash.chars().take(16).collect()
}

/// The entry of a new token.
pub(crate) fn issued(
    token: &Token,
    corp: Option<&CorpId>,
    kind: TokenKind,
    end: EpochMillis,
) -> Entry {
    let is = json!({ "kind": kind.word(), "expiresAt": end.0 });
    Entry::of(corp, "token", short_id(token.hash().as_str())).after(is)
}

impl TokenSummary {
    fn read(row: &Row) -> Result<Self, StoreError> {
        let kind = row.text("kind")?;
        Ok(Self {
            id: short_id(&row.text("token_hash")?),
            kind: TokenKind::parse(&kind).ok_or(StoreError::Corrupt {
                table: "tokens",
                column: "kind",
                row: kind,
            })?,
            client: ClientKey::new(row.text("client_key")?),
            corp: row.get::<Option<String>>("corp_id")?.map(CorpId::new),
            person: row.get::<Option<String>>("union_id")?.map(UnionId::new),
            issued_at: EpochMillis(row.int("issued_at")?),
            expires_at: EpochMillis(row.int("expires_at")?),
        })
    }
}
