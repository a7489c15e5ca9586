// A tiny HTTP server on loopback that answers what it is told to, for the tests and for the
// examples in the documentation, which include this file (hence no `//!`).

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use openrooms_client::{Builder, Client, Credentials};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};

/// A request as it came.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) method: String,
    /// Path and query, still encoded.
    pub(crate) target: String,
    headers: HashMap<String, String>,
    pub(crate) body: String,
}

impl Seen {
    pub(crate) fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }
}

/// What to answer.
pub(crate) enum Say {
    /// Status and body; the connection stays open.
    Json(u16, String),
    /// The same with further headers, each `name: value`.
    With(u16, Vec<String>, String),
    /// These bytes, and then the connection is closed.
    Raw(Vec<u8>),
    /// These bytes, and then nothing, until the client goes away.
    Stall(Vec<u8>),
    /// The same as another, once this has a permit.
    Gated(Arc<Semaphore>, Box<Say>),
}

/// What to answer to the n-th request of a path, counted from 0.
type Answer = dyn Fn(&Seen, usize) -> Say + Send + Sync;

struct Inner {
    answer: Box<Answer>,
    seen: watch::Sender<Vec<Seen>>,
    counts: Mutex<HashMap<String, usize>>,
}

pub(crate) struct Server {
    address: String,
    inner: Arc<Inner>,
}

impl Server {
    pub(crate) async fn start(
        answer: impl Fn(&Seen, usize) -> Say + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let inner = Arc::new(Inner {
            answer: Box::new(answer),
            seen: watch::Sender::default(),
            counts: Mutex::default(),
        });
        let server = Self { address, inner: inner.clone() };
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                tokio::spawn(serve(socket, inner.clone()));
            }
        });
        server
    }

    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// The settings of a client of it, with an internal app, and without pauses.
    pub(crate) fn builder(&self) -> Builder {
        Client::builder()
            .address(&self.address)
            .credentials(Credentials::internal_app("dingdemo", "demo-secret"))
            .backoff(std::time::Duration::ZERO)
    }

    pub(crate) fn client(&self) -> Client {
        self.builder().build().unwrap()
    }

    /// All requests that came.
    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.inner.seen.borrow().clone()
    }

    /// Those whose path ends so.
    pub(crate) fn seen_at(&self, end: &str) -> Vec<Seen> {
        let mut seen = self.seen();
        seen.retain(|seen| seen.path().ends_with(end));
        seen
    }

    /// Waits until `count` requests came.
    pub(crate) async fn wait_for(&self, count: usize) {
        let mut seen = self.inner.seen.subscribe();
        seen.wait_for(|seen| seen.len() >= count).await.unwrap();
    }
}

async fn serve(socket: impl AsyncRead + AsyncWrite + Unpin, inner: Arc<Inner>) {
    let mut socket = BufReader::new(socket);
    while let Some(seen) = request(&mut socket).await {
        let nth = {
            let mut counts = inner.counts.lock().unwrap();
            let count = counts.entry(seen.path().to_owned()).or_default();
            *count += 1;
            *count - 1
        };
        let mut say = (inner.answer)(&seen, nth);
        inner.seen.send_modify(|all| all.push(seen));
        while let Say::Gated(gate, then) = say {
            gate.acquire().await.unwrap().forget();
            say = *then;
        }
        match say {
            Say::Json(status, body) => {
                if socket.write_all(&reply(status, &[], &body)).await.is_err() {
                    return;
                }
            }
            Say::With(status, headers, body) => {
                if socket.write_all(&reply(status, &headers, &body)).await.is_err() {
                    return;
                }
            }
            Say::Raw(bytes) => {
                let _ = socket.write_all(&bytes).await;
                let _ = socket.shutdown().await;
                return;
            }
            Say::Stall(bytes) => {
                let _ = socket.write_all(&bytes).await;
                let _ = socket.read_to_end(&mut Vec::new()).await;
                return;
            }
            Say::Gated(..) => unreachable!("opened above"),
        }
    }
}

async fn request(socket: &mut (impl AsyncBufReadExt + Unpin)) -> Option<Seen> {
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        if socket.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        match line.trim_end() {
            "" => break,
            line => lines.push(line.to_owned()),
        }
    }
    let mut first = lines.first()?.split(' ').map(str::to_owned);
    let (method, target) = (first.next()?, first.next()?);
    let headers: HashMap<_, _> = lines[1..]
        .iter()
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    let length = headers.get("content-length").map_or("0", |length| length);
    let mut body = vec![0; length.parse().ok()?];
    socket.read_exact(&mut body).await.ok()?;
    Some(Seen { method, target, headers, body: String::from_utf8(body).ok()? })
}

fn reply(status: u16, headers: &[String], body: &str) -> Vec<u8> {
    let mut lines = vec![format!("HTTP/1.1 {status} Status")];
    lines.push(format!("content-length: {}", body.len()));
    lines.extend_from_slice(headers);
    format!("{}\r\n\r\n{body}", lines.join("\r\n")).into()
}

/// A reply that gives a token for two hours.
pub(crate) fn token(text: &str) -> Say {
    Say::Json(200, format!(r#"{{"accessToken":"{text}","expireIn":7200}}"#))
}

/// An error body of the new API.
pub(crate) fn error(status: u16, code: &str) -> Say {
    Say::With(
        status,
        vec!["x-acs-request-id: 0193-HEADER".into()],
        format!(r#"{{"code":"{code}","message":"No","requestid":"0193-BODY"}}"#),
    )
}

/// The smallest room.
pub(crate) fn room(name: &str) -> Say {
    let body = format!(r#"{{"result":{{"roomId":"r1","roomName":"{name}","roomStatus":0}}}}"#);
    Say::With(200, vec!["x-acs-request-id: 0193-HEADER".into()], body)
}

/// Who are super users of a room.
const SUPER_USERS: &str = r#"{"result":{"roomId":"0ffb7184xxxxx",
    "userIdWhiteList":["manager01"],"deptIdWhiteList":[2]}}"#;

/// How much one room is used.
const USES: &str = r#"{"result":{"total":{"openMinutes":600,"usedMinutes":150,"outsideMinutes":0,
    "meetings":1,"walkUps":0,"people":2,"mostPeople":2,"pastMeetings":1,"noShows":0,
    "sizedMeetings":1,"halfEmpty":1}}}"#;

/// A server that knows one room and one app of each kind, as the examples use them.
pub(crate) async fn demo() -> Server {
    const DEVICE: &str = r#"{"deviceId":"1","deviceUnionId":"panel-1","deviceName":"Door panel"}"#;
    const LEGACY: &str =
        r#"{"errcode":0,"errmsg":"ok","access_token":"0123456789abcdef","expires_in":7200}"#;
    const BLACKLIST: &str = r#"{"hasMore":false,"result":[{"blacklistUnionId":"union-seller",
        "startTime":1780000000000}]}"#;
    const GROUP: &str = r#"{"groupId":1,"groupName":"Test group","parentId":0}"#;
    const GROUP_ADMIN: &str = r#"{"result":{"groupId":1,"groupName":"Test group",
        "groupAdmins":[{"memberId":"2iPOLxxxxx","memberName":"Manager"}]}}"#;
    const PAGE: &str = r#"{"hasMore":false,"result":[{"roomId":"0ffb7184xxxxx",
        "roomName":"Test meeting room","roomStatus":0}]}"#;
    const ROOM: &str = r#"{"result":{"roomId":"0ffb7184xxxxx","roomName":"Test meeting room",
        "roomStatus":0,"roomCapacity":10}}"#;
    Server::start(|seen, _| match seen.path() {
        path if path.starts_with("/v1.0/oauth2/") => oauth2(seen),
        path if path.starts_with("/topapi/") => topapi(path),
        "/gettoken" | "/service/get_corp_token" => Say::Json(200, LEGACY.into()),
        _ if seen.header("x-acs-dingtalk-access-token") != Some("0123456789abcdef") => {
            error(400, "InvalidAuthentication")
        }
        "/v1.0/rooms/meetingrooms" => managing("made"),
        path if path.ends_with("/updates/explain") || path.starts_with("/v1.0/rooms/problem") => {
            managing(path)
        }
        "/v1.0/rooms/meetingRooms"
        | "/v1.0/rooms/devices/remove"
        | "/v1.0/rooms/devices/properties"
        | "/v1.0/rooms/devices/tokens/remove" => Say::Json(200, r#"{"result":true}"#.into()),
        "/v1.0/rooms/devices" if seen.method == "PUT" => {
            Say::Json(200, r#"{"result":true}"#.into())
        }
        "/v1.0/rooms/meetingRooms/0ffb7184xxxxx" if seen.method == "DELETE" => {
            Say::Json(200, r#"{"result":true}"#.into())
        }
        "/v1.0/rooms/meetingRooms/0ffb7184xxxxx" => {
            Say::With(200, vec!["x-acs-request-id: 0193-HEADER".into()], ROOM.into())
        }
        "/v1.0/rooms/devices" => Say::Json(200, format!(r#"{{"result":{DEVICE}}}"#)),
        "/v1.0/rooms/devices/tokens" => Say::Json(
            200,
            r#"{"result":{"deviceToken":"0123456789abcdef0123456789abcdef"}}"#.into(),
        ),
        "/v1.0/rooms/deviceLists" => {
            Say::Json(200, format!(r#"{{"hasMore":false,"result":[{DEVICE}]}}"#))
        }
        "/v1.0/rooms/devices/properties/query" => {
            Say::Json(200, r#"{"result":[{"propertyName":"volume","propertyValue":"3"}]}"#.into())
        }
        "/v1.0/rooms/devices/shareCodes/4711" => {
            Say::Json(200, r#"{"result":{"deviceIp":"192.0.2.7"},"success":true}"#.into())
        }
        path if path.starts_with("/v1.0/calendar/") => {
            let other = || attendance(&seen.method, path);
            rooms_asked(path).or_else(other).unwrap_or_else(|| calendar(&seen.method, path))
        }
        path if path.starts_with("/v1.0/contact/") => contact(path),
        path if path.starts_with("/v1.0/console/") => console(&seen.method, path),
        path if path.starts_with("/v1.0/rooms/panels")
            || path.starts_with("/v1.0/rooms/central") =>
        {
            panels(path)
        }
        "/v1.0/rooms/meetingRoomLists" => Say::Json(200, PAGE.into()),
        "/v1.0/rooms/pictures" => Say::Json(
            200,
            r#"{"result":{"pictureId":"p","url":"http://x/p","mediaType":"image/png","width":1,
                "height":1,"size":68}}"#
                .into(),
        ),
        path if path.starts_with("/v1.0/rooms/devices/screens/") => screens(&seen.method, path),
        "/v1.0/rooms/groups" if seen.method == "POST" => Say::Json(200, r#"{"result":2}"#.into()),
        "/v1.0/rooms/groups" => Say::Json(200, r#"{"result":true}"#.into()),
        "/v1.0/rooms/groups/1" if seen.method == "DELETE" => {
            Say::Json(200, r#"{"result":true}"#.into())
        }
        "/v1.0/rooms/groups/1" => Say::Json(200, GROUP.into()),
        path if path.starts_with("/v1.0/rooms/label") => labels(&seen.method, path),
        "/v1.0/rooms/roomAdmin/0ffb7184xxxxx" => room_admin(&seen.method),
        "/v1.0/rooms/meetingRoomUses" => Say::Json(200, USES.into()),
        "/v1.0/rooms/groupLists" => Say::Json(200, format!(r#"{{"result":[{GROUP}]}}"#)),
        path if path.starts_with("/v1.0/rooms/groupPlans") => plans(&seen.method),
        "/v1.0/rooms/groupAdmin/1" if seen.method == "PUT" => {
            Say::Json(200, r#"{"result":true}"#.into())
        }
        "/v1.0/rooms/bookings/blacklist" if seen.method == "GET" => {
            Say::Json(200, BLACKLIST.into())
        }
        "/v1.0/rooms/meetingRooms/superUsers/query" => Say::Json(200, SUPER_USERS.into()),
        "/v1.0/rooms/bookings/blacklist"
        | "/v1.0/rooms/bookings/blacklist/remove"
        | "/v1.0/rooms/meetingRooms/superUsers/set"
        | "/v1.0/rooms/meetingRooms/superUsers/remove" => {
            Say::Json(200, r#"{"result":true}"#.into())
        }
        "/v1.0/rooms/groupAdmin/1" => Say::Json(200, GROUP_ADMIN.into()),
        _ => error(400, "room.not.found"),
    })
    .await
}

/// A token of either kind of app, and of a person.
fn oauth2(seen: &Seen) -> Say {
    let json = |body: &str| Say::Json(200, body.to_owned());
    match seen.path() {
        "/v1.0/oauth2/accessToken" if !seen.body.contains(r#""demo-secret""#) => {
            error(400, "invalidClientIdOrSecret")
        }
        "/v1.0/oauth2/userAccessToken" => json(
            r#"{"accessToken":"0123456789abcdef","refreshToken":"next","expireIn":7200,
                "corpId":"dingcorp"}"#,
        ),
        "/v1.0/oauth2/dingcorp/token" => {
            json(r#"{"access_token":"0123456789abcdef","expires_in":7200}"#)
        }
        _ => token("0123456789abcdef"),
    }
}

/// One label beside those that are fixed.
/// Which rooms can be had.
fn rooms_asked(path: &str) -> Option<Say> {
    let reply = match path.rsplit('/').next() {
        Some("explain") => {
            r#"{"result":{"available":false,"needsApproval":false,"refusals":[{"rule":"overlap",
            "level":"room","value":"taken","text":"overlap: taken","dates":[]}]}}"#
        }
        Some("find") => {
            r#"{"rooms":[{"roomId":"0ffb7184xxxxx","roomName":"Oak"}],"nearMisses":[]}"#
        }
        Some("watch") => r#"{"version":"v8","roomIds":["0ffb7184xxxxx"]}"#,
        Some("query") if path.ends_with("busy/query") => {
            r#"{"rooms":[{"roomId":"0ffb7184xxxxx","busy":[{"startTime":1780272000000,
            "endTime":1780275600000,"status":"BUSY","eventId":"cnNTbW1YbxxxxdEgvdlQrQT09",
            "organizerId":"union-seller"}]}],
            "organizers":[{"id":"union-seller","displayName":"Seller"}],"version":"v7"}"#
        }
        _ => return None,
    };
    Some(Say::Json(200, reply.into()))
}

fn labels(method: &str, path: &str) -> Say {
    let reply = match (method, path.ends_with("labelLists")) {
        ("GET", true) => r#"{"result":[{"labelId":1,"labelName":"TV"}]}"#,
        ("POST", _) => r#"{"result":6}"#,
        _ => r#"{"result":true}"#,
    };
    Say::Json(200, reply.into())
}

/// The plan of a floor.
fn plans(method: &str) -> Say {
    let reply = match method {
        "GET" => {
            r#"{"result":[{"groupId":12,"picture":"https://rooms.example.org/p","places":[
                {"roomId":"oak","left":0,"top":0,"width":250,"height":200}]}]}"#
        }
        _ => r#"{"result":true}"#,
    };
    Say::Json(200, reply.into())
}

/// Somebody who administers one room.
fn room_admin(method: &str) -> Say {
    let reply = match method {
        "PUT" => r#"{"result":true}"#,
        _ => {
            r#"{"result":{"roomId":"0ffb7184xxxxx",
                "roomAdmins":[{"memberId":"union-seller","memberName":"Seller"}]}}"#
        }
    };
    Say::Json(200, reply.into())
}

/// One control panel, and one command.
fn panels(path: &str) -> Say {
    let reply = match path.rsplit('/').next().unwrap_or_default() {
        "lists" => {
            r#"{"hasMore":false,"totalCount":1,
                "result":[{"roomId":"0ffb7184xxxxx","roomIotConfig":[]}]}"#
        }
        "controlLists" => {
            r#"{"result":[{"commandId":"1","controlBody":"light on","unionId":"2iPOLxxxxx",
                "createTime":1,"expireTime":2,"devices":[{"deviceUnionId":"panel-1",
                "status":"done","updateTime":1}]}]}"#
        }
        "control" => r#"{"result":true}"#,
        "pair" => r#"{"result":{"deviceId":"d","deviceUnionId":"panel-1"}}"#,
        _ => r#"{"result":"true"}"#,
    };
    Say::Json(200, reply.into())
}

/// One attendee, who is busy, and came.
fn attendance(method: &str, path: &str) -> Option<Say> {
    let reply = match (method, path.rsplit('/').next().unwrap_or_default()) {
        ("GET", "attendees") => {
            r#"{"attendees":[{"id":"union-seller","displayName":"Seller","self":false,
                "responseStatus":"accepted","isOptional":false}]}"#
        }
        ("POST", "attendees" | "batchRemove" | "respond") if !path.contains("/meetingRooms/") => {
            "{}"
        }
        ("POST", "querySchedule") => BUSY,
        ("POST", "query") if path.starts_with("/v1.0/calendar/me/") => BUSY,
        ("POST", "signin" | "checkIn") => r#"{"checkInTime":1780000000000}"#,
        ("POST", "signOut") => r#"{"checkOutTime":1780000000000}"#,
        ("GET", "signin" | "signOut") => {
            r#"{"users":[{"userId":"union-seller","displayName":"Seller"}]}"#
        }
        ("GET", "signInLinks") => r#"{"signInLink":"http://x/sign-in"}"#,
        ("GET", "signOutLinks") => r#"{"signOutLink":"http://x/sign-out"}"#,
        _ => return None,
    };
    Some(Say::Json(200, reply.to_owned()))
}

const BUSY: &str =
    r#"{"scheduleInformation":[{"userId":"union-seller","scheduleItems":[{"status":"BUSY"}]}]}"#;

/// One event with one room.
fn calendar(method: &str, path: &str) -> Say {
    const EVENT: &str = r#"{"id":"cnNTbW1YbxxxxdEgvdlQrQT09","summary":"Weekly",
        "status":"confirmed","start":{"dateTime":"2026-12-01T10:00:00+08:00",
        "timeZone":"Asia/Shanghai"},"meetingRooms":[{"roomId":"0ffb7184xxxxx",
        "displayName":"Test meeting room","responseStatus":"accepted"}]}"#;
    let reply = match (method, path.rsplit('/').next().unwrap_or_default()) {
        ("POST", "meetingRooms") if path.contains("/taken/") => {
            return error(400, "meetingRoomNotAvailable");
        }
        ("GET", "events") => format!(r#"{{"events":[{EVENT}],"syncToken":"s1"}}"#),
        ("GET", "eventsview" | "instances") => format!(r#"{{"events":[{EVENT}]}}"#),
        ("GET", "calendars") => r#"{"response":{"calendars":[{"id":"primary","summary":"Mia",
            "eTag":"1","privilege":"owner","type":"primary"}]}}"#
            .to_owned(),
        ("POST", "query") => r#"{"scheduleInformation":[{"roomId":"0ffb7184xxxxx",
            "scheduleItems":[{"status":"BUSY","eventId":"e"}]}]}"#
            .to_owned(),
        ("GET" | "PUT", _) | ("POST", "events") => EVENT.to_owned(),
        ("DELETE", _) => "{}".to_owned(),
        _ => r#"{"result":true}"#.to_owned(),
    };
    Say::Json(200, reply)
}

/// One person and one department.
fn managing(path: &str) -> Say {
    let body = match path {
        "made" => r#"{"result":"9b2fc3a05d7e4c18a1f06d2e7b94c35a"}"#,
        "/v1.0/rooms/problems" => r#"{"result":"p1"}"#,
        "/v1.0/rooms/problems/close" => r#"{"result":true}"#,
        "/v1.0/rooms/problemLists" => {
            r#"{"hasMore":false,"result":[{"problemId":"p1","roomId":"r","roomName":"Oak",
            "problemKind":"screen","open":true,"reportTime":1}]}"#
        }
        _ => {
            r#"{"result":{"judgedBookings":7,"complete":true,"brokenBookings":1,"brokenEvents":1,
            "rules":[{"rule":"maxReservationTimeInterval","brokenBookings":1}],"events":[]}}"#
        }
    };
    Say::Json(200, body.into())
}

fn console(method: &str, path: &str) -> Say {
    let body = match (method, path) {
        ("GET", "/v1.0/console/apps") => {
            r#"{"result":[{"appKey":"dingdemo","scopes":[],"liveSecrets":1}]}"#
        }
        ("GET", "/v1.0/console/consents") => {
            r#"{"result":[{"appKey":"dingdemo","scopes":[],"endsAt":1}]}"#
        }
        ("GET", "/v1.0/console/audit") => {
            r#"{"hasMore":false,"result":[{"seq":7,"time":1,"action":"UpdateMeetingRoom",
            "objectKind":"room","objectId":"r","after":{"roomCapacity":9}}]}"#
        }
        ("POST", "/v1.0/console/apps" | "/v1.0/console/apps/secrets") => {
            r#"{"result":{"appKey":"dingdemo","appSecret":"once"}}"#
        }
        _ => r#"{"result":true}"#,
    };
    Say::Json(200, body.into())
}

fn contact(path: &str) -> Say {
    let reply = match path {
        "/v1.0/contact/users/2iPOLxxxxx" | "/v1.0/contact/users/me" => {
            r#"{"nick":"Mia","unionId":"2iPOLxxxxx","openId":"open"}"#
        }
        "/v1.0/contact/users/invitations" => {
            r#"{"result":{"token":"t","url":"http://x/invite/t","expireAt":1}}"#
        }
        "/v1.0/contact/users/search" => {
            r#"{"hasMore":false,"totalCount":1,"list":["manager01"],
                "users":[{"userId":"manager01","unionId":"2iPOLxxxxx","name":"Mia"}]}"#
        }
        _ => r#"{"hasMore":false,"totalCount":1,"list":[2]}"#,
    };
    Say::Json(200, reply.into())
}

/// The same.
fn topapi(path: &str) -> Say {
    let result = match path {
        "/topapi/v2/user/get" => r#"{"userid":"manager01","unionid":"2iPOLxxxxx","name":"Mia"}"#,
        "/topapi/user/getbyunionid" => r#"{"contact_type":0,"userid":"manager01"}"#,
        "/topapi/v2/user/list" => r#"{"has_more":false,"list":[]}"#,
        "/topapi/user/listadmin" => r#"[{"userid":"manager01","sys_level":1}]"#,
        "/topapi/v2/user/create" => r#"{"userid":"zoe","unionId":"union-zoe"}"#,
        "/topapi/v2/user/batchcreate" => {
            r#"{"user_list":[{"userid":"zoe","unionId":"union-zoe"}]}"#
        }
        "/topapi/v2/department/listsub" => {
            r#"[{"dept_id":2,"name":"Design","parent_id":1,"create_dept_group":false,
                "auto_add_user":false}]"#
        }
        "/topapi/v2/department/listsubid" | "/topapi/v2/department/batchcreate" => {
            r#"{"dept_id_list":[2]}"#
        }
        "/topapi/v2/department/get" => {
            r#"{"dept_id":2,"name":"Design","parent_id":1,"member_count":3}"#
        }
        "/topapi/v2/department/create" => r#"{"dept_id":2}"#,
        _ => "{}",
    };
    let frame = r#""errcode":0,"errmsg":"ok","request_id":"0123456789ab""#;
    Say::Json(200, format!(r#"{{{frame},"result":{result}}}"#))
}

/// One screen template.
fn screens(method: &str, path: &str) -> Say {
    const LOOK: &str = r#"{"templateId":1,"templateName":"Lobby","bgType":1}"#;
    let reply = match (method, path.rsplit('/').next().unwrap_or_default()) {
        ("POST", "templates") => r#"{"templateId":1}"#.to_owned(),
        ("GET", "1") => {
            format!(r#"{{"result":{{"deviceCustomTemplate":{LOOK},"roomIds":["0ffb7184xxxxx"]}}}}"#)
        }
        ("GET", "templateLists") => format!(
            r#"{{"result":{{"deviceCustomTemplates":[{LOOK}],"deviceTemplateMap":{{"1":[]}},
                "groupIdTemplateMap":{{"1":[]}},"roomIdTemplateMap":{{"1":["0ffb7184xxxxx"]}}}}}}"#
        ),
        _ => r#"{"result":true}"#.to_owned(),
    };
    Say::Json(200, reply)
}
