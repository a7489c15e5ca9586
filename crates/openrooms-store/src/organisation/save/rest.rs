//! What goes: all that is stored and not in the contents.

use std::collections::HashSet;

use openrooms_core::id::ClientKey;

use super::{Contents, Save};
use crate::db::args;
use crate::error::StoreError;
use crate::feed::Change;

/// The tables of an organisation's own objects.
const TABLES: &[&str] = &[
    "organisations",
    "call_counts",
    "departments",
    "people",
    "person_departments",
    "room_groups",
    "group_administrators",
    "floor_plans",
    "labels",
    "rooms",
    "room_members",
    "room_administrators",
    "room_super_users",
    "room_problems",
    "devices",
    "panels",
    "commands",
    "deliveries",
    "device_links",
    "bans",
    "kept_events",
    "events",
    "occurrences",
    "attendees",
    "occurrence_attendees",
    "bookings",
    "outbox",
    "screen_templates",
    "template_places",
    "pictures",
    "user_grants",
    "sessions",
    "passwords",
    "invitations",
    "spent_states",
    "sign_ins",
    "client_tokens",
    "suite_authorisations",
];

impl Save<'_> {
    pub(super) async fn remove_the_rest(&mut self, contents: &Contents) -> Result<(), StoreError> {
        let kept: HashSet<_> =
            contents.organisations.iter().map(|organisation| &organisation.profile.id).collect();
        for profile in self.tx.profiles().await? {
            if kept.contains(&profile.id) {
                continue;
            }
            let corp = args![profile.id.as_str()];
            // Its tokens stay: they find no organisation, and the wire has a word for that.
            self.tx
                .execute(
                    "DELETE FROM client_secrets WHERE client_key IN \
                     (SELECT client_key FROM clients WHERE corp_id = $1)",
                    &corp,
                )
                .await?;
            self.tx.execute("DELETE FROM clients WHERE corp_id = $1", &corp).await?;
            // The console's go with their sessions, though.
            let sql = "DELETE FROM tokens WHERE corp_id = $1 AND client_key = ''";
            self.tx.execute(sql, &corp).await?;
            for table in TABLES.iter().filter(|table| **table != "suite_authorisations") {
                self.tx.execute(&format!("DELETE FROM {table} WHERE corp_id = $1"), &corp).await?;
            }
            self.saved.removed += 1;
            self.changes.push(Change::Organisation(profile.id));
        }
        // Clients before anything is written: a key may move from one organisation to another.
        for organisation in &contents.organisations {
            let kept: HashSet<_> = organisation.apps.iter().map(|app| &app.client.key).collect();
            let corp = organisation.profile.id.as_str();
            for app in self.tx.apps(corp).await? {
                if !kept.contains(&app.client.key) {
                    self.remove_client(app.client.key).await?;
                }
            }
        }
        let kept: HashSet<_> = contents.suites.iter().map(|suite| &suite.client.key).collect();
        for suite in self.tx.suites().await? {
            if !kept.contains(&suite.client.key) {
                self.remove_client(suite.client.key).await?;
            }
        }
        Ok(())
    }

    async fn remove_client(&mut self, key: ClientKey) -> Result<(), StoreError> {
        self.tx.end_secrets(&key, None, self.options.now).await?;
        self.tx.remove_client(&key).await?;
        self.saved.removed += 1;
        self.changes.push(Change::Client(key));
        Ok(())
    }
}
