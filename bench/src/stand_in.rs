//! A slow little server with openrooms' command line, which proves the harness where the real
//! one is not to be had. It knows tokens, people and rooms, and nothing of who sees what.

use std::collections::{HashMap, HashSet};
use std::convert::Infallible;
use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::TcpListener;

const DOCUMENT: &str = "document.json";

/// `import FILE --data-dir DIR` or `serve --data-dir DIR --listen ADDRESS`
pub(crate) fn run(words: &[String]) -> Result<()> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        ["import", file, "--data-dir", directory] => {
            fs::copy(file, Path::new(directory).join(DOCUMENT))?;
            Ok(())
        }
        ["serve", "--data-dir", directory, "--listen", address] => {
            let text = fs::read_to_string(Path::new(directory).join(DOCUMENT))?;
            let document: Value = serde_json::from_str(&text)?;
            drop(text);
            serve(address.parse()?, &Arc::new(House::from(&document)?))
        }
        _ => bail!("the stand-in knows import and serve"),
    }
}

/// Organisations by the token of their app.
struct House {
    organisations: HashMap<String, Organisation>,
}

struct Organisation {
    people: HashSet<String>,
    rooms: HashMap<String, Bytes>,
}

impl House {
    fn from(document: &Value) -> Result<Self> {
        let mut organisations = HashMap::new();
        for organisation in list(document, "organisations")? {
            let key = organisation["apps"][0]["appKey"]
                .as_str()
                .context("no appKey")?;
            let id = |value: &Value, name: &str| value[name].as_str().map(String::from);
            let people = list(organisation, "users")?
                .iter()
                .filter_map(|user| id(user, "unionId"));
            let rooms = list(organisation, "rooms")?.iter().filter_map(|room| {
                let body = json!({"result": room}).to_string();
                Some((id(room, "roomId")?, Bytes::from(body)))
            });
            let organisation = Organisation {
                people: people.collect(),
                rooms: rooms.collect(),
            };
            organisations.insert(token(key), organisation);
        }
        Ok(Self { organisations })
    }

    fn read(&self, token: &str, path: &str, query: &str) -> Option<Bytes> {
        let organisation = self.organisations.get(token)?;
        let operator = query.strip_prefix("unionId=")?;
        let room = path.strip_prefix("/v1.0/rooms/meetingRooms/")?;
        organisation.people.get(operator)?;
        organisation.rooms.get(room).cloned()
    }
}

fn list<'a>(value: &'a Value, name: &str) -> Result<&'a Vec<Value>> {
    value[name].as_array().with_context(|| format!("no {name}"))
}

fn token(key: &str) -> String {
    format!("{key:0>32}")
}

fn serve(address: SocketAddr, house: &Arc<House>) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind(address).await?;
        loop {
            let (stream, _) = listener.accept().await?;
            let house = Arc::clone(house);
            let service = service_fn(move |request| answer(request, Arc::clone(&house)));
            tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
        }
    })
}

async fn answer(
    request: Request<Incoming>,
    house: Arc<House>,
) -> Result<Response<Full<Bytes>>, Infallible> {
    println!("{} {}", request.method(), request.uri().path());
    let found = if request.method() == Method::POST {
        let body = request
            .into_body()
            .collect()
            .await
            .map(http_body_util::Collected::to_bytes);
        let value: Value = serde_json::from_slice(&body.unwrap_or_default()).unwrap_or_default();
        let reply = |key| json!({"accessToken": token(key), "expireIn": 7200}).to_string();
        value["appKey"].as_str().map(reply).map(Bytes::from)
    } else if request.uri().path() == "/healthz" {
        Some(Bytes::from_static(b"{}"))
    } else {
        let token = request.headers().get("x-acs-dingtalk-access-token");
        let token = token
            .and_then(|token| token.to_str().ok())
            .unwrap_or_default();
        house.read(
            token,
            request.uri().path(),
            request.uri().query().unwrap_or_default(),
        )
    };
    let status = if found.is_some() { 200 } else { 400 };
    let body = found.unwrap_or_else(|| Bytes::from_static(b"{\"code\":\"no\"}"));
    let response = Response::builder()
        .status(status)
        .header("content-type", "application/json;charset=utf-8")
        .header("x-acs-request-id", "01890A5D-AC96-774B-BCCE-B302099A8057")
        .body(Full::new(body));
    Ok(response.expect("these parts make a response"))
}
