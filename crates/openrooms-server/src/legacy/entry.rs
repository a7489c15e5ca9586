//! How a topapi call goes: the one way from a request to an answer.
//!
//! The checks come in the order of the new API (docs/WIRE.md): token, address, rate, scope, body,
//! parameters, organisation, object. The token is in the query, or in a form, which is then read
//! first. What an operation adds is two functions, as in [`crate::ask`].

use std::sync::Arc;

use axum::body::Body;
use http::Response;
use openrooms_core::id::CorpId;
use openrooms_protocol::Operation;
use openrooms_protocol::legacy::Envelope;

use super::loose::Given;
use super::problem::TopapiProblem;
use crate::ask::Question;
use crate::cache::Session;
use crate::call::Call;
use crate::entry;
use crate::node::Node;
use crate::problem::{LegacyProblem, Problem};

/// What a topapi operation says when it succeeds.
pub(crate) type Content<Op> = <<Op as Operation>::Reply as Envelope>::Content;

/// Answers an operation that reads: `read` makes what is given into a wish, `answer` fulfils it.
pub(crate) async fn ask<Op, Wish, Answering>(
    mut call: Call,
    read: impl FnOnce(Op::Body) -> Result<Wish, TopapiProblem> + Send,
    answer: impl FnOnce(Question, Wish) -> Answering + Send,
) -> Response<Body>
where
    Op: Operation<Body: Send, Reply: Envelope>,
    Wish: Send,
    Answering: Future<Output = Result<Content<Op>, TopapiProblem>> + Send,
{
    let mut client = None;
    let done = async {
        let (corp, wish) = enter::<Op, _>(&mut call, read, &mut client).await?;
        let question = Question::new(&call.node, corp, client.clone().unwrap_or_default());
        answer(question, wish).await
    };
    let result = done.await;
    reply::<Op>(call, client, result)
}

async fn enter<Op: Operation, Wish>(
    call: &mut Call,
    read: impl FnOnce(Op::Body) -> Result<Wish, TopapiProblem>,
    client: &mut Option<Arc<str>>,
) -> Result<(CorpId, Wish), TopapiProblem> {
    let node = Arc::clone(&call.node);
    let mut given = Given::of_query(call.parts.uri.query().unwrap_or_default());
    let mut is_whole = false;
    let token = if let Some(token) = given.token() {
        token
    } else {
        given.add_body(&call.body().await?);
        is_whole = true;
        given.token().ok_or(TopapiProblem::TokenBlank)?
    };
    let session = session(&node, &token).await?;
    *client = session.caller.as_ref().map(|caller| Arc::clone(&caller.key));
    let scope = Op::SCOPE.expect("a topapi operation needs a scope");
    Node::admit(&session, Op::ACTION, scope, call.address, node.clock.now())?;
    if !is_whole {
        given.add_body(&call.body().await?);
    }
    let wish = read(given.read()?)?;
    let organisation = session.organisation.as_ref().ok_or(Problem::OrganisationNotFound)?;
    Ok((organisation.id.clone(), wish))
}

async fn session(node: &Node, token: &str) -> Result<Session, Problem> {
    if node.cache.is_fresh() {
        let now = node.clock.now();
        let live = |session: &Session| (now < session.expires_at).then(|| session.clone());
        if let Some(session) = node.cache.with_session(token, live) {
            return Ok(session);
        }
    }
    Ok(entry::find(node, token, "", "").await?.session)
}

fn reply<Op: Operation<Reply: Envelope>>(
    call: Call,
    client: Option<Arc<str>>,
    result: Result<Content<Op>, TopapiProblem>,
) -> Response<Body> {
    let id = call.ids.legacy();
    let result = result.map(|content| <Op::Reply as Envelope>::around(content, id));
    call.reply_legacy(client, result.map_err(LegacyProblem::Topapi))
}
