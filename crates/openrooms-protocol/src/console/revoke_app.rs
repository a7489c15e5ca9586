//! `RevokeApp`, ours: an app's secrets and tokens end.

use super::OneApp;
use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `POST /v1.0/console/apps/revoke`: ends every secret and every token of an app; it stays, and may get a new secret.
pub struct RevokeApp;

impl Operation for RevokeApp {
    const ACTION: &'static str = "RevokeApp";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1.0/console/apps/revoke";
    const SCOPE: Option<Scope> = Some(Scope::Console);
    type Path = Nothing;
    type Query = Nothing;
    type Body = OneApp;
    type Reply = Wrapped<bool>;
}
