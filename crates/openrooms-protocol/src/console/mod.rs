//! `console_1_0`, ours: what a person does in the console and no app does: apps and the
//! record, which are administrators', and what somebody lets apps do.

mod app;
mod create_app;
mod delete_app;
mod query_app_list;
mod query_audit_list;
mod query_consent_list;
mod revoke_app;
mod rotate_app_secret;
mod update_app;
mod withdraw_consent;

pub use app::{AppDetail, AppPath, AppSecret, OneApp};
pub use create_app::{CreateApp, NewApp};
pub use delete_app::DeleteApp;
pub use query_app_list::QueryAppList;
pub use query_audit_list::{AuditItem, AuditPage, AuditPageQuery, QueryAuditList};
pub use query_consent_list::{Consent, QueryConsentList};
pub use revoke_app::RevokeApp;
pub use rotate_app_secret::{RotateAppSecret, SecretRotation};
pub use update_app::{AppUpdate, UpdateApp};
pub use withdraw_consent::WithdrawConsent;
