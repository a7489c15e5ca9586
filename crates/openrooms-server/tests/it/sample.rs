//! What the tests' organisations hold.

use serde_json::{Value, json};

/// The scope of room reads.
pub(crate) const READ: &str = "VideoConference.Conference.Read";

/// The scope of room writes.
pub(crate) const WRITE: &str = "VideoConference.Conference.Write";

/// The scopes of screen templates.
pub(crate) const TEMPLATES: [&str; 2] = ["Rooms.DeviceTemplate.Read", "Rooms.DeviceTemplate.Write"];

/// A document of these organisations and suites.
pub(crate) fn document(organisations: &[Value], suites: &[Value]) -> Value {
    json!({ "organisations": organisations, "suites": suites })
}

/// One organisation, `corp`, with one app, one suite and every kind of room.
pub(crate) fn usual() -> Value {
    document(&[corp()], &[suite("suite", &["corp"])])
}

/// An organisation whose rooms `one` sees differently.
///
/// Departments: 1 above 2 above 3, and 4 beside. `boss` is an administrator, `ann` is in 3, `bob`
/// in 4, `gil` administers group 10 and `hal` group 11 below it.
pub(crate) fn corp() -> Value {
    json!({
        "corpId": "corp",
        "corpName": "Corp",
        "departments": [
            { "deptId": 1, "name": "all", "parentId": 0 },
            { "deptId": 2, "name": "sales", "parentId": 1 },
            { "deptId": 3, "name": "field", "parentId": 2 },
            { "deptId": 4, "name": "other", "parentId": 1 },
        ],
        "users": [
            { "userId": "u0", "unionId": "boss", "name": "Boss", "admin": true },
            { "userId": "u1", "unionId": "ann", "name": "Ann", "deptIds": [3] },
            { "userId": "u2", "unionId": "bob", "name": "Bob", "deptIds": [4] },
            { "userId": "u3", "unionId": "gil", "name": "Gil" },
            { "userId": "u4", "unionId": "hal", "name": "Hal" },
        ],
        "apps": [app("app")],
        "roomGroups": [
            { "groupId": 10, "groupName": "ten", "parentId": 0, "adminUnionIds": ["gil"] },
            { "groupId": 11, "groupName": "eleven", "parentId": 10, "adminUnionIds": ["hal"] },
        ],
        "rooms": [
            room("open", 0),
            { "roomId": "closed", "roomName": "closed", "roomStatus": 1 },
            { "roomId": "closed11", "roomName": "closed11", "roomStatus": 1,
              "roomGroup": { "groupId": 11 } },
            { "roomId": "of-bob", "roomName": "of-bob", "roomStatus": 2,
              "reservationAuthority": { "authorizedMembers": [
                  { "memberId": "bob", "memberType": "user" } ] } },
            { "roomId": "of-2", "roomName": "of-2", "roomStatus": 2,
              "reservationAuthority": { "authorizedMembers": [
                  { "memberId": "2", "memberType": "dept" } ] } },
            { "roomId": "of-all10", "roomName": "of-all10", "roomStatus": 2,
              "roomGroup": { "groupId": 10 },
              "reservationAuthority": { "authorizedMembers": [
                  { "memberId": "1", "memberType": "dept" } ] } },
        ],
    })
}

/// An app that may read rooms; its secret is `secret`.
pub(crate) fn app(key: &str) -> Value {
    json!({ "appKey": key, "appSecret": "secret", "scopes": [READ] })
}

/// A suite that may read rooms; its secret is `secret`.
pub(crate) fn suite(key: &str, authorised_by: &[&str]) -> Value {
    json!({
        "suiteKey": key, "suiteSecret": "secret", "authCorpIds": authorised_by, "scopes": [READ],
    })
}

/// A room of nothing but the needed.
pub(crate) fn room(id: &str, status: i32) -> Value {
    json!({ "roomId": id, "roomName": id, "roomStatus": status })
}

/// `base` with the fields of `more` on top.
pub(crate) fn with(mut base: Value, more: Value) -> Value {
    let (Value::Object(fields), Value::Object(more)) = (&mut base, more) else {
        panic!("two objects are laid over each other");
    };
    fields.extend(more);
    base
}

/// An organisation of `rooms` rooms `room-0`, `room-1`, … that everybody sees, and no apps.
pub(crate) fn plain(corp: &str, rooms: usize) -> Value {
    json!({
        "corpId": corp,
        "corpName": corp,
        "users": [{ "userId": "u", "unionId": "ann", "name": "Ann" }],
        "rooms": (0..rooms).map(|at| room(&format!("room-{at}"), 0)).collect::<Vec<_>>(),
    })
}
