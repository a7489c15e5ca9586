//! How a question goes: the one way from a request to an answer that changes nothing.
//!
//! [`handle`] makes the checks in the order of docs/WIRE.md: token, address, rate, scope, quota,
//! body, parameters, organisation, operator. What an operation adds is two functions: one reads what
//! it is given into core's words, and one answers, where the object is judged. Token and operator
//! are one round trip, so the operator is read ahead of the checks that come before it.

use std::borrow::Cow;
use std::sync::Arc;

use axum::body::Body;
use http::Response;
use openrooms_core::access::Viewer;
use openrooms_core::id::{CorpId, UnionId};
use openrooms_core::time::EpochMillis;
use openrooms_protocol::path::{self, PathParams as _};
use openrooms_protocol::{Operation, query};
use openrooms_store::{Store, StoreError};
use tokio::time::Instant;

use crate::call::Call;
use crate::change::Given;
use crate::entry::{self, Found, Takes};
use crate::http::turn::Turn;
use crate::node::{Node, end_of_patience, patiently_until};
use crate::problem::Problem;

/// A question that everything but the organisation's own rules has let pass.
pub(crate) struct Question {
    node: Arc<Node>,
    pub(crate) corp: CorpId,
    /// The app's or suite's key.
    pub(crate) client: Arc<str>,
    /// Whose token asks, where it is a user's and no operator is named.
    pub(crate) user: Option<Asker>,
    end: Instant,
    /// Its place among the calls that are worked on; `None` where it came in no call.
    turn: Option<Turn>,
}

/// Who asks it.
pub(crate) struct Asker {
    pub(crate) operator: UnionId,
    pub(crate) viewer: Viewer,
}

/// Answers an operation that reads on behalf of a person, whom the query names under `named`: `read`
/// makes what is given into a wish, `answer` fulfils it.
pub(crate) async fn handle<Op, Wish, Answering>(
    call: Call,
    named: &'static str,
    read: impl FnOnce(Given<Op>) -> Result<Wish, Problem> + Send,
    answer: impl FnOnce(Question, Asker, Wish) -> Answering + Send,
) -> Response<Body>
where
    Op: Operation<Path: Send, Query: Send, Body: Send>,
    Wish: Send,
    Answering: Future<Output = Result<Op::Reply, Problem>> + Send,
{
    let operator = operator_in(call.parts.uri.query().unwrap_or_default(), named).into_owned();
    let operator = UnionId::new(operator);
    let read = |given| {
        let wish = read(given)?;
        if operator.as_str().is_empty() { Err(Problem::missing(named)) } else { Ok(wish) }
    };
    let whole = async |question, viewer: Option<Viewer>, wish| {
        let viewer = viewer.ok_or(Problem::OperatorUnknown)?;
        answer(question, Asker { operator: operator.clone(), viewer }, wish).await
    };
    conduct::<Op, _, _>(call, Takes::Any, operator.as_str(), read, whole).await
}

/// The same for an operation that may name a person: where it names none, an app asks for the
/// organisation and a user for themselves.
pub(crate) async fn for_whoever<Op, Wish, Answering>(
    call: Call,
    named: &'static str,
    read: impl FnOnce(Given<Op>) -> Result<Wish, Problem> + Send,
    answer: impl FnOnce(Question, Option<Asker>, Wish) -> Answering + Send,
) -> Response<Body>
where
    Op: Operation<Path: Send, Query: Send, Body: Send>,
    Wish: Send,
    Answering: Future<Output = Result<Op::Reply, Problem>> + Send,
{
    let operator = operator_in(call.parts.uri.query().unwrap_or_default(), named).into_owned();
    let whole = async |mut question: Question, viewer: Option<Viewer>, wish| {
        let asker = match viewer {
            Some(viewer) => Some(Asker { operator: UnionId::new(operator.clone()), viewer }),
            None if operator.is_empty() => question.user.take(),
            None => return Err(Problem::OperatorUnknown),
        };
        answer(question, asker, wish).await
    };
    conduct::<Op, _, _>(call, Takes::Any, &operator, read, whole).await
}

/// The same for an operation of oneself (`me`): a user's token asks.
pub(crate) async fn of_oneself<Op, Wish, Answering>(
    call: Call,
    read: impl FnOnce(Given<Op>) -> Result<Wish, Problem> + Send,
    answer: impl FnOnce(Question, Asker, Wish) -> Answering + Send,
) -> Response<Body>
where
    Op: Operation<Path: Send, Query: Send, Body: Send>,
    Wish: Send,
    Answering: Future<Output = Result<Op::Reply, Problem>> + Send,
{
    by_its_user::<Op, _, _>(call, Takes::Users, read, answer).await
}

/// The same with the console's token, which no app has.
pub(crate) async fn in_the_console<Op, Wish, Answering>(
    call: Call,
    read: impl FnOnce(Given<Op>) -> Result<Wish, Problem> + Send,
    answer: impl FnOnce(Question, Asker, Wish) -> Answering + Send,
) -> Response<Body>
where
    Op: Operation<Path: Send, Query: Send, Body: Send>,
    Wish: Send,
    Answering: Future<Output = Result<Op::Reply, Problem>> + Send,
{
    by_its_user::<Op, _, _>(call, Takes::Console, read, answer).await
}

async fn by_its_user<Op, Wish, Answering>(
    call: Call,
    takes: Takes,
    read: impl FnOnce(Given<Op>) -> Result<Wish, Problem> + Send,
    answer: impl FnOnce(Question, Asker, Wish) -> Answering + Send,
) -> Response<Body>
where
    Op: Operation<Path: Send, Query: Send, Body: Send>,
    Wish: Send,
    Answering: Future<Output = Result<Op::Reply, Problem>> + Send,
{
    let whole = async |mut question: Question, _, wish| {
        let asker = question.user.take().ok_or(Problem::TokenInvalid)?;
        answer(question, asker, wish).await
    };
    conduct::<Op, _, _>(call, takes, "", read, whole).await
}

/// Which users may ask what names nobody, so that an app asks it for the organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Users {
    /// Every one: it tells what every employee may know.
    All,
    /// Administrators.
    Administrators,
    /// Those whom the operation lets, which judges [`Question::user`] itself.
    Judged,
}

/// The same for an operation that names nobody: an app asks for the organisation, and of users those
/// that `users` says.
pub(crate) async fn for_organisation<Op, Wish, Answering>(
    call: Call,
    users: Users,
    read: impl FnOnce(Given<Op>) -> Result<Wish, Problem> + Send,
    answer: impl FnOnce(Question, Wish) -> Answering + Send,
) -> Response<Body>
where
    Op: Operation<Path: Send, Query: Send, Body: Send>,
    Wish: Send,
    Answering: Future<Output = Result<Op::Reply, Problem>> + Send,
{
    let whole = async |question: Question, _, wish| match &question.user {
        Some(user) if users == Users::Administrators && !user.viewer.is_admin => {
            Err(Problem::UserNotAdministrator)
        }
        _ => answer(question, wish).await,
    };
    conduct::<Op, _, _>(call, Takes::Any, "", read, whole).await
}

/// The same for an operation of the console: an administrator asks it with their own token, and no app
/// does.
pub(crate) async fn by_administrator<Op, Wish, Answering>(
    call: Call,
    read: impl FnOnce(Given<Op>) -> Result<Wish, Problem> + Send,
    answer: impl FnOnce(Question, Wish) -> Answering + Send,
) -> Response<Body>
where
    Op: Operation<Path: Send, Query: Send, Body: Send>,
    Wish: Send,
    Answering: Future<Output = Result<Op::Reply, Problem>> + Send,
{
    let whole = async |question: Question, _, wish| match &question.user {
        Some(user) if user.viewer.is_admin => answer(question, wish).await,
        _ => Err(Problem::UserNotAdministrator),
    };
    conduct::<Op, _, _>(call, Takes::Console, "", read, whole).await
}

/// The same for an operation of the calendar: its path names the person, whose calendar it is.
pub(crate) async fn for_user<Op, Wish, Answering>(
    call: Call,
    read: impl FnOnce(Given<Op>) -> Result<Wish, Problem> + Send,
    answer: impl FnOnce(Question, Asker, Wish) -> Answering + Send,
) -> Response<Body>
where
    Op: Operation<Path: Send, Query: Send, Body: Send>,
    Wish: Send,
    Answering: Future<Output = Result<Op::Reply, Problem>> + Send,
{
    of_user::<Op, _, _>(call, Takes::Any, read, answer).await
}

/// The same for what an administrator asks for others, too: on whose behalf they book.
pub(crate) async fn for_user_or_by_administrator<Op, Wish, Answering>(
    call: Call,
    read: impl FnOnce(Given<Op>) -> Result<Wish, Problem> + Send,
    answer: impl FnOnce(Question, Asker, Wish) -> Answering + Send,
) -> Response<Body>
where
    Op: Operation<Path: Send, Query: Send, Body: Send>,
    Wish: Send,
    Answering: Future<Output = Result<Op::Reply, Problem>> + Send,
{
    of_user::<Op, _, _>(call, Takes::Administrators, read, answer).await
}

async fn of_user<Op, Wish, Answering>(
    call: Call,
    takes: Takes,
    read: impl FnOnce(Given<Op>) -> Result<Wish, Problem> + Send,
    answer: impl FnOnce(Question, Asker, Wish) -> Answering + Send,
) -> Response<Body>
where
    Op: Operation<Path: Send, Query: Send, Body: Send>,
    Wish: Send,
    Answering: Future<Output = Result<Op::Reply, Problem>> + Send,
{
    let operator = UnionId::new(user_in::<Op>(call.parts.uri.path()));
    let whole = async |question, viewer: Option<Viewer>, wish| {
        let viewer = viewer.ok_or(Problem::OperatorUnknown)?;
        answer(question, Asker { operator: operator.clone(), viewer }, wish).await
    };
    conduct::<Op, _, _>(call, takes, operator.as_str(), read, whole).await
}

impl Question {
    /// The node that is asked.
    pub(crate) fn node(&self) -> &Arc<Node> {
        &self.node
    }

    /// A question that begins now.
    pub(crate) fn new(node: &Arc<Node>, corp: CorpId, client: Arc<str>) -> Self {
        Self {
            node: Arc::clone(node),
            corp,
            client,
            user: None,
            end: end_of_patience(),
            turn: None,
        }
    }

    /// The store.
    pub(crate) fn store(&self) -> &Store {
        &self.node.store
    }

    /// Now.
    pub(crate) fn now(&self) -> EpochMillis {
        self.node.clock.now()
    }

    /// Waits for something else than the database, and so keeps nobody from being answered. What is
    /// asked after it has its time anew.
    pub(crate) async fn aside<T>(&mut self, work: impl Future<Output = T>) -> Result<T, Problem> {
        if let Some(turn) = &self.turn {
            turn.give_back();
        }
        let done = work.await;
        if let Some(turn) = &self.turn {
            turn.take()?;
        }
        self.end = end_of_patience();
        Ok(done)
    }

    /// Waits for the database, for all that the call asks together no longer than for one thing.
    pub(crate) async fn patiently<T>(
        &self,
        work: impl Future<Output = Result<T, StoreError>>,
    ) -> Result<T, Problem> {
        patiently_until(self.end, work).await
    }

    /// Does what keeps a processor busy on a thread of its own, no longer than the call waits for the
    /// database.
    pub(crate) async fn apart<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut dyn FnMut() -> bool) -> T + Send + 'static,
    ) -> Result<T, Problem> {
        self.node.aside.work(self.end, work).await
    }
}

async fn conduct<Op, Wish, Answering>(
    mut call: Call,
    takes: Takes,
    operator: &str,
    read: impl FnOnce(Given<Op>) -> Result<Wish, Problem> + Send,
    answer: impl FnOnce(Question, Option<Viewer>, Wish) -> Answering + Send,
) -> Response<Body>
where
    Op: Operation<Path: Send, Query: Send, Body: Send>,
    Wish: Send,
    Answering: Future<Output = Result<Op::Reply, Problem>>,
{
    let mut client = None;
    let done = async {
        let (question, viewer, wish) =
            enter::<Op, Wish>(&mut call, takes, operator, read, &mut client).await?;
        answer(question, viewer, wish).await
    };
    let result = done.await;
    call.reply(client, result)
}

async fn enter<Op: Operation, Wish>(
    call: &mut Call,
    takes: Takes,
    operator: &str,
    read: impl FnOnce(Given<Op>) -> Result<Wish, Problem>,
    client: &mut Option<Arc<str>>,
) -> Result<(Question, Option<Viewer>, Wish), Problem> {
    let node = Arc::clone(&call.node);
    let token = entry::token(&call.parts.headers)?;
    let end = end_of_patience();
    let Found { session, viewer, .. } = entry::find(&node, token, operator, "").await?;
    takes.admit(&session)?;
    *client = session.caller.as_ref().map(|caller| Arc::clone(&caller.key));
    let scope = Op::SCOPE.expect("an operation that reads for somebody needs a scope");
    node.admit(&session, Op::ACTION, scope, call.address, node.clock.now())?;
    let body = call.body_of::<Op>().await?;
    let (path, query, zone) = (call.path::<Op>()?, call.query::<Op>()?, session.zone());
    let given = Given { path, query, body, zone };
    let wish = read(given)?;
    let organisation = session.organisation.as_ref().ok_or(Problem::OrganisationNotFound)?;
    let corp = organisation.id.clone();
    let user = match &session.person {
        Some(person) if operator.is_empty() => {
            let operator = UnionId::new(&**person);
            let viewer = patiently_until(end, node.store.viewer(&corp, &operator)).await?;
            // Whoever leaves takes their tokens along: it was in this very moment.
            Some(Asker { operator, viewer: viewer.ok_or(Problem::TokenInvalid)? })
        }
        _ => None,
    };
    let viewer = match &session.person {
        Some(person) if viewer.is_none() && takes == Takes::Administrators => {
            let asks = UnionId::new(&**person);
            let asks = patiently_until(end, node.store.viewer(&corp, &asks)).await?;
            if asks.is_some_and(|asks| asks.is_admin) {
                let operator = UnionId::new(operator);
                patiently_until(end, node.store.viewer(&corp, &operator)).await?
            } else {
                None
            }
        }
        _ => viewer,
    };
    let client = client.clone().unwrap_or_default();
    let turn = Some(call.turn());
    Ok((Question { node, corp, client, user, end, turn }, viewer, wish))
}

/// Whom the path names; empty where it cannot be read, which is judged in its place.
fn user_in<Op: Operation>(path: &str) -> String {
    let at = Op::Path::NAMES.iter().position(|name| *name == "userId");
    let raw = path::matches(Op::PATH, path).zip(at).and_then(|(raw, at)| raw.get(at).copied());
    let user = raw.and_then(|raw| path::decode(raw).ok());
    user.filter(|user| !user.contains('\0')).unwrap_or_default().into_owned()
}

/// Whom the query names; empty where it names nobody, or cannot be read, which is judged in its
/// place.
fn operator_in<'a>(raw: &'a str, named: &str) -> Cow<'a, str> {
    let found = query::pairs(raw).flatten().find(|(name, _)| name == named);
    found.map(|(_, value)| value).filter(|value| !value.contains('\0')).unwrap_or_default()
}
