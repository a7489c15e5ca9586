//! Plans of floors over the wire: drawn, read, refused, and taken along.

use openrooms_store::AuditFilter;
use serde_json::{Value, json};

use crate::fixture::{Home, Server};
use crate::request;
use crate::sample::{self, WRITE, app, corp, document, room, with};
use crate::wire::Reply;

on_both!(
    a_plan_is_drawn_and_read,
    who_administers_the_group_draws_it,
    what_cannot_be_drawn_is_refused,
    a_plan_goes_with_its_group_and_shows_no_room_that_left,
);

const PICTURE: &str = "https://example.org/floor.png";

/// `oak` and `elm` in group 11, `ash` in group 10, `ivy` in none.
fn house() -> Value {
    let apps = json!([with(app("app"), json!({ "scopes": [sample::READ, WRITE] }))]);
    let mut house = document(&[with(corp(), json!({ "apps": apps }))], &[]);
    let rooms = house["organisations"][0]["rooms"].as_array_mut().unwrap();
    for (id, group) in [("oak", 11), ("elm", 11), ("ash", 10)] {
        rooms.push(with(room(id, 0), json!({ "roomGroup": { "groupId": group } })));
    }
    rooms.push(room("ivy", 0));
    house
}

struct Drawer<'a> {
    server: &'a Server,
    token: String,
}

impl<'a> Drawer<'a> {
    async fn on(server: &'a Server) -> Self {
        Self { server, token: server.token("app", "secret").await }
    }

    async fn set(&self, who: &str, group: &str, body: Value) -> Reply {
        let target = format!("/v1.0/rooms/groupPlans/{group}");
        let body = with(json!({ "unionId": who }), body).to_string();
        self.server.call(request::with_body("PUT", &target, &self.token, &body)).await
    }

    async fn ask(&self, who: &str, more: &str) -> Reply {
        let target = format!("/v1.0/rooms/groupPlans?unionId={who}{more}");
        self.server.call(request::get(&target, &self.token)).await
    }
}

fn place(room: &str, left: i64) -> Value {
    json!({ "roomId": room, "left": left, "top": 100, "width": 200, "height": 150 })
}

fn plan(places: &[Value]) -> Value {
    json!({ "picture": PICTURE, "places": places })
}

async fn a_plan_is_drawn_and_read(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let drawer = Drawer::on(&server).await;
    assert_eq!(drawer.ask("bob", "&groupId=11").await.json(), json!({ "result": [] }));
    assert_eq!(drawer.ask("bob", "").await.json(), json!({ "result": [] }));
    let places = [place("oak", 0), place("closed11", 800)];
    for _ in ["drawn", "the same once more"] {
        let reply = drawer.set("boss", "11", plan(&places)).await;
        assert_eq!((reply.status, reply.json()), (200, json!({ "result": true })));
    }
    let told = |places: &[Value]| json!({ "result": [{ "groupId": 11, "picture": PICTURE, "places": places }] });
    assert_eq!(drawer.ask("boss", "&groupId=11").await.json(), told(&places));
    // Whoever does not see a room does not see where it is.
    assert_eq!(drawer.ask("bob", "&groupId=11").await.json(), told(&places[..1]));
    let listed = json!({ "result": [{ "groupId": 11, "picture": PICTURE }] });
    assert_eq!(drawer.ask("bob", "").await.json(), listed);
    // A group above may show what lies below it.
    let above = drawer.set("boss", "10", plan(&[place("oak", 5), place("ash", 400)])).await;
    assert_eq!(above.status, 200, "{above:?}");
    assert_eq!(drawer.set("boss", "11", json!({ "picture": PICTURE })).await.status, 200);
    assert_eq!(drawer.ask("boss", "&groupId=11").await.json(), told(&[]));
    assert_eq!(drawer.set("boss", "11", json!({ "picture": "" })).await.status, 200);
    assert_eq!(drawer.ask("boss", "&groupId=11").await.json(), json!({ "result": [] }));

    let store = home.store().await;
    let filter = AuditFilter { kind: Some("floorPlan".to_owned()), ..AuditFilter::default() };
    let entries = store.audit_newest(&filter, 10).await.unwrap();
    store.close().await;
    let changes: Vec<_> =
        entries.iter().map(|entry| (entry.before.is_some(), entry.after.is_some())).collect();
    assert_eq!(changes, [(false, true), (false, true), (true, true), (true, false)]);
}

async fn who_administers_the_group_draws_it(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let drawer = Drawer::on(&server).await;
    let body = || plan(&[place("oak", 0)]);
    let not = (400, "user.not.admin".to_owned());
    for (who, group, wanted) in [
        ("hal", "11", (200, "ok".to_owned())),
        ("gil", "11", (200, "ok".to_owned())),
        ("hal", "10", not.clone()),
        ("bob", "11", not.clone()),
        ("nobody", "11", not.clone()),
        ("hal", "99", not.clone()),
        ("bob", "99", not),
        ("boss", "99", (400, "group.not.found".to_owned())),
    ] {
        assert_eq!(drawer.set(who, group, body()).await.outcome(), wanted, "{who} {group}");
    }
    let unknown = drawer.ask("bob", "&groupId=99").await;
    assert_eq!(unknown.json(), json!({ "result": [] }), "he does not learn which groups there are");
    let unknown = drawer.ask("boss", "&groupId=99").await;
    assert_eq!(unknown.outcome(), (400, "group.not.found".to_owned()));
    let stranger = drawer.ask("nobody", "&groupId=11").await;
    assert_eq!(stranger.outcome(), (400, "user.not.employee".to_owned()));
}

async fn what_cannot_be_drawn_is_refused(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let drawer = Drawer::on(&server).await;
    let odd = |more: Value| plan(&[with(place("oak", 0), more)]);
    let outside = "left and width must lie within 0 and 1000, per mille of the picture";
    let address = "picture must be an address, http or https";
    let many: Vec<_> = (0..501).map(|at| place(&format!("r{at}"), 0)).collect();
    for (body, message) in [
        (json!({}), "picture is missing".to_owned()),
        (json!({ "picture": null }), "picture is missing".to_owned()),
        (json!({ "picture": "javascript:alert(1)" }), address.to_owned()),
        (json!({ "picture": "https://example.org/\u{202e}" }), address.to_owned()),
        (odd(json!({ "left": 900 })), format!("places[0]: {outside}")),
        (odd(json!({ "left": -1 })), format!("places[0]: {outside}")),
        (odd(json!({ "width": 0 })), format!("places[0]: {outside}")),
        (odd(json!({ "roomId": " " })), "places[0].roomId must not be blank".to_owned()),
        (odd(json!({ "roomId": "𝄞" })), "places: \"𝄞\" is no room of the group".to_owned()),
        (odd(json!({ "roomId": "ivy" })), "places: \"ivy\" is no room of the group".to_owned()),
        (odd(json!({ "roomId": "ash" })), "places: \"ash\" is no room of the group".to_owned()),
        (plan(&[place("oak", 0), place("oak", 5)]), "places: \"oak\" is there twice".to_owned()),
        (plan(&many), "places must be 500 at most".to_owned()),
    ] {
        let reply = drawer.set("boss", "11", body.clone()).await;
        assert_eq!(reply.outcome(), (400, "param.error".to_owned()), "{body}");
        assert_eq!(reply.text("message"), format!("Error:{message}"), "{body}");
    }
    for (group, body) in [
        ("x", plan(&[])),
        ("99999999999999999999", plan(&[])),
        ("11", odd(json!({ "left": 3_000_000_000_i64 }))),
        ("11", odd(json!({ "left": "one" }))),
        ("11", json!({ "picture": PICTURE, "places": "none" })),
    ] {
        let reply = drawer.set("boss", group, body.clone()).await;
        assert_eq!(reply.outcome(), (400, "param.error".to_owned()), "{group} {body}");
    }
    let wrong = drawer.ask("boss", "&groupId=x").await;
    assert_eq!(wrong.outcome(), (400, "param.error".to_owned()));
    assert_eq!(drawer.ask("boss", "").await.json(), json!({ "result": [] }));
}

async fn a_plan_goes_with_its_group_and_shows_no_room_that_left(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let drawer = Drawer::on(&server).await;
    let places = [place("oak", 0), place("elm", 300)];
    assert_eq!(drawer.set("boss", "11", plan(&places)).await.status, 200);
    let call = async |method: &str, target: &str, body: Value| {
        let body = with(json!({ "unionId": "boss" }), body).to_string();
        let reply = server.call(request::with_body(method, target, &drawer.token, &body)).await;
        assert_eq!(reply.status, 200, "{reply:?}");
    };
    call("PUT", "/v1.0/rooms/meetingRooms", json!({ "roomId": "elm", "groupId": 10 })).await;
    let told = drawer.ask("boss", "&groupId=11").await.json();
    assert_eq!(told["result"][0]["places"], json!(&places[..1]));
    let gone =
        request::without_body("DELETE", "/v1.0/rooms/meetingRooms/oak?unionId=boss", &drawer.token);
    assert_eq!(server.call(gone).await.status, 200);
    assert_eq!(drawer.ask("boss", "&groupId=11").await.json()["result"][0]["places"], json!([]));
    let gone = request::without_body("DELETE", "/v1.0/rooms/groups/11?unionId=boss", &drawer.token);
    assert_eq!(server.call(gone).await.status, 200);
    assert_eq!(drawer.ask("boss", "").await.json(), json!({ "result": [] }));
}
