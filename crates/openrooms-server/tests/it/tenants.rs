//! Tenants apart, for every operation that is served: with another organisation's token, without
//! the scope, and by an employee where an administrator is needed, nothing is read, nothing is
//! written, and nobody learns what there is.
//!
//! An operation needs a line in [`samples`]: without one the first test here fails. A sample names
//! things by placeholders; each test fills them with this organisation's, another's, or nobody's.

use std::collections::BTreeSet;

use openrooms_core::door::PairingCode;
use openrooms_core::id::CorpId;
use openrooms_core::organisation::Organisation;
use openrooms_protocol::Scope;
use openrooms_protocol::catalogue::{Module, Row, find, rows};
use openrooms_store::AuditFilter;
use openrooms_store::secret::TokenHash;
use serde_json::{Value, json};

use crate::fixture::{Home, NOW};
use crate::request;
use crate::sample::document;
use crate::wire::Reply;

/// What a call by an employee who administers nothing comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Employee {
    /// They may, and see what everybody sees.
    May,
    /// They may, and see what an administrator sees.
    Sees,
    /// They are refused with this code.
    Refused(&'static str),
    /// It names nobody: the app acts for its organisation.
    Unnamed,
    /// They are refused with this status and code, and who is nobody of the organisation with
    /// another code.
    Told { known: (u16, &'static str), stranger: &'static str },
}

/// What reads of an administrator's things tell who is none.
const NO_ADMIN: Employee =
    Employee::Told { known: (400, "user.not.admin"), stranger: "user.not.employee" };

/// What reads of devices tell who administers none.
const NO_DEVICES: Employee =
    Employee::Told { known: (403, "no.permission"), stranger: "user.not.employee" };

/// A call of one operation. `<operator>`, `<room>`, `<person>`, `<device>`, `<problem>`, `<group>`,
/// `<label>` and `<template>` are placeholders, in the body as whole texts; the last three become numbers there.
struct Sample {
    action: &'static str,
    target: &'static str,
    body: Option<Value>,
    employee: Employee,
}

impl Sample {
    /// A call whose employee may, or may not, as its scope tells.
    fn of(action: &'static str, target: &'static str, body: Option<Value>) -> Self {
        let employee = match row(action).scope {
            Some(Scope::RoomWrite) => Employee::Refused("user.not.admin"),
            Some(
                Scope::TemplateRead
                | Scope::TemplateWrite
                | Scope::UserRead
                | Scope::DirectorySearch,
            ) => Employee::Unnamed,
            _ => Employee::May,
        };
        Self { action, target, body, employee }
    }

    fn to(self, employee: Employee) -> Self {
        Self { employee, ..self }
    }

    /// A read of what every employee sees.
    fn of_all(action: &'static str, target: &'static str) -> Self {
        Self { employee: Employee::Sees, ..Self::of(action, target, None) }
    }
}

const TEMPLATES: &str = "/v1.0/rooms/devices/screens/templates";

/// A call of each operation that takes a token of an organisation.
fn samples() -> Vec<Sample> {
    let mut samples = vec![
        Sample::of("QueryMeetingRoom", "/v1.0/rooms/meetingRooms/<room>?unionId=<operator>", None),
        Sample::of(
            "QueryMeetingRoomList",
            "/v1.0/rooms/meetingRoomLists?unionId=<operator>&maxResults=100",
            None,
        ),
        Sample::of(
            "CreateMeetingRoom",
            "/v1.0/rooms/meetingrooms",
            Some(json!({
                "unionId": "<operator>", "roomName": "New", "roomStatus": 0, "isvRoomId": "isv",
                "groupId": "<group>",
            })),
        ),
        Sample::of(
            "UpdateMeetingRoom",
            "/v1.0/rooms/meetingRooms",
            Some(json!({ "unionId": "<operator>", "roomId": "<room>", "roomCapacity": 99 })),
        ),
        Sample::of("GetUser", "/v1.0/contact/users/<person>", None),
        Sample::of(
            "SearchUser",
            "/v1.0/contact/users/search",
            Some(json!({ "queryWord": "<person>", "offset": 0, "size": 10 })),
        ),
        Sample::of(
            "SearchDepartment",
            "/v1.0/contact/departments/search",
            Some(json!({ "queryWord": "<person>", "offset": 0, "size": 10 })),
        ),
        Sample::of(
            "CreateUserInvitation",
            "/v1.0/contact/users/invitations",
            Some(json!({ "unionId": "<operator>", "inviteeUnionId": "<person>" })),
        )
        .to(Employee::Refused("user.not.admin")),
        Sample::of("DeleteMeetingRoom", "/v1.0/rooms/meetingRooms/<room>?unionId=<operator>", None),
        Sample::of(
            "CreateDeviceCustomTemplate",
            TEMPLATES,
            Some(json!({ "templateName": "New", "roomIds": ["<room>"], "groupIds": ["<group>"] })),
        ),
        Sample::of(
            "UpdateDeviceCustomTemplate",
            TEMPLATES,
            Some(json!({ "templateId": "<template>", "roomIds": ["<room>"] })),
        ),
        Sample::of(
            "DeleteDeviceCustomTemplate",
            "/v1.0/rooms/devices/screens/templates/remove",
            Some(json!({ "templateId": "<template>" })),
        ),
        Sample::of(
            "QueryDeviceCustomTemplate",
            "/v1.0/rooms/devices/screens/templates/<template>",
            None,
        ),
        Sample::of(
            "CreateMeetingRoomPicture",
            "/v1.0/rooms/pictures",
            Some(json!({ "unionId": "<operator>", "content": crate::pictures::PNG })),
        ),
        Sample::of(
            "QueryDeviceCustomTemplateList",
            "/v1.0/rooms/devices/screens/templateLists",
            None,
        ),
        Sample::of(
            "CreateMeetingRoomGroup",
            "/v1.0/rooms/groups",
            Some(
                json!({ "unionId": "<operator>", "groupName": "New", "parentGroupId": "<group>" }),
            ),
        ),
        Sample::of(
            "UpdateMeetingRoomGroup",
            "/v1.0/rooms/groups",
            Some(json!({ "unionId": "<operator>", "groupId": "<group>", "groupName": "New" })),
        ),
        Sample::of("DeleteMeetingRoomGroup", "/v1.0/rooms/groups/<group>?unionId=<operator>", None),
        Sample::of_all("QueryMeetingRoomGroup", "/v1.0/rooms/groups/<group>?unionId=<operator>"),
        Sample::of_all("QueryMeetingRoomGroupList", "/v1.0/rooms/groupLists?unionId=<operator>"),
        Sample::of_all(
            "QueryMeetingRoomGroupAdmin",
            "/v1.0/rooms/groupAdmin/<group>?unionId=<operator>",
        ),
    ];
    samples.extend(labels());
    samples.extend(devices());
    samples.extend(rights());
    samples.extend(problems());
    samples.extend(explained());
    samples
}

fn labels() -> [Sample; 4] {
    const LABELS: &str = "/v1.0/rooms/labels";
    [
        Sample::of_all("QueryMeetingRoomLabelList", "/v1.0/rooms/labelLists?unionId=<operator>"),
        Sample::of(
            "CreateMeetingRoomLabel",
            LABELS,
            Some(json!({ "unionId": "<operator>", "labelName": "New" })),
        ),
        Sample::of(
            "UpdateMeetingRoomLabel",
            LABELS,
            Some(json!({ "unionId": "<operator>", "labelId": "<label>", "labelName": "New" })),
        ),
        Sample::of("DeleteMeetingRoomLabel", "/v1.0/rooms/labels/<label>?unionId=<operator>", None),
    ]
}

fn rights() -> [Sample; 12] {
    [
        Sample::of(
            "SetMeetingRoomGroupPlan",
            "/v1.0/rooms/groupPlans/<group>",
            Some(json!({ "unionId": "<operator>", "picture": "https://example.org/p.png",
                "places": [{ "roomId": "<room>", "left": 0, "top": 0, "width": 9, "height": 9 }] })),
        ),
        Sample::of(
            "QueryMeetingRoomGroupPlan",
            "/v1.0/rooms/groupPlans?unionId=<operator>&groupId=<group>",
            None,
        ),
        Sample::of(
            "SetMeetingRoomGroupAdmin",
            "/v1.0/rooms/groupAdmin/<group>",
            Some(json!({ "unionId": "<operator>", "adminUnionIds": ["<person>"] })),
        ),
        Sample::of(
            "SetMeetingRoomAdmin",
            "/v1.0/rooms/roomAdmin/<room>",
            Some(json!({ "unionId": "<operator>", "adminUnionIds": ["<person>"] })),
        ),
        Sample::of(
            "QueryMeetingRoomAdmin",
            "/v1.0/rooms/roomAdmin/<room>?unionId=<operator>",
            None,
        )
        .to(NO_ADMIN),
        Sample::of(
            "CreateBookingBlacklist",
            "/v1.0/rooms/bookings/blacklist",
            Some(json!({
                "unionId": "<operator>", "blacklistUnionId": "<person>", "startTime": 1,
            })),
        ),
        Sample::of(
            "DeleteBookingBlacklist",
            "/v1.0/rooms/bookings/blacklist/remove",
            Some(json!({ "unionId": "<operator>", "blacklistUnionIds": ["<person>"] })),
        ),
        Sample::of(
            "QueryBookingBlacklist",
            "/v1.0/rooms/bookings/blacklist?unionId=<operator>",
            None,
        )
        .to(NO_ADMIN),
        Sample::of(
            "QueryMeetingRoomUses",
            "/v1.0/rooms/meetingRoomUses?unionId=<operator>&startDate=2026-06-01&endDate=2026-06-07\
             &roomId=<room>",
            None,
        )
        .to(NO_ADMIN),
        Sample::of(
            "SetSuperUserMeetingRoom",
            "/v1.0/rooms/meetingRooms/superUsers/set",
            Some(json!({
                "unionId": "<operator>", "roomId": "<room>", "deptIdWhiteList": [1],
            })),
        ),
        Sample::of(
            "RemoveSuperUserMeetingRoom",
            "/v1.0/rooms/meetingRooms/superUsers/remove?unionId=<operator>&roomId=<room>",
            None,
        ),
        Sample::of(
            "QuerySuperUserMeetingRoom",
            "/v1.0/rooms/meetingRooms/superUsers/query?unionId=<operator>&roomId=<room>",
            None,
        )
        .to(NO_ADMIN),
    ]
}

fn explained() -> [Sample; 2] {
    [
        Sample::of(
            "ExplainMeetingRoomUpdate",
            "/v1.0/rooms/meetingRooms/updates/explain",
            Some(json!({ "unionId": "<operator>", "roomId": "<room>", "openReservation": false })),
        ),
        Sample::of(
            "ExplainMeetingRoomGroupUpdate",
            "/v1.0/rooms/groups/updates/explain",
            Some(json!({
                "unionId": "<operator>", "groupId": "<group>",
                "extensionConfig": { "openReservation": false },
            })),
        ),
    ]
}

fn problems() -> [Sample; 3] {
    [
        Sample::of(
            "ReportMeetingRoomProblem",
            "/v1.0/rooms/problems",
            Some(json!({ "unionId": "<operator>", "roomId": "<room>", "problemKind": "cable" })),
        )
        .to(Employee::May),
        Sample::of(
            "QueryMeetingRoomProblemList",
            "/v1.0/rooms/problemLists?unionId=<operator>&roomId=<room>",
            None,
        ),
        Sample::of(
            "CloseMeetingRoomProblem",
            "/v1.0/rooms/problems/close",
            Some(json!({ "unionId": "<operator>", "problemId": "<problem>" })),
        ),
    ]
}

fn devices() -> [Sample; 16] {
    const DEVICES: &str = "/v1.0/rooms/devices";
    let one = || Some(json!({ "unionId": "<operator>", "deviceUnionId": "<device>" }));
    [
        Sample::of(
            "QueryMeetingRoomDevice",
            "/v1.0/rooms/devices?operatorUnionId=<operator>&deviceUnionId=<device>",
            None,
        )
        .to(NO_DEVICES),
        Sample::of(
            "QueryDeviceProperties",
            "/v1.0/rooms/devices/properties/query?operatorUnionId=<operator>&deviceUnionId=<device>",
            Some(json!({ "propertyNames": ["shareCode"] })),
        )
        .to(NO_DEVICES),
        Sample::of("QueryDeviceIpByCode", "/v1.0/rooms/devices/shareCodes/<device>", None)
            .to(Employee::Unnamed),
        Sample::of(
            "QueryMeetingRoomDeviceList",
            "/v1.0/rooms/deviceLists?unionId=<operator>&roomId=<room>",
            None,
        )
        .to(NO_DEVICES),
        Sample::of(
            "RegisterMeetingRoomDevice",
            DEVICES,
            Some(json!({ "unionId": "<operator>", "deviceName": "New", "openRoomId": "<room>" })),
        ),
        Sample::of(
            "UpdateMeetingRoomDevice",
            DEVICES,
            Some(json!({
                "unionId": "<operator>", "deviceUnionId": "<device>", "deviceName": "Other",
            })),
        ),
        Sample::of("DeleteMeetingRoomDevice", "/v1.0/rooms/devices/remove", one()),
        Sample::of(
            "ReportDeviceProperties",
            "/v1.0/rooms/devices/properties",
            Some(json!({
                "unionId": "<operator>", "deviceUnionId": "<device>",
                "properties": [{ "propertyName": "volume", "propertyValue": "3" }],
            })),
        ),
        Sample::of(
            "PairMeetingRoomPanel",
            "/v1.0/rooms/panels/pair",
            Some(json!({ "unionId": "<operator>", "code": "7KQM-2XWD", "roomId": "<room>" })),
        ),
        Sample::of(
            "CreateMeetingRoomControlPanel",
            "/v1.0/rooms/panels",
            Some(json!({ "unionId": "<operator>", "roomId": "<room>", "roomConfig": [] })),
        ),
        Sample::of(
            "DeleteMeetingRoomControlPanel",
            "/v1.0/rooms/panels/remove",
            Some(json!({ "unionId": "<operator>", "roomIds": ["<room>"] })),
        ),
        Sample::of(
            "QueryMeetingRoomControlPanelList",
            "/v1.0/rooms/panels/lists?unionId=<operator>",
            None,
        ),
        Sample::of(
            "SendCentralControl",
            "/v1.0/rooms/central/control",
            Some(json!({ "unionId": "<operator>", "roomId": "<room>", "controlBody": "x" })),
        )
        .to(Employee::Told { known: (400, "user.not.admin"), stranger: "user.not.org" }),
        Sample::of(
            "QueryCentralControlList",
            "/v1.0/rooms/central/controlLists?unionId=<operator>&roomId=<room>",
            None,
        )
        .to(NO_DEVICES),
        Sample::of("CreateDeviceToken", "/v1.0/rooms/devices/tokens", one()),
        Sample::of("DeleteDeviceToken", "/v1.0/rooms/devices/tokens/remove", one()),
    ]
}

fn row(action: &str) -> &'static Row {
    find(action).unwrap_or_else(|| panic!("{action} is in the catalogue"))
}

/// The things that a call names.
#[derive(Debug, Clone, Copy)]
struct Things {
    room: &'static str,
    group: i64,
    label: i64,
    template: i64,
    person: &'static str,
    /// Its share code is the same.
    device: &'static str,
    problem: &'static str,
}

const OURS: Things = Things {
    room: "our-room",
    group: 10,
    label: 210,
    template: 110,
    person: "eve",
    device: "our-device",
    problem: "our-problem",
};
/// Nobody has these.
const NOBODYS: Things = Things {
    room: "nobodys-room",
    group: 30,
    label: 230,
    template: 130,
    person: "nix",
    device: "nobodys-device",
    problem: "nobodys-problem",
};

impl Sample {
    /// Whether it makes something out of nothing, which anybody may in their own organisation.
    fn names_no_thing(&self) -> bool {
        let text = format!("{} {:?}", self.target, self.body);
        self.body.is_some() && !text.replace("<operator>", "").contains('<')
    }

    fn request(&self, token: &str, operator: &str, things: Things) -> String {
        let fill = |text: &str| {
            text.replace("\"<group>\"", &things.group.to_string())
                .replace("<group>", &things.group.to_string())
                .replace("\"<label>\"", &things.label.to_string())
                .replace("<label>", &things.label.to_string())
                .replace("\"<template>\"", &things.template.to_string())
                .replace("<template>", &things.template.to_string())
                .replace("<operator>", operator)
                .replace("<device>", things.device)
                .replace("<room>", things.room)
                .replace("<person>", things.person)
                .replace("<problem>", things.problem)
        };
        let (method, target) = (row(self.action).method.as_str(), fill(self.target));
        match &self.body {
            None => request::without_body(method, &target, token),
            Some(body) => request::with_body(method, &target, token, &fill(&body.to_string())),
        }
    }
}

/// An organisation with one room and one group, for administrators alone. `boss` administers both
/// organisations, `ann` is an employee of both, and each has somebody of its own.
fn organisation(corp: &str, things: Things, own: &str) -> Value {
    let all: Vec<_> = Scope::ALL.into_iter().map(Scope::name).collect();
    let app = |key: String, scopes: Value| json!({ "appKey": key, "appSecret": "secret", "scopes": scopes });
    json!({
        "corpId": corp, "corpName": corp,
        "departments": [
            { "deptId": 1, "name": "all", "parentId": 0 },
            { "deptId": 2, "name": own, "parentId": 1 },
        ],
        "users": [
            { "userId": "u0", "unionId": "boss", "name": "Boss", "admin": true },
            { "userId": "u1", "unionId": "ann", "name": "Ann", "deptIds": [1] },
            { "userId": "u2", "unionId": own, "name": own, "admin": true },
        ],
        "apps": [
            app(format!("{corp}-app"), json!(all)),
            app(format!("{corp}-scopeless"), json!(["qyapi_base"])),
        ],
        "roomGroups": [{ "groupId": things.group, "groupName": "group", "parentId": 0 }],
        "roomLabels": [{ "labelId": things.label, "labelName": corp }],
        "rooms": [{ "roomId": things.room, "roomName": "room", "roomStatus": 1,
            "roomGroup": { "groupId": things.group } }],
        "screenTemplates": [{
            "deviceCustomTemplate": { "templateId": things.template, "templateName": corp },
            "roomIds": [things.room] }],
        "devices": [{ "deviceUnionId": things.device, "deviceId": format!("{corp}-1"),
            "openRoomId": things.room, "shareCode": things.device, "devNetIp": "192.0.2.7" }],
        "controlPanels": [{ "roomId": things.room, "roomConfig": [] }],
        "roomProblems": [{ "problemId": things.problem, "roomId": things.room,
            "problemKind": "cable", "reportTime": 1 }],
    })
}

/// A server's home with both, where a screen waits to be paired.
async fn of_both() -> Home {
    let home = Home::with(both()).await;
    let store = home.store().await;
    let code = PairingCode::parse("7KQM-2XWD").unwrap();
    let token = TokenHash::of("a screen's");
    store.begin_pairing(&code, &token, NOW).await.unwrap();
    store.close().await;
    home
}

fn both() -> Value {
    const THEIRS: Things = Things {
        room: "their-room",
        group: 20,
        label: 220,
        template: 120,
        person: "tim",
        device: "their-device",
        problem: "their-problem",
    };
    document(&[organisation("our", OURS, "eve"), organisation("their", THEIRS, "tim")], &[])
}

/// All that there is, and how many changes the record has beside tokens.
async fn everything(home: &Home) -> (Vec<Organisation>, usize) {
    let store = home.store().await;
    let mut all = Vec::new();
    for corp in ["our", "their"] {
        all.push(store.organisation(&CorpId::new(corp)).await.unwrap().unwrap());
    }
    let entries = store.audit_newest(&AuditFilter::default(), 10_000).await.unwrap();
    store.close().await;
    (all, entries.iter().filter(|entry| entry.kind != "token").count())
}

/// What a reply says, but for its ids.
fn said(reply: &Reply) -> (u16, Value) {
    let mut body = reply.json();
    if let Value::Object(fields) = &mut body {
        fields.remove("requestid");
    }
    (reply.status, body)
}

#[test]
fn every_operation_has_a_sample() {
    let needed = rows().filter(|row| row.is_served() && row.scope.is_some());
    // Legacy calls that take a token, calendars and what is the console's alone have their samples in files of their own.
    let elsewhere =
        |row: &&Row| matches!(row.module, Module::Legacy | Module::Calendar | Module::Console);
    let needed: BTreeSet<_> = needed.filter(|row| !elsewhere(row)).map(|row| row.action).collect();
    let sampled: BTreeSet<_> = samples().iter().map(|sample| sample.action).collect();
    assert_eq!(sampled, needed);
    for sample in samples() {
        let row = row(sample.action);
        // The one POST whose parameters are a query.
        let takes_body = sample.body.is_some() || row.action == "RemoveSuperUserMeetingRoom";
        assert_eq!(takes_body, matches!(row.method.as_str(), "POST" | "PUT"), "{}", row.action);
    }
}

#[tokio::test]
async fn a_sample_is_served_to_whom_it_belongs() {
    for sample in samples() {
        let home = of_both().await;
        let server = home.serve().await;
        let token = server.token("our-app", "secret").await;
        let reply = server.call(sample.request(&token, "boss", OURS)).await;
        assert_eq!(reply.status, 200, "{}: {reply:?}", sample.action);
        server.stop().await;
    }
}

#[tokio::test]
async fn another_organisations_token_finds_nothing_and_changes_nothing() {
    let home = of_both().await;
    let server = home.serve().await;
    let token = server.token("their-app", "secret").await;
    let before = everything(&home).await;
    for sample in samples().into_iter().filter(|sample| !sample.names_no_thing()) {
        // From the database, and from what is held in memory.
        for _ in ["cold", "warm"] {
            let theirs = said(&server.call(sample.request(&token, "boss", OURS)).await);
            let nobodys = said(&server.call(sample.request(&token, "boss", NOBODYS)).await);
            assert_eq!(theirs, nobodys, "{} tells what there is", sample.action);
            let text = theirs.1.to_string();
            assert!(!text.contains(OURS.room), "{}: {text}", sample.action);
            assert!(!text.contains("192.0.2.7"), "{}: {text}", sample.action);
            if sample.employee == Employee::Unnamed {
                continue;
            }
            // Somebody of the other organisation is nobody of the token's.
            let stranger = said(&server.call(sample.request(&token, "eve", OURS)).await);
            assert_eq!(stranger.0, 400, "{}: {stranger:?}", sample.action);
        }
    }
    assert_eq!(everything(&home).await, before);
}

#[tokio::test]
async fn without_the_scope_nothing_is_read_or_written() {
    let home = of_both().await;
    let server = home.serve().await;
    let token = server.token("our-scopeless", "secret").await;
    let before = everything(&home).await;
    for sample in samples() {
        let scope = row(sample.action).scope.unwrap().name();
        for things in [OURS, NOBODYS] {
            for operator in ["boss", "ann", "nobody", ""] {
                let reply = server.call(sample.request(&token, operator, things)).await;
                let (status, body) = said(&reply);
                assert_eq!(status, 403, "{}: {body}", sample.action);
                let detail = &body["accessdenieddetail"];
                assert_eq!(*detail, json!({ "requiredScopes": [scope] }), "{}", sample.action);
            }
        }
    }
    assert_eq!(everything(&home).await, before);
}

#[tokio::test]
async fn an_employee_learns_and_changes_nothing_that_is_an_administrators() {
    let home = of_both().await;
    let server = home.serve().await;
    let token = server.token("our-app", "secret").await;
    let before = everything(&home).await;
    for sample in samples().into_iter().filter(|sample| sample.employee != Employee::Unnamed) {
        for operator in ["ann", "tim", "nobody"] {
            let ours = said(&server.call(sample.request(&token, operator, OURS)).await);
            let nobodys = said(&server.call(sample.request(&token, operator, NOBODYS)).await);
            if sample.employee == Employee::Sees && operator == "ann" {
                let boss = said(&server.call(sample.request(&token, "boss", OURS)).await);
                assert_eq!(ours, boss, "{}", sample.action);
                continue;
            }
            assert_eq!(ours, nobodys, "{} tells {operator} what there is", sample.action);
            assert!(!ours.1.to_string().contains(OURS.room), "{}: {ours:?}", sample.action);
            match sample.employee {
                Employee::Refused(code) => {
                    assert_eq!((ours.0, &ours.1["code"]), (400, &code.into()), "{}", sample.action);
                }
                Employee::Unnamed => unreachable!("filtered above"),
                Employee::Told { known, stranger } => {
                    let (status, code) = if operator == "ann" { known } else { (400, stranger) };
                    assert_eq!(ours.0, status, "{}: {ours:?}", sample.action);
                    assert_eq!(ours.1["code"], code, "{}: {ours:?}", sample.action);
                }
                Employee::May | Employee::Sees => {
                    let is_refused = ours.1["code"] == "user.not.employee";
                    assert_eq!(is_refused, operator != "ann", "{}: {ours:?}", sample.action);
                }
            }
        }
    }
    assert_eq!(everything(&home).await, before);
}

/// What names nobody, and tells every employee what an app is told.
const TOLD_TO_ALL: [&str; 3] = ["GetUser", "SearchUser", "SearchDepartment"];

#[tokio::test]
async fn the_console_acts_for_nobody_but_whose_session_it_is() {
    let home = of_both().await;
    let server = home.serve().await;
    let app = server.token("our-app", "secret").await;
    let ann = home.console_token(&server, "our", "ann").await;
    let before = everything(&home).await;
    for sample in samples() {
        let asked = async |token: &str, operator: &str, things: Things| {
            said(&server.call(sample.request(token, operator, things)).await)
        };
        // From the database, and from what is held in memory.
        for _ in ["cold", "warm"] {
            home.pass(1); // a person's calls are limited
            let ours = asked(&ann, "boss", OURS).await;
            assert_eq!(
                ours == asked(&ann, "boss", NOBODYS).await,
                !told(&sample),
                "{}",
                sample.action
            );
            if sample.employee == Employee::Unnamed {
                if told(&sample) {
                    let mut told = asked(&app, "", OURS).await;
                    // Each app knows a person by another id.
                    let id = ours.1.get("openId").cloned();
                    told.1.as_object_mut().unwrap().extend(id.map(|id| ("openId".to_owned(), id)));
                    assert_eq!(ours, told, "{}", sample.action);
                } else {
                    assert_eq!(ours.1["code"], "no.permission", "{}: {ours:?}", sample.action);
                }
                continue;
            }
            for operator in ["boss", "eve", "tim", "nobody"] {
                let found = asked(&ann, operator, OURS).await;
                // Nobody of the organisation is whom it may not act for.
                let stranger = asked(&app, "nobody", OURS).await;
                assert_eq!(found, stranger, "{} by ann as {operator}", sample.action);
                assert_eq!(found.0, 400, "{} by ann as {operator}", sample.action);
            }
            // As herself she may what an app may on her behalf.
            if sample.employee != Employee::May || sample.body.is_none() {
                assert_eq!(asked(&ann, "ann", OURS).await, asked(&app, "ann", OURS).await);
            }
        }
    }
    assert_eq!(everything(&home).await, before);
}

/// Whether it is of those in [`TOLD_TO_ALL`].
fn told(sample: &Sample) -> bool {
    TOLD_TO_ALL.contains(&sample.action)
}

#[tokio::test]
async fn the_console_of_an_administrator_does_what_an_app_does() {
    for sample in samples() {
        let home = of_both().await;
        let server = home.serve().await;
        let boss = home.console_token(&server, "our", "boss").await;
        let reply = server.call(sample.request(&boss, "boss", OURS)).await;
        assert_eq!(reply.status, 200, "{}: {reply:?}", sample.action);
        // In another organisation they are somebody else.
        let before = everything(&home).await;
        let theirs = home.console_token(&server, "their", "boss").await;
        if !sample.names_no_thing() {
            let [ours, nobodys] =
                [OURS, NOBODYS].map(|things| sample.request(&theirs, "boss", things));
            let (ours, nobodys) = (server.call(ours).await, server.call(nobodys).await);
            assert_eq!(said(&ours), said(&nobodys), "{} tells what there is", sample.action);
        }
        let after = everything(&home).await;
        assert_eq!(after.0, before.0, "{}", sample.action);
        server.stop().await;
    }
}

#[tokio::test]
async fn no_token_and_a_wrong_one_come_first() {
    let home = of_both().await;
    let server = home.serve().await;
    let before = everything(&home).await;
    for sample in samples() {
        for (token, code) in [
            ("", "AuthenticationFailed.MissingParameter"),
            ("0123456789abcdef0123456789abcdef", "InvalidAuthentication"),
        ] {
            let reply = server.call(sample.request(token, "boss", OURS)).await;
            assert_eq!(reply.outcome(), (400, code.to_owned()), "{}", sample.action);
        }
    }
    assert_eq!(everything(&home).await, before);
}
