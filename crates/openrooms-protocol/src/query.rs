//! Queries and forms, as the six SDKs write them: a space is `+` or `%20`, booleans are `true`,
//! `True`, `false` or `False`, the order means nothing.

use std::borrow::Cow;
use std::num::IntErrorKind;

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
    T::deserialize(Pairs(pairs)).map_err(|error| {
        let text = error.to_string();
        let missing = text.strip_prefix("missing field `").and_then(|rest| rest.strip_suffix('`'));
        QueryError::Shape(missing.map_or_else(|| text.clone(), |name| format!("{name} is missing")))
    })
}

/// Writes pairs as a query, without the question mark.
pub fn write<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let written = pairs
        .into_iter()
        .map(|(name, value)| format!("{}={}", path::encode(name), path::encode(value)));
    written.collect::<Vec<_>>().join("&")
}

/// The pairs of a query.
struct Pairs<'a>(Vec<(Cow<'a, str>, Cow<'a, str>)>);

impl<'de> serde::Deserializer<'de> for Pairs<'_> {
    type Error = ValueError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        let pairs = self.0.into_iter().map(|(name, value)| {
            let name = name.into_owned();
            (name.clone(), Loose { name, value })
        });
        visitor.visit_map(MapDeserializer::new(pairs))
    }

    /// What the type does not know may be given twice.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ValueError> {
        for field in fields {
            if self.0.iter().filter(|(name, _)| name == field).count() > 1 {
                return Err(ValueError::custom(format_args!("{field} is given twice")));
            }
        }
        self.deserialize_any(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

/// Text that reads as whatever type is asked of it, and the name of its parameter.
struct Loose<'a> {
    name: String,
    value: Cow<'a, str>,
}

macro_rules! parsed {
    ($($method:ident $visit:ident),*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
            let Self { name, value } = self;
            match value.parse() {
                Ok(number) => visitor.$visit(number),
                Err(error) => Err(no_number(&name, &value, &error)),
            }
        }
    )*};
}

/// A value as a refusal shows it: the beginning, where it is long.
fn shown(value: &str) -> Cow<'_, str> {
    const LONGEST: usize = 60;
    match value.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &value[..end]).into(),
        None => value.into(),
    }
}

fn no_number(name: &str, value: &str, error: &std::num::ParseIntError) -> ValueError {
    let value = shown(value);
    match error.kind() {
        IntErrorKind::PosOverflow | IntErrorKind::NegOverflow => {
            ValueError::custom(format_args!("{name} is out of range: {value}"))
        }
        _ => ValueError::custom(format_args!("{name} is not a number: {value:?}")),
    }
}

impl<'de> serde::Deserializer<'de> for Loose<'_> {
    type Error = ValueError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        match self.value {
            Cow::Borrowed(text) => visitor.visit_str(text),
            Cow::Owned(text) => visitor.visit_string(text),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        match &*self.value {
            "true" | "True" => visitor.visit_bool(true),
            "false" | "False" => visitor.visit_bool(false),
            other => {
                let (name, other) = (&self.name, shown(other));
                Err(ValueError::custom(format_args!("{name} is neither true nor false: {other:?}")))
            }
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
            "maxResults=20&unionId=a%20b&unknown=2&deep=true&unknown=1",
            "&&unionId=a+b&deep=true&maxResults=20&",
        ] {
            assert_eq!(parse::<Sample>(raw).as_ref(), Ok(&wanted), "{raw}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        for (raw, wanted) in [
            ("", "unionId is missing"),
            ("unionId=a&unionId=b", "unionId is given twice"),
            ("unionId=a&maxResults=1&deep=true&maxResults=x", "maxResults is given twice"),
            ("unionId=a&deep=yes", "deep is neither true nor false: \"yes\""),
            ("unionId=a&maxResults=many", "maxResults is not a number: \"many\""),
            ("unionId=a&maxResults=", "maxResults is not a number: \"\""),
            ("unionId=a&maxResults=2147483648", "maxResults is out of range: 2147483648"),
            ("unionId=%ff", "the query has bytes that are not UTF-8"),
            ("unionId=%f", "the query has a malformed escape"),
        ] {
            assert_eq!(parse::<Sample>(raw).unwrap_err().to_string(), wanted, "{raw}");
        }
        let (long, short) = ("é".repeat(9_000), "é".repeat(60));
        for (name, wanted) in [("deep", "neither true nor false"), ("maxResults", "not a number")] {
            let raw = format!("unionId=a&{name}={}", path::encode(&long));
            let told = parse::<Sample>(&raw).unwrap_err().to_string();
            assert_eq!(told, format!("{name} is {wanted}: \"{short}…\""));
        }
    }
}
