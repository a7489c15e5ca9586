//! Parameters as the SDKs write them: PHP's `[]` is an empty object where an object is meant, C#'s nulls
//! are absent fields (docs/WIRE.md, what the SDKs send). None of them looks at the types of what its
//! caller gives, so a number or a boolean may come as text where that has one meaning alone. All else
//! is as strict as its [`Form`] says.
//!
//! Start reading at [`fields`] and [`read`]. What is refused is said in the wire's words, with the place
//! of it.

use std::fmt::{self, Display};

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{self, DeserializeOwned, Deserializer, IgnoredAny, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::{Map, Number, Value};

/// How values are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// A text is a text, a list a list, and an object an object: the new API.
    Strict,
    /// A text may come as a number, a list or an object as JSON text: topapi, whose calls are forms as
    /// well.
    Loose,
}

/// A body without the byte-order mark that some write before it.
pub(crate) fn without_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body)
}

/// Why a body has no fields.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum NoFields {
    /// It is no JSON object.
    NoObject,
    /// It is JSON, but holds what cannot be read, and this is what.
    Unreadable(String),
}

/// The fields of a body. An empty list is an empty object: PHP sends it.
pub(crate) fn fields(body: &[u8]) -> Result<Map<String, Value>, NoFields> {
    let body = without_mark(body);
    match serde_json::from_slice(body) {
        Ok(Value::Array(list)) if list.is_empty() => Ok(Map::new()),
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(_) => Err(NoFields::NoObject),
        Err(error) => {
            // What is passed over is not looked into: a number beyond all bounds, half a character, or
            // a hundred lists in each other are JSON all the same.
            let is_json = serde_json::from_slice::<IgnoredAny>(body).is_ok();
            Err(if is_json {
                NoFields::Unreadable(format!("the body cannot be read: {error}"))
            } else {
                NoFields::NoObject
            })
        }
    }
}

/// Reads fields into what is meant by them; else says which is wrong, and how.
pub(crate) fn read<T: DeserializeOwned>(
    fields: Map<String, Value>,
    form: Form,
) -> Result<T, String> {
    if let Some(place) = place_of_nul(&fields) {
        return Err(format!("{place} has a character U+0000"));
    }
    let given = Given { value: Value::Object(fields), form };
    serde_path_to_error::deserialize(given).map_err(|error| {
        let path = error.path().to_string();
        let place = if path == "." { String::new() } else { path };
        match error.into_inner() {
            Wrong::Is(how) if place.is_empty() => how,
            Wrong::Is(how) => format!("{place} {how}"),
            Wrong::Lacks(field) if place.is_empty() => format!("{field} is missing"),
            Wrong::Lacks(field) => format!("{place}.{field} is missing"),
        }
    })
}

/// Where U+0000 stands, which PostgreSQL's texts cannot hold, so nothing here may.
fn place_of_nul(fields: &Map<String, Value>) -> Option<String> {
    fn within(place: String, value: &Value) -> Option<String> {
        match value {
            Value::String(text) => text.contains('\0').then_some(place),
            Value::Array(list) => {
                let mut items = list.iter().enumerate();
                items.find_map(|(at, item)| within(format!("{place}[{at}]"), item))
            }
            Value::Object(fields) => {
                let below = place_of_nul(fields)?;
                Some(if below == BODY { below } else { format!("{place}.{below}") })
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => None,
        }
    }
    const BODY: &str = "the body";
    fields.iter().find_map(|(name, value)| {
        if name.contains('\0') { Some(BODY.to_owned()) } else { within(name.clone(), value) }
    })
}

/// What is wrong with a value.
#[derive(Debug)]
enum Wrong {
    /// How it is, as the rest of a sentence that begins with its place.
    Is(String),
    /// It has not this field.
    Lacks(&'static str),
}

impl Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Is(how) => f.write_str(how),
            Self::Lacks(field) => write!(f, "{field} is missing"),
        }
    }
}

impl std::error::Error for Wrong {}

impl de::Error for Wrong {
    fn custom<T: Display>(text: T) -> Self {
        Self::Is(text.to_string())
    }

    fn invalid_type(_: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        must_be(expected)
    }

    fn invalid_value(_: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        must_be(expected)
    }

    fn missing_field(field: &'static str) -> Self {
        Self::Lacks(field)
    }
}

fn must_be(what: impl Display) -> Wrong {
    Wrong::Is(format!("must be {what}"))
}

/// A value that is given.
struct Given {
    value: Value,
    form: Form,
}

impl Given {
    fn of(value: Value, form: Form) -> Self {
        Self { value, form }
    }

    fn list<'de, V: Visitor<'de>>(
        list: Vec<Value>,
        form: Form,
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        let items = list.into_iter().map(|value| Self::of(value, form));
        visitor.visit_seq(SeqDeserializer::new(items))
    }

    fn fields<'de, V: Visitor<'de>>(
        fields: Map<String, Value>,
        form: Form,
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        let fields = fields.into_iter().filter(|(_, value)| !value.is_null());
        let fields = fields.map(|(name, value)| (name, Self::of(value, form)));
        visitor.visit_map(MapDeserializer::new(fields))
    }

    /// The value, or what a text of a form says as JSON.
    fn parsed(self) -> Value {
        match self.value {
            Value::String(text) if self.form == Form::Loose => {
                serde_json::from_str(&text).unwrap_or(Value::String(text))
            }
            value => value,
        }
    }

    fn object<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        let form = self.form;
        match self.parsed() {
            Value::Array(list) if list.is_empty() => Self::fields(Map::new(), form, visitor),
            Value::Object(fields) => Self::fields(fields, form, visitor),
            _ => Err(must_be("an object")),
        }
    }

    /// A whole number from `least` to `most`.
    fn whole(self, least: i64, most: i64) -> Result<i64, Wrong> {
        let beyond = || must_be(format_args!("from {least} to {most}"));
        let number = match &self.value {
            Value::Number(number) => match number.as_i64().or_else(|| without_point(number)) {
                Some(number) => number,
                None if is_whole(number) => return Err(beyond()),
                None => return Err(must_be("a whole number")),
            },
            Value::String(text) if is_decimal(text) => text.parse().map_err(|_| beyond())?,
            _ => return Err(must_be("a whole number")),
        };
        if (least..=most).contains(&number) { Ok(number) } else { Err(beyond()) }
    }
}

/// Whether a text is a whole number as everyone writes it.
fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit())
}

/// The whole number that is written with a point, as some write each of theirs: exact to 2^53.
fn without_point(number: &Number) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let number = number.as_f64().filter(|number| number.fract() == 0.0 && number.abs() <= EXACT)?;
    // Written without its point it is the same number.
    format!("{number:.0}").parse().ok()
}

/// Whether a number that is no `i64` is a whole one.
fn is_whole(number: &Number) -> bool {
    number.is_u64()
        || number.as_f64().is_some_and(|number| number.fract() == 0.0 && number.abs() > 1e15)
}

macro_rules! whole_numbers {
    ($($method:ident $type:ty;)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
            visitor.visit_i64(self.whole(<$type>::MIN.into(), <$type>::MAX.into())?)
        }
    )*};
}

impl<'de> Deserializer<'de> for Given {
    type Error = Wrong;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        match self.value {
            Value::Array(list) => Self::list(list, self.form, visitor),
            Value::Object(fields) => Self::fields(fields, self.form, visitor),
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(value),
            Value::String(text) => visitor.visit_string(text),
            Value::Number(number) => match (number.as_i64(), number.as_u64()) {
                (Some(number), _) => visitor.visit_i64(number),
                (None, Some(number)) => visitor.visit_u64(number),
                (None, None) => visitor.visit_f64(number.as_f64().unwrap_or(f64::NAN)),
            },
        }
    }

    whole_numbers! {
        deserialize_i8 i8; deserialize_i16 i16; deserialize_i32 i32; deserialize_i64 i64;
        deserialize_u8 u8; deserialize_u16 u16; deserialize_u32 u32;
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        match &self.value {
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::String(text) if ["true", "True"].contains(&&**text) => visitor.visit_bool(true),
            Value::String(text) if ["false", "False"].contains(&&**text) => {
                visitor.visit_bool(false)
            }
            _ => Err(must_be("true or false")),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        match (self.value, self.form) {
            (Value::String(text), _) => visitor.visit_string(text),
            (Value::Number(number), Form::Loose) => visitor.visit_string(number.to_string()),
            _ => Err(must_be("a text")),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        self.deserialize_string(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        if self.value.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        let form = self.form;
        match self.parsed() {
            Value::Array(list) => Self::list(list, form, visitor),
            _ => Err(must_be("a list")),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        self.object(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        self.object(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        i128 u64 u128 f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct enum identifier
        ignored_any
    }
}

impl IntoDeserializer<'_, Wrong> for Given {
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
        large: Option<i64>,
        fact: Option<bool>,
        name: Option<String>,
        named: Option<Vec<Named>>,
    }

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(default)]
    struct Inner {
        title: Option<String>,
        deep: Option<Box<Inner>>,
    }

    #[derive(Debug, Default, PartialEq, Deserialize)]
    struct Named {
        id: String,
    }

    fn outer(value: Value, form: Form) -> Result<Outer, String> {
        let Value::Object(fields) = value else { panic!("a body is an object") };
        read(fields, form)
    }

    #[test]
    fn an_empty_list_is_an_object_and_null_is_absent() {
        let inner = |deep| Some(Inner { title: None, deep });
        for (given, wanted) in [
            (json!({}), Outer::default()),
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
            (json!({ "unknown": [null, { "a": 1.5 }] }), Outer::default()),
        ] {
            for form in [Form::Strict, Form::Loose] {
                assert_eq!(outer(given.clone(), form).as_ref(), Ok(&wanted), "{given} {form:?}");
            }
        }
    }

    #[test]
    fn a_character_that_no_database_holds_is_found_wherever_it_is() {
        for (given, wanted) in [
            (json!({ "name": "a\0" }), "name has a character U+0000"),
            (
                json!({ "unknown": [{}, { "x": ["", "\0"] }] }),
                "unknown[1].x[1] has a character U+0000",
            ),
            (json!({ "a": { "b\0": 1 } }), "the body has a character U+0000"),
            (json!({ "a\0": 1 }), "the body has a character U+0000"),
        ] {
            assert_eq!(outer(given.clone(), Form::Strict), Err(wanted.to_owned()), "{given}");
        }
    }

    #[test]
    fn a_number_or_a_boolean_may_be_a_text_that_means_nothing_else() {
        for (given, wanted) in [
            (json!({ "count": "-1" }), Outer { count: -1, ..Outer::default() }),
            (json!({ "count": "08" }), Outer { count: 8, ..Outer::default() }),
            (json!({ "count": 8.0 }), Outer { count: 8, ..Outer::default() }),
            (json!({ "count": -0.0 }), Outer::default()),
            (
                json!({ "large": "9223372036854775807" }),
                Outer { large: Some(i64::MAX), ..Outer::default() },
            ),
            (json!({ "large": 1e15 }), Outer { large: Some(10_i64.pow(15)), ..Outer::default() }),
            (
                json!({ "list": [1, "2", 3.0] }),
                Outer { list: Some(vec![1, 2, 3]), ..Outer::default() },
            ),
            (json!({ "fact": "true" }), Outer { fact: Some(true), ..Outer::default() }),
            (json!({ "fact": "False" }), Outer { fact: Some(false), ..Outer::default() }),
        ] {
            for form in [Form::Strict, Form::Loose] {
                assert_eq!(outer(given.clone(), form).as_ref(), Ok(&wanted), "{given} {form:?}");
            }
        }
    }

    #[test]
    fn forms_write_all_else_as_texts_too() {
        for (given, wanted) in [
            (json!({ "name": 7 }), Outer { name: Some("7".to_owned()), ..Outer::default() }),
            (json!({ "list": "[1,\"2\"]" }), Outer { list: Some(vec![1, 2]), ..Outer::default() }),
            (
                json!({ "inner": "{\"title\":3}" }),
                Outer {
                    inner: Some(Inner { title: Some("3".to_owned()), deep: None }),
                    ..Outer::default()
                },
            ),
        ] {
            assert_eq!(outer(given.clone(), Form::Loose), Ok(wanted), "{given}");
            assert!(outer(given.clone(), Form::Strict).is_err(), "{given}");
        }
    }

    #[test]
    fn all_else_is_refused_by_its_place_in_words_of_the_wire() {
        const RANGE: &str = "from -2147483648 to 2147483647";
        let long = "from -9223372036854775808 to 9223372036854775807";
        for (given, wanted) in [
            (json!({ "inner": ["t"] }), "inner must be an object".to_owned()),
            (json!({ "inner": "t" }), "inner must be an object".to_owned()),
            (json!({ "inner": 7 }), "inner must be an object".to_owned()),
            (
                json!({ "inner": { "deep": { "title": true } } }),
                "inner.deep.title must be a text".to_owned(),
            ),
            (json!({ "list": {} }), "list must be a list".to_owned()),
            (json!({ "list": 7 }), "list must be a list".to_owned()),
            (json!({ "list": [1, null] }), "list[1] must be a whole number".to_owned()),
            (json!({ "count": true }), "count must be a whole number".to_owned()),
            (json!({ "count": 1.5 }), "count must be a whole number".to_owned()),
            (json!({ "count": {} }), "count must be a whole number".to_owned()),
            (json!({ "count": 3_000_000_000_u64 }), format!("count must be {RANGE}")),
            (json!({ "count": u64::MAX }), format!("count must be {RANGE}")),
            (json!({ "large": u64::MAX }), format!("large must be {long}")),
            (json!({ "large": 1e300 }), format!("large must be {long}")),
            (json!({ "count": "x" }), "count must be a whole number".to_owned()),
            (json!({ "count": "" }), "count must be a whole number".to_owned()),
            (json!({ "count": "-" }), "count must be a whole number".to_owned()),
            (json!({ "count": " 8" }), "count must be a whole number".to_owned()),
            (json!({ "count": "+8" }), "count must be a whole number".to_owned()),
            (json!({ "count": "8.0" }), "count must be a whole number".to_owned()),
            (json!({ "count": "\u{ff18}" }), "count must be a whole number".to_owned()),
            (json!({ "count": "3000000000" }), format!("count must be {RANGE}")),
            (json!({ "count": "99999999999999999999" }), format!("count must be {RANGE}")),
            (json!({ "count": 3e9 }), format!("count must be {RANGE}")),
            (json!({ "fact": 1 }), "fact must be true or false".to_owned()),
            (json!({ "fact": "1" }), "fact must be true or false".to_owned()),
            (json!({ "fact": "TRUE" }), "fact must be true or false".to_owned()),
            (json!({ "fact": "" }), "fact must be true or false".to_owned()),
            (json!({ "name": ["a"] }), "name must be a text".to_owned()),
            (json!({ "named": [{ "id": "a" }, {}] }), "named[1].id is missing".to_owned()),
            (json!({ "named": [null] }), "named[0] must be an object".to_owned()),
        ] {
            for form in [Form::Strict, Form::Loose] {
                let said = outer(given.clone(), form);
                assert_eq!(said.as_ref(), Err(&wanted), "{given} {form:?}");
            }
        }
        let broken = json!({ "inner": "{", "list": "[1" });
        assert_eq!(outer(broken, Form::Loose), Err("inner must be an object".to_owned()));
    }

    #[test]
    fn a_body_is_an_object_perhaps_behind_a_byte_order_mark() {
        for (body, wanted) in [
            ("{}", Ok(Map::new())),
            ("[]", Ok(Map::new())),
            ("\u{feff}{}", Ok(Map::new())),
            (" {\"a\": 1}\n", Ok(Map::from_iter([("a".to_owned(), json!(1))]))),
            ("", Err(NoFields::NoObject)),
            ("\u{feff}", Err(NoFields::NoObject)),
            ("\u{feff}\u{feff}{}", Err(NoFields::NoObject)),
            ("null", Err(NoFields::NoObject)),
            ("[1]", Err(NoFields::NoObject)),
            ("{\"a\":1,}", Err(NoFields::NoObject)),
        ] {
            assert_eq!(fields(body.as_bytes()), wanted, "{body}");
        }
        let deep = format!("{{\"a\":{}{}}}", "[".repeat(200), "]".repeat(200));
        for (body, wanted) in [
            ("{\"a\":1e400}", "number out of range at line 1 column 10"),
            ("{\"a\":\"\\ud800\"}", "unexpected end of hex escape at line 1 column 13"),
            (&deep, "recursion limit exceeded at line 1 column 132"),
        ] {
            let said = fields(body.as_bytes());
            let wanted = format!("the body cannot be read: {wanted}");
            assert_eq!(said, Err(NoFields::Unreadable(wanted)), "{body}");
        }
    }
}
