//! Devices that are connected: commands reach them, their events are kept, and what ends them.

use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::{WebSocketStream, client_async};

use crate::devices::{Caller, writable};
use crate::fixture::{Home, Server};
use crate::request;
use crate::wire::PATIENCE;

on_both!(
    a_command_reaches_a_device_of_another_node_and_is_answered,
    what_was_not_taken_comes_again,
    what_ends_a_connection,
);

/// The first line of what a handshake without a token is answered, as a proxy passes it on; and the
/// connection, which has said nothing yet.
async fn shake(server: &Server, address: &str) -> (String, TcpStream) {
    let mut socket = TcpStream::connect(server.address).await.unwrap();
    let request = format!(
        "GET /v1.0/rooms/devices/connect HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\n\
         upgrade: websocket\r\nsec-websocket-version: 13\r\n\
         sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\nx-forwarded-for: {address}\r\n\r\n"
    );
    socket.write_all(request.as_bytes()).await.unwrap();
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n") {
        head.push(timeout(PATIENCE, socket.read_u8()).await.unwrap().unwrap());
    }
    (String::from_utf8(head).unwrap(), socket)
}

#[tokio::test]
async fn those_who_do_not_say_who_they_are_take_a_share_by_address() {
    let home = Home::with(writable()).await;
    let server = home.serve_behind_proxy().await;
    let caller = Caller::on(&server).await;
    let token = registered(&caller, "d").await;
    let mut silent = Vec::new();
    for at in 0..64 {
        // The last 64 bits of IPv6 are one address's own.
        let (answer, socket) = shake(&server, &format!("2001:db8::{at:x}")).await;
        assert!(answer.starts_with("HTTP/1.1 101"), "{at}: {answer}");
        silent.push(socket);
    }
    let (answer, _) = shake(&server, "2001:db8::ffff").await;
    assert!(answer.starts_with("HTTP/1.1 503"), "{answer}");
    let (answer, _other) = shake(&server, "2001:db8:0:1::1").await;
    assert!(answer.starts_with("HTTP/1.1 101"), "{answer}");
    // Who says so with the handshake needs no share, and who goes gives it back.
    Device::connect(&server, &token).await;
    drop(silent.pop());
    let soon = Duration::from_secs(10);
    crate::fixture::eventually(soon, &true, async || {
        shake(&server, "2001:db8::ffff").await.0.starts_with("HTTP/1.1 101")
    })
    .await;
}

/// A device's end.
struct Device(WebSocketStream<TcpStream>);

impl Device {
    /// Opens a connection, with a token in the header or with none.
    async fn open(server: &Server, token: &str) -> Self {
        let address = format!("ws://{}/v1.0/rooms/devices/connect", server.address);
        let mut request = address.into_client_request().unwrap();
        if !token.is_empty() {
            let token = token.parse().unwrap();
            request.headers_mut().insert("x-acs-dingtalk-access-token", token);
        }
        let socket = TcpStream::connect(server.address).await.unwrap();
        let (socket, response) = client_async(request, socket).await.unwrap();
        assert!(response.headers().contains_key("x-acs-request-id"));
        Self(socket)
    }

    async fn connect(server: &Server, token: &str) -> Self {
        let mut device = Self::open(server, token).await;
        assert_eq!(device.hear().await["type"], "welcome");
        device
    }

    async fn next(&mut self) -> Option<Message> {
        loop {
            let next = timeout(PATIENCE, self.0.next()).await.expect("the server speaks");
            match next {
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                Some(Ok(message)) => return Some(message),
                Some(Err(_)) | None => return None,
            }
        }
    }

    async fn hear(&mut self) -> Value {
        match self.next().await {
            Some(Message::Text(text)) => serde_json::from_str(&text).unwrap(),
            other => panic!("{other:?} is no text"),
        }
    }

    async fn say(&mut self, message: &Value) {
        self.0.send(Message::text(message.to_string())).await.unwrap();
    }

    /// The code that the server closes with.
    async fn closed(&mut self) -> u16 {
        loop {
            match self.next().await {
                Some(Message::Close(Some(frame))) => return frame.code.into(),
                Some(_) => {}
                None => panic!("the connection ended without a word"),
            }
        }
    }
}

async fn registered(caller: &Caller<'_>, device: &str) -> String {
    caller.register(json!({ "deviceUnionId": device, "openRoomId": "open" })).await;
    token(caller, device).await
}

async fn token(caller: &Caller<'_>, device: &str) -> String {
    let body = json!({ "unionId": "boss", "deviceUnionId": device });
    let issued = caller.send("POST", "/v1.0/rooms/devices/tokens", &body).await.json();
    issued["result"]["deviceToken"].as_str().unwrap().to_owned()
}

async fn command(caller: &Caller<'_>, body: &str) {
    let body = json!({ "unionId": "boss", "roomId": "open", "controlBody": body });
    let sent = caller.send("POST", "/v1.0/rooms/central/control", &body).await;
    assert_eq!(sent.json(), json!({ "result": true }));
}

async fn outcomes(caller: &Caller<'_>) -> Value {
    let target = "/v1.0/rooms/central/controlLists?unionId=boss&roomId=open";
    caller.get(target).await.json()["result"].clone()
}

async fn status(caller: &Caller<'_>, device: &str) -> Value {
    let target = format!("/v1.0/rooms/devices?operatorUnionId=boss&deviceUnionId={device}");
    caller.get(&target).await.json()["result"]["deviceStatus"].clone()
}

async fn a_command_reaches_a_device_of_another_node_and_is_answered(home: &Home) {
    home.import(writable()).await;
    let (server, other) = (home.serve().await, home.serve().await);
    let caller = Caller::on(&server).await;
    let token = registered(&caller, "d").await;
    caller.register(json!({ "deviceUnionId": "e", "shareCode": "4711" })).await;
    let mut device = Device::open(&other, "").await;
    device.say(&json!({ "type": "hello", "token": token })).await;
    let welcome = device.hear().await;
    let wanted =
        json!({ "type": "welcome", "corpId": "corp", "deviceUnionId": "d", "roomId": "open" });
    assert_eq!(welcome, wanted);
    assert_eq!(status(&caller, "d").await, "online");

    let began = std::time::Instant::now();
    command(&caller, "{\"light\":\"灯\"}").await;
    let heard = device.hear().await;
    assert!(began.elapsed() < Duration::from_secs(1), "{:?}", began.elapsed());
    let now = home.clock.now().0;
    let wanted = json!({
        "type": "command", "commandId": "1", "roomId": "open", "unionId": "boss",
        "controlBody": "{\"light\":\"灯\"}", "createTime": now, "expireTime": now + 600_000,
    });
    assert_eq!(heard, wanted);
    let event = json!({
        "type": "event", "commandId": "1", "status": "done", "data": "亮", "messageId": "m",
    });
    device.say(&event).await;
    assert_eq!(device.hear().await, json!({ "type": "stored", "messageId": "m" }));
    let on = json!([{ "deviceUnionId": "d", "status": "done", "updateTime": now, "data": "亮" }]);
    assert_eq!(outcomes(&caller).await[0]["devices"], on);

    for (message, code, text) in [
        (
            json!({ "type": "event", "commandId": "2", "status": "done" }),
            "param.error",
            "Error:commandId is no command of this device's",
        ),
        (
            json!({ "type": "event", "commandId": "1", "status": "odd" }),
            "param.error",
            "Error:status must be done or failed",
        ),
        (json!({ "type": "report", "properties": [] }), "param.error", "Error:properties is empty"),
        (
            json!({ "type": "report", "properties": [
                { "propertyName": "shareCode", "propertyValue": "4711" },
            ] }),
            "param.error",
            "Error:shareCode is another device's",
        ),
    ] {
        device.say(&message).await;
        let refused = device.hear().await;
        assert_eq!((&refused["type"], &refused["code"]), (&json!("refused"), &json!(code)));
        assert_eq!(refused["message"], text, "{message}");
    }
    let volume = json!({ "propertyName": "volume", "propertyValue": "3" });
    device.say(&json!({ "type": "report", "properties": [volume] })).await;
    assert_eq!(device.hear().await["type"], "stored");
    let target = "/v1.0/rooms/devices/properties/query?deviceUnionId=d&operatorUnionId=boss";
    let read = caller.send("POST", target, &json!({ "propertyNames": ["volume"] })).await;
    assert_eq!(read.json()["result"], json!([volume]));

    let store = home.store().await;
    let filter = openrooms_store::AuditFilter {
        client: Some("device:d".to_owned()),
        ..openrooms_store::AuditFilter::default()
    };
    let entries = store.audit_newest(&filter, 10).await.unwrap();
    let actions: Vec<_> = entries.iter().map(|entry| entry.action.as_str()).collect();
    assert_eq!(actions, ["DeviceEvent", "ReportDeviceProperties"]);
    assert!(entries.iter().all(|entry| !format!("{entry:?}").contains(&token)));
    store.close().await;
}

async fn what_was_not_taken_comes_again(home: &Home) {
    home.import(writable()).await;
    let server = home.serve().await;
    let caller = Caller::on(&server).await;
    let token = registered(&caller, "d").await;
    for body in ["1", "2", "3"] {
        command(&caller, body).await;
    }
    // In their order, those of before it came as well; and again where none was taken.
    let mut device = Device::connect(&server, &token).await;
    for body in ["1", "2", "3"] {
        assert_eq!(device.hear().await["controlBody"], body);
    }
    device.say(&json!({ "type": "ack", "commandId": "2" })).await;
    drop(device);
    // The acknowledgement is read before the end of the connection.
    let taken = async || outcomes(&caller).await[1]["devices"][0]["status"].clone();
    crate::fixture::eventually(PATIENCE, &json!("taken"), taken).await;
    // Across a restart of the server.
    server.stop().await;
    let server = home.serve().await;
    let caller = Caller::on(&server).await;
    let mut device = Device::connect(&server, &token).await;
    for body in ["1", "3"] {
        assert_eq!(device.hear().await["controlBody"], body);
    }
    // No more than twenty that it has not taken.
    for at in 4..=30 {
        command(&caller, &at.to_string()).await;
    }
    for at in 4..=21 {
        assert_eq!(device.hear().await["controlBody"], at.to_string());
    }
    device.say(&json!({ "type": "ack", "commandId": "1" })).await;
    assert_eq!(device.hear().await["controlBody"], "22");
    // What has expired is never sent.
    home.pass(600);
    let mut device = Device::connect(&server, &token).await;
    command(&caller, "late").await;
    assert_eq!(device.hear().await["controlBody"], "late");
}

async fn what_ends_a_connection(home: &Home) {
    home.import(writable()).await;
    let (server, other) = (home.serve().await, home.serve().await);
    let caller = Caller::on(&server).await;
    let first = registered(&caller, "d").await;
    let body = json!({ "unionId": "boss", "deviceUnionId": "d" });

    // A newer connection of the device, also to another node.
    let mut device = Device::connect(&server, &first).await;
    let mut newer = Device::connect(&other, &first).await;
    assert_eq!(device.closed().await, 4409);
    // A new token, no token, and no device.
    let second = token(&caller, "d").await;
    assert_eq!(newer.closed().await, 4401);
    let mut device = Device::connect(&other, &second).await;
    caller.send("POST", "/v1.0/rooms/devices/tokens/remove", &body).await;
    assert_eq!(device.closed().await, 4401);
    let third = token(&caller, "d").await;
    let mut device = Device::connect(&other, &third).await;
    caller.send("POST", "/v1.0/rooms/devices/remove", &body).await;
    assert_eq!(device.closed().await, 4401);

    // What is no message, and a token that is none.
    let token = registered(&caller, "e").await;
    for (message, code) in [
        (Message::binary(vec![1]), 1003),
        (Message::text("{"), 4400),
        (Message::text("{\"type\":\"odd\"}"), 4400),
        (Message::text("{\"type\":\"ack\",\"commandId\":\"77\"}"), 4400),
        (Message::text("x".repeat(70_000)), 1009),
        (Message::text(json!({ "type": "hello", "token": token }).to_string()), 4400),
    ] {
        let mut device = Device::connect(&server, &token).await;
        device.0.send(message).await.unwrap();
        assert_eq!(device.closed().await, code);
    }
    for hello in ["{\"type\":\"hello\",\"token\":\"x\"}", "{\"type\":\"ack\",\"commandId\":\"1\"}"]
    {
        let mut device = Device::open(&server, "").await;
        device.0.send(Message::text(hello)).await.unwrap();
        assert_eq!(device.closed().await, if hello.contains("hello") { 4401 } else { 4400 });
    }
    let mut device = Device::connect(&server, &token).await;
    for _ in 0..500 {
        if device.0.send(Message::Ping(bytes::Bytes::new())).await.is_err() {
            break;
        }
    }
    assert_eq!(device.closed().await, 1008);

    // The server's end.
    let mut device = Device::connect(&other, &token).await;
    let ending = tokio::spawn(other.shut_down());
    assert_eq!(device.closed().await, 1001);
    drop(device);
    timeout(PATIENCE, ending).await.unwrap().unwrap().unwrap().unwrap();
}

#[tokio::test]
async fn what_is_no_handshake_gets_an_error_of_the_api() {
    let home = Home::with(writable()).await;
    let server = home.serve().await;
    let shake = |token: &str, version: &str| {
        request::get("/v1.0/rooms/devices/connect", token).replace(
            "host: x\r\n",
            &format!(
                "host: x\r\nconnection: keep-alive, Upgrade\r\nupgrade: websocket\r\n\
                 sec-websocket-version: {version}\r\n\
                 sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            ),
        )
    };
    for (request, code) in [
        (request::get("/v1.0/rooms/devices/connect", "x"), "param.error"),
        (shake("", "8"), "param.error"),
        (shake("x", "13"), "InvalidAuthentication"),
    ] {
        assert_eq!(server.call(&request).await.outcome(), (400, code.to_owned()), "{request}");
    }
    // The connection goes on after a refusal.
    let mut client = server.connect().await;
    assert_eq!(client.call(shake("x", "13")).await.status, 400);
    assert_eq!(client.call("GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n").await.status, 200);
}
