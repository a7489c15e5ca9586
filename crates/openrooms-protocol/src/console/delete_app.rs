//! `DeleteApp`, ours: an app goes.

use super::AppPath;
use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `DELETE /v1.0/console/apps/{appKey}`: removes an app with its secrets and tokens.
pub struct DeleteApp;

impl Operation for DeleteApp {
    const ACTION: &'static str = "DeleteApp";
    const METHOD: Method = Method::DELETE;
    const PATH: &'static str = "/v1.0/console/apps/{appKey}";
    const SCOPE: Option<Scope> = Some(Scope::Console);
    type Path = AppPath;
    type Query = Nothing;
    type Body = Nothing;
    type Reply = Wrapped<bool>;
}
