//! Screen templates, read.

use openrooms_core::id::{CorpId, TemplateId};
use openrooms_core::template::Template;

use crate::error::StoreError;
use crate::open::Store;

impl Store {
    /// A template of an organisation.
    pub async fn template(
        &self,
        corp: &CorpId,
        id: TemplateId,
    ) -> Result<Option<Template>, StoreError> {
        Ok(self.db.begin_reading().await?.templates(corp.as_str(), Some(id)).await?.pop())
    }

    /// The templates of an organisation, by their ids.
    pub async fn templates(&self, corp: &CorpId) -> Result<Vec<Template>, StoreError> {
        self.db.begin_reading().await?.templates(corp.as_str(), None).await
    }
}
