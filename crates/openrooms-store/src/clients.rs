//! Apps and suites: made, listed, granted, rotated, revoked.

use openrooms_core::client::{App, Client, Secret, Suite};
use openrooms_core::id::{ClientKey, CorpId};
use openrooms_core::time::EpochMillis;

use serde_json::json;

use crate::audit::{Entry, Origin};
use crate::db::{Row, Tx, Value, args, values};
use crate::error::StoreError;
use crate::feed::Change;
use crate::open::Store;
use crate::row;
use crate::secret::{self, Random, ServerKey};

/// A client in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientSummary {
    /// Itself.
    pub client: Client,
    /// The organisation of an app; `None` is a suite.
    pub corp: Option<CorpId>,
    /// The organisations that have authorised a suite.
    pub authorised_by: Vec<CorpId>,
    /// The ticket that a suite must show.
    pub ticket: Option<String>,
    /// Where an app takes a person's consent.
    pub redirect_uris: Vec<String>,
    /// How many secrets prove it now.
    pub live_secrets: i64,
    /// When the last old secret ends, where one lives on.
    pub old_secrets_end_at: Option<EpochMillis>,
    /// What people call an app.
    pub name: Option<String>,
}

/// An internal app, or a third-party one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClientKind {
    /// An internal app, in one organisation.
    App,
    /// A third-party app, in every organisation that has authorised it.
    Suite,
}

impl ClientKind {
    /// The word that the database keeps.
    const fn word(self) -> &'static str {
        match self {
            Self::App => "app",
            Self::Suite => "suite",
        }
    }

    pub(crate) fn read(row: &Row) -> Result<Self, StoreError> {
        let word = row.text("kind")?;
        let known = [Self::App, Self::Suite].into_iter().find(|kind| kind.word() == word);
        known.ok_or_else(|| row::corrupt("clients", "kind", &word)(()))
    }
}

impl std::fmt::Display for ClientKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.word())
    }
}

/// A client's new secret, to be told once.
#[derive(Clone)]
pub struct NewSecret(pub String);

const CLIENT_COLUMNS: &str =
    "client_key, kind, corp_id, ticket, scopes, allow_list, calls_per_second, redirect_uris, name";

fn client_values(client: &Client, kind: ClientKind) -> Vec<Value> {
    values![
        client.key.as_str(),
        kind.word(),
        None::<String>,
        None::<String>,
        row::texts_to_json(&client.scopes),
        client.allow_list.texts().map(|blocks| row::texts_to_json(&blocks)),
        client.calls_per_second,
        None::<String>,
        None::<String>,
    ]
}

fn app_values(corp: &str, app: &App) -> Vec<Value> {
    let mut values = client_values(&app.client, ClientKind::App);
    values[2] = corp.into();
    values[8] = (&app.name).into();
    values[7] = app.redirect_uris.as_ref().map(|uris| row::texts_to_json(uris)).into();
    values
}

fn suite_values(suite: &Suite) -> Vec<Value> {
    let mut values = client_values(&suite.client, ClientKind::Suite);
    values[3] = (&suite.ticket).into();
    values
}

impl Tx {
    /// Writes an app that was not there; false where its key is taken.
    pub(crate) async fn add_app(&mut self, corp: &str, app: &App) -> Result<bool, StoreError> {
        self.add_client(app_values(corp, app)).await
    }

    /// Writes a suite that was not there; false where its key is taken.
    pub(crate) async fn add_suite(&mut self, suite: &Suite) -> Result<bool, StoreError> {
        let is_new = self.add_client(suite_values(suite)).await?;
        if is_new {
            self.put_authorisations(suite).await?;
        }
        Ok(is_new)
    }

    /// Writes an app's row anew. Its secrets stay.
    pub(crate) async fn put_app(&mut self, corp: &str, app: &App) -> Result<(), StoreError> {
        self.put_client(app_values(corp, app)).await
    }

    /// Writes a suite's rows anew. Its secrets stay.
    pub(crate) async fn put_suite(&mut self, suite: &Suite) -> Result<(), StoreError> {
        self.put_client(suite_values(suite)).await?;
        self.put_authorisations(suite).await
    }

    async fn put_authorisations(&mut self, suite: &Suite) -> Result<(), StoreError> {
        let key = suite.client.key.as_str();
        self.execute("DELETE FROM suite_authorisations WHERE client_key = $1", &args![key]).await?;
        let rows: Vec<_> = (0_i64..)
            .zip(&suite.authorised_by)
            .map(|(position, corp)| values![corp.as_str(), key, position])
            .collect();
        self.insert_rows("INSERT INTO suite_authorisations (corp_id, client_key, position)", &rows)
            .await
    }

    /// The insertion itself decides whose a key is: to look first would leave a moment in between.
    async fn add_client(&mut self, values: Vec<Value>) -> Result<bool, StoreError> {
        let insert = format!("INSERT INTO clients ({CLIENT_COLUMNS})");
        Ok(self.upsert_rows(&insert, &[values], "ON CONFLICT DO NOTHING").await? > 0)
    }

    async fn put_client(&mut self, values: Vec<Value>) -> Result<(), StoreError> {
        self.execute("DELETE FROM clients WHERE client_key = $1", &values[..1]).await?;
        self.insert_rows(&format!("INSERT INTO clients ({CLIENT_COLUMNS})"), &[values]).await
    }

    /// Makes `secret` the only one of a client, unless it is that already. Tokens of others end.
    pub(crate) async fn put_secret(
        &mut self,
        key: &ClientKey,
        secret: &Secret,
        sealing: Option<&ServerKey>,
        random: Random,
        now: EpochMillis,
    ) -> Result<bool, StoreError> {
        if self.has_only_secret(key, secret).await? {
            let (Secret::Clear(clear), Some(server_key)) = (secret, sealing) else {
                return Ok(false);
            };
            // Known by its hash alone until now.
            let sql = "UPDATE client_secrets SET sealed = $2 \
                       WHERE client_key = $1 AND expires_at IS NULL AND sealed IS NULL";
            let sealed = server_key.seal_suite_secret(clear, random);
            return Ok(self.execute(sql, &args![key.as_str(), sealed]).await? > 0);
        }
        self.end_secrets(key, None, now).await?;
        self.add_secret(key, secret, sealing, random, now).await?;
        Ok(true)
    }

    /// Whether the one secret that does not end by itself is this one.
    pub(crate) async fn has_only_secret(
        &mut self,
        key: &ClientKey,
        secret: &Secret,
    ) -> Result<bool, StoreError> {
        let sql = "SELECT hash FROM client_secrets WHERE client_key = $1 AND expires_at IS NULL";
        let kept = self.rows(sql, &args![key.as_str()]).await?;
        let kept = kept.iter().map(|row| row.text("hash")).collect::<Result<Vec<_>, _>>()?;
        Ok(match kept.as_slice() {
            [kept] => match secret {
                Secret::Clear(secret) => secret::is_secret(secret, kept),
                Secret::Hash(hash) => hash == kept,
            },
            _ => false,
        })
    }

    pub(crate) async fn add_secret(
        &mut self,
        key: &ClientKey,
        secret: &Secret,
        sealing: Option<&ServerKey>,
        random: Random,
        now: EpochMillis,
    ) -> Result<(), StoreError> {
        let (hash, sealed) = match secret {
            Secret::Clear(clear) => (
                secret::hash_secret(clear, random),
                sealing.map(|server_key| server_key.seal_suite_secret(clear, random)),
            ),
            Secret::Hash(hash) => (hash.clone(), None),
        };
        self.execute(
            "INSERT INTO client_secrets (client_key, secret_id, hash, sealed, created_at) \
             VALUES ($1, $2, $3, $4, $5)",
            &args![key.as_str(), random.id(), hash, sealed, now.0],
        )
        .await?;
        Ok(())
    }

    /// Ends a client's secrets: at once and with their tokens, or at `end` and their tokens with it.
    pub(crate) async fn end_secrets(
        &mut self,
        key: &ClientKey,
        end: Option<EpochMillis>,
        now: EpochMillis,
    ) -> Result<(), StoreError> {
        let key = key.as_str();
        match end.filter(|end| *end > now) {
            None => {
                self.execute("DELETE FROM client_secrets WHERE client_key = $1", &args![key])
                    .await?;
                self.execute("DELETE FROM user_grants WHERE client_key = $1", &args![key]).await?;
                self.execute("DELETE FROM tokens WHERE client_key = $1", &args![key]).await?;
            }
            Some(end) => {
                for sql in [
                    "UPDATE client_secrets SET expires_at = $2 \
                     WHERE client_key = $1 AND (expires_at IS NULL OR expires_at > $2)",
                    "UPDATE client_secrets SET token_expires_at = $2 \
                     WHERE client_key = $1 AND token_expires_at > $2",
                    "UPDATE user_grants SET expires_at = $2 WHERE client_key = $1 AND expires_at > $2",
                    "UPDATE tokens SET expires_at = $2 WHERE client_key = $1 AND expires_at > $2",
                ] {
                    self.execute(sql, &args![key, end.0]).await?;
                }
            }
        }
        Ok(())
    }

    pub(crate) async fn remove_client(&mut self, key: &ClientKey) -> Result<(), StoreError> {
        for table in ["clients", "suite_authorisations", "client_secrets"] {
            let sql = format!("DELETE FROM {table} WHERE client_key = $1");
            self.execute(&sql, &args![key.as_str()]).await?;
        }
        Ok(())
    }
}

impl Store {
    /// Makes an internal app with a secret of its own; `None` where the key is taken, or the
    /// organisation is not there.
    pub async fn create_app(
        &self,
        corp: &CorpId,
        app: &App,
        origin: &Origin,
        now: EpochMillis,
    ) -> Result<Option<NewSecret>, StoreError> {
        let mut tx = self.db.begin().await?;
        let sql = "SELECT corp_id FROM organisations WHERE corp_id = $1";
        if tx.rows(sql, &args![corp.as_str()]).await?.is_empty()
            || !tx.add_app(corp.as_str(), app).await?
        {
            return Ok(None);
        }
        let entry = Entry::of(Some(corp), "app", app.client.key.as_str());
        let entry = entry.after(rights(&app.client));
        let record = Record { origin, entries: vec![entry], now };
        self.new_client(tx, &app.client.key, app.secret.as_ref(), None, record).await.map(Some)
    }

    /// Makes a suite with a secret of its own; `None` where the key is taken.
    pub async fn create_suite(
        &self,
        suite: &Suite,
        server_key: &ServerKey,
        origin: &Origin,
        now: EpochMillis,
    ) -> Result<Option<NewSecret>, StoreError> {
        let mut tx = self.db.begin().await?;
        if !tx.add_suite(suite).await? {
            return Ok(None);
        }
        let key = suite.client.key.as_str();
        let mut entries = vec![Entry::of(None, "suite", key).after(rights(&suite.client))];
        entries
            .extend(suite.authorised_by.iter().map(|corp| authorisation(key, corp, Right::Given)));
        let record = Record { origin, entries, now };
        let secret = suite.secret.as_ref();
        self.new_client(tx, &suite.client.key, secret, Some(server_key), record).await.map(Some)
    }

    async fn new_client(
        &self,
        mut tx: Tx,
        key: &ClientKey,
        secret: Option<&Secret>,
        sealing: Option<&ServerKey>,
        record: Record<'_>,
    ) -> Result<NewSecret, StoreError> {
        let Record { origin, entries, now } = record;
        let secret = match secret {
            Some(Secret::Clear(chosen)) => chosen.clone(),
            _ => self.random.client_secret(),
        };
        // What a key of the same name left behind does not open this one.
        tx.end_secrets(key, None, now).await?;
        tx.add_secret(key, &Secret::Clear(secret.clone()), sealing, self.random, now).await?;
        tx.commit_change(origin, &entries, [Change::Client(key.clone())], now).await?;
        Ok(NewSecret(secret))
    }

    /// Apps (of one organisation, or of all) or suites.
    pub async fn clients(
        &self,
        kind: ClientKind,
        corp: Option<&CorpId>,
        now: EpochMillis,
    ) -> Result<Vec<ClientSummary>, StoreError> {
        let authorised_by = self.db.json_rows(
            "corp_id",
            "FROM suite_authorisations a WHERE a.client_key = c.client_key",
            "position",
        );
        let sql = format!(
            "SELECT c.*, {authorised_by} AS authorised_by, \
               (SELECT CAST(count(*) AS BIGINT) FROM client_secrets s WHERE s.client_key = c.client_key \
                AND (s.expires_at IS NULL OR s.expires_at > $3)) AS live_secrets, \
               (SELECT max(s.expires_at) FROM client_secrets s WHERE s.client_key = c.client_key \
                AND s.expires_at > $3) AS old_secrets_end_at \
             FROM clients c WHERE c.kind = $1 AND (c.corp_id = $2 OR $2 IS NULL)"
        );
        let rows = self.db.rows(&sql, &args![kind.word(), corp.map(CorpId::as_str), now.0]).await?;
        let mut clients = rows.iter().map(ClientSummary::read).collect::<Result<Vec<_>, _>>()?;
        clients.sort_by(|a, b| (&a.corp, &a.client.key).cmp(&(&b.corp, &b.client.key)));
        Ok(clients)
    }

    /// Gives a client a new secret. The old ones end at once, or live on for `keep_old_seconds`;
    /// their tokens end with them. `None` where the key is unknown.
    pub async fn rotate_secret(
        &self,
        key: &ClientKey,
        keep_old_seconds: i64,
        server_key: Option<&ServerKey>,
        origin: &Origin,
        now: EpochMillis,
    ) -> Result<Option<NewSecret>, StoreError> {
        let mut tx = self.db.begin().await?;
        let Some(found) = found(&mut tx, key).await? else {
            return Ok(None);
        };
        let end = (keep_old_seconds > 0).then(|| now.plus_seconds(keep_old_seconds));
        tx.end_secrets(key, end, now).await?;
        let secret = self.random.client_secret();
        tx.add_secret(key, &Secret::Clear(secret.clone()), server_key, self.random, now).await?;
        let entry = found.entry(key).after(json!({ "oldSecretsEndAt": end.unwrap_or(now).0 }));
        tx.commit_change(origin, &[entry], [Change::Client(key.clone())], now).await?;
        Ok(Some(NewSecret(secret)))
    }

    /// Changes what a client may do; `None` where the key is unknown. Gives the new list.
    pub async fn change_scopes(
        &self,
        key: &ClientKey,
        change: impl FnOnce(&mut Vec<String>),
        origin: &Origin,
        now: EpochMillis,
    ) -> Result<Option<Vec<String>>, StoreError> {
        let mut tx = self.db.begin().await?;
        let sql = "UPDATE clients SET kind = kind WHERE client_key = $1 RETURNING *";
        let rows = tx.rows(sql, &args![key.as_str()]).await?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        let before = row::client(row)?.scopes;
        let mut scopes = before.clone();
        change(&mut scopes);
        tx.execute(
            "UPDATE clients SET scopes = $2 WHERE client_key = $1",
            &args![key.as_str(), row::texts_to_json(&scopes)],
        )
        .await?;
        let entry = Found::read(row)?.entry(key);
        let entry = entry.before(json!({ "scopes": before })).after(json!({ "scopes": scopes }));
        tx.commit_change(origin, &[entry], [Change::Client(key.clone())], now).await?;
        Ok(Some(scopes))
    }

    /// Changes where an app takes a person's consent; `None` where there is no such app. Gives the
    /// new list. Codes that went elsewhere still open: they were sent with the app's word.
    pub async fn change_redirect_uris(
        &self,
        key: &ClientKey,
        change: impl FnOnce(&mut Vec<String>),
        origin: &Origin,
        now: EpochMillis,
    ) -> Result<Option<Vec<String>>, StoreError> {
        let mut tx = self.db.begin().await?;
        let sql = "UPDATE clients SET kind = kind WHERE client_key = $1 AND kind = $2 RETURNING *";
        let rows = tx.rows(sql, &args![key.as_str(), ClientKind::App.word()]).await?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        let before = redirect_uris(row)?;
        let mut uris = before.clone();
        change(&mut uris);
        if uris == before {
            return Ok(Some(uris));
        }
        let kept = (!uris.is_empty()).then(|| row::texts_to_json(&uris));
        let sql = "UPDATE clients SET redirect_uris = $2 WHERE client_key = $1";
        tx.execute(sql, &args![key.as_str(), kept]).await?;
        let entry = Found::read(row)?.entry(key);
        let entry =
            entry.before(json!({ "redirectUris": before })).after(json!({ "redirectUris": uris }));
        tx.commit_change(origin, &[entry], [Change::Client(key.clone())], now).await?;
        Ok(Some(uris))
    }

    /// Takes every secret and every token from a client; it stays, to be rotated back to life.
    /// False where the key is unknown.
    pub async fn revoke_client(
        &self,
        key: &ClientKey,
        origin: &Origin,
        now: EpochMillis,
    ) -> Result<bool, StoreError> {
        let mut tx = self.db.begin().await?;
        let Some(found) = found(&mut tx, key).await? else {
            return Ok(false);
        };
        tx.end_secrets(key, None, now).await?;
        let entry = found.entry(key).after(json!({ "secrets": 0, "tokens": 0 }));
        tx.commit_change(origin, &[entry], [Change::Client(key.clone())], now).await?;
        Ok(true)
    }

    /// Lets a suite into an organisation. False where it is no suite.
    pub async fn authorise_suite(
        &self,
        key: &ClientKey,
        corp: &CorpId,
        origin: &Origin,
        now: EpochMillis,
    ) -> Result<bool, StoreError> {
        let mut tx = self.db.begin().await?;
        if client_kind(&mut tx, key).await? != Some(ClientKind::Suite) {
            return Ok(false);
        }
        let added = tx.execute(
            "INSERT INTO suite_authorisations (corp_id, client_key, position) \
             SELECT $1, $2, coalesce(max(position), -1) + 1 FROM suite_authorisations WHERE client_key = $2 \
             ON CONFLICT DO NOTHING",
            &args![corp.as_str(), key.as_str()],
        )
        .await?;
        if added > 0 {
            let entry = authorisation(key.as_str(), corp, Right::Given);
            tx.commit_change(origin, &[entry], [Change::Client(key.clone())], now).await?;
        }
        Ok(true)
    }

    /// Takes an organisation's authorisation from a suite; its tokens there find no organisation.
    /// False where there was none.
    pub async fn withdraw_suite(
        &self,
        key: &ClientKey,
        corp: &CorpId,
        origin: &Origin,
        now: EpochMillis,
    ) -> Result<bool, StoreError> {
        let mut tx = self.db.begin().await?;
        let withdrawn = tx
            .execute(
                "DELETE FROM suite_authorisations WHERE corp_id = $1 AND client_key = $2",
                &args![corp.as_str(), key.as_str()],
            )
            .await?;
        if withdrawn > 0 {
            let entry = authorisation(key.as_str(), corp, Right::Withdrawn);
            tx.commit_change(origin, &[entry], [Change::Client(key.clone())], now).await?;
        }
        Ok(withdrawn > 0)
    }
}

/// How a new client is written down.
struct Record<'a> {
    origin: &'a Origin,
    entries: Vec<Entry>,
    now: EpochMillis,
}

/// What the record says of a client: its rights, and never a secret.
fn rights(client: &Client) -> serde_json::Value {
    json!({
        "scopes": client.scopes,
        "ipAllowList": client.allow_list.texts(),
        "qpsPerOperation": client.calls_per_second,
    })
}

/// What becomes of a suite's right in an organisation.
#[derive(Clone, Copy)]
enum Right {
    Given,
    Withdrawn,
}

/// A suite let into an organisation, or out of it: its business, not the suite's alone.
fn authorisation(key: &str, corp: &CorpId, right: Right) -> Entry {
    let (given, none) = (json!({ "isAuthorised": true }), json!({ "isAuthorised": false }));
    let (before, after) = match right {
        Right::Given => (none, given),
        Right::Withdrawn => (given, none),
    };
    Entry::of(Some(corp), "suite", key).before(before).after(after)
}

/// What a client is, and whose.
struct Found {
    kind: ClientKind,
    corp: Option<CorpId>,
}

impl Found {
    fn read(row: &Row) -> Result<Self, StoreError> {
        let corp = row.get::<Option<String>>("corp_id")?.map(CorpId::new);
        Ok(Self { kind: ClientKind::read(row)?, corp })
    }

    /// An entry about it, in the record of its organisation.
    fn entry(&self, key: &ClientKey) -> Entry {
        let kind = match self.kind {
            ClientKind::App => "app",
            ClientKind::Suite => "suite",
        };
        Entry::of(self.corp.as_ref(), kind, key.as_str())
    }
}

async fn found(tx: &mut Tx, key: &ClientKey) -> Result<Option<Found>, StoreError> {
    let sql = "SELECT kind, corp_id FROM clients WHERE client_key = $1";
    tx.rows(sql, &args![key.as_str()]).await?.first().map(Found::read).transpose()
}

async fn client_kind(tx: &mut Tx, key: &ClientKey) -> Result<Option<ClientKind>, StoreError> {
    let sql = "SELECT kind FROM clients WHERE client_key = $1";
    tx.rows(sql, &args![key.as_str()]).await?.first().map(ClientKind::read).transpose()
}

/// Where an app takes a person's consent.
pub(crate) fn redirect_uris(row: &Row) -> Result<Vec<String>, StoreError> {
    let kept = row.get::<Option<String>>("redirect_uris")?;
    let kept = kept.map(|kept| serde_json::from_str(&kept)).transpose();
    let key = row.text("client_key")?;
    Ok(kept.map_err(row::corrupt("clients", "redirect_uris", &key))?.unwrap_or_default())
}

impl ClientSummary {
    fn read(row: &Row) -> Result<Self, StoreError> {
        let client = row::client(row)?;
        let authorised_by = row.text("authorised_by")?;
        let authorised_by: Vec<(String,)> = serde_json::from_str(&authorised_by)
            .map_err(row::corrupt("suite_authorisations", "corp_id", client.key.as_str()))?;
        Ok(Self {
            corp: row.get::<Option<String>>("corp_id")?.map(CorpId::new),
            authorised_by: authorised_by.into_iter().map(|(corp,)| CorpId::new(corp)).collect(),
            ticket: row.get("ticket")?,
            live_secrets: row.int("live_secrets")?,
            redirect_uris: redirect_uris(row)?,
            old_secrets_end_at: row.get::<Option<i64>>("old_secrets_end_at")?.map(EpochMillis),
            name: row.get("name")?,
            client,
        })
    }
}
