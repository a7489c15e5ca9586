//! Pictures: uploaded, and forgotten once nothing refers to them.

use std::collections::HashSet;

use openrooms_core::id::{CorpId, PictureId};
use openrooms_core::picture::KeptPicture;
use openrooms_core::time::EpochMillis;

use super::Writing;
use crate::audit::{Entry, Origin};
use crate::db::{Tx, Value, args};
use crate::error::StoreError;
use crate::feed::Change;
use crate::open::Store;
use crate::pictures as row;

impl Writing {
    /// The picture that has this very content.
    pub async fn same_picture(&mut self, bytes: &[u8]) -> Result<Option<PictureId>, StoreError> {
        let sql = "SELECT picture_id FROM pictures WHERE corp_id = $1 AND hash = $2";
        let rows = self.tx.rows(sql, &args![self.corp.as_str(), row::hash(bytes)]).await?;
        rows.first().map(|row| row.text("picture_id").map(PictureId::new)).transpose()
    }

    /// Notes that a picture was uploaded again.
    pub async fn renew_picture(
        &mut self,
        id: &PictureId,
        now: EpochMillis,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE pictures SET uploaded_at = $3 WHERE corp_id = $1 AND picture_id = $2";
        self.tx.execute(sql, &args![self.corp.as_str(), id.as_str(), now.0]).await?;
        Ok(())
    }

    /// Keeps a picture.
    pub async fn insert_picture(&mut self, picture: &KeptPicture) -> Result<(), StoreError> {
        let values = row::picture_values(self.corp.as_str(), picture);
        self.tx.insert_rows(row::INSERT, &[values]).await
    }

    /// How many bytes all pictures of the organisation have.
    pub async fn picture_bytes(&mut self) -> Result<i64, StoreError> {
        let sql = "SELECT CAST(coalesce(sum(size), 0) AS BIGINT) AS n FROM pictures \
                   WHERE corp_id = $1";
        let rows = self.tx.rows(sql, &args![self.corp.as_str()]).await?;
        rows.first().map_or(Ok(0), |row| row.int("n"))
    }

    /// Forgets the pictures that were uploaded before `then` and that no room, control panel, screen
    /// template, floor plan or person refers to; gives their ids.
    pub async fn forget_pictures(
        &mut self,
        then: EpochMillis,
    ) -> Result<Vec<PictureId>, StoreError> {
        let corp = self.corp.as_str();
        let idle = idle(&mut self.tx, corp, then).await?;
        let ids: Vec<_> = idle.iter().map(|id| Value::from(id.as_str())).collect();
        self.tx.delete_rows("pictures", corp, "picture_id", &ids).await?;
        Ok(idle.into_iter().map(PictureId::new).collect())
    }
}

impl Store {
    /// Forgets the same of every organisation, each with its entries in the record; gives how many
    /// those are. An organisation is held only where there is something to forget.
    pub async fn forget_idle_pictures(
        &self,
        then: EpochMillis,
        now: EpochMillis,
    ) -> Result<usize, StoreError> {
        let sql = "SELECT DISTINCT corp_id FROM pictures WHERE uploaded_at < $1";
        let mut forgotten = 0;
        for row in &self.db.rows(sql, &args![then.0]).await? {
            let corp = CorpId::new(row.text("corp_id")?);
            let is_idle = {
                let mut reading = self.db.begin_reading().await?;
                !idle(&mut reading, corp.as_str(), then).await?.is_empty()
            };
            if !is_idle {
                continue;
            }
            let Some(mut writing) = self.writing(&corp).await? else { continue };
            let gone = writing.forget_pictures(then).await?;
            forgotten += gone.len();
            let entries: Vec<_> =
                gone.iter().map(|id| Entry::of(Some(&corp), "picture", id.as_str())).collect();
            if !entries.is_empty() {
                let changes = [Change::Organisation(corp)];
                writing.commit_all(&BY_ITSELF, &entries, changes, now).await?;
            }
        }
        Ok(forgotten)
    }
}

/// Who removes what nothing refers to: nobody asked for it.
const BY_ITSELF: Origin = Origin::command_line("unused picture");

/// The pictures that were uploaded before `then` and that nothing refers to.
async fn idle(tx: &mut Tx, corp: &str, then: EpochMillis) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT picture_id FROM pictures WHERE corp_id = $1 AND uploaded_at < $2";
    let rows = tx.rows(sql, &args![corp, then.0]).await?;
    let old = rows.iter().map(|row| row.text("picture_id")).collect::<Result<Vec<_>, _>>()?;
    if old.is_empty() {
        return Ok(Vec::new());
    }
    // An address of ours ends in the id, wherever this server is reached.
    let mut named = HashSet::new();
    for sql in [
        "SELECT picture AS text FROM rooms WHERE corp_id = $1 AND picture LIKE '%/pictures/%'",
        "SELECT coalesce(background_address, '') || ' ' || coalesce(logo, '') || ' ' || pictures \
             AS text FROM screen_templates WHERE corp_id = $1",
        "SELECT buttons || ' ' || coalesce(extra, '') AS text FROM panels WHERE corp_id = $1",
        "SELECT picture AS text FROM floor_plans WHERE corp_id = $1",
        "SELECT avatar AS text FROM people WHERE corp_id = $1 AND avatar LIKE '%/pictures/%'",
    ] {
        for row in &tx.rows(sql, &args![corp]).await? {
            let text = row.text("text")?;
            let words = text.split(|c: char| !c.is_ascii_alphanumeric());
            named.extend(words.filter(|word| word.len() == 32).map(str::to_owned));
        }
    }
    Ok(old.into_iter().filter(|id| !named.contains(id)).collect())
}
