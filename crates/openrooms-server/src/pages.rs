//! What is not the wire: health, the API's description and the page that shows it.

use std::sync::LazyLock;
use std::time::Duration;

use axum::body::Body;
use http::Response;
use openrooms_protocol::catalogue;
use serde_json::json;
use tokio::time::timeout;

use crate::call::Call;
use crate::problem::Problem;

/// How long the database may take to say that it is there.
const PROBE: Duration = Duration::from_secs(1);

/// `GET /healthz`: the process runs.
pub(crate) async fn healthz(call: Call) -> Response<Body> {
    call.reply(None, Ok(json!({ "status": "ok" })))
}

/// `GET /readyz`: the process runs, its database answers, and it does not stop.
pub(crate) async fn readyz(call: Call) -> Response<Body> {
    let answers = matches!(timeout(PROBE, call.node.store.ping()).await, Ok(Ok(())));
    let is_ready = answers && !call.node.is_draining();
    let result =
        if is_ready { Ok(json!({ "status": "ready" })) } else { Err(Problem::Unavailable) };
    call.reply(None, result)
}

/// `GET /docs`: the page that shows `/openapi.json`.
pub(crate) async fn docs(call: Call) -> Response<Body> {
    call.page("text/html;charset=utf-8", include_str!("../assets/docs.html"))
}

/// `GET /sign-in`: how one says that one came to an event.
pub(crate) async fn sign_in(call: Call) -> Response<Body> {
    call.page("text/html;charset=utf-8", include_str!("../assets/sign-in.html"))
}

/// `GET /sign-out`: how one says that one went.
pub(crate) async fn sign_out(call: Call) -> Response<Body> {
    call.page("text/html;charset=utf-8", include_str!("../assets/sign-out.html"))
}

/// `GET /docs.css`: how it looks.
pub(crate) async fn docs_css(call: Call) -> Response<Body> {
    call.page("text/css;charset=utf-8", include_str!("../assets/docs.css"))
}

/// `GET /docs.js`: how it works.
pub(crate) async fn docs_js(call: Call) -> Response<Body> {
    call.page("text/javascript;charset=utf-8", include_str!("../assets/docs.js"))
}

/// `GET /oauth2/auth.css`: how the consent page looks.
pub(crate) async fn consent_css(call: Call) -> Response<Body> {
    call.page("text/css;charset=utf-8", include_str!("../assets/consent.css"))
}

/// `GET /openapi.json`: the served operations.
pub(crate) async fn openapi(call: Call) -> Response<Body> {
    static OPENAPI: LazyLock<String> =
        LazyLock::new(|| catalogue::openapi(env!("CARGO_PKG_VERSION")).to_string());
    call.page("application/json;charset=utf-8", OPENAPI.as_str())
}
