//! The organisation document, refused with the path of what is wrong. Every object of the schema is
//! tried, so that one which comes later is tried as well.

use openrooms_protocol::organisation::{Document, DocumentError};
use serde_json::{Map, Value, json};

/// A document with everything that the schema knows, once.
fn whole() -> Value {
    let schema = include_str!("../../schema/organisation.schema.json");
    let schema: Value = serde_json::from_str(schema).unwrap();
    made(&schema, &schema)
}

/// The least that a node admits, with all of its fields.
fn made(schema: &Value, node: &Value) -> Value {
    if let Some(place) = node["$ref"].as_str() {
        return made(schema, schema.pointer(place.trim_start_matches('#')).unwrap());
    }
    if let Some(first) = node["enum"].get(0) {
        return first.clone();
    }
    let kind = node["type"].get(0).unwrap_or(&node["type"]).as_str();
    match kind.unwrap() {
        "object" => {
            let fields = node["properties"].as_object().cloned().unwrap_or_default();
            let mut object: Map<_, _> =
                fields.iter().map(|(name, inner)| (name.clone(), made(schema, inner))).collect();
            if node["additionalProperties"].is_object() {
                object.insert("any".to_owned(), made(schema, &node["additionalProperties"]));
            }
            Value::Object(object)
        }
        "array" => json!([made(schema, &node["items"])]),
        "string" => json!("text"),
        "integer" => json!(1),
        "boolean" => json!(true),
        other => panic!("{other} is a type that is new here"),
    }
}

/// Every value in a document: its pointer and its path.
fn places(value: &Value, pointer: &str, path: &str, found: &mut Vec<(String, String)>) {
    found.push((pointer.to_owned(), path.to_owned()));
    match value {
        Value::Object(fields) => {
            for (name, inner) in fields {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                places(inner, &format!("{pointer}/{name}"), &path, found);
            }
        }
        Value::Array(items) => {
            for (at, inner) in items.iter().enumerate() {
                places(inner, &format!("{pointer}/{at}"), &format!("{path}[{at}]"), found);
            }
        }
        _ => {}
    }
}

/// Puts something in the place of each value of the whole document that `change` wants changed,
/// and says how many were refused. Each must be, with its path and these words.
fn each_refused(change: impl Fn(&Value) -> Vec<Value>, wanted: &str) -> usize {
    let whole = whole();
    let read = |document: &Value| Document::read(document.to_string().as_bytes());
    assert!(read(&whole).is_ok(), "{:?}", read(&whole).err());
    let mut found = Vec::new();
    places(&whole, "", "", &mut found);
    let mut refused = 0;
    // Of a device's details what is of another kind is only kept.
    for (pointer, path) in found.iter().filter(|(_, path)| !path.ends_with(".shownGroupId")) {
        for changed in change(whole.pointer(pointer).unwrap()) {
            let mut document = whole.clone();
            *document.pointer_mut(pointer).unwrap() = changed;
            let Some(DocumentError { path: said, message }) = read(&document).err() else {
                panic!("{path} is taken: {document}");
            };
            // A name that cannot be told is a question mark.
            let said = said.strip_suffix('?').map_or(&*said, |said| said.trim_end_matches('.'));
            assert_eq!(said.trim_start_matches('.'), path.as_str(), "{message}");
            assert!(message.starts_with(wanted), "{path}: {message}");
            refused += 1;
        }
    }
    refused
}

#[test]
fn a_list_is_no_object() {
    let as_lists = |value: &Value| match value {
        Value::Object(fields) => {
            vec![fields.values().cloned().collect(), json!([]), json!(["x", "y", "Z"])]
        }
        _ => Vec::new(),
    };
    let wanted = "it must be an object";
    assert!(each_refused(as_lists, wanted) >= 3 * 20);
}

#[test]
fn what_is_of_another_kind_is_told_in_plain_words() {
    let kinds = [
        ("it must be a whole number", Value::is_number as fn(&Value) -> bool, 30),
        ("it must be true or false", Value::is_boolean, 10),
        ("it must be a text", Value::is_string, 30),
        ("it must be a list", Value::is_array, 20),
    ];
    for (wanted, is_it, least) in kinds {
        let as_others = |value: &Value| {
            let others = [json!(1.5), json!("a"), json!([]), json!({ "a": 1 }), json!(false)];
            let others = others.into_iter().filter(|other| !is_it(other) && is_it(value));
            // No boolean is a number, nor is a number with half of one behind its point.
            others
                .chain(is_it(value).then_some(json!(1.5)).filter(|_| wanted.contains("whole")))
                .collect()
        };
        let refused = each_refused(as_others, wanted);
        assert!(refused >= least, "{wanted}: {refused}");
    }
}

#[test]
fn a_whole_number_may_have_a_point() {
    let text = r#"{"organisations":[{"corpId":"c","corpName":"n","callsPerMonth":7.0,"rooms":[{"roomId":"r","roomName":"n","roomStatus":0.0,"roomCapacity":8e0}]}]}"#;
    let document = Document::read(text.as_bytes()).unwrap();
    let organisation = &document.organisations[0];
    assert_eq!(organisation.calls_per_month, Some(7));
    assert_eq!(organisation.rooms[0].known.room_capacity, Some(8));
}

#[test]
fn no_text_has_a_character_u0000() {
    let with_nul = |value: &Value| match value {
        Value::String(text) => vec![json!(format!("{text}\0"))],
        _ => Vec::new(),
    };
    let wanted = "it has a character U+0000";
    assert!(each_refused(with_nul, wanted) >= 30);
    // Nor has a name, and what is only kept, at any depth.
    let named = |value: &Value| match value {
        Value::Object(fields) => {
            let mut named = fields.clone();
            named.insert("a\0".to_owned(), json!(1));
            vec![named.into()]
        }
        _ => Vec::new(),
    };
    assert!(each_refused(named, wanted) >= 20);
    for (place, path) in [("rooms", "rooms[0]"), ("devices", "devices[0]"), ("events", "events[0]")]
    {
        let mut document = whole();
        document["organisations"][0][place][0]["later"] = json!([{ "b": ["c", "\0"] }]);
        let error = Document::read(document.to_string().as_bytes()).err().unwrap();
        assert_eq!(error.path, format!("organisations[0].{path}.later[0].b[1]"));
        assert!(error.message.starts_with(wanted), "{error}");
    }
}
