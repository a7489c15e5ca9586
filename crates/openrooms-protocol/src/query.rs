//! Queries and forms, as the six SDKs write them: a space is `+` or `%20`, booleans are `true`,
//! `True`, `false` or `False`, the order means nothing.

use std::borrow::Cow;

use serde::de::value::{Error as ValueError, MapDeserializer};
use serde::de::{DeserializeOwned, Error as _, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use crate::path::{self, DecodeError};

/// What is wrong with a query or a form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    /// A name or value that cannot be decoded.
    #[error("the query has {0}")]
    Decode(#[from] DecodeError),
    /// A parameter that is missing, repeated, or not of its type.
    #[error("{0}")]
    Shape(String),
}

/// The decoded pairs, in their order. Empty pairs (`&&`) are skipped.
pub fn pairs(raw: &str) -> impl Iterator<Item = Result<(Cow<'_, str>, Cow<'_, str>), DecodeError>> {
    raw.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        Ok((decode(name)?, decode(value)?))
    })
}

fn decode(raw: &str) -> Result<Cow<'_, str>, DecodeError> {
    if raw.contains('+') {
        Ok(path::decode(&raw.replace('+', "%20"))?.into_owned().into())
    } else {
        path::decode(raw)
    }
}

/// Reads a query or a form into its type. Parameters that the type does not know are skipped.
pub fn parse<T: DeserializeOwned>(raw: &str) -> Result<T, QueryError> {
    let pairs = pairs(raw).collect::<Result<Vec<_>, _>>()?;
    let pairs = pairs.into_iter().map(|(name, value)| (name.into_owned(), Loose(value)));
    T::deserialize(MapDeserializer::new(pairs))
        .map_err(|error: ValueError| QueryError::Shape(error.to_string()))
}

/// Writes pairs as a query, without the question mark.
pub fn write<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let written = pairs
        .into_iter()
        .map(|(name, value)| format!("{}={}", path::encode(name), path::encode(value)));
    written.collect::<Vec<_>>().join("&")
}

/// Text that reads as whatever type is asked of it.
struct Loose<'a>(Cow<'a, str>);

macro_rules! parsed {
    ($($method:ident $visit:ident),*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
            match self.0.parse() {
                Ok(value) => visitor.$visit(value),
                Err(_) => Err(ValueError::custom(format_args!("not a number: {:?}", self.0))),
            }
        }
    )*};
}

impl<'de> serde::Deserializer<'de> for Loose<'_> {
    type Error = ValueError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        match self.0 {
            Cow::Borrowed(text) => visitor.visit_str(text),
            Cow::Owned(text) => visitor.visit_string(text),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        match &*self.0 {
            "true" | "True" => visitor.visit_bool(true),
            "false" | "False" => visitor.visit_bool(false),
            other => Err(ValueError::custom(format_args!("not a boolean: {other:?}"))),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        visitor.visit_some(self)
    }

    parsed!(deserialize_i32 visit_i32, deserialize_i64 visit_i64, deserialize_u32 visit_u32,
            deserialize_u64 visit_u64);

    forward_to_deserialize_any! {
        i8 i16 i128 u8 u16 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl IntoDeserializer<'_, ValueError> for Loose<'_> {
    type Deserializer = Self;
    fn into_deserializer(self) -> Self {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Sample {
        union_id: String,
        deep: Option<bool>,
        max_results: Option<i32>,
    }

    #[test]
    fn every_sdks_spelling_is_read() {
        let wanted = Sample { union_id: "a b".into(), deep: Some(true), max_results: Some(20) };
        for raw in [
            "unionId=a+b&deep=True&maxResults=20",
            "maxResults=20&unionId=a%20b&deep=true&unknown=1",
            "&&unionId=a+b&deep=true&maxResults=20&",
        ] {
            assert_eq!(parse::<Sample>(raw).as_ref(), Ok(&wanted), "{raw}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        for (raw, wanted) in [
            ("", "missing field `unionId`"),
            ("unionId=a&unionId=b", "duplicate field `unionId`"),
            ("unionId=a&deep=yes", "not a boolean: \"yes\""),
            ("unionId=a&maxResults=many", "not a number: \"many\""),
            ("unionId=%ff", "the query has bytes that are not UTF-8"),
            ("unionId=%f", "the query has a malformed escape"),
        ] {
            assert_eq!(parse::<Sample>(raw).unwrap_err().to_string(), wanted, "{raw}");
        }
    }
}
