//! Apps and suites, with their secrets.

use openrooms_core::client::{App, Suite};
use openrooms_core::organisation::Organisation;

use super::{Conflict, Save, SaveError};
use crate::feed::Change;

impl Save<'_> {
    pub(super) async fn apps(
        &mut self,
        at: usize,
        old: &[App],
        new: &Organisation,
    ) -> Result<(), SaveError> {
        let corp = new.profile.id.as_str();
        for (index, app) in new.apps.iter().enumerate() {
            let key = &app.client.key;
            let before = old.iter().find(|before| before.client.key == *key);
            if before.is_none() && !self.tx.add_app(corp, app).await? {
                let taken = Conflict::AppKeyTaken { organisation: at, app: index };
                return Err(SaveError::Conflict(taken));
            }
            let is_same = before.is_some_and(|before| {
                before.client == app.client
                    && before.name == app.name
                    && before.redirect_uris == app.redirect_uris
            });
            if before.is_some() && !is_same {
                self.tx.put_app(corp, app).await?;
            }
            let mut is_changed = !is_same;
            if before.is_none() {
                // What a key of the same name left behind does not open this one.
                self.tx.end_secrets(key, None, self.options.now).await?;
            }
            if let Some(secret) = &app.secret {
                let (random, now) = (self.store.random, self.options.now);
                is_changed |= self.tx.put_secret(key, secret, None, random, now).await?;
            }
            if is_changed {
                self.saved.written += 1;
                self.changes.push(Change::Client(key.clone()));
            }
        }
        self.see(new.apps.len());
        Ok(())
    }

    pub(super) async fn suites(&mut self, new: &[Suite]) -> Result<(), SaveError> {
        if new.is_empty() {
            return Ok(());
        }
        let old = self.tx.suites().await?;
        for (index, suite) in new.iter().enumerate() {
            let key = &suite.client.key;
            let before = old.iter().find(|before| before.client.key == *key);
            if before.is_none() && !self.tx.add_suite(suite).await? {
                return Err(SaveError::Conflict(Conflict::SuiteKeyTaken { suite: index }));
            }
            let is_same = before.is_some_and(|before| {
                before.client == suite.client
                    && before.ticket == suite.ticket
                    && before.authorised_by == suite.authorised_by
            });
            if before.is_some() && !is_same {
                self.tx.put_suite(suite).await?;
            }
            let mut is_changed = !is_same;
            if before.is_none() {
                self.tx.end_secrets(key, None, self.options.now).await?;
            }
            if let Some(secret) = &suite.secret {
                let (random, now) = (self.store.random, self.options.now);
                let sealing = self.options.server_key;
                is_changed |= self.tx.put_secret(key, secret, sealing, random, now).await?;
            }
            if is_changed {
                self.saved.written += 1;
                self.changes.push(Change::Client(key.clone()));
            }
        }
        self.see(new.len());
        Ok(())
    }
}
