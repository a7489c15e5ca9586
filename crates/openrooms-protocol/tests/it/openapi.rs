//! The OpenAPI document has the structure that OpenAPI 3.1 asks for, and says what is served.

use std::collections::HashSet;

use openrooms_protocol::Scope;
use openrooms_protocol::catalogue::{find, openapi, rows};
use serde_json::{Map, Value, json};

fn operations(document: &Value) -> Vec<(String, String, &Map<String, Value>)> {
    let mut all = Vec::new();
    for (path, item) in document["paths"].as_object().expect("paths are an object") {
        for (method, operation) in item.as_object().expect("a path item is an object") {
            let operation = operation.as_object().expect("an operation is an object");
            all.push((path.clone(), method.clone(), operation));
        }
    }
    all
}

fn each(value: &Value, visit: &mut impl FnMut(&Map<String, Value>)) {
    match value {
        Value::Object(object) => {
            visit(object);
            object.values().for_each(|value| each(value, visit));
        }
        Value::Array(array) => array.iter().for_each(|value| each(value, visit)),
        _ => {}
    }
}

#[test]
fn the_document_holds_what_is_served_and_nothing_else() {
    let document = openapi("1.2.3");
    assert_eq!(document["openapi"], "3.1.0");
    assert_eq!(document["info"]["version"], "1.2.3");
    let mut seen = HashSet::new();
    for (path, method, operation) in operations(&document) {
        let id = operation["operationId"].as_str().unwrap();
        assert!(seen.insert(id.to_owned()), "{id} twice");
        // A further method of the same is told by a word behind the action.
        let action = id.strip_suffix(&format!(".{method}")).unwrap_or(id);
        let row = find(action).unwrap();
        assert!(row.is_served(), "{action}");
        let upper = method.to_uppercase();
        let is_known = if action == id {
            row.method.as_str() == upper
        } else {
            row.also.iter().any(|also| also.as_str() == upper)
        };
        assert!(is_known && row.path == path, "{id} by {method} on {path}");
        assert_eq!(operation["x-scope"].as_str(), row.scope.map(Scope::name));
        let tag = &operation["tags"][0];
        let tags = document["tags"].as_array().unwrap();
        assert!(tags.iter().any(|one| one["name"] == *tag), "{tag}");
    }
    let served = rows().filter(|row| row.is_served());
    assert_eq!(seen.len(), served.map(|row| 1 + row.also.len()).sum::<usize>());
}

#[test]
fn every_reference_is_answered() {
    let document = openapi("0");
    let mut references = 0;
    each(&document, &mut |object| {
        if let Some(reference) = object.get("$ref") {
            let reference = reference.as_str().unwrap();
            let pointer = reference.strip_prefix('#').unwrap();
            assert!(document.pointer(pointer).is_some(), "{reference}");
            references += 1;
        }
    });
    assert!(references > 20, "{references}");
}

#[test]
fn every_parameter_is_declared_once_and_whole() {
    let document = openapi("0");
    for (path, method, operation) in operations(&document) {
        let empty = Vec::new();
        let parameters = operation.get("parameters").map_or(&empty, |all| all.as_array().unwrap());
        let mut in_path = Vec::new();
        let mut seen = HashSet::new();
        for parameter in parameters {
            let name = parameter["name"].as_str().unwrap();
            assert!(seen.insert((&parameter["in"], name)), "{name} twice");
            assert!(parameter["schema"]["type"].is_string(), "{parameter}");
            assert!(parameter["description"].is_string(), "{parameter}");
            if parameter["in"] == "path" {
                assert_eq!(parameter["required"], true);
                in_path.push(name);
            }
        }
        let wanted: Vec<_> = path
            .split('/')
            .filter_map(|segment| segment.strip_prefix('{')?.strip_suffix('}'))
            .collect();
        assert_eq!(in_path, wanted, "{method} {path}");
    }
}

#[test]
fn who_writes_events_may_name_the_change() {
    let document = openapi("0");
    for (path, method, operation) in operations(&document) {
        let parameters = operation.get("parameters").and_then(Value::as_array);
        let mut parameters = parameters.into_iter().flatten();
        let takes = parameters.any(|one| one["name"] == "x-client-token" && one["in"] == "header");
        let writes = operation["x-scope"] == "Calendar.Event.Write";
        assert_eq!(takes, writes, "{method} {path}");
    }
}

#[test]
fn every_operation_tells_its_security_and_its_replies() {
    let document = openapi("0");
    let schemes = document["components"]["securitySchemes"].as_object().unwrap();
    for (path, _, operation) in operations(&document) {
        let needed = operation["security"].as_array().unwrap();
        assert_eq!(needed.is_empty(), operation["x-scope"].is_null(), "{path}");
        for scheme in needed {
            for name in scheme.as_object().unwrap().keys() {
                assert!(schemes.contains_key(name), "{name}");
            }
        }
        let responses = operation["responses"].as_object().unwrap();
        let mut wanted = vec!["200", "default"];
        if path.starts_with("/v1.0/") {
            wanted.extend(["400", "403", "404", "500", "503"]);
        }
        for status in wanted {
            let response = &responses[status];
            assert!(response["description"].is_string(), "{path} {status}");
            assert!(
                response["content"]["application/json"]["schema"].is_object(),
                "{path} {status}"
            );
        }
        if let Some(body) = operation.get("requestBody") {
            assert_eq!(body["required"], true);
            assert!(body["content"]["application/json"]["schema"].is_object());
        }
    }
}

#[test]
fn the_room_read_is_described_field_by_field() {
    let document = openapi("0");
    let read = &document["paths"]["/v1.0/rooms/meetingRooms/{roomId}"]["get"];
    let names: Vec<_> = read["parameters"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (&one["name"], &one["in"], &one["required"]))
        .collect();
    assert_eq!(
        names,
        [
            (&json!("roomId"), &json!("path"), &json!(true)),
            (&json!("unionId"), &json!("query"), &json!(true)),
        ]
    );
    assert_eq!(read["security"], json!([{"token": []}]));
    assert_eq!(read["x-scope"], "VideoConference.Conference.Read");
    assert!(read.get("requestBody").is_none());
    let room = &document["components"]["schemas"]["MeetingRoom"];
    assert_eq!(room["required"], json!(["roomId", "roomName", "roomStatus"]));
    assert_eq!(room["properties"]["roomCapacity"]["type"], "integer");
    assert_eq!(room["properties"]["roomCapacity"]["format"], "int32");
    let config = &room["properties"]["extensionConfig"];
    assert_eq!(config["$ref"], "#/components/schemas/ExtensionConfig");
}

#[test]
fn credentials_are_required_and_nothing_is_null() {
    let document = openapi("0");
    let schemas = &document["components"]["schemas"];
    for (name, wanted) in [
        ("AppCredentials", json!(["appKey", "appSecret"])),
        ("ClientCredentials", json!(["client_id", "client_secret", "grant_type"])),
        ("AuthorisedCorp", json!(["auth_corpid"])),
    ] {
        assert_eq!(schemas[name]["required"], wanted, "{name}");
    }
    let gettoken = &document["paths"]["/gettoken"]["get"]["parameters"];
    assert_eq!(gettoken[0]["name"], "appkey");
    assert_eq!(gettoken[0]["required"], true);
    // By POST the same stands in the body.
    let post = &document["paths"]["/gettoken"]["post"];
    assert_eq!((&post["operationId"], post.get("parameters")), (&json!("gettoken.post"), None));
    for kind in ["application/json", "application/x-www-form-urlencoded"] {
        let form = &post["requestBody"]["content"][kind]["schema"];
        assert_eq!(form["required"], json!(["appkey", "appsecret"]), "{kind}");
        assert_eq!(form["properties"]["appkey"]["type"], "string", "{kind}");
    }
    each(schemas, &mut |object| {
        assert_ne!(object.get("type"), Some(&json!("null")));
        assert!(!matches!(object.get("type"), Some(Value::Array(_))), "{object:?}");
        assert_ne!(object.get("default"), Some(&Value::Null), "{object:?}");
    });
}

#[test]
fn what_is_refused_when_missing_is_required() {
    let document = openapi("0");
    let schemas = &document["components"]["schemas"];
    for (name, wanted) in [
        ("NewBan", json!(["unionId", "blacklistUnionId", "startTime"])),
        ("NewRoom", json!(["unionId", "roomName", "roomStatus", "isvRoomId"])),
        ("NewSuperUsers", json!(["unionId", "roomId"])),
        ("NewTemplate", json!(["templateName"])),
    ] {
        assert_eq!(sorted(&schemas[name]["required"]), sorted(&wanted), "{name}");
    }
    let path = "/v1.0/rooms/meetingRooms/superUsers/remove";
    let query = &document["paths"][path]["post"]["parameters"];
    let query: Vec<_> = query.as_array().expect("parameters").iter().collect();
    assert_eq!(query.len(), 2);
    assert!(query.iter().all(|one| one["required"] == true), "{query:?}");
}

fn sorted(names: &Value) -> Vec<&str> {
    let mut names: Vec<_> =
        names.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    names.sort_unstable();
    names
}
