//! Documents that are refused, each with the sentence that it gets.

use serde_json::{Value, json};

use crate::document::{of_rooms, room, sample};
use crate::home::Home;

/// What `import` says of the sample with one field set to something else; null takes it away.
#[track_caller]
fn says(pointer: &str, value: Value, wanted: &str) {
    let mut document = sample();
    let (parent, field) = pointer.rsplit_once('/').unwrap();
    match document.pointer_mut(parent).unwrap() {
        Value::Object(fields) if value.is_null() => _ = fields.remove(field),
        Value::Object(fields) => _ = fields.insert(field.to_owned(), value),
        Value::Array(items) => items.push(value),
        other => panic!("{other} holds nothing"),
    }
    let complaint = Home::new().import_wrong(&document);
    // Where in the text it stands is said by some, and differs with its layout.
    let complaint = complaint.split(" at line ").next().unwrap();
    assert_eq!(complaint, wanted);
}

#[test]
fn the_path_counts_from_nought() {
    let mut wrong = room("d");
    wrong["roomStatus"] = json!(3);
    let document = of_rooms([room("a"), room("b"), room("c"), wrong]);
    let complaint = Home::new().import_wrong(&document);
    assert_eq!(complaint, "organisations[0].rooms[3].roomStatus: 3 is not 0, 1 or 2");
}

#[test]
fn rooms() {
    for (field, value, wanted) in [
        ("roomStatus", json!(-1), ".roomStatus: -1 is not 0, 1 or 2"),
        ("roomStatus", json!("0"), ".roomStatus: it must be a whole number"),
        ("roomStatus", Value::Null, ": roomStatus is missing"),
        ("roomId", Value::Null, ": roomId is missing"),
        ("roomId", json!(""), ".roomId: it must not be empty"),
        ("roomName", json!(["a"]), ".roomName: it must be a text"),
        ("corpId", json!("ding2"), ".corpId: it is not the organisation's, \"ding994axxxxx\""),
        ("roomCapacity", json!(-1), ".roomCapacity: it cannot be negative"),
        (
            "roomCapacity",
            json!(2_147_483_648_u64),
            ".roomCapacity: it must be from -2147483648 to 2147483647",
        ),
        ("timeZone", json!("Mars/Olympus"), ".timeZone: no time zone is named \"Mars/Olympus\""),
        ("roomGroup/groupId", json!(-4), ".roomGroup.groupId: it must not be negative"),
        ("roomLabels/-", json!({ "labelName": "TV" }), ".roomLabels[1]: labelId is missing"),
        ("deviceUnionIds/-", json!(7), ".deviceUnionIds[1]: it must be a text"),
        (
            "reservationAuthority/authorizedMembers/-",
            json!({ "memberId": "1", "memberType": "robot" }),
            ".reservationAuthority.authorizedMembers[1].memberType: \"robot\" is neither \"user\" nor \"dept\"",
        ),
        (
            "extensionConfig/openReservation",
            json!("yes"),
            ".extensionConfig.openReservation: it must be true or false",
        ),
        (
            "extensionConfig/approvalType",
            json!(3),
            ".extensionConfig.approvalType: 3 is not 1 or 2",
        ),
        (
            "extensionConfig/advanceReservation/advanceReservationTimeUnit",
            json!("hours"),
            ".extensionConfig.advanceReservation.advanceReservationTimeUnit: \"hours\" is not days, weeks, months or years",
        ),
        (
            "extensionConfig/advanceReservation/advanceBookTimeFormat",
            json!("25:00"),
            ".extensionConfig.advanceReservation.advanceBookTimeFormat: \"25:00\" is not a time of day such as 09:00",
        ),
        (
            "extensionConfig/reservationCloseDetail/taskStartTime",
            json!("soon"),
            ".extensionConfig.reservationCloseDetail.taskStartTime: it must be a whole number",
        ),
    ] {
        let pointer = format!("/organisations/0/rooms/0/{field}");
        says(&pointer, value, &format!("organisations[0].rooms[0]{wanted}"));
    }
}

#[test]
fn everything_else_of_an_organisation() {
    let event = |id: &str, recurrence: Value| {
        json!({
            "id": id, "summary": "x", "organizer": { "id": "ann" }, "recurrence": recurrence,
            "start": { "dateTime": "2026-12-08T10:00:00+08:00", "timeZone": "Asia/Shanghai" },
            "end": { "dateTime": "2026-12-08T11:00:00+08:00", "timeZone": "Asia/Shanghai" },
        })
    };
    let daily = json!({
        "pattern": { "type": "daily", "interval": 1 },
        "range": { "type": "numbered", "numberOfOccurrences": 2 },
    });
    for (field, value, wanted) in [
        ("corpId", json!(""), ".corpId: it must not be empty"),
        ("corpName", Value::Null, ": corpName is missing"),
        ("timeZone", json!("Shanghai"), ".timeZone: no time zone is named \"Shanghai\""),
        ("callsPerMonth", json!(u64::MAX), ".callsPerMonth: it is too large"),
        (
            "departments/-",
            json!({ "deptId": 1, "name": "Twin", "parentId": 0 }),
            ".departments[1].deptId: 1 stands at organisations[0].departments[0].deptId already",
        ),
        (
            "departments/-",
            json!({ "deptId": 0, "name": "Nought", "parentId": 0 }),
            ".departments[1].deptId: it must be 1 or more",
        ),
        ("users/0/unionId", json!(""), ".users[0].unionId: it must not be empty"),
        (
            "users/0/userId",
            json!("user01"),
            ".users[1].userId: \"user01\" stands at organisations[0].users[0].userId already",
        ),
        (
            "users/1/unionId",
            json!("2iPOLxxxxx"),
            ".users[1].unionId: \"2iPOLxxxxx\" stands at organisations[0].users[0].unionId already",
        ),
        ("users/0/admin", json!(1), ".users[0].admin: it must be true or false"),
        ("apps/0/appKey", json!(""), ".apps[0].appKey: it must not be empty"),
        ("apps/0/appSecret", json!(""), ".apps[0].appSecret: it must not be empty"),
        (
            "apps/0/ipAllowList",
            json!(["10.0.0.0/8", "10.0.0.0/33"]),
            ".apps[0].ipAllowList[1]: \"10.0.0.0/33\" is not a block of addresses such as 10.0.0.0/8",
        ),
        (
            "apps/0/qpsPerOperation",
            json!(-1),
            ".apps[0].qpsPerOperation: it must be from 0 to 4294967295",
        ),
        (
            "roomGroups/-",
            json!({ "groupId": 1, "groupName": "Twin", "parentId": 0 }),
            ".roomGroups[1].groupId: 1 stands at organisations[0].roomGroups[0].groupId already",
        ),
        ("roomGroups/0/groupId", json!(0), ".roomGroups[0].groupId: it must be 1 or more"),
        (
            "rooms/-",
            room("0ffb7184xxxxx"),
            ".rooms[1].roomId: \"0ffb7184xxxxx\" stands at organisations[0].rooms[0].roomId already",
        ),
        (
            "bookingBlacklist",
            json!([{ "unionId": "a" }]),
            ".bookingBlacklist[0]: startTime is missing",
        ),
        (
            "devices",
            json!([{ "deviceUnionId": "", "deviceId": "a" }]),
            ".devices[0].deviceUnionId: it must not be empty",
        ),
        (
            "devices",
            json!([{ "deviceUnionId": "a", "deviceId": "a", "properties": { "ip": 1 } }]),
            ".devices[0].properties.ip: it must be a text",
        ),
        (
            "events",
            json!([{ "id": "a" }, { "id": "a" }]),
            ".events[1].id: \"a\" stands at organisations[0].events[0].id already",
        ),
        ("events", json!([7]), ".events[0]: it must be an object"),
        (
            "events",
            json!([event("s_1796781600000", Value::Null), event("s", daily)]),
            ".events[0].id: \"s_1796781600000\" is the id of a date of organisations[0].events[1]",
        ),
        ("users/-", json!(["x", "y", "Z"]), ".users[2]: it must be an object"),
        ("users/0/name", json!("Z\0"), ".users[0].name: it has a character U+0000"),
    ] {
        let pointer = format!("/organisations/0/{field}");
        says(&pointer, value, &format!("organisations[0]{wanted}"));
    }
}

#[test]
fn labels_of_the_organisation() {
    for (value, wanted) in [
        (
            json!([{ "labelId": 6, "labelName": "a" }, { "labelId": 6, "labelName": "b" }]),
            ".roomLabels[1].labelId: 6 stands at organisations[0].roomLabels[0].labelId already",
        ),
        (
            json!([{ "labelId": 5, "labelName": "a" }]),
            ".roomLabels[0].labelId: 1 to 5 are the same everywhere",
        ),
        (
            json!([{ "labelId": 6, "labelName": "" }]),
            ".roomLabels[0].labelName: it must not be empty",
        ),
        (
            json!([{ "labelId": 0, "labelName": "a" }]),
            ".roomLabels[0].labelId: it must be 1 or more",
        ),
    ] {
        let wanted = format!("organisations[0]{wanted}");
        says("/organisations/0/roomLabels", value, &wanted);
    }
}

#[test]
fn ids_that_show_nothing() {
    for pointer in [
        "/organisations/0/corpId",
        "/organisations/0/users/0/unionId",
        "/organisations/0/users/0/userId",
        "/organisations/0/apps/0/appKey",
        "/organisations/0/rooms/0/roomId",
        "/suites/0/suiteKey",
    ] {
        let place = pointer[1..].replace("/0", "[0]").replace('/', ".");
        says(pointer, json!("  \t\u{3000}"), &format!("{place}: it must not be blank"));
    }
    says(
        "/organisations/0/devices",
        json!([{ "deviceUnionId": " ", "deviceId": "a" }]),
        "organisations[0].devices[0].deviceUnionId: it must not be blank",
    );
}

#[test]
fn numbers_that_no_client_can_hold() {
    const BEYOND: i64 = 1 << 53;
    for (field, place) in [
        ("departments/0/deptId", "departments[0].deptId"),
        ("departments/0/parentId", "departments[0].parentId"),
        ("users/0/deptIds/-", "users[0].deptIds[1]"),
        ("roomGroups/0/groupId", "roomGroups[0].groupId"),
        ("roomGroups/0/parentId", "roomGroups[0].parentId"),
        ("rooms/0/roomGroup/groupId", "rooms[0].roomGroup.groupId"),
        ("rooms/0/roomGroup/parentId", "rooms[0].roomGroup.parentId"),
        ("rooms/0/roomLabels/0/labelId", "rooms[0].roomLabels[0].labelId"),
    ] {
        let wanted = format!(
            "organisations[0].{place}: 9007199254740992 is beyond 9007199254740991, and clients would round it"
        );
        says(&format!("/organisations/0/{field}"), json!(BEYOND), &wanted);
    }
    for list in ["departments[0].deptId", "roomGroups[0].groupId"] {
        let pointer = format!("/organisations/0/{}", list.replace("[0].", "/0/"));
        says(&pointer, json!(-1), &format!("organisations[0].{list}: it must be 1 or more"));
    }
}

/// Departments or groups, each with the one above it.
fn tree(list: &str, nodes: &[(i64, i64)]) -> Value {
    let nodes = nodes.iter().map(|(id, above)| match list {
        "departments" => json!({ "deptId": id, "name": "Node", "parentId": above }),
        _ => json!({ "groupId": id, "groupName": "Node", "parentId": above }),
    });
    nodes.collect()
}

#[test]
fn trees_that_go_in_circles_or_too_deep() {
    let circle = "the departments above it go in a circle";
    let round = "the groups above it go in a circle";
    let deep = "groups would have more than 3 levels by it";
    for (list, nodes, place, wanted) in [
        ("departments", &[(1, 1)][..], "departments[0].parentId", circle),
        ("departments", &[(1, 0), (2, 3), (3, 2)], "departments[1].parentId", circle),
        ("roomGroups", &[(1, 0), (7, 7)], "roomGroups[1].parentId", round),
        ("roomGroups", &[(3, 1), (1, 2), (2, 3)], "roomGroups[0].parentId", round),
        ("roomGroups", &[(1, 0), (2, 1), (3, 2), (4, 3)], "roomGroups[3].parentId", deep),
        // The room's group is in none of the lists: it is made from the room.
        ("roomGroups", &[(5, 1)], "roomGroups[0].parentId", round),
        ("roomGroups", &[(5, 6), (6, 7), (7, 0)], "rooms[0].roomGroup.parentId", deep),
    ] {
        let mut document = sample();
        let organisation = &mut document["organisations"][0];
        organisation[list] = tree(list, nodes);
        organisation["rooms"][0]["roomGroup"] =
            json!({ "groupId": 1, "groupName": "Made", "parentId": 5 });
        assert_eq!(
            Home::new().import_wrong(&document),
            format!("organisations[0].{place}: {wanted}"),
            "{list} {nodes:?}"
        );
    }
}

#[test]
fn trees_that_go_wrong_by_what_is_there() {
    let of = |list: &str, nodes: &[(i64, i64)]| json!({ "organisations": [{ "corpId": "c", "corpName": "C", list: tree(list, nodes) }] });
    let home = Home::new();
    home.import(&of("departments", &[(1, 0), (2, 1), (3, 2)]));
    home.import(&of("roomGroups", &[(1, 0), (2, 1), (3, 2), (9, 0)]));
    let before = home.export();
    for (list, nodes, wanted) in [
        (
            "departments",
            &[(5, 0), (2, 3)][..],
            "departments[1].parentId: the departments above it go in a circle",
        ),
        (
            "roomGroups",
            &[(4, 3)],
            "roomGroups[0].parentId: groups would have more than 3 levels by it",
        ),
        (
            "roomGroups",
            &[(1, 9)],
            "roomGroups[0].parentId: groups would have more than 3 levels by it",
        ),
        ("roomGroups", &[(1, 3)], "roomGroups[0].parentId: the groups above it go in a circle"),
    ] {
        // Sound by itself, and in an empty database.
        let document = of(list, nodes);
        home.write("document.json", document.to_string());
        home.done(&["import", "--check", "document.json"]);
        assert_eq!(home.import_wrong(&document), format!("organisations[0].{wanted}"), "{nodes:?}");
        Home::new().import(&document);
    }
    assert_eq!(home.export(), before);
    // A document may put the whole tree elsewhere, and its rest with it.
    home.import(&of("roomGroups", &[(1, 9), (2, 9), (3, 2)]));
    home.write("document.json", of("roomGroups", &[(4, 3)]).to_string());
    home.done(&["import", "--replace", "document.json"]);
}

#[test]
fn references_that_nothing_answers_are_kept() {
    let mut document = sample();
    let organisation = &mut document["organisations"][0];
    organisation["departments"] = tree("departments", &[(1, 0), (2, 77), (3, -1)]);
    organisation["roomGroups"] = tree("roomGroups", &[(1, 0), (2, 77), (3, -1)]);
    organisation["users"][0]["deptIds"] = json!([1, 77, -1, 0]);
    organisation["roomGroups"][0]["adminUnionIds"] = json!(["nobody"]);
    organisation["bookingBlacklist"] = json!([{ "unionId": "nobody", "startTime": 0 }]);
    let home = Home::new();
    home.import(&document);
    let (kept, given) = (&home.export()["organisations"][0], &document["organisations"][0]);
    for list in ["departments", "roomGroups", "bookingBlacklist"] {
        assert_eq!(kept[list], given[list], "{list}");
    }
    assert_eq!(kept["users"][0]["deptIds"], json!([1, 77, -1, 0]));
}

#[test]
fn hashes_that_no_export_wrote() {
    let mut document = sample();
    document["organisations"][0]["apps"] =
        json!([{ "appKey": "a", "appSecretHash": "x", "scopes": [] }]);
    let wanted = "organisations[0].apps[0].appSecretHash: it is not a hash that an export wrote";
    assert_eq!(Home::new().import_wrong(&document), wanted);
    document["organisations"] = json!([]);
    document["suites"] =
        json!([{ "suiteKey": "a", "suiteSecretHash": "x", "scopes": [], "authCorpIds": [] }]);
    let wanted = "suites[0].suiteSecretHash: it is not a hash that an export wrote";
    assert_eq!(Home::new().import_wrong(&document), wanted);
}

#[test]
fn keys_are_one_of_a_kind_across_organisations_and_suites() {
    says(
        "/suites/0/suiteKey",
        json!("dingdemo"),
        "suites[0].suiteKey: \"dingdemo\" stands at organisations[0].apps[0].appKey already",
    );
    let mut other = sample()["organisations"][0].clone();
    says(
        "/organisations/-",
        other.clone(),
        "organisations[1].corpId: \"ding994axxxxx\" stands at organisations[0].corpId already",
    );
    other["corpId"] = json!("ding2");
    says(
        "/organisations/-",
        other,
        "organisations[1].apps[0].appKey: \"dingdemo\" stands at organisations[0].apps[0].appKey already",
    );
}

#[test]
fn what_is_unknown_in_a_closed_object() {
    for (pointer, place) in [
        ("/colour", "colour"),
        ("/organisations/0/colour", "organisations[0].colour"),
        ("/organisations/0/departments/0/colour", "organisations[0].departments[0].colour"),
        ("/organisations/0/users/1/colour", "organisations[0].users[1].colour"),
        ("/organisations/0/apps/0/colour", "organisations[0].apps[0].colour"),
        ("/organisations/0/roomGroups/0/colour", "organisations[0].roomGroups[0].colour"),
        ("/suites/0/colour", "suites[0].colour"),
    ] {
        let mut document = sample();
        let (parent, field) = pointer.rsplit_once('/').unwrap();
        document.pointer_mut(parent).unwrap()[field] = json!("red");
        let complaint = Home::new().import_wrong(&document);
        let wanted = format!("{place}: it is not known here, where there are ");
        assert!(complaint.starts_with(&wanted), "{complaint}");
    }
}

#[test]
fn a_complaint_steers_no_terminal() {
    let mut document = sample();
    document["\u{1b}[31m\u{9b}\u{202e}"] = json!(1);
    let complaint = Home::new().import_wrong(&document);
    assert!(complaint.starts_with(r"\u001b[31m\u009b\u202e: it is not known"), "{complaint}");
    assert!(!complaint.contains(['\u{1b}', '\u{9b}', '\u{202e}']), "{complaint}");
}

#[test]
fn what_is_no_document_at_all() {
    for (text, wanted) in [
        ("", "the document is not understood: EOF while parsing a value at line 1 column 0"),
        ("hello", "the document is not understood: expected value at line 1 column 1"),
        ("{}", "the document is not understood: organisations is missing at line 1 column 2"),
        (
            "{\"organisations\": []} x",
            "the document is not understood: trailing characters at line 1 column 23",
        ),
        ("{\"organisations\": [", "organisations: EOF while parsing a list at line 1 column 19"),
        ("{\"organisations\": {}}", "organisations: it must be a list at line 1 column 20"),
    ] {
        let outcome = Home::new().run_with_input(&["import", "-"], text.as_bytes());
        assert_eq!(crate::home::complaint(&outcome, 1), wanted);
    }
    let outcome = Home::new().run_with_input(&["import", "-"], b"{\"organisations\": [\"\xff\"]}");
    let complaint = crate::home::complaint(&outcome, 1);
    assert!(complaint.starts_with("organisations[0]: "), "{complaint}");
}

#[test]
fn a_file_that_is_not_there() {
    let complaint = Home::new().failed(&["import", "nowhere.json"]);
    assert_eq!(complaint, "cannot read nowhere.json: No such file or directory (os error 2)");
}
