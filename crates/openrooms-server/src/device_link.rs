//! Devices that are connected: a WebSocket each, by which commands reach them (docs/DEVICES.md).
//!
//! [`connect`] answers the handshake; the front then hands the socket over ([`Handover`]), and
//! [`serve`] speaks to the device on the main runtime. What a device must be told is always read from
//! the database: the change feed only says when to look. Who is connected is in [`links`].

mod links;

use std::collections::BTreeSet;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::body::Body;
use futures_util::{SinkExt as _, StreamExt as _};
use http::header::{CONNECTION, HeaderName, SEC_WEBSOCKET_ACCEPT, UPGRADE};
use http::{HeaderMap, HeaderValue, Response, StatusCode};
use openrooms_core::id::{ClientKey, RoomId};
use openrooms_core::panel::{Command, Stage};
use openrooms_protocol::TOKEN_HEADER;
use openrooms_protocol::rooms::DeviceProperty;
use openrooms_store::secret::TokenHash;
use openrooms_store::{Changed, DeviceOfToken, Entry, Origin};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::runtime::Handle;
use tokio::sync::{Notify, OwnedSemaphorePermit};
use tokio::time::{Instant, MissedTickBehavior, interval, timeout};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::tungstenite::protocol::{CloseFrame, Role, WebSocketConfig};
use tokio_tungstenite::tungstenite::{Error, Message};

pub(crate) use self::links::Links;
use self::links::Stranger;
use crate::call::Call;
use crate::http::respond::{self, Subject};
use crate::node::{Node, patiently};
use crate::problem::Problem;
use crate::rooms::device_changes::with_report;
use crate::rooms::{device_reply, device_wish};
use crate::watches::{Heard, Watching};

/// How long a device may take to say who it is, and to take a message.
const HELLO: Duration = Duration::from_secs(5);
const WRITE: Duration = Duration::from_secs(10);
/// How often it is asked whether it lives, and how long it may be silent.
const PING: Duration = Duration::from_secs(20);
const SILENCE: Duration = Duration::from_mins(1);
/// The largest message.
const LARGEST: usize = 64 * 1024;
/// How many commands it is sent before it takes one.
const MOST_UNTAKEN: usize = 20;
/// How many messages it may send in a ping's time.
const MOST_MESSAGES: u32 = 400;
const LONGEST_DATA: usize = 8_000;
/// For how long at once changes are listened for.
const LISTENING: Duration = Duration::from_hours(1);
/// How long the closing handshake may take.
const GOODBYE: Duration = Duration::from_secs(1);

/// Why a connection is closed by us.
#[derive(Debug, Clone, Copy)]
enum Why {
    Stopping,
    Binary,
    Flood,
    NotUnderstood,
    TokenInvalid,
    Late,
    Replaced,
    TooLarge,
    NoText,
    Protocol,
    Fault,
}

impl Why {
    fn frame(self) -> CloseFrame {
        let (code, reason) = match self {
            Self::Stopping => (CloseCode::Away, "the server stops"),
            Self::Binary => (CloseCode::Unsupported, "messages are text"),
            Self::Flood => (CloseCode::Policy, "too many messages"),
            Self::NotUnderstood => (CloseCode::from(4400), "a message that is not understood"),
            Self::TokenInvalid => (CloseCode::from(4401), "the token is not valid"),
            Self::Late => (CloseCode::from(4408), "nothing was heard in time"),
            Self::Replaced => (CloseCode::from(4409), "the device has connected anew"),
            Self::TooLarge => (CloseCode::Size, "a message that is too large"),
            Self::NoText => (CloseCode::Invalid, "a text that is not UTF-8"),
            Self::Protocol => (CloseCode::Protocol, "not the WebSocket protocol"),
            Self::Fault => (CloseCode::Error, "the server cannot answer now"),
        };
        CloseFrame { code, reason: reason.into() }
    }

    /// Why a message could not be read; `None` where the device is gone.
    fn of(error: &Error) -> Option<Self> {
        match error {
            Error::Capacity(_) => Some(Self::TooLarge),
            Error::Utf8(_) => Some(Self::NoText),
            Error::Protocol(_) => Some(Self::Protocol),
            _ => None,
        }
    }
}

/// What takes a connection from the front once its reply is sent, with what was read of it.
type Taking = Box<dyn FnOnce(std::net::TcpStream, Vec<u8>) + Send>;

/// Travels with the reply that the connection is taken over after.
#[derive(Clone)]
pub(crate) struct Handover(Arc<Mutex<Option<Taking>>>);

impl Handover {
    /// Takes the connection over.
    pub(crate) fn take(&self, socket: std::net::TcpStream, read: Vec<u8>) {
        let taking = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(taking) = taking {
            taking(socket, read);
        }
    }
}

/// A device that has said who it is.
struct Known {
    device: DeviceOfToken,
    token: TokenHash,
    /// Whether it asked to be told when its room's bookings change.
    hears_changes: bool,
}

/// Who has connected.
enum Who {
    /// A device that said so with its handshake.
    Known(Known),
    /// Nobody knows yet.
    Unsaid(Stranger),
}

/// `GET /v1.0/rooms/devices/connect`: the handshake.
pub(crate) async fn connect(call: Call) -> Response<Body> {
    match shake(&call).await {
        Ok(response) => response,
        Err(problem) => call.reply::<()>(None, Err(problem)),
    }
}

async fn shake(call: &Call) -> Result<Response<Body>, Problem> {
    let node = Arc::clone(&call.node);
    let headers = &call.parts.headers;
    let says = |name: HeaderName, wanted: &str| {
        let values = headers.get_all(name).into_iter().filter_map(|value| value.to_str().ok());
        let mut words = values.flat_map(|value| value.split(','));
        words.any(|word| word.trim().eq_ignore_ascii_case(wanted))
    };
    let is_websocket = says(CONNECTION, "upgrade")
        && says(UPGRADE, "websocket")
        && says(http::header::SEC_WEBSOCKET_VERSION, "13");
    let key = headers.get(http::header::SEC_WEBSOCKET_KEY).filter(|key| key.len() == 24);
    let (Some(key), true) = (key, is_websocket) else {
        return Err(Problem::ParameterWrong("a WebSocket is opened here, version 13".into()));
    };
    if node.is_draining() {
        return Err(Problem::Unavailable);
    }
    let place = Arc::clone(&node.links.places).try_acquire_owned();
    let place = place.map_err(|_| Problem::Unavailable)?;
    let who = match headers.get(TOKEN_HEADER).filter(|token| !token.is_empty()) {
        None => Who::Unsaid(node.links.strangers.admit(call.address).ok_or(Problem::Unavailable)?),
        Some(token) => {
            let token = token.to_str().map_err(|_| Problem::TokenInvalid)?;
            Who::Known(find(&node, token).await?.ok_or(Problem::TokenInvalid)?)
        }
    };
    let (main, address) = (Handle::current(), call.address);
    let accept = HeaderValue::from_str(&derive_accept_key(key.as_bytes()));
    let taking: Taking = Box::new(move |socket, read| {
        main.spawn(async move {
            if let Ok(socket) = TcpStream::from_std(socket) {
                serve(node, socket, read, who, address, place).await;
            }
        });
    });
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SWITCHING_PROTOCOLS;
    let mut answered = HeaderMap::new();
    respond::stamp(&mut answered, &call.ids);
    answered.insert(CONNECTION, HeaderValue::from_static("upgrade"));
    answered.insert(UPGRADE, HeaderValue::from_static("websocket"));
    answered.insert(SEC_WEBSOCKET_ACCEPT, accept.expect("base64 is a header's value"));
    *response.headers_mut() = answered;
    response.extensions_mut().insert(Handover(Arc::new(Mutex::new(Some(taking)))));
    response.extensions_mut().insert(Subject { operation: call.operation, client: None });
    Ok(response)
}

async fn find(node: &Node, token: &str) -> Result<Option<Known>, Problem> {
    let token = TokenHash::of(token);
    let found = patiently(node.store.device_of_token(&token)).await?;
    Ok(found.map(|device| Known { device, token, hears_changes: false }))
}

/// What a device says.
#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
enum Said {
    Hello { token: String, changes: Option<bool> },
    Ack { command_id: String },
    Event { command_id: String, status: String, data: Option<String>, message_id: Option<String> },
    Report { properties: Vec<DeviceProperty>, message_id: Option<String> },
}

/// One connection.
struct Link {
    node: Arc<Node>,
    socket: WebSocketStream<TcpStream>,
    known: Known,
    id: String,
    address: IpAddr,
    /// The command that was sent last.
    last: i64,
    untaken: BTreeSet<i64>,
}

/// Speaks to a device until one of both ends it.
async fn serve(
    node: Arc<Node>,
    socket: TcpStream,
    read: Vec<u8>,
    who: Who,
    address: IpAddr,
    _place: OwnedSemaphorePermit,
) {
    let config = WebSocketConfig::default()
        .max_message_size(Some(LARGEST))
        .max_frame_size(Some(LARGEST))
        .max_write_buffer_size(4 * LARGEST);
    let mut socket =
        WebSocketStream::from_partially_read(socket, read, Role::Server, Some(config)).await;
    let mut stop = node.links.stop.subscribe();
    let known = match who {
        Who::Known(known) => Ok(Some(known)),
        Who::Unsaid(_stranger) => tokio::select! {
            known = hello(&node, &mut socket) => known,
            _ = stop.wait_for(|stops| *stops) => Err(Why::Stopping),
        },
    };
    let known = match known {
        Ok(Some(known)) => known,
        Ok(None) => return,
        Err(why) => return close(socket, why).await,
    };
    let id = node.random.id();
    let whose = (known.device.corp.clone(), known.device.union_id.clone());
    let told = node.links.listen(&whose);
    let mut link = Link {
        node: Arc::clone(&node),
        socket,
        known,
        id,
        address,
        last: 0,
        untaken: BTreeSet::new(),
    };
    let end = tokio::select! {
        end = link.live(&told) => end,
        _ = stop.wait_for(|stops| *stops) => Err(Why::Stopping),
    };
    node.links.forget(&whose, &told);
    // Where this fails, the time of its last sign of life tells.
    let _ = patiently(node.store.keep_link(&link.known.device, &link.id, None)).await;
    if let Err(why) = end {
        close(link.socket, why).await;
    }
}

async fn close(mut socket: WebSocketStream<TcpStream>, why: Why) {
    let closing = async {
        if socket.close(Some(why.frame())).await.is_ok() {
            while let Some(Ok(_)) = socket.next().await {}
        }
    };
    let _ = timeout(GOODBYE, closing).await;
}

/// The first message, where no header said who it is.
async fn hello(node: &Node, socket: &mut WebSocketStream<TcpStream>) -> Result<Option<Known>, Why> {
    let first = async {
        loop {
            match socket.next().await {
                Some(Ok(Message::Text(text))) => break Ok(Some(text)),
                Some(Ok(Message::Binary(_))) => break Err(Why::Binary),
                Some(Ok(Message::Close(_))) | None => break Ok(None),
                Some(Ok(_)) => {}
                Some(Err(error)) => break Why::of(&error).map_or(Ok(None), Err),
            }
        }
    };
    let Some(text) = timeout(HELLO, first).await.map_err(|_| Why::Late)?? else {
        return Ok(None);
    };
    let Ok(Said::Hello { token, changes }) = serde_json::from_str(&text) else {
        return Err(Why::NotUnderstood);
    };
    let hears_changes = changes.unwrap_or(false);
    match find(node, &token).await {
        Ok(Some(known)) => Ok(Some(Known { hears_changes, ..known })),
        Ok(None) => Err(Why::TokenInvalid),
        Err(_) => Err(Why::Fault),
    }
}

impl Link {
    /// Until the device goes, or there is a reason to close.
    async fn live(&mut self, told: &Notify) -> Result<(), Why> {
        let now = self.node.clock.now();
        let linked = self.node.store.link_device(&self.known.device, &self.id, now);
        patiently(linked).await.map_err(|_| Why::Fault)?;
        let device = &self.known.device;
        let welcome = json!({
            "type": "welcome", "corpId": device.corp.as_str(),
            "deviceUnionId": device.union_id.as_str(),
            "roomId": device.room.as_ref().map(RoomId::as_str),
        });
        self.send(&welcome).await?;
        self.pump().await?;
        let mut watching = self.watch().await;
        let mut ping = interval(PING);
        ping.set_missed_tick_behavior(MissedTickBehavior::Delay);
        ping.tick().await;
        let (mut heard, mut messages) = (Instant::now(), 0);
        loop {
            tokio::select! {
                () = told.notified() => {
                    self.pump().await?;
                    self.look_around().await?;
                }
                heard = hear(&mut watching) => match heard {
                    Heard::News(news) => self.tell_changed(&news.changed).await?,
                    Heard::Missed => self.tell_changed(&Changed::TooMuch).await?,
                    Heard::Nothing => watching = None,
                },
                _ = ping.tick() => {
                    if heard.elapsed() > SILENCE {
                        return Err(Why::Late);
                    }
                    messages = 0;
                    self.write(Message::Ping(bytes::Bytes::new())).await?;
                    let now = Some(self.node.clock.now());
                    // Tried again at the next ping.
                    let _ = patiently(self.node.store.keep_link(&self.known.device, &self.id, now)).await;
                    self.pump().await?;
                    if watching.is_none() {
                        watching = self.watch().await;
                    }
                }
                message = self.socket.next() => {
                    heard = Instant::now();
                    messages += 1;
                    if messages > MOST_MESSAGES {
                        return Err(Why::Flood);
                    }
                    match message {
                        Some(Ok(Message::Text(text))) => self.hear(&text).await?,
                        Some(Ok(Message::Binary(_))) => return Err(Why::Binary),
                        Some(Ok(Message::Close(_))) | None => return Ok(()),
                        Some(Ok(_)) => {}
                        Some(Err(error)) => return Why::of(&error).map_or(Ok(()), Err),
                    }
                }
            }
        }
    }

    /// Begins to listen for changes, where the device asked for it. Where too many listen it is tried
    /// again at the next ping; a device that is told nothing still asks now and then.
    async fn watch(&self) -> Option<Watching> {
        if !self.known.hears_changes {
            return None;
        }
        let corp = &self.known.device.corp;
        let watching = Watching::begin(&self.node.watches, corp, None)?;
        let mark = patiently(self.node.store.calendar_mark(corp)).await.ok()?;
        watching.from(mark);
        Some(watching)
    }

    /// Where the device stands may have changed, too.
    async fn look_around(&mut self) -> Result<(), Why> {
        if !self.known.hears_changes {
            return Ok(());
        }
        let found = patiently(self.node.store.device_of_token(&self.known.token)).await;
        if let Ok(Some(device)) = found {
            self.known.device = device;
        }
        self.tell_changed(&Changed::TooMuch).await
    }

    /// Tells that what the device shows may have changed.
    async fn tell_changed(&mut self, changed: &Changed) -> Result<(), Why> {
        let room = self.known.device.room.as_ref();
        let concerns = match (changed, room) {
            (Changed::Rooms(rooms), Some(room)) => rooms.contains(room),
            (Changed::Rooms(rooms), None) => !rooms.is_empty(),
            (Changed::TooMuch, _) => true,
        };
        if concerns { self.send(&json!({ "type": "changed" })).await } else { Ok(()) }
    }

    async fn write(&mut self, message: Message) -> Result<(), Why> {
        match timeout(WRITE, self.socket.send(message)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) | Err(_) => Err(Why::Late),
        }
    }

    async fn send(&mut self, message: &Value) -> Result<(), Why> {
        self.write(Message::text(message.to_string())).await
    }

    /// Looks whether the connection may live on, and sends what waits.
    async fn pump(&mut self) -> Result<(), Why> {
        let now = self.node.clock.now();
        let most = i64::try_from(MOST_UNTAKEN.saturating_sub(self.untaken.len())).unwrap_or(0);
        let Known { device, token, .. } = &self.known;
        let state = self.node.store.link_state(device, token, &self.id, self.last, most, now);
        // A database that does not answer is asked again at the next ping, or when it has news.
        let Ok(state) = patiently(state).await else {
            return Ok(());
        };
        if !state.is_authorised {
            return Err(Why::TokenInvalid);
        }
        if !state.is_newest {
            return Err(Why::Replaced);
        }
        for command in state.waiting {
            self.untaken.insert(command.id);
            self.last = command.id;
            self.send(&told(&command)).await?;
        }
        Ok(())
    }

    async fn hear(&mut self, text: &str) -> Result<(), Why> {
        let said = serde_json::from_str(text).map_err(|_| Why::NotUnderstood)?;
        let (message_id, done) = match said {
            Said::Hello { .. } => return Err(Why::NotUnderstood),
            Said::Ack { command_id } => {
                return match self.settle(&command_id, Stage::Taken, None).await {
                    Ok(()) => self.pump().await,
                    Err(Problem::Store(_)) => Err(Why::Fault),
                    Err(_) => Err(Why::NotUnderstood),
                };
            }
            Said::Event { command_id, status, data, message_id } => {
                (message_id, self.answer(&command_id, &status, data.as_deref()).await)
            }
            Said::Report { properties, message_id } => (message_id, self.report(properties).await),
        };
        let reply = match done {
            Ok(()) => json!({ "type": "stored", "messageId": message_id }),
            Err(problem) => {
                let (_, code, message) = problem.parts();
                json!({
                    "type": "refused", "messageId": message_id, "code": code, "message": message,
                })
            }
        };
        self.send(&reply).await?;
        self.pump().await
    }

    fn origin(&self, action: &'static str) -> Origin {
        let client = ClientKey::new(format!("device:{}", self.known.device.union_id));
        Origin { action, client: Some(client), operator: None, address: Some(self.address) }
    }

    async fn answer(&mut self, id: &str, status: &str, data: Option<&str>) -> Result<(), Problem> {
        let stage = match status {
            "done" => Stage::Done,
            "failed" => Stage::Failed,
            _ => return Err(Problem::ParameterWrong("status must be done or failed".into())),
        };
        if data.is_some_and(|data| data.chars().count() > LONGEST_DATA || data.contains('\0')) {
            let what = format!("data must be {LONGEST_DATA} characters at most, without U+0000");
            return Err(Problem::ParameterWrong(what.into()));
        }
        self.settle(id, stage, data).await
    }

    /// Notes how far a command is. A second answer changes nothing.
    async fn settle(&mut self, id: &str, stage: Stage, said: Option<&str>) -> Result<(), Problem> {
        let unknown = || Problem::ParameterWrong("commandId is no command of this device's".into());
        let id: i64 = id.parse().map_err(|_| unknown())?;
        self.untaken.remove(&id);
        let device = &self.known.device;
        let now = self.node.clock.now();
        let work = async {
            let writing = self.node.store.writing(&device.corp).await?;
            let mut writing = writing.ok_or(Problem::OrganisationNotFound)?;
            match writing.stage(&device.union_id, id).await?.ok_or_else(unknown)? {
                Stage::Done | Stage::Failed => return Ok(()),
                Stage::Taken if stage == Stage::Taken => return Ok(()),
                Stage::Waiting | Stage::Taken => {}
            }
            writing.set_stage(&device.union_id, id, stage, said, now).await?;
            let entry = Entry::of(Some(&device.corp), "command", id.to_string()).after(json!({
                "deviceUnionId": device.union_id.as_str(), "status": stage.word(), "data": said,
            }));
            Ok(writing.commit(&self.origin("DeviceEvent"), entry, [], now).await?)
        };
        crate::node::in_time(crate::node::end_of_patience(), work).await
    }

    async fn report(&self, properties: Vec<DeviceProperty>) -> Result<(), Problem> {
        let report = device_wish::report(properties)?;
        if report.iter().any(|(name, value)| name.contains('\0') || value.contains('\0')) {
            return Err(Problem::ParameterWrong("a property has a character U+0000".into()));
        }
        let known = &self.known.device;
        let now = self.node.clock.now();
        let work = async {
            let writing = self.node.store.writing(&known.corp).await?;
            let mut writing = writing.ok_or(Problem::OrganisationNotFound)?;
            let found = writing.device(&known.union_id).await?;
            let old = found.ok_or(Problem::DeviceNotFound)?.device;
            let new = with_report(&mut writing, &old, report).await?;
            if new == old {
                return Ok(());
            }
            writing.update_device(&new).await?;
            let entry = Entry::of(Some(&known.corp), "device", known.union_id.as_str())
                .before(Value::Object(device_reply::recorded(&old)))
                .after(Value::Object(device_reply::recorded(&new)));
            Ok(writing.commit(&self.origin("ReportDeviceProperties"), entry, [], now).await?)
        };
        crate::node::in_time(crate::node::end_of_patience(), work).await
    }
}

/// Waits for changes; for ever where nobody listens for any.
async fn hear(watching: &mut Option<Watching>) -> Heard {
    match watching {
        Some(watching) => watching.hear(Instant::now() + LISTENING).await,
        None => std::future::pending().await,
    }
}

/// A command as a device is told of it.
fn told(command: &Command) -> Value {
    json!({
        "type": "command", "commandId": command.id.to_string(), "roomId": command.room.as_str(),
        "controlBody": command.body, "unionId": command.sender.as_str(),
        "createTime": command.sent_at.0, "expireTime": command.expires_at.0,
    })
}
