//! Pictures uploaded, shown, forgotten, exported and imported.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use openrooms_core::id::CorpId;
use openrooms_core::picture::IDLE_SECONDS;
use openrooms_server::document::to_document;
use openrooms_server::server::Options;
use serde_json::{Value, json};

use crate::fixture::{Home, Server};
use crate::request;
use crate::sample::{READ, WRITE, app, corp, document, plain, with};
use crate::wire::Reply;

on_both!(
    a_picture_is_uploaded_and_shown,
    what_nothing_refers_to_is_forgotten_a_day_later,
    every_refusal_leaves_everything_as_it_was,
    what_is_exported_is_imported,
    an_address_is_made_of_no_strange_host,
);

const UPLOAD: &str = "/v1.0/rooms/pictures";

/// A picture of one grey pixel.
pub(crate) const PNG: &str =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==";

fn corpus(name: &str) -> String {
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/corpus/picture");
    STANDARD.encode(std::fs::read(format!("{directory}/{name}")).unwrap())
}

fn writable() -> Value {
    let apps = json!([with(app("app"), json!({ "scopes": [READ, WRITE] }))]);
    document(&[with(corp(), json!({ "apps": apps })), plain("other", 1)], &[])
}

struct Uploader<'a> {
    server: &'a Server,
    token: String,
}

impl<'a> Uploader<'a> {
    async fn on(server: &'a Server) -> Self {
        Self { server, token: server.token("app", "secret").await }
    }

    async fn upload(&self, operator: &str, content: &str) -> Reply {
        self.send(&json!({ "unionId": operator, "content": content })).await
    }

    async fn send(&self, body: &Value) -> Reply {
        let body = body.to_string();
        self.server.call(request::with_body("POST", UPLOAD, &self.token, &body)).await
    }

    async fn show(&self, url: &str) -> Reply {
        show(self.server, url, "").await
    }
}

/// As a browser asks: without a token.
async fn show(server: &Server, url: &str, more: &str) -> Reply {
    let path = url.strip_prefix("http://x").unwrap_or(url);
    server.call(format!("GET {path} HTTP/1.1\r\nhost: x\r\n{more}\r\n")).await
}

async fn a_picture_is_uploaded_and_shown(home: &Home) {
    home.import(writable()).await;
    let server = home.serve().await;
    let uploader = Uploader::on(&server).await;
    for (name, kind, extension) in [
        ("exif.jpg", "image/jpeg", "jpg"),
        ("text-exif.png", "image/png", "png"),
        ("exif.webp", "image/webp", "webp"),
    ] {
        // Whoever administers a group has rooms to picture.
        let made = uploader.upload("gil", &corpus(name)).await.json()["result"].clone();
        let (id, url) = (made["pictureId"].as_str().unwrap(), made["url"].as_str().unwrap());
        assert_eq!(url, format!("http://x/v1.0/rooms/pictures/corp/{id}"));
        assert_eq!(id.len(), 32);
        assert_eq!((&made["mediaType"], &made["width"]), (&json!(kind), &json!(16)));
        let shown = uploader.show(url).await;
        assert_eq!((shown.status, json!(shown.body.len())), (200, made["size"].clone()));
        let text = String::from_utf8_lossy(&shown.body).into_owned();
        assert!(!text.contains("Ann"), "{name}: {text}");
        let (tag, file) = (format!("\"{id}\""), format!("inline; filename=\"{id}.{extension}\""));
        for (header, value) in [
            ("content-type", kind),
            ("cache-control", "public, max-age=31536000, immutable"),
            ("x-content-type-options", "nosniff"),
            ("content-security-policy", "default-src 'none'; sandbox; frame-ancestors 'none'"),
            ("etag", &tag),
            ("content-disposition", &file),
        ] {
            assert_eq!(shown.header(header), Some(value), "{name}");
        }
        let again = uploader.upload("boss", &corpus(name)).await.json()["result"].clone();
        assert_eq!(again, made, "the same is kept once");
        for (known, status) in [(tag.as_str(), 304), ("*", 304), ("W/\"x\"", 200)] {
            let more = format!("if-none-match: {known}\r\n");
            assert_eq!(show(&server, url, &more).await.status, status, "{known}");
        }
    }
    for path in [
        "/v1.0/rooms/pictures/corp/00000000000000000000000000000000",
        "/v1.0/rooms/pictures/other/%00",
        "/v1.0/rooms/pictures/corp/%zz",
        "/v1.0/rooms/pictures/corp/",
        "/v1.0/rooms/pictures/corp",
    ] {
        let outcome = show(&server, path, "").await.outcome();
        assert_eq!(outcome, (404, "InvalidAction.NotFound".to_owned()), "{path}");
    }
    // A server that was told where it is says so.
    let public_url = Some("https://rooms.example.org/".to_owned());
    let server = Server::start(Options { public_url, ..home.server_options().await }).await;
    let url = Uploader::on(&server).await.upload("boss", PNG).await.json()["result"]["url"].clone();
    assert!(
        url.as_str().unwrap().starts_with("https://rooms.example.org/v1.0/rooms/pictures/corp/")
    );
}

async fn what_nothing_refers_to_is_forgotten_a_day_later(home: &Home) {
    home.import(writable()).await;
    let server = home.serve().await;
    let uploader = Uploader::on(&server).await;
    let url = async |name: &str| {
        let made = uploader.upload("boss", &corpus(name)).await.json();
        made["result"]["url"].as_str().unwrap().to_owned()
    };
    let (of_room, of_nothing) = (url("rgb.png").await, url("baseline.jpg").await);
    let change = json!({ "unionId": "boss", "roomId": "open", "roomPicture": of_room }).to_string();
    let update = request::with_body("PUT", "/v1.0/rooms/meetingRooms", &uploader.token, &change);
    assert_eq!(server.call(update).await.status, 200);
    let room = server.room(&uploader.token, "open", "ann").await.json();
    assert_eq!(room["result"]["roomPicture"], json!(of_room));
    home.pass(IDLE_SECONDS);
    let uploader = Uploader::on(&server).await;
    let url = async |name: &str| uploader.upload("boss", &corpus(name)).await.status;
    assert_eq!(url("lossy.webp").await, 200);
    assert_eq!(uploader.show(&of_nothing).await.status, 200);
    home.pass(1);
    assert_eq!(url("lossy.webp").await, 200);
    assert_eq!(uploader.show(&of_nothing).await.status, 404);
    assert_eq!(uploader.show(&of_room).await.status, 200);

    let store = home.store().await;
    let filter = openrooms_store::AuditFilter {
        kind: Some("picture".to_owned()),
        ..openrooms_store::AuditFilter::default()
    };
    let entries = store.audit_newest(&filter, 10).await.unwrap();
    assert_eq!(entries.len(), 4);
    let last: Value = serde_json::from_str(entries[3].after.as_deref().unwrap()).unwrap();
    assert_eq!(last["forgotten"].as_array().unwrap().len(), 1);
    assert_eq!(entries[3].operator.as_deref(), Some("boss"));
    assert!(store.verify_audit("corp", None).await.unwrap().is_ok());
    store.close().await;
}

async fn every_refusal_leaves_everything_as_it_was(home: &Home) {
    home.import(writable()).await;
    let server = home.serve().await;
    let uploader = Uploader::on(&server).await;
    let store = home.store().await;
    let before = store.organisation(&CorpId::new("corp")).await.unwrap();
    let content = |content: String| json!({ "unionId": "boss", "content": content });
    let long = STANDARD.encode(vec![0; (700 << 10) + 1]);
    let pixels = "it has no pixel or more than 8192 on a side, or more than 16777216 in all";
    for (body, code, message) in [
        (json!({ "content": PNG }), "param.error", "Error:unionId is missing"),
        (json!({ "unionId": "boss" }), "param.error", "Error:content is missing"),
        (content("%".to_owned()), "param.error", "Error:content is not base64"),
        (json!({ "unionId": "boss", "content": 7 }), "param.error", "Error:content must be a text"),
        (content(long), "param.error", "Error:content must be 716800 bytes at most"),
        (content(String::new()), "param.error", "Error:content: it is none of PNG, JPEG and WebP"),
        (
            content(corpus("svg.svg")),
            "param.error",
            "Error:content: it is none of PNG, JPEG and WebP",
        ),
        (
            content(STANDARD.encode(b"\x89PNG\r\n\x1a\n<script>")),
            "param.error",
            "Error:content: it is damaged or of a rare kind",
        ),
        (content(corpus("animated.webp")), "param.error", "Error:content: it is animated"),
        (content(corpus("bomb.png")), "param.error", &format!("Error:content: {pixels}")),
        (json!({ "unionId": "ann", "content": PNG }), "user.not.admin", "User Not Admin"),
        (json!({ "unionId": "nobody", "content": PNG }), "user.not.admin", "User Not Admin"),
    ] {
        let reply = uploader.send(&body).await;
        let said = (reply.status, reply.text("code"), reply.text("message"));
        assert_eq!(said, (400, code.to_owned(), message.to_owned()));
    }
    let too_large = "x".repeat(1 << 20);
    assert_eq!(uploader.upload("boss", &too_large).await.outcome().0, 413);
    assert_eq!(store.organisation(&CorpId::new("corp")).await.unwrap(), before);
    store.close().await;
}

async fn what_is_exported_is_imported(home: &Home) {
    home.import(writable()).await;
    let server = home.serve().await;
    let made = Uploader::on(&server).await.upload("boss", &corpus("exif.jpg")).await.json();
    let store = home.store().await;
    let kept = store.organisation(&CorpId::new("corp")).await.unwrap().unwrap();
    let exported = serde_json::to_value(to_document(vec![kept.clone()], Vec::new())).unwrap();
    let pictures = &exported["organisations"][0]["pictures"];
    assert_eq!(pictures[0]["pictureId"], made["result"]["pictureId"]);
    let mut without = exported.clone();
    without["organisations"][0].as_object_mut().unwrap().remove("pictures");
    home.replace(without).await;
    let url = made["result"]["url"].as_str().unwrap();
    assert_eq!(show(&server, url, "").await.status, 404);
    home.import(exported).await;
    assert_eq!(store.organisation(&CorpId::new("corp")).await.unwrap(), Some(kept));
    assert_eq!(show(&server, url, "").await.status, 200);
    store.close().await;
}

#[tokio::test]
async fn an_organisation_may_have_64_mib() {
    // Files that are all alike but for what is drawn, which nobody looks at.
    let picture = |at: u32| {
        let jpeg = [
            b"\xff\xd8\xff\xc0\0\x0b\x08\0\x01\0\x01\x01\x01\x11\0\xff\xda\0\x08\x01\x01\0\0?\0"
                .to_vec(),
            at.to_be_bytes().iter().map(|byte| byte & 0x7f).collect(),
            vec![1; (700 << 10) - 100],
            b"\xff\xd9".to_vec(),
        ];
        STANDARD.encode(jpeg.concat())
    };
    let pictures: Vec<_> = (0..93)
        .map(|at| json!({ "pictureId": format!("{at:032x}"), "uploadTime": i64::MAX, "content": picture(at) }))
        .collect();
    let mut document = writable();
    document["organisations"][0]["pictures"] = json!(pictures);
    let home = Home::with(document).await;
    let server = home.serve().await;
    let uploader = Uploader::on(&server).await;
    let full = uploader.upload("boss", &picture(93)).await;
    assert_eq!(
        full.text("message"),
        "Error:the organisation's pictures may have 67108864 bytes together"
    );
    // What is there already is no more than before, and a small one has its place.
    assert_eq!(uploader.upload("boss", &picture(92)).await.status, 200);
    assert_eq!(uploader.upload("boss", PNG).await.status, 200);
}

/// The address goes into pages: what the caller says of the host must be one.
async fn an_address_is_made_of_no_strange_host(home: &Home) {
    home.import(writable()).await;
    let server = home.serve().await;
    let token = server.token("app", "secret").await;
    let body = json!({ "unionId": "boss", "content": PNG }).to_string();
    let upload = async |host: &str| {
        let call = request::with_body("POST", UPLOAD, &token, &body);
        server.call(call.replacen("host: x\r\n", &format!("host: {host}\r\n"), 1)).await
    };
    for host in ["user@evil.test", "x\"><script>", "x/y", "x?y=", "x#y", "x y", "x\\y", ""] {
        let reply = upload(host).await;
        assert_eq!(reply.outcome(), (400, "param.error".to_owned()), "{host}");
    }
    for host in ["rooms.example.org", "127.0.0.1:8080", "[2001:db8::1]:8080"] {
        let url = upload(host).await.json()["result"]["url"].as_str().unwrap().to_owned();
        assert!(url.starts_with(&format!("http://{host}/v1.0/rooms/pictures/corp/")), "{url}");
    }
}
