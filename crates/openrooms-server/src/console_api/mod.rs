//! Handlers of `console_1_0`, ours: what a person does with their own token, and no app does.

mod app;
pub(crate) mod create_app;
pub(crate) mod delete_app;
pub(crate) mod query_app_list;
pub(crate) mod query_audit_list;
pub(crate) mod query_consent_list;
pub(crate) mod revoke_app;
pub(crate) mod rotate_app_secret;
pub(crate) mod update_app;
pub(crate) mod withdraw_consent;
