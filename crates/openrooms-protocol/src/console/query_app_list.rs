//! `QueryAppList`, ours: the apps of the organisation.

use super::AppDetail;
use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `GET /v1.0/console/apps`: the apps, in the order of their keys.
pub struct QueryAppList;

impl Operation for QueryAppList {
    const ACTION: &'static str = "QueryAppList";
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/v1.0/console/apps";
    const SCOPE: Option<Scope> = Some(Scope::Console);
    type Path = Nothing;
    type Query = Nothing;
    type Body = Nothing;
    type Reply = Wrapped<Vec<AppDetail>>;
}
