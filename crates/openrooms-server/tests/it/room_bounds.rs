//! What a room names is bounded, so that whatever is kept of it can be shown, exported and imported.

use serde_json::{Value, json};

use crate::fixture::Home;
use crate::request;
use crate::sample::{self, WRITE, app, corp, document, with};

on_both!(what_a_room_names_is_bounded, what_is_within_the_bounds_can_be_imported_again);

/// The usual organisation, whose app may write.
fn writable() -> Value {
    let apps = json!([with(app("app"), json!({ "scopes": [sample::READ, WRITE] }))]);
    document(&[with(corp(), json!({ "apps": apps }))], &[])
}

fn member(who: Value) -> Value {
    let members = json!([with(who, json!({ "memberType": "user" }))]);
    json!({ "roomStatus": 2, "reservationAuthority": { "authorizedMembers": members } })
}

fn contact(closure: &Value) -> Value {
    json!({ "extensionConfig": { "reservationCloseDetail": closure } })
}

fn refusals() -> Vec<(Value, String)> {
    let (long, steering) = ("x".repeat(2001), "a\u{202e}b\u{1b}");
    let mut refusals = vec![
        (
            json!({ "roomLabelIds": [9_007_199_254_740_991_i64, 9_007_199_254_740_992_i64] }),
            "roomLabelIds[1] must be 9007199254740991 at most".to_owned(),
        ),
        (
            json!({ "deviceUnionIds": ["screen", " "] }),
            "deviceUnionIds[1] must not be empty".to_owned(),
        ),
        (
            member(json!({ "memberId": "" })),
            "reservationAuthority.authorizedMembers[0].memberId must not be empty".to_owned(),
        ),
        // What was sent is not repeated whole.
        (
            json!({ "timeZone": "M".repeat(5000) }),
            format!("timeZone: no time zone is named \"{}…", "M".repeat(177)),
        ),
    ];
    for (text, wrong) in
        [(&*long, "must be 2000 characters at most"), (steering, "must have no control characters")]
    {
        for (more, place) in [
            (json!({ "deviceUnionIds": [text] }), "deviceUnionIds[0]"),
            (
                member(json!({ "memberId": text })),
                "reservationAuthority.authorizedMembers[0].memberId",
            ),
            (
                member(json!({ "memberId": "ann", "memberName": text })),
                "reservationAuthority.authorizedMembers[0].memberName",
            ),
            (
                contact(&json!({ "contactUnionId": text })),
                "extensionConfig.reservationCloseDetail.contactUnionId",
            ),
            (
                contact(&json!({ "contactNick": text })),
                "extensionConfig.reservationCloseDetail.contactNick",
            ),
        ] {
            refusals.push((more, format!("{place} {wrong}")));
        }
    }
    refusals
}

async fn what_a_room_names_is_bounded(home: &Home) {
    home.import(writable()).await;
    let server = home.serve().await;
    let token = server.token("app", "secret").await;
    for (more, wrong) in refusals() {
        for (method, path, whole) in [
            (
                "POST",
                "/v1.0/rooms/meetingrooms",
                json!({ "unionId": "boss", "roomName": "New", "roomStatus": 0, "isvRoomId": "1" }),
            ),
            ("PUT", "/v1.0/rooms/meetingRooms", json!({ "unionId": "boss", "roomId": "open" })),
        ] {
            let body = with(whole, more.clone()).to_string();
            let reply = server.call(request::with_body(method, path, &token, &body)).await;
            assert_eq!(reply.outcome(), (400, "param.error".to_owned()), "{more}");
            assert_eq!(reply.text("message"), format!("Error:{wrong}"));
        }
    }
}

async fn what_is_within_the_bounds_can_be_imported_again(home: &Home) {
    home.import(writable()).await;
    let server = home.serve().await;
    let token = server.token("app", "secret").await;
    let long = "会".repeat(2000);
    let mut room = json!({
        "unionId": "boss", "roomId": "open", "roomLabelIds": [9_007_199_254_740_991_i64],
        "deviceUnionIds": [long], "extensionConfig": { "reservationCloseDetail": {
            "contactUnionId": long, "contactNick": long } },
    });
    room = with(room, member(json!({ "memberId": long, "memberName": long })));
    let path = "/v1.0/rooms/meetingRooms";
    let reply = server.call(request::with_body("PUT", path, &token, &room.to_string())).await;
    assert_eq!(reply.status, 200, "{reply:?}");
    let kept = home.export().await;
    home.replace(kept.clone()).await;
    assert_eq!(home.export().await, kept);
}
