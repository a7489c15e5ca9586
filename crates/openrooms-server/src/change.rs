//! How a change goes: the one way from a request to a commit.
//!
//! [`handle`] makes the checks in the order of docs/WIRE.md: token, address, rate, scope, quota,
//! body, parameters, organisation. What an operation adds is two functions: one reads what it is
//! given into core's words, and one acts, where operator and object are judged inside the
//! transaction that changes them. It ends in [`Asked::commit`], which writes the record, tells the
//! other nodes, and makes this one forget what it held.

use std::net::IpAddr;
use std::sync::Arc;

use axum::body::Body;
use bytes::Bytes;
use http::Response;
use openrooms_core::access::Viewer;
use openrooms_core::id::{CorpId, EventId, UnionId};
use openrooms_core::time::{EpochMillis, Zone};
use openrooms_protocol::{Operation, Scope};
use openrooms_store::secret::Token;
use openrooms_store::{Change, ClientToken, Entry, KeptReply, Origin, Writing};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::cache::Session;
use crate::calendar::problem::CalendarProblem;
use crate::call::Call;
use crate::client_token;
use crate::entry::{self, Source, Takes};
use crate::node::{Node, end_of_patience, in_time};
use crate::problem::Problem;

/// What an operation is given on the wire.
pub(crate) struct Given<Op: Operation> {
    pub(crate) path: Op::Path,
    pub(crate) query: Op::Query,
    pub(crate) body: Op::Body,
    /// The organisation's zone.
    pub(crate) zone: Zone,
}

/// A change that everything but the organisation's own rules has let pass.
#[derive(Clone)]
pub(crate) struct Asked {
    node: Arc<Node>,
    origin: Origin,
    /// The person on whose behalf; `None` where the app acts for the organisation.
    operator: Option<UnionId>,
    /// Whether the operation names nobody: an app then acts for the organisation, and of users
    /// administrators alone do.
    names_nobody: bool,
    /// Whose token it is, where it is a user's: it acts for nobody else.
    user: Option<UnionId>,
    /// How the client names the change, where it is one of a calendar and the client names it.
    client_token: Option<ClientToken>,
    /// What it was let in by, where that was found in memory.
    believed: Option<Believed>,
    pub(crate) corp: CorpId,
    pub(crate) now: EpochMillis,
}

/// A session that was found in memory.
#[derive(Clone)]
struct Believed {
    token: String,
    takes: Takes,
    scope: Scope,
    address: IpAddr,
    /// Up to which number of the change feed it is known to hold.
    upto: i64,
}

/// Answers an operation that changes something: `read` makes what is given into the operator and a
/// wish, `act` fulfils it. The operator is a person, or `None::<UnionId>` where the operation names
/// none: then an app acts for the organisation, and a user's token for its user.
pub(crate) async fn handle<Op, Who, Wish, Acting>(
    call: Call,
    read: impl FnOnce(Given<Op>) -> Result<(Who, Wish), Problem> + Send,
    act: impl FnOnce(Asked, Wish) -> Acting + Send,
) -> Response<Body>
where
    Op: Operation<Path: Send, Query: Send, Body: Send>,
    Who: Into<Option<UnionId>>,
    Wish: Send,
    Acting: Future<Output = Result<Op::Reply, Problem>> + Send,
{
    let door = Door { takes: Takes::Any, source: Source::Database };
    conduct::<Op, Who, Wish, Acting>(call, door, |given, _| read(given), act).await
}

/// The same for an operation that is asked for so often that a look into the database for its caller
/// counts. What memory says of the caller lets it in, and `act` must either see in its transaction
/// that nothing has changed since, by [`Asked::holds_at`], or else ask [`Asked::confirm`].
pub(crate) async fn handle_believing<Op, Who, Wish, Acting>(
    call: Call,
    read: impl FnOnce(Given<Op>) -> Result<(Who, Wish), Problem> + Send,
    act: impl FnOnce(Asked, Wish) -> Acting + Send,
) -> Response<Body>
where
    Op: Operation<Path: Send, Query: Send, Body: Send>,
    Who: Into<Option<UnionId>>,
    Wish: Send,
    Acting: Future<Output = Result<Op::Reply, Problem>> + Send,
{
    let door = Door { takes: Takes::Any, source: Source::Memory };
    conduct::<Op, Who, Wish, Acting>(call, door, |given, _| read(given), act).await
}

/// The same for an operation of oneself (`me`), which a user's token alone may ask for: the operator
/// is its user, whom `read` is told.
pub(crate) async fn of_oneself<Op, Wish, Acting>(
    call: Call,
    read: impl FnOnce(Given<Op>, UnionId) -> Result<Wish, Problem> + Send,
    act: impl FnOnce(Asked, Wish) -> Acting + Send,
) -> Response<Body>
where
    Op: Operation<Path: Send, Query: Send, Body: Send>,
    Wish: Send,
    Acting: Future<Output = Result<Op::Reply, Problem>> + Send,
{
    let door = Door { takes: Takes::Users, source: Source::Database };
    by_its_user::<Op, Wish, Acting>(call, door, read, act).await
}

/// The same with the console's token, which no app has.
pub(crate) async fn in_the_console<Op, Wish, Acting>(
    call: Call,
    read: impl FnOnce(Given<Op>, UnionId) -> Result<Wish, Problem> + Send,
    act: impl FnOnce(Asked, Wish) -> Acting + Send,
) -> Response<Body>
where
    Op: Operation<Path: Send, Query: Send, Body: Send>,
    Wish: Send,
    Acting: Future<Output = Result<Op::Reply, Problem>> + Send,
{
    let door = Door { takes: Takes::Console, source: Source::Database };
    by_its_user::<Op, Wish, Acting>(call, door, read, act).await
}

async fn by_its_user<Op, Wish, Acting>(
    call: Call,
    door: Door,
    read: impl FnOnce(Given<Op>, UnionId) -> Result<Wish, Problem> + Send,
    act: impl FnOnce(Asked, Wish) -> Acting + Send,
) -> Response<Body>
where
    Op: Operation<Path: Send, Query: Send, Body: Send>,
    Wish: Send,
    Acting: Future<Output = Result<Op::Reply, Problem>> + Send,
{
    let read = |given, user: Option<UnionId>| {
        let user = user.ok_or(Problem::TokenInvalid)?;
        Ok((Some(user.clone()), read(given, user)?))
    };
    conduct::<Op, _, Wish, Acting>(call, door, read, act).await
}

/// The same for an operation of the console, which an administrator asks for with their own token, and
/// no app does.
pub(crate) async fn by_administrator<Op, Wish, Acting>(
    call: Call,
    read: impl FnOnce(Given<Op>) -> Result<Wish, Problem> + Send,
    act: impl FnOnce(Asked, Wish) -> Acting + Send,
) -> Response<Body>
where
    Op: Operation<Path: Send, Query: Send, Body: Send>,
    Wish: Send,
    Acting: Future<Output = Result<Op::Reply, Problem>> + Send,
{
    // It names nobody: whose token it is must be an administrator, which is judged with the change.
    let read = |given, _| Ok((None::<UnionId>, read(given)?));
    let door = Door { takes: Takes::Console, source: Source::Database };
    conduct::<Op, _, Wish, Acting>(call, door, read, act).await
}

/// Whom an operation lets in, and who says so.
#[derive(Clone, Copy)]
struct Door {
    takes: Takes,
    source: Source,
}

async fn conduct<Op, Who, Wish, Acting>(
    mut call: Call,
    door: Door,
    read: impl FnOnce(Given<Op>, Option<UnionId>) -> Result<(Who, Wish), Problem> + Send,
    act: impl FnOnce(Asked, Wish) -> Acting + Send,
) -> Response<Body>
where
    Op: Operation<Path: Send, Query: Send, Body: Send>,
    Who: Into<Option<UnionId>>,
    Wish: Send,
    Acting: Future<Output = Result<Op::Reply, Problem>> + Send,
{
    let mut client = None;
    let done = async {
        let (asked, wish) = enter::<Op, Who, Wish>(&mut call, door, read, &mut client).await?;
        // A change that takes too long leaves nothing, or is whole.
        in_time(end_of_patience(), fulfil::<Op, _>(asked, |asked| act(asked, wish))).await
    };
    let result = done.await;
    call.reply_bytes(client, result)
}

/// Makes the change, unless its client made it before and has not seen the reply.
async fn fulfil<Op, Acting>(
    asked: Asked,
    act: impl FnOnce(Asked) -> Acting + Send,
) -> Result<Bytes, Problem>
where
    Op: Operation,
    Acting: Future<Output = Result<Op::Reply, Problem>> + Send,
{
    let written = |reply| Bytes::from(written(&reply));
    let Some(token) = asked.client_token.clone() else {
        return act(asked).await.map(written);
    };
    let (node, corp, now) = (Arc::clone(&asked.node), asked.corp.clone(), asked.now);
    let _turn = node.under_way.enter(&corp, &token).ok_or(CalendarProblem::StillRunning)?;
    let kept = async || match node.store.kept_reply(&corp, &token, now).await? {
        Some(KeptReply::Same(reply)) => Ok::<_, Problem>(Some(Bytes::from(reply))),
        Some(KeptReply::Other) => Err(CalendarProblem::ClientTokenReused.into()),
        None => Ok(None),
    };
    if let Some(reply) = kept().await? {
        return Ok(reply);
    }
    match act(asked).await {
        Ok(reply) => Ok(written(reply)),
        // The same may have been made by another node meanwhile, and so leave no place for this.
        Err(problem) => kept().await?.ok_or(problem),
    }
}

/// A reply as it goes over the wire.
pub(crate) fn written(reply: &impl Serialize) -> String {
    serde_json::to_string(reply).expect("replies are made of texts and numbers")
}

async fn enter<Op: Operation, Who: Into<Option<UnionId>>, Wish>(
    call: &mut Call,
    door: Door,
    read: impl FnOnce(Given<Op>, Option<UnionId>) -> Result<(Who, Wish), Problem>,
    client: &mut Option<Arc<str>>,
) -> Result<(Asked, Wish), Problem> {
    let node = Arc::clone(&call.node);
    let token = entry::token(&call.parts.headers)?;
    let scope = Op::SCOPE.expect("an operation that changes something needs a scope");
    let (session, believed) = match believed(&node, token, door, scope, call.address) {
        Some((session, believed)) => (session, Some(believed)),
        // Boxed, since it is large, and seldom where memory is believed.
        None => (Box::pin(entry::find(&node, token, "", "")).await?.session, None),
    };
    door.takes.admit(&session)?;
    *client = session.caller.as_ref().map(|caller| Arc::clone(&caller.key));
    let now = node.clock.now();
    node.admit(&session, Op::ACTION, scope, call.address, now)?;
    let body = call.body_of::<Op>().await?;
    let (path, query, zone) = (call.path::<Op>()?, call.query::<Op>()?, session.zone());
    let given = Given { path, query, body, zone };
    let named = client_token::Named::of(&call.parts.headers, &given);
    let user = session.person.as_deref().map(UnionId::new);
    let (operator, wish) = read(given, user.clone())?;
    let operator = operator.into();
    let names_nobody = operator.is_none();
    let operator = operator.or_else(|| user.clone());
    let organisation = session.organisation.as_ref().ok_or(Problem::OrganisationNotFound)?;
    let corp = organisation.id.clone();
    let key = client.as_deref().unwrap_or_default();
    let client_token = named.map(|named| named.by(key, Op::ACTION, operator.as_ref()));
    let origin = call.origin(key, operator.clone());
    let asked =
        Asked { node, origin, operator, names_nobody, user, client_token, believed, corp, now };
    Ok((asked, wish))
}

/// The session that memory has of a token, where it lets the call in: what refuses it is looked up.
fn believed(
    node: &Node,
    token: &str,
    door: Door,
    scope: Scope,
    address: IpAddr,
) -> Option<(Session, Believed)> {
    if door.source == Source::Database {
        return None;
    }
    let upto = node.cache.upto();
    let session = entry::held(node, token)?;
    door.takes.admit(&session).ok()?;
    Node::allows(&session, scope, address).ok()?;
    let token = token.to_owned();
    Some((session, Believed { token, takes: door.takes, scope, address, upto }))
}

impl Asked {
    /// A change for the organisation, that an app asks for, or a user who is an administrator.
    pub(crate) fn for_organisation(
        node: &Arc<Node>,
        origin: Origin,
        corp: CorpId,
        user: Option<UnionId>,
    ) -> Self {
        let (node, now) = (Arc::clone(node), node.clock.now());
        let (operator, names_nobody) = (user.clone(), true);
        let (client_token, believed) = (None, None);
        Self { node, origin, operator, names_nobody, user, client_token, believed, corp, now }
    }

    pub(crate) const fn node(&self) -> &Arc<Node> {
        &self.node
    }

    /// How the client names the change, where it does.
    pub(crate) const fn client_token(&self) -> Option<&ClientToken> {
        self.client_token.as_ref()
    }

    /// Whether what let the call in still holds where the change feed stands at `feed_head`.
    pub(crate) fn holds_at(&self, feed_head: i64) -> bool {
        self.believed.as_ref().is_none_or(|believed| believed.upto == feed_head)
    }

    /// Looks up what the call was let in by, where that was only believed.
    pub(crate) async fn confirm(&self) -> Result<(), Problem> {
        let Some(believed) = &self.believed else { return Ok(()) };
        let session = entry::find(&self.node, &believed.token, "", "").await?.session;
        believed.takes.admit(&session)?;
        Node::allows(&session, believed.scope, believed.address)
    }

    /// Begins: from here on nobody else changes the organisation. Gives what counts of the operator,
    /// who may be nobody of it, or named by nobody: a user who is no administrator is refused then.
    pub(crate) async fn begin(&self) -> Result<(Writing, Option<Viewer>), Problem> {
        let writing = self.node.store.writing(&self.corp).await?;
        let mut writing = writing.ok_or(Problem::OrganisationNotFound)?;
        let operator = match &self.operator {
            Some(operator) if self.acts_for(operator) => writing.viewer(operator).await?,
            _ => None,
        };
        let is_administrator = || operator.as_ref().is_some_and(|user| user.is_admin);
        if self.names_nobody && self.user.is_some() && !is_administrator() {
            return Err(Problem::UserNotAdministrator);
        }
        Ok((writing, operator))
    }

    /// The same for a change of somebody's calendar, which administrators may make for others too:
    /// gives what counts of whoever's token it is where that is somebody else, who is to be judged.
    pub(crate) async fn begin_for(&self) -> Result<(Writing, Option<Viewer>), Problem> {
        let writing = self.node.store.writing(&self.corp).await?;
        let mut writing = writing.ok_or(Problem::OrganisationNotFound)?;
        let operator = self.operator.as_ref().ok_or(Problem::OperatorUnknown)?;
        writing.viewer(operator).await?.ok_or(Problem::OperatorUnknown)?;
        let other = match &self.user {
            Some(user) if user != operator => {
                Some(writing.viewer(user).await?.ok_or(Problem::OperatorUnknown)?)
            }
            _ => None,
        };
        Ok((writing, other))
    }

    /// The person on whose behalf.
    pub(crate) const fn operator(&self) -> Option<&UnionId> {
        self.operator.as_ref()
    }

    /// Whether the token may act on behalf of that person.
    pub(crate) fn acts_for(&self, person: &UnionId) -> bool {
        self.user.as_ref().is_none_or(|user| user == person)
    }

    /// Ends: writes down what changed, tells every node, commits, and forgets what this node holds
    /// of it, so that the next read here shows it.
    pub(crate) async fn commit(
        &self,
        writing: Writing,
        entry: Entry,
        changes: Vec<Change>,
    ) -> Result<(), Problem> {
        self.commit_all(writing, &[entry], changes).await
    }

    /// The same where the change is of several things.
    pub(crate) async fn commit_all(
        &self,
        writing: Writing,
        entries: &[Entry],
        changes: Vec<Change>,
    ) -> Result<(), Problem> {
        writing.commit_all(&self.origin, entries, changes.iter().cloned(), self.now).await?;
        self.node.links.tell(&changes);
        self.node.cache.apply(changes);
        Ok(())
    }

    /// Ends a change of a calendar, which leaves no entry in the record, and keeps its reply where
    /// its client named it; gives the reply back.
    pub(crate) async fn commit_calendar<Reply: Serialize>(
        &self,
        mut writing: Writing,
        changes: Vec<Change>,
        reply: Reply,
    ) -> Result<Reply, Problem> {
        self.keep_reply(&mut writing, &reply).await?;
        writing.commit_calendar(changes.iter().cloned(), self.now).await?;
        self.node.links.tell(&changes);
        self.node.cache.apply(changes);
        Ok(reply)
    }

    /// The same for a change that somebody makes in the calendar of another: the record tells who.
    pub(crate) async fn commit_calendar_for<Reply: Serialize>(
        &self,
        mut writing: Writing,
        entry: Entry,
        reply: Reply,
    ) -> Result<Reply, Problem> {
        self.keep_reply(&mut writing, &reply).await?;
        let origin = Origin { operator: self.user.clone(), ..self.origin.clone() };
        writing.commit_all(&origin, &[entry], Vec::new(), self.now).await?;
        Ok(reply)
    }

    /// Keeps a reply where the client named its call.
    async fn keep_reply(
        &self,
        writing: &mut Writing,
        reply: &impl Serialize,
    ) -> Result<(), Problem> {
        if let Some(token) = &self.client_token
            && !writing.keep_reply(token, &written(reply), self.now).await?
        {
            // Another node has made it meanwhile, and its reply is looked for.
            return Err(CalendarProblem::StillRunning.into());
        }
        Ok(())
    }

    /// Many single changes as one of the whole organisation.
    pub(crate) fn few(&self, changes: Vec<Change>) -> Vec<Change> {
        const MOST: usize = 200;
        if changes.len() > MOST { vec![Change::Organisation(self.corp.clone())] } else { changes }
    }

    /// A number that is random, of 10 to 12 digits.
    pub(crate) fn new_number(&self) -> i64 {
        let random = u64::from_le_bytes(self.node.random.bytes()) % 999_000_000_000;
        1_000_000_000 + i64::try_from(random).unwrap_or(0)
    }

    /// A new id: 32 lower-case hexadecimal digits.
    pub(crate) fn new_id(&self) -> String {
        self.node.random.id()
    }

    /// A new id of an event: of which there are many, of about the same time.
    pub(crate) fn new_event_id(&self) -> EventId {
        EventId::new(self.node.random.id_in_time(self.now))
    }

    /// A new token.
    pub(crate) fn new_token(&self) -> Token {
        self.node.random.token()
    }

    /// An entry for the record, with as much of the thing as differs; `None` is a thing that is not
    /// there.
    pub(crate) fn entry<T: Serialize>(
        &self,
        kind: &'static str,
        id: &str,
        before: Option<&T>,
        after: Option<&T>,
    ) -> Entry {
        let (mut before, mut after) = (before.map(fields), after.map(fields));
        if let (Some(before), Some(after)) = (&mut before, &mut after) {
            let same = |name: &String, value: &Value, other: &Map<String, Value>| {
                other.get(name) == Some(value)
            };
            let whole = before.clone();
            before.retain(|name, value| !same(name, value, after));
            after.retain(|name, value| !same(name, value, &whole));
        }
        let mut entry = Entry::of(Some(&self.corp), kind, id);
        entry.before = before.map(Value::Object);
        entry.after = after.map(Value::Object);
        entry
    }
}

/// A thing as the record tells it: in the words of the wire.
fn fields(thing: &impl Serialize) -> Map<String, Value> {
    match json!(thing) {
        Value::Object(fields) => fields,
        other => Map::from_iter([("is".to_owned(), other)]),
    }
}
