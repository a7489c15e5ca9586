//! `MeetingRoomRespond`: who runs a room says yes or no to what waits for it.

use serde_json::{Value, json};

use crate::events::{Calendar, hour};
use crate::fixture::Home;
use crate::meeting_rooms::{had, house, not_available};
use crate::sample::with;

on_both!(somebody_says_yes_or_no, who_may_say_yes_or_no, a_yes_is_judged_once_more,);

async fn somebody_says_yes_or_no(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let (ann, boss) = (Calendar::of(&server, "ann").await, Calendar::of(&server, "boss").await);
    let (yes, no) =
        (json!({ "responseStatus": "accepted" }), json!({ "responseStatus": "declined" }));
    let id = ann.made(&hour(1, 10)).await;
    assert_eq!(ann.add(&id, &["approval"]).await.status, 200);
    assert_eq!(ann.taken("approval").await[0]["status"], "TENTATIVE");
    for _ in ["once", "and again"] {
        let reply = boss.respond(&id, "approval", &yes).await;
        assert_eq!((reply.status, reply.json()), (200, json!({ "result": true })));
        assert_eq!(ann.rooms(&id).await, had(&[("approval", "accepted")]));
    }
    assert_eq!(ann.taken("approval").await[0]["status"], "BUSY");
    // A no is possible later too, and frees the room.
    let reason = with(no.clone(), json!({ "reason": "the pipes" }));
    assert_eq!(boss.respond(&id, "approval", &reason).await.status, 200);
    assert_eq!(ann.rooms(&id).await, had(&[("approval", "declined")]));
    assert_eq!(ann.taken("approval").await, [Value::Null; 0]);
    assert_eq!(boss.respond(&id, "approval", &no).await.status, 200);
    // And so is a yes after a no, while the room is free.
    let bob = ann.as_seen_by("bob");
    let other = bob.made(&hour(1, 10)).await;
    assert_eq!(bob.add(&other, &["approval"]).await.status, 200);
    let rooms = not_available(&boss.respond(&id, "approval", &yes).await);
    assert!(rooms[0].1.contains("overlap"), "{rooms:?}");
    assert_eq!(boss.respond(&other, "approval", &no).await.status, 200);
    assert_eq!(boss.respond(&id, "approval", &yes).await.status, 200);
    assert_eq!(ann.rooms(&id).await, had(&[("approval", "accepted")]));
    // What was declined goes from sight when it is given back.
    assert_eq!(bob.remove(&other, &["approval"]).await.status, 200);
    assert_eq!(bob.rooms(&other).await, []);
}

async fn who_may_say_yes_or_no(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let id = ann.made(&hour(1, 10)).await;
    assert_eq!(ann.add(&id, &["approval", "approval11"]).await.status, 200);
    let yes = json!({ "responseStatus": "accepted" });
    let denied = (400, "permissionDeny".to_owned());
    for (who, room, wanted) in [
        ("ann", "approval11", denied.clone()),
        ("bob", "approval11", denied.clone()),
        ("nobody", "approval11", (400, "invalidParameter".to_owned())),
        ("gil", "approval", denied),
        ("gil", "approval11", (200, String::new())),
        ("hal", "approval11", (200, String::new())),
        ("boss", "approval11", (200, String::new())),
        ("boss", "approval", (200, String::new())),
    ] {
        let reply = ann.as_seen_by(who).respond(&id, room, &yes).await;
        let outcome = if reply.status == 200 { (200, String::new()) } else { reply.outcome() };
        assert_eq!(outcome, wanted, "{who} {room}");
    }
    let boss = ann.as_seen_by("boss");
    for (event, room, body, wanted) in [
        ("no", "approval", yes.clone(), (404, "itemNotFound")),
        (&*id, "room0", yes.clone(), (404, "itemNotFound")),
        (&*id, "no", yes.clone(), (400, "invalidParameter")),
        ("no", "no", yes.clone(), (400, "invalidParameter")),
        (&*id, "approval", json!({}), (400, "invalidParameter")),
        (&*id, "approval", json!({ "responseStatus": "tentative" }), (400, "invalidParameter")),
        (
            &*id,
            "approval",
            json!({ "responseStatus": "declined", "reason": "a\u{202e}b" }),
            (400, "invalidParameter"),
        ),
        (
            &*id,
            "approval",
            json!({ "responseStatus": "declined", "reason": "x".repeat(2001) }),
            (400, "invalidParameter"),
        ),
    ] {
        let reply = boss.respond(event, room, &body).await;
        assert_eq!(reply.outcome(), (wanted.0, wanted.1.to_owned()), "{event} {room} {body}");
    }
    // Whoever decides on no room learns of none, and of no event.
    for (event, room) in [("no", "approval"), (&*id, "no"), (&*id, "room0")] {
        let reply = ann.respond(event, room, &yes).await;
        assert_eq!(reply.outcome(), (400, "permissionDeny".to_owned()), "{event} {room}");
    }
    assert!(ann.rooms(&id).await.iter().all(|(_, state)| state == "accepted"));
}

async fn a_yes_is_judged_once_more(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let (ann, boss) = (Calendar::of(&server, "ann").await, Calendar::of(&server, "boss").await);
    let id = ann.made(&hour(1, 10)).await;
    assert_eq!(ann.add(&id, &["approval"]).await.status, 200);
    let mut stricter = house();
    for room in stricter["organisations"][0]["rooms"].as_array_mut().unwrap() {
        if room["roomId"] == "approval" {
            room["extensionConfig"] = json!({ "openReservation": false, "approvalSwitch": true });
        }
    }
    home.import(stricter).await;
    let yes = json!({ "responseStatus": "accepted" });
    let rooms = not_available(&boss.respond(&id, "approval", &yes).await);
    assert!(rooms[0].1.contains("openReservation"), "{rooms:?}");
    assert_eq!(ann.rooms(&id).await, had(&[("approval", "tentative")]));
    home.import(house()).await;
    home.pass(100 * 86_400);
    let boss = Calendar::of(&server, "boss").await;
    let rooms = not_available(&boss.respond(&id, "approval", &yes).await);
    assert!(rooms[0].1.contains("eventEnded"), "{rooms:?}");
}
