//! `console_1_0`, ours: what an administrator does in the console and no app does: apps, and the record.

mod app;
mod create_app;
mod delete_app;
mod query_app_list;
mod query_audit_list;
mod revoke_app;
mod rotate_app_secret;
mod update_app;

pub use app::{AppDetail, AppPath, AppSecret, OneApp};
pub use create_app::{CreateApp, NewApp};
pub use delete_app::DeleteApp;
pub use query_app_list::QueryAppList;
pub use query_audit_list::{AuditItem, AuditPage, AuditPageQuery, QueryAuditList};
pub use revoke_app::RevokeApp;
pub use rotate_app_secret::{RotateAppSecret, SecretRotation};
pub use update_app::{AppUpdate, UpdateApp};
