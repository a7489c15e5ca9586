//! What is wrong in rooms: reported, seen, closed.

use openrooms_core::id::CorpId;
use openrooms_store::AuditFilter;
use serde_json::{Value, json};

use crate::fixture::{Home, Server};
use crate::request;
use crate::sample::{self, WRITE, app, corp, document, with};
use crate::wire::Reply;

on_both!(
    a_problem_is_reported_seen_closed_and_told,
    who_sees_what_is_wrong_where,
    problems_are_listed_page_by_page,
    every_refusal_leaves_everything_as_it_was,
    problems_go_with_their_room,
);

const PROBLEMS: &str = "/v1.0/rooms/problems";
const CLOSE: &str = "/v1.0/rooms/problems/close";

fn writable() -> Value {
    let apps = json!([with(app("app"), json!({ "scopes": [sample::READ, WRITE] }))]);
    document(&[with(corp(), json!({ "apps": apps }))], &[])
}

struct Rooms<'a> {
    server: &'a Server,
    token: String,
}

impl<'a> Rooms<'a> {
    async fn of(server: &'a Server) -> Self {
        Self { server, token: server.token("app", "secret").await }
    }

    async fn send(&self, target: &str, body: &Value) -> Reply {
        let body = body.to_string();
        self.server.call(request::with_body("POST", target, &self.token, &body)).await
    }

    /// The id of a problem that is reported.
    async fn reported(&self, by: &str, room: &str, kind: &str) -> String {
        let body = json!({ "unionId": by, "roomId": room, "problemKind": kind });
        let reply = self.send(PROBLEMS, &body).await;
        assert_eq!(reply.status, 200, "{reply:?}");
        reply.text("result")
    }

    async fn list(&self, query: &str) -> Reply {
        let target = format!("/v1.0/rooms/problemLists?{query}");
        self.server.call(request::get(&target, &self.token)).await
    }

    async fn listed(&self, query: &str) -> Vec<Value> {
        let reply = self.list(query).await;
        assert_eq!(reply.status, 200, "{query} {reply:?}");
        reply.json()["result"].as_array().unwrap().clone()
    }
}

async fn a_problem_is_reported_seen_closed_and_told(home: &Home) {
    home.import(writable()).await;
    let server = home.serve().await;
    let rooms = Rooms::of(&server).await;
    let report = json!({
        "unionId": "ann", "roomId": "open", "problemKind": "screen",
        "description": "Stays dark 🖥\nsince Monday",
    });
    let id = rooms.send(PROBLEMS, &report).await.text("result");
    let now = home.clock.now().0;
    let shown = json!({
        "problemId": id, "roomId": "open", "roomName": "open", "problemKind": "screen",
        "description": "Stays dark 🖥\nsince Monday", "open": true, "reportTime": now,
        "reporterUnionId": "ann", "reporterName": "Ann",
    });
    let listed = rooms.listed("unionId=boss").await;
    let name = listed[0]["roomName"].clone();
    assert_eq!(listed, [with(shown.clone(), json!({ "roomName": name }))]);
    home.pass(60);
    let close = json!({ "unionId": "boss", "problemId": id, "closeNote": "New lamp" });
    for _ in ["first", "again"] {
        assert_eq!(rooms.send(CLOSE, &close).await.json(), json!({ "result": true }));
        home.pass(60);
    }
    assert_eq!(rooms.listed("unionId=boss").await, [] as [Value; 0]);
    let closed = json!({
        "open": false, "closeTime": now + 60_000, "closerUnionId": "boss", "closerName": "Boss",
        "closeNote": "New lamp", "roomName": name,
    });
    for query in ["unionId=boss&state=closed", "unionId=boss&state=all&roomId=open"] {
        assert_eq!(rooms.listed(query).await, [with(shown.clone(), closed.clone())]);
    }
    // It is told, recorded and exported.
    let store = home.store().await;
    let corp_id = CorpId::new("corp");
    let told = store.outbox_after(&corp_id, 0, 10).await.unwrap();
    let told: Vec<_> = told.iter().map(|one| (one.kind.as_str(), one.event.as_str())).collect();
    assert_eq!(told, [("problem-reported", &*id), ("problem-closed", &*id)]);
    let filter = AuditFilter { kind: Some("problem".to_owned()), ..AuditFilter::default() };
    let entries = store.audit_newest(&filter, 10).await.unwrap();
    let actions: Vec<_> = entries.iter().map(|entry| entry.action.as_str()).collect();
    assert_eq!(actions, ["ReportMeetingRoomProblem", "CloseMeetingRoomProblem"]);
    let kept = store.organisation(&corp_id).await.unwrap().unwrap();
    assert_eq!(kept.problems.len(), 1);
    store.close().await;
}

async fn who_sees_what_is_wrong_where(home: &Home) {
    home.import(writable()).await;
    let server = home.serve().await;
    let rooms = Rooms::of(&server).await;
    rooms.reported("ann", "open", "sound").await;
    rooms.reported("boss", "closed11", "cable").await;
    let ids = async |query: &str| {
        let listed = rooms.listed(query).await;
        listed.iter().map(|one| one["roomId"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    home.pass(1);
    assert_eq!(ids("unionId=boss").await.len(), 2);
    // Gil and hal administer the group of closed11, or one above; nobody else learns of it.
    for who in ["gil", "hal"] {
        assert_eq!(ids(&format!("unionId={who}")).await, ["closed11"], "{who}");
    }
    let refused = async |query: &str| rooms.list(query).await.outcome();
    assert_eq!(refused("unionId=ann").await, (400, "user.not.admin".to_owned()));
    assert_eq!(refused("unionId=nobody").await, (400, "user.not.employee".to_owned()));
    for room in ["closed11", "nothing"] {
        let query = format!("unionId=ann&roomId={room}");
        assert_eq!(refused(&query).await, (400, "room.not.found".to_owned()));
    }
    // Of a room that one sees: what is open, and not by whom it was reported.
    for state in ["open", "closed", "all"] {
        let seen = rooms.listed(&format!("unionId=bob&roomId=open&state={state}")).await;
        assert_eq!(seen[0]["problemKind"], "sound");
        assert_eq!((seen.len(), seen[0].get("reporterUnionId")), (1, None));
    }
}

async fn problems_are_listed_page_by_page(home: &Home) {
    home.import(writable()).await;
    let server = home.serve().await;
    let rooms = Rooms::of(&server).await;
    let mut made = Vec::new();
    for at in 0..7 {
        made.push(rooms.reported("ann", "open", "other").await);
        // Some at the same moment.
        home.pass(at % 2);
    }
    let (mut seen, mut query) = (Vec::new(), "unionId=boss&maxResults=3".to_owned());
    let mut times = Vec::new();
    loop {
        home.pass(1);
        let page = rooms.list(&query).await.json();
        for one in page["result"].as_array().unwrap() {
            seen.push(one["problemId"].as_str().unwrap().to_owned());
            times.push(one["reportTime"].as_i64().unwrap());
        }
        let Some(next) = page["nextToken"].as_str() else { break };
        query = format!("unionId=boss&maxResults=3&nextToken={next}");
    }
    assert!(times.is_sorted_by(|one, other| one >= other), "{times:?}");
    seen.sort();
    made.sort();
    assert_eq!(seen, made);
}

async fn every_refusal_leaves_everything_as_it_was(home: &Home) {
    home.import(writable()).await;
    let server = home.serve().await;
    let rooms = Rooms::of(&server).await;
    let id = rooms.reported("ann", "open", "cable").await;
    let store = home.store().await;
    let corp_id = CorpId::new("corp");
    let before = store.organisation(&corp_id).await.unwrap();
    let report = json!({ "unionId": "ann", "roomId": "open", "problemKind": "cable" });
    let kinds = "Error:problemKind: it must be one of screen, sound, cable, network, furniture, \
                 climate, cleaning, other";
    let long = "x".repeat(2_001);
    for (more, code, message) in [
        (json!({ "unionId": null }), "param.error", "Error:unionId is missing"),
        (json!({ "roomId": "" }), "param.error", "Error:roomId is missing"),
        (json!({ "problemKind": null }), "param.error", "Error:problemKind is missing"),
        (json!({ "problemKind": "ghost" }), "param.error", kinds),
        (
            json!({ "description": long }),
            "param.error",
            "Error:description must be 2000 characters at most",
        ),
        (
            json!({ "description": "a\u{202e}b" }),
            "param.error",
            "Error:description must have no control characters",
        ),
        (json!({ "description": [] }), "param.error", "Error:description must be a text"),
        (json!({ "unionId": "nobody" }), "user.not.employee", "User Not Employee"),
        (json!({ "roomId": "nothing" }), "room.not.found", "Room Not Found"),
        (json!({ "roomId": "closed11" }), "room.not.found", "Room Not Found"),
    ] {
        let reply = rooms.send(PROBLEMS, &with(report.clone(), more.clone())).await;
        assert_eq!((reply.status, reply.text("code").as_str()), (400, code), "{more}");
        assert_eq!(reply.text("message"), message, "{more}");
    }
    home.pass(1);
    let close = json!({ "unionId": "boss", "problemId": id });
    for (more, code) in [
        (json!({ "unionId": "" }), "param.error"),
        (json!({ "problemId": null }), "param.error"),
        (json!({ "closeNote": long }), "param.error"),
        (json!({ "problemId": "nothing" }), "problem.not.found"),
        (json!({ "unionId": "ann" }), "user.not.admin"),
        (json!({ "unionId": "ann", "problemId": "nothing" }), "user.not.admin"),
        (json!({ "unionId": "gil" }), "user.not.admin"),
        (json!({ "unionId": "nobody" }), "user.not.admin"),
    ] {
        let outcome = rooms.send(CLOSE, &with(close.clone(), more.clone())).await.outcome();
        assert_eq!(outcome, (400, code.to_owned()), "{more}");
    }
    for query in [
        "",
        "unionId=boss&state=ajar",
        "unionId=boss&maxResults=0",
        "unionId=boss&maxResults=101",
        "unionId=boss&nextToken=x",
        "unionId=boss&nextToken=x.y",
    ] {
        assert_eq!(rooms.list(query).await.outcome(), (400, "param.error".to_owned()), "{query}");
    }
    assert_eq!(store.organisation(&corp_id).await.unwrap(), before);
    store.close().await;
}

async fn problems_go_with_their_room(home: &Home) {
    home.import(writable()).await;
    let server = home.serve().await;
    let rooms = Rooms::of(&server).await;
    rooms.reported("ann", "open", "cable").await;
    let target = "/v1.0/rooms/meetingRooms/open?unionId=boss";
    let gone = request::without_body("DELETE", target, &rooms.token);
    assert_eq!(server.call(gone).await.status, 200);
    assert_eq!(rooms.listed("unionId=boss&state=all").await, [] as [Value; 0]);
}

#[tokio::test]
async fn nobody_takes_all_places_of_a_room() {
    let home = Home::with(writable()).await;
    let server = home.serve().await;
    let rooms = Rooms::of(&server).await;
    let report = |who: &str| json!({ "unionId": who, "roomId": "open", "problemKind": "cable" });
    for _ in 0..20 {
        assert_eq!(rooms.send(PROBLEMS, &report("ann")).await.status, 200);
    }
    let too_many = (400, "problem.too.much".to_owned());
    assert_eq!(rooms.send(PROBLEMS, &report("ann")).await.outcome(), too_many);
    assert_eq!(rooms.send(PROBLEMS, &report("boss")).await.status, 200);
}

#[tokio::test]
async fn a_hundred_problems_of_a_room_are_open_at_most() {
    let problem = |at: i32| {
        json!({ "problemId": format!("p{at}"), "roomId": "open", "problemKind": "other",
            "reportTime": at })
    };
    let problems: Vec<_> = (0..100).map(problem).collect();
    let mut all = writable();
    all["organisations"][0]["roomProblems"] = json!(problems);
    let home = Home::with(all).await;
    let server = home.serve().await;
    let rooms = Rooms::of(&server).await;
    let report = json!({ "unionId": "ann", "roomId": "open", "problemKind": "cable" });
    let too_many = (400, "problem.too.much".to_owned());
    assert_eq!(rooms.send(PROBLEMS, &report).await.outcome(), too_many);
    rooms.send(CLOSE, &json!({ "unionId": "boss", "problemId": "p7" })).await;
    assert_eq!(rooms.send(PROBLEMS, &report).await.status, 200);
}
