//! The OpenAPI 3.1 document of what is served, from the same rows as docs/WIRE.md.
//!
//! Types are described as they are written: a field that may be left out is optional, and no field
//! is `null`, since the wire leaves out what was never set. Readers are more lenient than that.

use std::collections::BTreeMap;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::{ERRORS, ErrorRow, Module, OURS, On, Row, rows};
use crate::error::LegacyErrorBody;
use crate::{
    CLIENT_TOKEN_HEADER, ErrorBody, Method, Nothing, Operation, REQUEST_ID_HEADER, Scope,
    TOKEN_HEADER, TRACE_ID_HEADER,
};

/// Describes the types of an operation, adding what they refer to.
pub(super) type Describe = fn(&mut Generators) -> Types;

/// What makes schemas. A field that a request cannot do without is one that must be read, or one
/// that is always written; a reply is only written.
pub(super) struct Generators {
    requests_read: SchemaGenerator,
    requests_written: SchemaGenerator,
    replies: SchemaGenerator,
}

impl Generators {
    fn new() -> Self {
        let generator = |mut settings: SchemaSettings| {
            settings.definitions_path = "/components/schemas".into();
            settings.meta_schema = None;
            settings.into_generator()
        };
        let settings = SchemaSettings::draft2020_12;
        Self {
            requests_read: generator(settings().for_deserialize()),
            requests_written: generator(settings().for_serialize()),
            replies: generator(settings().for_serialize()),
        }
    }

    fn query<T: JsonSchema>(&mut self) -> Schema {
        let mut read = T::json_schema(&mut self.requests_read);
        let written = T::json_schema(&mut self.requests_written).to_value();
        if let Some(read) = read.as_object_mut() {
            require_too(read, &written);
        }
        read
    }

    fn body<T: JsonSchema>(&mut self) -> Schema {
        self.requests_written.subschema_for::<T>();
        self.requests_read.subschema_for::<T>()
    }

    /// All that was referred to. What is both asked and answered stands as it is answered, which
    /// requires no more.
    fn definitions(&mut self) -> Map<String, Value> {
        let mut definitions = self.requests_read.take_definitions(true);
        for (name, written) in self.requests_written.take_definitions(true) {
            if let Some(Value::Object(read)) = definitions.get_mut(&name) {
                require_too(read, &written);
            }
        }
        definitions.extend(self.replies.take_definitions(true));
        definitions
    }
}

/// Has an object require what another description of it requires.
fn require_too(object: &mut Map<String, Value>, other: &Value) {
    let Some(wanted) = other["required"].as_array() else { return };
    let required = object.entry("required").or_insert_with(|| json!([]));
    if let Some(required) = required.as_array_mut() {
        for name in wanted {
            if !required.contains(name) {
                required.push(name.clone());
            }
        }
    }
}

/// The types of an operation.
pub(super) struct Types {
    /// An object, each property a parameter.
    query: Schema,
    body: Option<Schema>,
    reply: Schema,
}

/// The [`Describe`] of an operation.
pub(super) fn describe<O>(generators: &mut Generators) -> Types
where
    O: Operation<Query: JsonSchema, Body: JsonSchema, Reply: JsonSchema>,
{
    let takes_body = O::Body::schema_id() != Nothing::schema_id();
    Types {
        query: generators.query::<O::Query>(),
        body: takes_body.then(|| generators.body::<O::Body>()),
        reply: generators.replies.subschema_for::<O::Reply>(),
    }
}

/// The document; `version` is that of the server.
pub fn openapi(version: &str) -> Value {
    let mut generators = Generators::new();
    let error = generators.replies.subschema_for::<ErrorBody>().to_value();
    let legacy_error = generators.replies.subschema_for::<LegacyErrorBody>().to_value();

    let served = || rows().filter(|row| row.is_served());
    let mut paths = Map::new();
    for row in served() {
        let Some(describe) = row.typed else { continue };
        for method in std::iter::once(&row.method).chain(row.also) {
            let types = describe(&mut generators);
            let item = paths.entry(row.path).or_insert_with(|| json!({}));
            item[method.as_str().to_lowercase()] =
                operation(row, method, types, &error, &legacy_error);
        }
    }
    let tags = Module::ALL
        .into_iter()
        .filter(|module| served().any(|row| row.module == *module))
        .map(|module| json!({"name": module.name(), "description": module.about()}));

    let mut schemas = Value::Object(generators.definitions());
    without_null(&mut schemas);
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "openrooms",
            "version": version,
            "summary": "Meeting rooms, by DingTalk's API.",
            "description": "The operations that this server answers. Where each fact about them \
                comes from is told in docs/WIRE.md. A field that was never set is left out, never null.",
        },
        "servers": [{"url": "/"}],
        "tags": tags.collect::<Vec<_>>(),
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "token": {
                    "type": "apiKey",
                    "in": "header",
                    "name": TOKEN_HEADER,
                    "description": "A token of an app, from any of the token calls.",
                },
                "legacyToken": {
                    "type": "apiKey",
                    "in": "query",
                    "name": "access_token",
                    "description": "The same token, on a legacy call.",
                },
            },
            "headers": {
                "requestId": {
                    "description": "Names the request: an upper-case UUID.",
                    "schema": {"type": "string"},
                },
                "traceId": {
                    "description": "Names the trace: 32 hexadecimal digits.",
                    "schema": {"type": "string"},
                },
            },
        },
    })
}

fn operation(
    row: &Row,
    method: &Method,
    mut types: Types,
    error: &Value,
    legacy_error: &Value,
) -> Value {
    let is_legacy = row.module == Module::Legacy;
    let is_also = *method != row.method;
    if is_also && types.body.is_none() && *method == Method::POST {
        // The query of a GET is the form of the POST that does the same.
        let mut form = types.query.to_value();
        without_null(&mut form);
        types.body = Schema::try_from(form).ok();
        types.query = Schema::default();
    }
    let takes_body = types.body.is_some();
    let errors: Vec<_> = ERRORS
        .iter()
        .filter(|error| error.concerns(row) && (takes_body || error.on != On::Body))
        .collect();
    let mut operation = json!({
        "operationId": operation_id(row, method),
        "tags": [row.module.name()],
        "summary": row.summary,
        "x-scope": row.scope.map(Scope::name),
        "x-served": row.is_served(),
        "x-ours": row.is_ours,
        "x-marks": {
            "call": row.path_mark.letter(),
            "scope": row.scope.map(|_| row.scope_mark.letter()),
        },
        "x-errors": errors.iter().copied().map(told).collect::<Vec<_>>(),
    });
    if let Some(description) = description(row) {
        operation["description"] = description.into();
    }
    let parameters = parameters(row, types.query);
    if !parameters.is_empty() {
        operation["parameters"] = parameters.into();
    }
    operation["security"] = match row.scope {
        None => json!([]),
        Some(_) if is_legacy => json!([{"legacyToken": []}]),
        Some(_) => json!([{"token": []}]),
    };
    if let Some(body) = types.body {
        let mut content = Map::new();
        let body = json!({"schema": body});
        if is_legacy {
            content.insert("application/x-www-form-urlencoded".into(), body.clone());
        }
        content.insert("application/json".into(), body);
        operation["requestBody"] = json!({"required": true, "content": content});
    }
    operation["responses"] = if is_legacy {
        let either = json!({"anyOf": [types.reply, legacy_error]});
        json!({
            "200": response("Success where errcode is 0; else what went wrong.", &either),
            "default": response("What cannot be read or answered at all.", error),
        })
    } else {
        responses(&types.reply.to_value(), &errors, error)
    };
    operation
}

/// The action; by a further method, which needs an id of its own, with that behind it.
fn operation_id(row: &Row, method: &Method) -> String {
    if *method == row.method {
        row.action.to_owned()
    } else {
        format!("{}.{}", row.action, method.as_str().to_lowercase())
    }
}

/// The notes of a row.
fn description(row: &Row) -> Option<String> {
    let sentences: Vec<_> = row.notes.iter().map(|note| note.text).collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

fn parameters(row: &Row, query: Schema) -> Vec<Value> {
    let mut parameters: Vec<_> = row
        .path_names
        .into_iter()
        .flatten()
        .map(|name| {
            json!({
                "name": name,
                "in": "path",
                "required": true,
                "description": named_in_path(name),
                "schema": {"type": "string", "minLength": 1},
            })
        })
        .collect();
    let mut query = query.to_value();
    without_null(&mut query);
    let is_required = |name: &str| {
        let required = query["required"].as_array();
        required.is_some_and(|required| required.iter().any(|one| one == name))
    };
    for (name, schema) in query["properties"].as_object().into_iter().flatten() {
        let mut schema = schema.clone();
        let description = schema.as_object_mut().and_then(|it| it.remove("description"));
        parameters.push(json!({
            "name": name,
            "in": "query",
            "required": is_required(name),
            "description": description,
            "schema": schema,
        }));
    }
    if row.scope == Some(Scope::EventWrite) {
        parameters.push(json!({
            "name": CLIENT_TOKEN_HEADER,
            "in": "header",
            "required": false,
            "description": "Names this change, so that it can be sent again within a day without \
                being made twice.",
            "schema": {"type": "string"},
        }));
    }
    parameters
}

/// What a parameter in a path is; its Rust type is plain text.
fn named_in_path(name: &str) -> &'static str {
    match name {
        "roomId" => "The room's id.",
        "corpId" => "The organisation's id.",
        "userId" => "The person's unionId.",
        "calendarId" => "The calendar's id: `primary`.",
        "eventId" => "The id of the event, or of an occurrence of one.",
        _ => "Its id.",
    }
}

fn responses(reply: &Value, errors: &[&ErrorRow], error: &Value) -> Value {
    let mut by_status = BTreeMap::<u16, Vec<String>>::new();
    for row in errors {
        let line = format!("* `{}`: {}", row.code, row.when);
        by_status.entry(row.status).or_default().push(line);
    }
    let mut responses = Map::new();
    responses.insert("200".into(), response("Success.", reply));
    for (status, lines) in by_status {
        responses.insert(status.to_string(), response(&lines.join("\n"), error));
    }
    responses.insert("default".into(), response("Any other error.", error));
    responses.into()
}

fn response(description: &str, schema: &Value) -> Value {
    json!({
        "description": description,
        "headers": {
            REQUEST_ID_HEADER: {"$ref": "#/components/headers/requestId"},
            TRACE_ID_HEADER: {"$ref": "#/components/headers/traceId"},
        },
        "content": {"application/json": {"schema": schema}},
    })
}

/// An error as `x-errors` tells it.
fn told(error: &ErrorRow) -> Value {
    let mut told = json!({"code": error.code, "mark": error.mark.letter(), "when": error.when});
    if error.is_legacy() {
        if let Some(sub_code) = error.sub_code {
            told["subCode"] = sub_code.into();
        }
    } else {
        told["status"] = error.status.into();
    }
    if error.message != OURS {
        told["message"] = error.message.into();
    }
    told
}

/// Takes `null` out of a schema and all below it: the wire leaves out what was never set.
fn without_null(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            if object.get("default").is_some_and(Value::is_null) {
                object.remove("default");
            }
            if let Some(Value::Array(types)) = object.get_mut("type") {
                types.retain(|one| one != "null");
                if let [only] = &mut types[..] {
                    let only = only.take();
                    object.insert("type".into(), only);
                }
            }
            if let Some(Value::Array(any)) = object.get_mut("anyOf") {
                any.retain(|one| *one != json!({"type": "null"}));
                if let [Value::Object(only)] = &mut any[..] {
                    let only = std::mem::take(only);
                    object.remove("anyOf");
                    object.extend(only);
                }
            }
            object.values_mut().for_each(without_null);
        }
        Value::Array(all) => all.iter_mut().for_each(without_null),
        _ => {}
    }
}
