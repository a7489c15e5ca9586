//! How a topapi call goes: the one way from a request to an answer or a commit.
//!
//! The checks come in the order of the new API (docs/WIRE.md): token, address, rate, scope, body,
//! parameters, organisation, object. The token is in the query, or in a form, which is then read
//! first. What an operation adds is two functions, as in [`crate::ask`] and [`crate::change`].

use std::sync::Arc;

use axum::body::Body;
use http::Response;
use openrooms_core::id::{CorpId, UnionId};
use openrooms_protocol::Operation;
use openrooms_protocol::legacy::Envelope;
use openrooms_store::TokenKind;

use super::loose::Given;
use super::problem::TopapiProblem;
use crate::ask::Question;
use crate::cache::Session;
use crate::call::Call;
use crate::change::Asked;
use crate::entry::{self, Source};
use crate::node::{Node, end_of_patience, in_time};
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
        let Entered { corp, user, wish } =
            enter::<Op, _>(&mut call, read, Source::Memory, &mut client).await?;
        let question = Question::new(&call.node, corp, client.clone().unwrap_or_default());
        if let Some(user) = user {
            let viewer = question.patiently(question.store().viewer(&question.corp, &user)).await?;
            if !viewer.is_some_and(|viewer| viewer.is_admin) {
                return Err(TopapiProblem::UserNotAdministrator);
            }
        }
        answer(question, wish).await
    };
    let result = done.await;
    reply::<Op>(call, client, result)
}

/// Answers an operation that changes something: `read` makes what is given into a wish, `act`
/// fulfils it in a transaction.
pub(crate) async fn change<Op, Wish, Acting>(
    mut call: Call,
    read: impl FnOnce(Op::Body) -> Result<Wish, TopapiProblem> + Send,
    act: impl FnOnce(Asked, Wish) -> Acting + Send,
) -> Response<Body>
where
    Op: Operation<Body: Send, Reply: Envelope>,
    Wish: Send,
    Acting: Future<Output = Result<Content<Op>, TopapiProblem>> + Send,
{
    let mut client = None;
    let done = async {
        let Entered { corp, user, wish } =
            enter::<Op, _>(&mut call, read, Source::Database, &mut client).await?;
        let origin = call.origin(client.as_deref().unwrap_or_default(), user.clone());
        let asked = Asked::for_organisation(&call.node, origin, corp, user);
        // A change that takes too long leaves nothing, or is whole.
        in_time(end_of_patience(), async { Ok(act(asked, wish).await) }).await?
    };
    let result = done.await;
    reply::<Op>(call, client, result)
}

/// What came in.
struct Entered<Wish> {
    corp: CorpId,
    /// Who is signed in to the console, where it is its token: administrators alone do what an app
    /// does for the organisation.
    user: Option<UnionId>,
    wish: Wish,
}

async fn enter<Op: Operation, Wish>(
    call: &mut Call,
    read: impl FnOnce(Op::Body) -> Result<Wish, TopapiProblem>,
    source: Source,
    client: &mut Option<Arc<str>>,
) -> Result<Entered<Wish>, TopapiProblem> {
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
    let session = session(&node, &token, source).await?;
    // No call here names an operator: what an app does, it does for the organisation. So does the
    // console, for administrators; an app that speaks for a person does not.
    let user = match (&session.person, session.kind) {
        (None, _) => None,
        (Some(person), TokenKind::Console) => Some(UnionId::new(&**person)),
        (Some(_), _) => return Err(Problem::TokenInvalid.into()),
    };
    *client = session.caller.as_ref().map(|caller| Arc::clone(&caller.key));
    let scope = Op::SCOPE.expect("a topapi operation needs a scope");
    node.admit(&session, Op::ACTION, scope, call.address, node.clock.now())?;
    if !is_whole {
        given.add_body(&call.body().await?);
    }
    let wish = read(given.read()?)?;
    let organisation = session.organisation.as_ref().ok_or(Problem::OrganisationNotFound)?;
    Ok(Entered { corp: organisation.id.clone(), user, wish })
}

async fn session(node: &Node, token: &str, source: Source) -> Result<Session, Problem> {
    if source == Source::Memory
        && let Some(session) = entry::held(node, token)
    {
        return Ok(session);
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
