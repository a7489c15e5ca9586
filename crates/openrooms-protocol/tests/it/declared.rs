//! The OpenAPI document against what the SDKs declare of each operation: the names of its fields, their
//! types, and which of them are required.

use std::collections::BTreeSet;

use openrooms_protocol::catalogue::openapi;
use serde_json::{Map, Value, json};

/// Where the two differ, and why.
#[rustfmt::skip] // a table
const DIFFERENCES: &[(&str, &str)] = &[
    ("AddAttendee.attendeesToAdd[].id is required here", ENFORCED),
    ("AddMeetingRooms.meetingRoomsToAdd[].roomId is required here", ENFORCED),
    ("CreateEvent.attendees[].id is required here", ENFORCED),
    ("CreateEventByMe.attendees[].id is required here", ENFORCED),
    ("CreateEventByMe.end is required here", ENFORCED),
    ("CreateMeetingRoom.reservationAuthority.authorizedMembers[].memberId is required here", ENFORCED),
    ("CreateMeetingRoom.reservationAuthority.authorizedMembers[].memberType is required here", ENFORCED),
    ("CreateMeetingRoomControlPanel.roomConfig[].enName is optional here", AS_ANSWERED),
    ("CreateMeetingRoomControlPanel.roomConfig[].icon is optional here", AS_ANSWERED),
    ("CreateMeetingRoomControlPanel.roomConfig[].name is optional here", AS_ANSWERED),
    ("CreateMeetingRoomControlPanel.roomConfig[].showTime is optional here", AS_ANSWERED),
    ("CreateMeetingRoomControlPanel.roomConfig[].sort is optional here", AS_ANSWERED),
    ("CreateMeetingRoomControlPanel.roomConfig[].url is optional here", AS_ANSWERED),
    ("CreateMeetingRoomGroup.groupName is required here", ENFORCED),
    ("DeleteBookingBlacklist.blacklistUnionIds is required here", ENFORCED),
    ("DeleteBookingBlacklist.unionId is required here", ENFORCED),
    ("GenerateCaldavAccount is not served", "It is marked so in docs/WIRE.md."),
    ("GetAccessToken.appSecret is required here", ENFORCED),
    ("GetToken>.expires_in is int64 here", "Every token call counts alike; the number is 7200."),
    ("GetUser>.loginEmail is lacking", "It is left out of replies, as what was never set is."),
    ("GetUser>.visitor is lacking", "It is left out of replies, as what was never set is."),
    ("MeetingRoomRespond.responseStatus is required here", ENFORCED),
    ("PatchEvent.attendees[].email is lacking", "It is passed over."),
    ("PatchEvent.attendees[].id is required here", ENFORCED),
    ("PatchEvent.id is optional here", "The path says it."),
    ("PatchEvent.uiConfigs[].uiName is optional here", "What an event is given and nothing asks for is kept as it is."),
    ("PatchEvent.uiConfigs[].uiStatus is optional here", "What an event is given and nothing asks for is kept as it is."),
    ("QueryDeviceCustomTemplate>.result.deviceCustomTemplate.confSubType is lacking", "It is left out of replies, as what was never set is."),
    ("QueryDeviceCustomTemplate>.result.deviceCustomTemplate.confType is lacking", "It is left out of replies, as what was never set is."),
    ("QueryDeviceCustomTemplateList>.result.deviceCustomTemplates[].confSubType is lacking", "It is left out of replies, as what was never set is."),
    ("QueryDeviceCustomTemplateList>.result.deviceCustomTemplates[].confType is lacking", "It is left out of replies, as what was never set is."),
    ("RemoveAttendee.attendeesToRemove is required here", ENFORCED),
    ("RemoveAttendee.attendeesToRemove[].id is required here", ENFORCED),
    ("RemoveMeetingRooms.meetingRoomsToRemove is required here", ENFORCED),
    ("RemoveMeetingRooms.meetingRoomsToRemove[].roomId is required here", ENFORCED),
    ("SendCentralControl.controlBody is required here", ENFORCED),
    ("SendCentralControl.roomId is required here", ENFORCED),
    ("SendCentralControl.unionId is required here", ENFORCED),
    ("UpdateDeviceCustomTemplate.templateName is optional here", "The name stays where it is absent."),
    ("UpdateMeetingRoom.reservationAuthority.authorizedMembers[].memberId is required here", ENFORCED),
    ("UpdateMeetingRoom.reservationAuthority.authorizedMembers[].memberType is required here", ENFORCED),
];

const ENFORCED: &str = "The server refuses a call without it.";
const AS_ANSWERED: &str =
    "It stands as it is answered, where it may be left out; a call without it is refused.";

/// The document, and what was found.
struct Comparison {
    document: Value,
    found: BTreeSet<String>,
}

impl Comparison {
    fn resolved<'a>(&'a self, schema: &'a Value) -> &'a Value {
        match schema["$ref"].as_str() {
            Some(place) => self.document.pointer(place.trim_start_matches('#')).unwrap(),
            None => schema,
        }
    }

    fn note(&mut self, place: &str, what: &str) {
        self.found.insert(format!("{place} {what}"));
    }

    /// Compares declared fields, whose names end with `!` where they are required.
    fn fields(&mut self, place: &str, declared: &Map<String, Value>, ours: &Value, is_asked: bool) {
        let ours = self.resolved(ours).clone();
        let required = ours["required"].as_array().cloned().unwrap_or_default();
        for (name, kind) in declared {
            let (name, is_required) =
                name.strip_suffix('!').map_or((&**name, false), |name| (name, true));
            let place = format!("{place}.{name}");
            let Some(field) = ours["properties"].get(name) else {
                self.note(&place, "is lacking");
                continue;
            };
            match (is_required, required.contains(&json!(name))) {
                (true, false) if is_asked => self.note(&place, "is optional here"),
                (false, true) if is_asked => self.note(&place, "is required here"),
                _ => {}
            }
            self.kind(&place, kind, field, is_asked);
        }
    }

    fn kind(&mut self, place: &str, declared: &Value, ours: &Value, is_asked: bool) {
        let ours = self.resolved(ours).clone();
        let kind = ours["type"].as_str().unwrap_or("anything");
        let is_same = match declared {
            Value::Object(fields) => {
                self.fields(place, fields, &ours, is_asked);
                kind == "object"
            }
            Value::Array(items) => {
                self.kind(&format!("{place}[]"), &items[0], &ours["items"], is_asked);
                kind == "array"
            }
            declared => match declared.as_str().unwrap() {
                "map" => kind == "object",
                width @ ("int32" | "int64") => kind == "integer" && ours["format"] == width,
                declared => kind == declared,
            },
        };
        if !is_same {
            let kind = ours["format"].as_str().unwrap_or(kind);
            self.note(place, &format!("is {kind} here"));
        }
    }
}

/// The parameters in the query, as the fields of an object.
fn query_of(operation: &Value) -> Value {
    let (mut properties, mut required) = (Map::new(), Vec::new());
    for parameter in operation["parameters"].as_array().into_iter().flatten() {
        if parameter["in"] == "query" {
            let name = parameter["name"].as_str().unwrap();
            properties.insert(name.to_owned(), parameter["schema"].clone());
            if parameter["required"] == true {
                required.push(name);
            }
        }
    }
    json!({ "properties": properties, "required": required })
}

#[test]
fn each_operation_is_described_as_the_sdks_declare_it() {
    let declared: Vec<Value> =
        serde_json::from_str(include_str!("../../schema/surface.json")).unwrap();
    let mut comparison = Comparison { document: openapi("0"), found: BTreeSet::new() };
    for row in &declared {
        let action = row["action"].as_str().unwrap();
        let method = row["method"].as_str().unwrap().to_lowercase();
        let operation = &comparison.document["paths"][row["path"].as_str().unwrap()][method];
        if operation.is_null() {
            comparison.note(action, "is not served");
            continue;
        }
        assert_eq!(operation["operationId"], action);
        let operation = operation.clone();
        let json = |content: &Value| content["content"]["application/json"]["schema"].clone();
        let (body, reply) = (json(&operation["requestBody"]), json(&operation["responses"]["200"]));
        for (part, name, ours, is_asked) in [
            ("query", "?", query_of(&operation), true),
            ("body", "", body, true),
            ("reply", ">", reply, false),
        ] {
            let fields = row[part].as_object().unwrap();
            comparison.fields(&format!("{action}{name}"), fields, &ours, is_asked);
        }
        let is_given = !row["body"].as_object().unwrap().is_empty();
        if is_given != operation["requestBody"].is_object() {
            comparison.note(action, "differs in whether it takes a body");
        }
    }
    let wanted: Vec<_> = DIFFERENCES.iter().map(|(difference, _)| *difference).collect();
    let found: Vec<_> = comparison.found.iter().map(String::as_str).collect();
    assert_eq!(found, wanted);
    assert!(DIFFERENCES.iter().all(|(_, why)| why.ends_with('.')));
}
