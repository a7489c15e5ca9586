//! What a topapi call is given: the query, and on top of it a form or a JSON object. Numbers may
//! come as text and text as numbers; a list or an object in a form comes as JSON text.

use openrooms_protocol::query;
use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{
    DeserializeOwned, Deserializer, Error as _, IntoDeserializer, Unexpected, Visitor,
};
use serde::forward_to_deserialize_any;
use serde_json::{Error, Map, Value};

use super::problem::TopapiProblem;
use crate::call::has_nul;

/// The name of the token, in the query or as a field of a form.
const TOKEN: &str = "access_token";

/// What came with a call.
#[derive(Default)]
pub(crate) struct Given {
    token: Option<String>,
    fields: Map<String, Value>,
    /// What of it cannot be read. It is told in its place, after the token.
    broken: Option<&'static str>,
}

impl Given {
    /// The query.
    pub(crate) fn of_query(raw: &str) -> Self {
        let mut given = Self::default();
        given.add_pairs(raw, "the query cannot be read");
        given
    }

    /// Adds the body. A name given twice counts as given last: the body comes after the query.
    pub(crate) fn add_body(&mut self, bytes: &[u8]) {
        if bytes.first().is_some_and(|first| b"{[ \t\r\n".contains(first)) {
            match serde_json::from_slice(bytes) {
                Ok(Value::Object(fields)) => self.fields.extend(fields),
                // PHP's empty object.
                Ok(Value::Array(list)) if list.is_empty() => {}
                _ => self.broken = Some("the body is no JSON object"),
            }
        } else if let Ok(text) = std::str::from_utf8(bytes) {
            self.add_pairs(text, "the form cannot be read");
        } else {
            self.broken = Some("the form cannot be read");
        }
    }

    fn add_pairs(&mut self, raw: &str, wrong: &'static str) {
        for pair in query::pairs(raw) {
            match pair {
                Ok((name, value)) if name == TOKEN => {
                    self.token = Some(value.into_owned()).filter(|token| !token.is_empty());
                }
                Ok((name, value)) => {
                    self.fields.insert(name.into_owned(), Value::String(value.into_owned()));
                }
                Err(_) => self.broken = Some(wrong),
            }
        }
    }

    /// The token, where one was given.
    pub(crate) fn token(&self) -> Option<String> {
        self.token.clone()
    }

    /// The fields as an operation reads them.
    pub(crate) fn read<T: DeserializeOwned>(self) -> Result<T, TopapiProblem> {
        if let Some(what) = self.broken {
            return Err(TopapiProblem::Parameter(what.into()));
        }
        let fields = Value::Object(self.fields);
        if has_nul(&fields) {
            return Err(TopapiProblem::Parameter("there is a character U+0000".into()));
        }
        serde_path_to_error::deserialize(Loose(fields)).map_err(|error| {
            let what = format!("{}: {}", error.path(), error.inner());
            TopapiProblem::Parameter(what.into())
        })
    }
}

/// A value that reads as the type that is asked of it, where that is unambiguous.
struct Loose(Value);

impl Loose {
    /// A list or an object in a form.
    fn parsed(self) -> Result<Self, Error> {
        match self.0 {
            Value::String(text) => Ok(Self(serde_json::from_str(&text).map_err(|_| {
                Error::invalid_type(Unexpected::Str(&text), &"JSON, since it is no plain value")
            })?)),
            value => Ok(Self(value)),
        }
    }

    fn object<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.parsed()?.0 {
            Value::Array(list) if list.is_empty() => {
                visitor.visit_map(MapDeserializer::new(std::iter::empty::<(String, Self)>()))
            }
            Value::Object(fields) => {
                let fields = fields.into_iter().filter(|(_, value)| !value.is_null());
                visitor.visit_map(MapDeserializer::new(
                    fields.map(|(name, value)| (name, Self(value))),
                ))
            }
            // A list of fields in their order is what serde would take it for.
            Value::Array(_) => Err(Error::invalid_type(Unexpected::Seq, &visitor)),
            plain => plain.deserialize_any(visitor),
        }
    }
}

/// Whole numbers, also as text.
macro_rules! numbers {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            match self.0 {
                Value::String(text) => match text.parse::<i64>() {
                    Ok(number) => visitor.visit_i64(number),
                    Err(_) => Err(Error::invalid_type(Unexpected::Str(&text), &visitor)),
                },
                value => value.$method(visitor),
            }
        }
    )*};
}

impl<'de> Deserializer<'de> for Loose {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Array(list) => {
                visitor.visit_seq(SeqDeserializer::new(list.into_iter().map(Self)))
            }
            Value::Object(_) => self.object(visitor),
            plain => plain.deserialize_any(visitor),
        }
    }

    numbers! { deserialize_i32 deserialize_i64 }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::String(text) => match &*text {
                "true" | "True" => visitor.visit_bool(true),
                "false" | "False" => visitor.visit_bool(false),
                other => Err(Error::invalid_type(Unexpected::Str(other), &visitor)),
            },
            value => value.deserialize_bool(visitor),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Number(number) => visitor.visit_string(number.to_string()),
            value => value.deserialize_string(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            value => visitor.visit_some(Self(value)),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.parsed()?.0 {
            Value::Array(list) => {
                visitor.visit_seq(SeqDeserializer::new(list.into_iter().map(Self)))
            }
            other => other.deserialize_seq(visitor),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.object(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.object(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        i8 i16 i128 u8 u16 u32 u64 u128 f32 f64 char str bytes byte_buf unit unit_struct tuple
        tuple_struct enum identifier ignored_any
    }
}

impl IntoDeserializer<'_, Error> for Loose {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(default)]
    struct Sample {
        name: Option<String>,
        count: Option<i64>,
        fact: Option<bool>,
        list: Option<Vec<Self>>,
    }

    fn read(query: &str, body: &str) -> Result<Sample, String> {
        let mut given = Given::of_query(query);
        given.add_body(body.as_bytes());
        given.read().map_err(|problem| problem.body("id").sub_msg.unwrap_or_default())
    }

    fn sample(name: &str, count: i64) -> Sample {
        Sample { name: Some(name.to_owned()), count: Some(count), ..Sample::default() }
    }

    #[test]
    fn forms_and_json_read_alike() {
        let nested = Sample {
            fact: Some(true),
            list: Some(vec![sample("b", 2), Sample::default()]),
            ..sample("a", 1)
        };
        for (query, body, wanted) in [
            ("name=a&count=1", "", sample("a", 1)),
            ("name=b&count=1", "name=a", sample("a", 1)),
            ("count=2", r#"{"name":"a","count":1}"#, sample("a", 1)),
            ("", r#"{"name":"7","count":"-1"}"#, sample("7", -1)),
            ("", r#"{"name":7,"count":-1,"fact":null}"#, sample("7", -1)),
            ("unknown=1", r#"{"other":[null]}"#, Sample::default()),
            ("", "[]", Sample::default()),
            (
                "name=a&count=1&fact=True",
                "list=%5B%7B%22name%22%3A%22b%22%2C%22count%22%3A2%7D%2C%7B%7D%5D",
                Sample { ..nested },
            ),
        ] {
            assert_eq!(read(query, body), Ok(wanted), "{query} {body}");
        }
        let body = r#"{"name":"a","count":"1","fact":true,"list":[{"name":"b","count":"2"},[]]}"#;
        let wanted = Sample {
            fact: Some(true),
            list: Some(vec![sample("b", 2), Sample::default()]),
            ..sample("a", 1)
        };
        assert_eq!(read("", body), Ok(wanted));
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        for (query, body, wanted) in [
            ("count=many", "", "count: invalid type: string \"many\", expected i64"),
            ("count=", "", "count: invalid type: string \"\", expected i64"),
            ("count=9223372036854775808", "", "count: invalid type: string \"92"),
            ("", r#"{"count":1.5}"#, "count: invalid type: floating point `1.5`, expected i64"),
            ("", r#"{"count":[]}"#, "count: invalid type: sequence, expected i64"),
            ("", r#"{"name":{}}"#, "name: invalid type: map, expected a string"),
            ("", r#"{"list":[7]}"#, "list[0]: invalid type: integer `7`, expected struct"),
            ("list=7", "", "list: invalid type: integer `7`, expected a sequence"),
            ("list=x", "", "list: invalid type: string \"x\", expected JSON"),
            ("name=%zz", "", "the query cannot be read"),
            ("", "name=%ff", "the form cannot be read"),
            ("", "{", "the body is no JSON object"),
            ("", "[1]", "the body is no JSON object"),
            ("name=%00", "", "there is a character U+0000"),
        ] {
            let said = read(query, body).unwrap_err();
            assert!(said.starts_with(wanted), "{query} {body}: {said}");
        }
    }

    #[test]
    fn the_token_is_in_the_query_or_a_field_of_a_form() {
        for (query, body, wanted) in [
            ("access_token=q", "", Some("q")),
            ("access_token=", "", None),
            ("access_token=q", "access_token=f", Some("f")),
            ("", "name=a&access_token=f", Some("f")),
            ("", r#"{"access_token":"j"}"#, None),
        ] {
            let mut given = Given::of_query(query);
            given.add_body(body.as_bytes());
            assert_eq!(given.token().as_deref(), wanted, "{query} {body}");
        }
    }
}
