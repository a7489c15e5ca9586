//! Organisation documents, and what an export makes of them.

use serde_json::{Value, json};

/// The smallest document, with the room of the API's own sample reply.
pub(crate) fn sample() -> Value {
    serde_json::from_str(include_str!("sample-organisation.json")).unwrap()
}

/// The demo's.
pub(crate) fn demo() -> Value {
    serde_json::from_str(include_str!("../../demo/organisation.json")).unwrap()
}

/// The sample's room.
pub(crate) fn sample_room() -> Value {
    sample()["organisations"][0]["rooms"][0].take()
}

/// A document of one organisation with such rooms.
pub(crate) fn of_rooms(rooms: impl IntoIterator<Item = Value>) -> Value {
    let rooms: Vec<_> = rooms.into_iter().collect();
    json!({ "organisations": [{ "corpId": "ding1", "corpName": "One", "rooms": rooms }] })
}

/// A room with the least of fields.
pub(crate) fn room(id: &str) -> Value {
    json!({ "roomId": id, "roomName": format!("Room {id}"), "roomStatus": 0 })
}

/// The lists of an organisation, each with the field that sorts it.
const LISTS: [(&str, &str); 15] = [
    ("departments", "deptId"),
    ("users", "unionId"),
    ("apps", "appKey"),
    ("roomGroups", "groupId"),
    ("roomLabels", "labelId"),
    ("rooms", "roomId"),
    ("roomRights", "roomId"),
    ("roomProblems", "problemId"),
    ("floorPlans", "groupId"),
    ("bookingBlacklist", "unionId"),
    ("devices", "deviceUnionId"),
    ("screenTemplates", "deviceCustomTemplate"),
    ("controlPanels", "roomId"),
    ("pictures", "pictureId"),
    ("events", "id"),
];

/// What a screen template is that does not say it; an export says it.
fn plain_template() -> Value {
    json!({
        "bgImageList": [],
        "bgType": 1,
        "desensitizeUserName": false,
        "hideServerCodeWhenProjecting": false,
        "instruction": false,
        "isPicTop": 1,
        "showCalendarCard": false,
        "showCalendarTitle": false,
        "showFunctionCard": false
    })
}

/// The document without what an export does not tell: secrets, the order of lists that are sorted
/// by an id, a list that is empty from one that is absent, null from absent. A room's corpId and a
/// template's defaults are filled in, as an export does.
pub(crate) fn essence(mut document: Value) -> Value {
    sort(&mut document, "organisations", "corpId");
    sort(&mut document, "suites", "suiteKey");
    drop_empty(&mut document, "suites");
    for organisation in document["organisations"].as_array_mut().unwrap() {
        for template in items(organisation, "screenTemplates") {
            for place in ["deviceUnionIds", "groupIds", "roomIds"] {
                drop_empty(template, place);
            }
            let look = &mut template["deviceCustomTemplate"];
            without(look, &["corpId"]);
            let given = std::mem::replace(look, plain_template());
            look.as_object_mut().unwrap().extend(given.as_object().unwrap().clone());
        }
        for rights in items(organisation, "roomRights") {
            for list in ["adminUnionIds", "superUserIds", "superDeptIds"] {
                drop_empty(rights, list);
            }
        }
        for plan in items(organisation, "floorPlans") {
            drop_empty(plan, "places");
        }
        for (list, id) in LISTS {
            sort(organisation, list, id);
            drop_empty(organisation, list);
        }
        let corp = organisation["corpId"].clone();
        for room in items(organisation, "rooms") {
            room["corpId"] = corp.clone();
            if let Some(closure) = room.pointer_mut("/extensionConfig/reservationCloseDetail") {
                drop_null(closure, "taskEndTime");
            }
        }
        for group in items(organisation, "roomGroups") {
            if let Some(closure) = group.pointer_mut("/extensionConfig/reservationCloseDetail") {
                drop_null(closure, "taskEndTime");
            }
        }
        for ban in items(organisation, "bookingBlacklist") {
            drop_null(ban, "endTime");
        }
        for user in items(organisation, "users") {
            drop_empty(user, "deptIds");
        }
        for group in items(organisation, "roomGroups") {
            drop_empty(group, "adminUnionIds");
        }
        for app in items(organisation, "apps") {
            without(app, &["appSecret", "appSecretHash"]);
        }
    }
    for suite in items(&mut document, "suites") {
        without(suite, &["suiteSecret", "suiteSecretHash"]);
    }
    document
}

fn items<'a>(object: &'a mut Value, list: &str) -> &'a mut [Value] {
    object.get_mut(list).and_then(Value::as_array_mut).map_or(&mut [], Vec::as_mut_slice)
}

fn sort(object: &mut Value, list: &str, id: &str) {
    items(object, list).sort_by_cached_key(|item| (item[id].to_string(), item.to_string()));
}

fn without(object: &mut Value, fields: &[&str]) {
    object.as_object_mut().unwrap().retain(|name, _| !fields.contains(&name.as_str()));
}

fn drop_empty(object: &mut Value, list: &str) {
    if object.get(list).and_then(Value::as_array).is_some_and(Vec::is_empty) {
        without(object, &[list]);
    }
}

fn drop_null(object: &mut Value, field: &str) {
    if object.get(field).is_some_and(Value::is_null) {
        without(object, &[field]);
    }
}
