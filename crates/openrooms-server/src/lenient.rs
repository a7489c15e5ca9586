//! JSON as the SDKs write it: PHP's `[]` is an empty object where an object is meant, C#'s nulls are
//! absent fields (docs/WIRE.md, what the SDKs send). All else is as strict as serde is.

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{Deserializer, Error as _, IntoDeserializer, Unexpected, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::{Error, Value};

/// A value that reads as the SDKs mean it.
pub(crate) struct Lenient(pub(crate) Value);

impl Lenient {
    fn object<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Array(list) if list.is_empty() => {
                visitor.visit_map(MapDeserializer::new(std::iter::empty::<(String, Self)>()))
            }
            // A list of fields in their order is what serde would take it for.
            Value::Array(_) => Err(Error::invalid_type(Unexpected::Seq, &visitor)),
            value => Self(value).deserialize_any(visitor),
        }
    }
}

impl<'de> Deserializer<'de> for Lenient {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Array(list) => {
                visitor.visit_seq(SeqDeserializer::new(list.into_iter().map(Self)))
            }
            Value::Object(fields) => {
                let fields = fields.into_iter().filter(|(_, value)| !value.is_null());
                visitor.visit_map(MapDeserializer::new(
                    fields.map(|(name, value)| (name, Self(value))),
                ))
            }
            plain => plain.deserialize_any(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            value => visitor.visit_some(Self(value)),
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
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct enum identifier ignored_any
    }
}

impl IntoDeserializer<'_, Error> for Lenient {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde_json::json;

    use super::*;

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(default)]
    struct Outer {
        inner: Option<Inner>,
        list: Option<Vec<i32>>,
        count: i32,
        name: Option<String>,
    }

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(default)]
    struct Inner {
        title: Option<String>,
        deep: Option<Box<Inner>>,
    }

    fn read(value: Value) -> Result<Outer, String> {
        serde_path_to_error::deserialize(Lenient(value)).map_err(|error| error.to_string())
    }

    #[test]
    fn an_empty_list_is_an_object_and_null_is_absent() {
        let inner = |deep| Some(Inner { title: None, deep });
        for (given, wanted) in [
            (json!({}), Outer::default()),
            (json!([]), Outer::default()),
            (json!({ "inner": [] }), Outer { inner: inner(None), ..Outer::default() }),
            (
                json!({ "inner": { "deep": [] } }),
                Outer { inner: inner(Some(Box::default())), ..Outer::default() },
            ),
            (json!({ "inner": null, "count": null, "name": null }), Outer::default()),
            (
                json!({ "inner": { "title": null } }),
                Outer { inner: inner(None), ..Outer::default() },
            ),
            (json!({ "list": [] }), Outer { list: Some(vec![]), ..Outer::default() }),
            (json!({ "unknown": [null] }), Outer::default()),
        ] {
            assert_eq!(read(given.clone()), Ok(wanted), "{given}");
        }
    }

    #[test]
    fn all_else_is_refused_by_its_place() {
        for (given, wanted) in [
            (json!({ "inner": ["t"] }), "inner: invalid type: sequence, expected struct Inner"),
            (json!({ "inner": "t" }), "inner: invalid type: string \"t\", expected struct Inner"),
            (
                json!({ "inner": { "deep": { "title": 7 } } }),
                "inner.deep.title: invalid type: integer `7`, expected a string",
            ),
            (json!({ "list": {} }), "list: invalid type: map, expected a sequence"),
            (json!({ "list": [1, null] }), "list[1]: invalid type: null, expected i32"),
            (json!({ "count": "1" }), "count: invalid type: string \"1\", expected i32"),
            (json!({ "count": 1.5 }), "count: invalid type: floating point `1.5`, expected i32"),
            (
                json!({ "count": 3_000_000_000_u64 }),
                "count: invalid value: integer `3000000000`, expected i32",
            ),
        ] {
            assert_eq!(read(given.clone()), Err(wanted.to_owned()), "{given}");
        }
    }
}
