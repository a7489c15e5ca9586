//! `QueryAppList`, ours: the apps of the organisation.

use axum::body::Body;
use http::Response;
use openrooms_protocol::Wrapped;
use openrooms_protocol::console::{AppDetail, QueryAppList};
use openrooms_store::ClientKind;

use super::app;
use crate::ask::{self, Question};
use crate::call::Call;

/// `GET /v1.0/console/apps`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    let answer = async |question: Question, ()| {
        let apps = question.store().clients(ClientKind::App, Some(&question.corp), question.now());
        let apps = question.patiently(apps).await?;
        let result: Vec<AppDetail> = apps.into_iter().map(app::told).collect();
        Ok(Wrapped { result })
    };
    ask::by_administrator::<QueryAppList, _, _>(call, |_| Ok(()), answer).await
}
