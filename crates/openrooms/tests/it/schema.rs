//! The schema of the organisation document, as far as it goes: a keyword that this does not know
//! fails the test that meets it.

use std::fmt::Write as _;

use serde_json::{Map, Value};

pub(crate) struct Schema(Value);

impl Schema {
    /// The project's copy.
    pub(crate) fn ours() -> Self {
        let text = include_str!("../../../openrooms-protocol/schema/organisation.schema.json");
        Self(serde_json::from_str(text).unwrap())
    }

    pub(crate) fn root(&self) -> &Map<String, Value> {
        self.node(&self.0)
    }

    /// A node, or the one that it refers to.
    pub(crate) fn node<'a>(&'a self, node: &'a Value) -> &'a Map<String, Value> {
        const KNOWN: [&str; 12] = [
            "$defs",
            "$ref",
            "$schema",
            "additionalProperties",
            "description",
            "enum",
            "items",
            "minLength",
            "minimum",
            "properties",
            "required",
            "title",
        ];
        let object = node.as_object().unwrap();
        for keyword in object.keys() {
            assert!(keyword == "type" || KNOWN.contains(&&**keyword), "{keyword} is new here");
        }
        match object.get("$ref") {
            None => object,
            Some(place) => {
                let place = place.as_str().and_then(|place| place.strip_prefix('#'));
                self.node(self.0.pointer(place.unwrap()).unwrap())
            }
        }
    }

    /// Where a document is not as the schema says.
    pub(crate) fn faults(&self, document: &Value) -> Vec<String> {
        let mut faults = Vec::new();
        self.check(self.root(), document, "", &mut faults);
        faults
    }

    fn check(
        &self,
        node: &Map<String, Value>,
        value: &Value,
        path: &str,
        faults: &mut Vec<String>,
    ) {
        let fits = types(node).is_empty() || types(node).iter().any(|name| is_a(value, name));
        let is_listed =
            node.get("enum").is_none_or(|list| list.as_array().unwrap().contains(value));
        let is_low = value.as_i64() < node.get("minimum").and_then(Value::as_i64)
            && value.as_i64().is_some();
        let shortest = node.get("minLength").and_then(Value::as_u64).unwrap_or(0);
        let is_short = value.as_str().is_some_and(|text| (text.chars().count() as u64) < shortest);
        if !fits || !is_listed || is_low || is_short {
            faults.push(path.to_owned());
        }
        match value {
            Value::Array(items) => {
                let Some(node) = node.get("items").map(|items| self.node(items)) else { return };
                for (at, item) in items.iter().enumerate() {
                    self.check(node, item, &format!("{path}[{at}]"), faults);
                }
            }
            Value::Object(fields) => {
                for name in required(node) {
                    if !fields.contains_key(name) {
                        faults.push(below(path, name));
                    }
                }
                for (name, value) in fields {
                    let known = node.get("properties").and_then(|fields| fields.get(name));
                    match known.or_else(|| node.get("additionalProperties")) {
                        Some(Value::Bool(false)) => faults.push(below(path, name)),
                        Some(Value::Bool(true)) | None => {}
                        Some(inner) => {
                            self.check(self.node(inner), value, &below(path, name), faults);
                        }
                    }
                }
            }
            _ => {}
        }
    }

    /// One line for each place of a document: what may stand there.
    pub(crate) fn facts(&self) -> Vec<String> {
        let mut facts = Vec::new();
        self.gather(self.root(), "document", &mut facts);
        facts
    }

    fn gather(&self, node: &Map<String, Value>, path: &str, facts: &mut Vec<String>) {
        let mut fact = format!("{path}: {}", types(node).join(" or "));
        for (keyword, words) in [("minimum", "from"), ("minLength", "of length")] {
            if let Some(least) = node.get(keyword) {
                write!(fact, " {words} {least}").unwrap();
            }
        }
        if let Some(listed) = node.get("enum") {
            write!(fact, "one of {listed}").unwrap();
        }
        if is_closed(node) {
            fact.push_str(", closed");
        }
        let required: Vec<_> = required(node).collect();
        if !required.is_empty() {
            write!(fact, ", with {}", required.join(" ")).unwrap();
        }
        facts.push(fact);
        if let Some(items) = node.get("items") {
            self.gather(self.node(items), &format!("{path}[]"), facts);
        }
        if let Some(Value::Object(fields)) = node.get("properties") {
            for (name, inner) in fields {
                self.gather(self.node(inner), &below(path, name), facts);
            }
        }
        if let Some(inner @ Value::Object(_)) = node.get("additionalProperties") {
            self.gather(self.node(inner), &below(path, "*"), facts);
        }
    }
}

/// The types that a node admits; none: every one.
pub(crate) fn types(node: &Map<String, Value>) -> Vec<&str> {
    match node.get("type") {
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// Whether an object refuses what it does not know.
pub(crate) fn is_closed(node: &Map<String, Value>) -> bool {
    node.get("additionalProperties") == Some(&Value::Bool(false))
}

pub(crate) fn required(node: &Map<String, Value>) -> impl Iterator<Item = &str> {
    node.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

/// The path of a field.
pub(crate) fn below(path: &str, field: &str) -> String {
    if path.is_empty() { field.to_owned() } else { format!("{path}.{field}") }
}

fn is_a(value: &Value, name: &str) -> bool {
    match name {
        "array" => value.is_array(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "null" => value.is_null(),
        "object" => value.is_object(),
        "string" => value.is_string(),
        other => panic!("{other} is a type that is new here"),
    }
}
