//! `console_1_0`, ours: apps and the record, with an administrator's own token.

mod create_app;
mod delete_app;
mod query_app_list;
mod query_audit_list;
mod query_consent_list;
mod revoke_app;
mod rotate_app_secret;
mod update_app;
mod withdraw_consent;
