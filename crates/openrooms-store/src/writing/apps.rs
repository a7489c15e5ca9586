//! Apps: found, made, changed, given secrets, removed.

use openrooms_core::client::{App, Secret};
use openrooms_core::id::ClientKey;
use openrooms_core::time::EpochMillis;

use super::Writing;
use crate::clients::NewSecret;
use crate::db::args;
use crate::error::StoreError;
use crate::row;
use crate::secret::Random;

impl Writing {
    /// An app of the organisation, without its secret.
    pub async fn app(&mut self, key: &ClientKey) -> Result<Option<App>, StoreError> {
        let sql = "SELECT * FROM clients WHERE corp_id = $1 AND client_key = $2 AND kind = 'app'";
        let rows = self.tx.rows(sql, &args![self.corp.as_str(), key.as_str()]).await?;
        let app = rows.first().map(|row| {
            let client = row::client(row)?;
            let redirect_uris = row::redirect_uris(row, &client)?;
            Ok(App { name: row.get("name")?, redirect_uris, client, secret: None })
        });
        app.transpose()
    }

    /// How many apps the organisation has.
    pub async fn apps(&mut self) -> Result<usize, StoreError> {
        let sql = "SELECT CAST(count(*) AS BIGINT) AS apps FROM clients \
                   WHERE corp_id = $1 AND kind = 'app'";
        let rows = self.tx.rows(sql, &args![self.corp.as_str()]).await?;
        let apps = rows.first().map_or(Ok(0), |row| row.int("apps"))?;
        Ok(usize::try_from(apps).unwrap_or(usize::MAX))
    }

    /// Makes an app without a secret; false where its key is taken.
    pub async fn insert_app(&mut self, app: &App) -> Result<bool, StoreError> {
        let corp = self.corp.clone();
        self.tx.add_app(corp.as_str(), app).await
    }

    /// Writes an app anew that is there. Its secrets stay.
    pub async fn update_app(&mut self, app: &App) -> Result<(), StoreError> {
        let corp = self.corp.clone();
        self.tx.put_app(corp.as_str(), app).await
    }

    /// Gives an app of the organisation a new secret. The old ones and their tokens end at once, or at
    /// `end`.
    pub async fn new_app_secret(
        &mut self,
        key: &ClientKey,
        end: Option<EpochMillis>,
        random: Random,
        now: EpochMillis,
    ) -> Result<NewSecret, StoreError> {
        self.tx.end_secrets(key, end, now).await?;
        let secret = random.client_secret();
        self.tx.add_secret(key, &Secret::Clear(secret.clone()), None, random, now).await?;
        Ok(NewSecret(secret))
    }

    /// Ends every secret and every token of an app of the organisation.
    pub async fn end_app_secrets(
        &mut self,
        key: &ClientKey,
        now: EpochMillis,
    ) -> Result<(), StoreError> {
        self.tx.end_secrets(key, None, now).await
    }

    /// Removes an app of the organisation with its secrets and tokens.
    pub async fn delete_app(
        &mut self,
        key: &ClientKey,
        now: EpochMillis,
    ) -> Result<(), StoreError> {
        self.tx.end_secrets(key, None, now).await?;
        self.tx.remove_client(key).await
    }
}
