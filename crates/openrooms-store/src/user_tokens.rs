//! Tokens on behalf of a person: the code that a person gives an app, the token that the app gets
//! for it, and the refresh token that gets the next one.
//!
//! Code and refresh token open once, and only together with the app's secret. Both, and the tokens,
//! end with the secret and with the person. The database keeps hashes of all three.

use openrooms_core::client::Client;
use openrooms_core::id::{ClientKey, CorpId, UnionId, UserId};
use openrooms_core::time::EpochMillis;
use serde_json::json;

use crate::audit::{Entry, Origin};
use crate::db::{Row, Tx, args};
use crate::error::StoreError;
use crate::open::Store;
use crate::row;
use crate::secret::{self, Token, TokenHash};
use crate::tokens::{self, NO_SECRET, TokenKind};

/// How long a code is good, in seconds.
pub const CODE_LIFETIME_SECONDS: i64 = 300;
/// How long a refresh token is good, in seconds: 30 days.
pub const REFRESH_LIFETIME_SECONDS: i64 = 30 * 24 * 3600;

/// What an app shows to get a user's token.
#[derive(Clone, Copy)]
pub enum UserGrant<'a> {
    /// A person's one-time code.
    Code(&'a str),
    /// One that was asked for with a challenge, together with it ([`bound_code`]).
    BoundCode(&'a str),
    /// What came with the token before.
    Refresh(&'a str),
}

impl UserGrant<'_> {
    fn parts(&self) -> (&'static str, &str) {
        match self {
            Self::Code(code) => ("code", code),
            // A kind of its own: whoever shows code and challenge as one text shows no code. The
            // challenge is no secret.
            Self::BoundCode(code) => ("bound", code),
            Self::Refresh(token) => ("refresh", token),
        }
    }
}

/// An app or suite that has shown its secret.
pub struct ProvedClient {
    key: ClientKey,
    secret_id: String,
}

/// A token on behalf of a person.
pub struct IssuedToUser {
    /// The token.
    pub token: Token,
    /// Until when it lives.
    pub expires_at: EpochMillis,
    /// What gets the next one, once.
    pub refresh: Token,
    /// The organisation.
    pub corp: CorpId,
    /// The person.
    pub person: UnionId,
}

/// A code for one app, in the name of one person.
pub struct NewCode {
    /// The code.
    pub code: Token,
    /// Until when it is good.
    pub expires_at: EpochMillis,
    /// The person.
    pub person: UnionId,
}

/// Why there is no code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoCode {
    /// No such organisation.
    OrganisationUnknown,
    /// Nobody of it has the user id.
    PersonUnknown,
    /// No such app in it, and no such suite that it has authorised.
    ClientUnknown,
}

/// An app as a person is asked about it.
pub struct ConsentClient {
    /// Itself.
    pub client: Client,
    /// What people call it, where anything was said.
    pub name: Option<String>,
    /// Where it takes answers.
    pub redirect_uris: Vec<String>,
}

/// An app or a suite that a person lets act for them.
pub struct Consent {
    /// Itself.
    pub client: Client,
    /// What people call it, where anything was said.
    pub name: Option<String>,
    /// When the oldest of its tokens that live was issued; `None` where it has none yet.
    pub since: Option<EpochMillis>,
    /// Until when it can act, or get another token.
    pub ends_at: EpochMillis,
}

/// What a code is together with the challenge that it was asked for with (PKCE): it opens as this
/// alone.
pub fn bound_code(code: &str, challenge: &str) -> String {
    format!("{code}.{challenge}")
}

impl Store {
    /// An app, or a suite, by its key; `None` where there is no such one.
    pub async fn consent_client(
        &self,
        key: &ClientKey,
    ) -> Result<Option<ConsentClient>, StoreError> {
        let sql = "SELECT client_key, name, scopes, allow_list, calls_per_second, redirect_uris \
                   FROM clients WHERE client_key = $1";
        let rows = self.db.rows(sql, &args![key.as_str()]).await?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        let redirect_uris = crate::clients::redirect_uris(row)?;
        Ok(Some(ConsentClient { name: row.get("name")?, client: row::client(row)?, redirect_uris }))
    }

    /// What a person lets act for them: each client that has a token of theirs which lives, or what
    /// gets one, in the order of the keys.
    pub async fn consents(
        &self,
        corp: &CorpId,
        person: &UnionId,
        now: EpochMillis,
    ) -> Result<Vec<Consent>, StoreError> {
        let sql = "SELECT c.client_key, c.name, c.scopes, c.allow_list, c.calls_per_second, \
                     held.since, held.ends_at \
                   FROM (SELECT client_key, MIN(since) AS since, MAX(ends_at) AS ends_at FROM ( \
                       SELECT client_key, issued_at AS since, expires_at AS ends_at FROM tokens \
                         WHERE corp_id = $1 AND union_id = $2 AND kind = $4 AND expires_at > $3 \
                       UNION ALL \
                       SELECT client_key, NULL AS since, expires_at AS ends_at FROM user_grants \
                         WHERE corp_id = $1 AND union_id = $2 AND expires_at > $3 \
                     ) lives GROUP BY client_key) held \
                   JOIN clients c ON c.client_key = held.client_key";
        let kind = TokenKind::User.word();
        let rows = self.db.rows(sql, &args![corp.as_str(), person.as_str(), now.0, kind]).await?;
        let read = |row: &Row| {
            Ok(Consent {
                client: row::client(row)?,
                name: row.get("name")?,
                since: row.get::<Option<i64>>("since")?.map(EpochMillis),
                ends_at: EpochMillis(row.int("ends_at")?),
            })
        };
        let mut consents = rows.iter().map(read).collect::<Result<Vec<_>, StoreError>>()?;
        consents.sort_by(|one, other| one.client.key.cmp(&other.client.key));
        Ok(consents)
    }

    /// Whether a client may serve an organisation: as its app, or as a suite that it authorised.
    pub async fn may_serve(&self, client: &ClientKey, corp: &CorpId) -> Result<bool, StoreError> {
        Ok(!self.db.rows(MAY_SERVE, &args![client.as_str(), corp.as_str()]).await?.is_empty())
    }

    /// A code with which an app speaks for a person, once and soon.
    pub async fn create_user_code(
        &self,
        corp: &CorpId,
        person: &UserId,
        client: &ClientKey,
        origin: &Origin,
        now: EpochMillis,
    ) -> Result<Result<NewCode, NoCode>, StoreError> {
        self.create_bound_code(corp, person, client, None, origin, now).await
    }

    /// The same, which opens together with the verifier of a challenge alone ([`bound_code`]).
    pub async fn create_bound_code(
        &self,
        corp: &CorpId,
        person: &UserId,
        client: &ClientKey,
        challenge: Option<&str>,
        origin: &Origin,
        now: EpochMillis,
    ) -> Result<Result<NewCode, NoCode>, StoreError> {
        let mut tx = self.db.begin().await?;
        let sql = "SELECT corp_id FROM organisations WHERE corp_id = $1";
        if tx.rows(sql, &args![corp.as_str()]).await?.is_empty() {
            return Ok(Err(NoCode::OrganisationUnknown));
        }
        if !tx.may_serve(client, corp).await? {
            return Ok(Err(NoCode::ClientUnknown));
        }
        // Held, so that whoever removes the person finds the code.
        let sql = "UPDATE people SET name = name WHERE corp_id = $1 AND user_id = $2 \
                   RETURNING union_id";
        let rows = tx.rows(sql, &args![corp.as_str(), person.as_str()]).await?;
        let Some(row) = rows.first() else {
            return Ok(Err(NoCode::PersonUnknown));
        };
        let person = UnionId::new(row.text("union_id")?);
        let code = self.random.token();
        let expires_at = now.plus_seconds(CODE_LIFETIME_SECONDS);
        let bound = challenge.map(|challenge| bound_code(code.as_str(), challenge));
        let grant = match &bound {
            Some(bound) => UserGrant::BoundCode(bound),
            None => UserGrant::Code(code.as_str()),
        };
        tx.insert_grant(grant, client, (corp, &person), None, expires_at).await?;
        let is = json!({
            "client": client.as_str(), "unionId": person.as_str(), "expiresAt": expires_at.0,
        });
        let id = tokens::short_id(code.hash().as_str());
        let entry = Entry::of(Some(corp), "code", id).after(is);
        tx.commit_change(origin, &[entry], [], now).await?;
        Ok(Ok(NewCode { code, expires_at, person }))
    }

    /// Proves an app or a suite by its secret. `None` where the key is unknown, or the secret wrong.
    pub async fn prove_client(
        &self,
        key: &str,
        secret: &str,
        now: EpochMillis,
    ) -> Result<Option<ProvedClient>, StoreError> {
        let found = self.client_secrets(key, now).await?;
        let Some(found) = found.filter(|found| !found.secrets.is_empty()) else {
            secret::is_secret(secret, NO_SECRET);
            return Ok(None);
        };
        let proved = found.secrets.into_iter().find(|kept| secret::is_secret(secret, &kept.hash));
        Ok(proved.map(|kept| ProvedClient { key: ClientKey::new(key), secret_id: kept.id }))
    }

    /// A new token on behalf of a person, for what the client shows. `None` where that is unknown,
    /// another client's, spent or ended, where the person or the client's right in their
    /// organisation is gone, or where the secret ended meanwhile.
    pub async fn issue_user_token(
        &self,
        client: &ProvedClient,
        grant: UserGrant<'_>,
        origin: &Origin,
        now: EpochMillis,
    ) -> Result<Option<IssuedToUser>, StoreError> {
        let mut tx = self.db.begin().await?;
        let Some(held) = tx.hold_secret(&client.key, &client.secret_id, now).await? else {
            return Ok(None);
        };
        let (kind, shown) = grant.parts();
        let shown = TokenHash::of(shown);
        let args = args![shown.as_str(), kind, client.key.as_str(), now.0];
        let sql = "SELECT corp_id, union_id FROM user_grants WHERE grant_hash = $1 AND kind = $2 \
                   AND client_key = $3 AND expires_at > $4";
        let found = tx.rows(sql, &args).await?;
        let Some(found) = found.first() else {
            return Ok(None);
        };
        let corp = CorpId::new(found.text("corp_id")?);
        let person = UnionId::new(found.text("union_id")?);
        // The person before what is theirs, as whoever removes them takes it: else both wait for
        // each other.
        if !tx.may_serve(&client.key, &corp).await? || !tx.hold_person(&corp, &person).await? {
            return Ok(None);
        }
        let sql = "DELETE FROM user_grants WHERE grant_hash = $1 AND kind = $2 \
                   AND client_key = $3 AND expires_at > $4";
        // Asked at once, one of two gets it.
        if tx.execute(sql, &args).await? == 0 {
            return Ok(None);
        }

        let (token, refresh) = (self.random.token(), self.random.token());
        let expires_at = tokens::token_end(now, held.end);
        let refresh_end = now.plus_seconds(REFRESH_LIFETIME_SECONDS);
        let refresh_end = held.end.map_or(refresh_end, |end| end.min(refresh_end));
        tx.execute(
            "INSERT INTO tokens (token_hash, kind, client_key, secret_id, corp_id, union_id, \
               issued_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            &args![
                token.hash().as_str(),
                TokenKind::User.word(),
                client.key.as_str(),
                &client.secret_id,
                corp.as_str(),
                person.as_str(),
                now.0,
                expires_at.0
            ],
        )
        .await?;
        let next = UserGrant::Refresh(refresh.as_str());
        tx.insert_grant(next, &client.key, (&corp, &person), Some(&token), refresh_end).await?;
        let origin = Origin { operator: Some(person.clone()), ..origin.clone() };
        let entry = tokens::issued(&token, Some(&corp), TokenKind::User, expires_at);
        tx.commit_change(&origin, &[entry], [], now).await?;
        Ok(Some(IssuedToUser { token, expires_at, refresh, corp, person }))
    }
}

/// $1 the client, $2 the organisation.
const MAY_SERVE: &str = "SELECT c.client_key FROM clients c WHERE c.client_key = $1 \
    AND (c.corp_id = $2 OR EXISTS (SELECT 1 FROM suite_authorisations s \
      WHERE s.corp_id = $2 AND s.client_key = c.client_key))";

impl Tx {
    /// Whether a client may serve an organisation: as its app, or as a suite that it authorised.
    async fn may_serve(&mut self, client: &ClientKey, corp: &CorpId) -> Result<bool, StoreError> {
        Ok(!self.rows(MAY_SERVE, &args![client.as_str(), corp.as_str()]).await?.is_empty())
    }

    /// Whether somebody is in an organisation. They are held, so that whoever removes them finds
    /// the tokens that are issued meanwhile.
    pub(crate) async fn hold_person(
        &mut self,
        corp: &CorpId,
        person: &UnionId,
    ) -> Result<bool, StoreError> {
        let sql = "UPDATE people SET name = name WHERE corp_id = $1 AND union_id = $2";
        Ok(self.execute(sql, &args![corp.as_str(), person.as_str()]).await? > 0)
    }

    async fn insert_grant(
        &mut self,
        grant: UserGrant<'_>,
        client: &ClientKey,
        (corp, person): (&CorpId, &UnionId),
        token: Option<&Token>,
        expires_at: EpochMillis,
    ) -> Result<(), StoreError> {
        let (kind, shown) = grant.parts();
        self.execute(
            "INSERT INTO user_grants (grant_hash, kind, client_key, corp_id, union_id, token_hash, \
               expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            &args![
                TokenHash::of(shown).as_str(),
                kind,
                client.as_str(),
                corp.as_str(),
                person.as_str(),
                token.map(|token| token.hash().as_str().to_owned()),
                expires_at.0
            ],
        )
        .await?;
        Ok(())
    }

    /// Ends what clients have in the name of a person, who is gone already. Gives the clients whose
    /// tokens ended.
    pub(crate) async fn end_tokens_of_person(
        &mut self,
        corp: &str,
        person: &UnionId,
    ) -> Result<Vec<ClientKey>, StoreError> {
        let args = args![corp, person.as_str()];
        for table in ["user_grants", "sessions", "passwords", "invitations"] {
            let sql = format!("DELETE FROM {table} WHERE corp_id = $1 AND union_id = $2");
            self.execute(&sql, &args).await?;
        }
        let sql = "DELETE FROM tokens WHERE corp_id = $1 AND union_id = $2 RETURNING client_key";
        clients(&self.rows(sql, &args).await?)
    }

    /// The same for everybody who is no longer there.
    pub(crate) async fn end_tokens_of_nobody(
        &mut self,
        corp: &str,
    ) -> Result<Vec<ClientKey>, StoreError> {
        let nobody = |table: &str| {
            format!(
                "DELETE FROM {table} WHERE corp_id = $1 AND union_id IS NOT NULL \
                 AND NOT EXISTS (SELECT 1 FROM people p \
                   WHERE p.corp_id = $1 AND p.union_id = {table}.union_id)"
            )
        };
        for table in ["user_grants", "sessions", "passwords", "invitations"] {
            self.execute(&nobody(table), &args![corp]).await?;
        }
        let sql = format!("{} RETURNING client_key", nobody("tokens"));
        clients(&self.rows(&sql, &args![corp]).await?)
    }
}

/// The clients of some tokens, each once.
fn clients(rows: &[Row]) -> Result<Vec<ClientKey>, StoreError> {
    let keys = rows.iter().map(|row| row.text("client_key").map(ClientKey::new));
    let mut keys = keys.collect::<Result<Vec<_>, _>>()?;
    keys.sort();
    keys.dedup();
    Ok(keys)
}
