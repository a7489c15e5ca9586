//! JSON as its reader means it: an object is an object, and a text has no U+0000.
//!
//! Derived readers take a list for an object, its items in the order of the fields; and U+0000 is
//! a character to JSON, but not to PostgreSQL. What is wrong is said in words of the wire, not in
//! those of Rust's types. Start reading at [`Strict`].

use std::fmt::{self, Display};

use serde::de::{self, DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

/// Wraps a deserializer, or whatever one hands on, and so all that is read below it.
pub(crate) struct Strict<T>(pub(crate) T);

/// What is wrong, as a sentence that stands behind its path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wrong(String);

impl Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Wrong {}

impl de::Error for Wrong {
    fn custom<T: Display>(text: T) -> Self {
        Self(text.to_string())
    }

    fn invalid_type(_: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self(format!("it must be {expected}"))
    }

    fn invalid_value(_: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self(format!("it must be {expected}"))
    }

    fn missing_field(field: &'static str) -> Self {
        Self(format!("{field} is missing"))
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self(format!("{field} is given twice"))
    }

    fn unknown_field(_: &str, known: &'static [&'static str]) -> Self {
        Self(format!("it is not known here, where there are {}", known.join(", ")))
    }
}

/// What a reader waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wants {
    Anything,
    Truth,
    Whole { least: i128, most: i128 },
    Text,
    List,
    Object,
}

impl Wants {
    /// That it is something else.
    fn refusal<E: de::Error>(self) -> E {
        E::custom(match self {
            Self::Anything => "it is of a kind that cannot stand here",
            Self::Truth => "it must be true or false",
            Self::Whole { .. } => "it must be a whole number",
            Self::Text => "it must be a text",
            Self::List => "it must be a list",
            Self::Object => "it must be an object",
        })
    }

    fn or_anything<E: de::Error>(self, given: Self) -> Result<(), E> {
        if self == given || self == Self::Anything { Ok(()) } else { Err(self.refusal()) }
    }

    /// Whether a whole number is one of those waited for.
    fn admits<E: de::Error>(self, number: i128) -> Result<(), E> {
        match self {
            Self::Anything => Ok(()),
            Self::Whole { least, most } if (least..=most).contains(&number) => Ok(()),
            Self::Whole { least, most } => {
                Err(E::custom(format_args!("it must be from {least} to {most}")))
            }
            _ => Err(self.refusal()),
        }
    }
}

/// A visitor, and what it waits for.
struct Watching<V> {
    visitor: V,
    wants: Wants,
}

/// Reads whatever is there, so that the visitor is asked, and refuses what it does not wait for.
macro_rules! watched {
    ($($method:ident($($name:ident: $type:ty),*) $wants:expr;)*) => {$(
        fn $method<V: Visitor<'de>>(self, $($name: $type,)* visitor: V) -> Result<V::Value, Wrong> {
            self.0.deserialize_any(Watching { visitor, wants: $wants }).map_err(Wrong::custom)
        }
    )*};
}

macro_rules! watched_whole {
    ($($method:ident $type:ty;)*) => {
        watched! {
            $($method() Wants::Whole { least: <$type>::MIN.into(), most: <$type>::MAX.into() };)*
        }
    };
}

/// Hands a call on, with the visitor watched.
macro_rules! hand_on {
    ($($method:ident($($name:ident: $type:ty),*);)*) => {$(
        fn $method<V: Visitor<'de>>(self, $($name: $type,)* visitor: V) -> Result<V::Value, Wrong> {
            let watching = Watching { visitor, wants: Wants::Anything };
            self.0.$method($($name,)* watching).map_err(Wrong::custom)
        }
    )*};
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Strict<D> {
    type Error = Wrong;

    watched! {
        deserialize_bool() Wants::Truth;
        deserialize_str() Wants::Text;
        deserialize_string() Wants::Text;
        deserialize_char() Wants::Text;
        deserialize_seq() Wants::List;
        deserialize_tuple(_length: usize) Wants::List;
        deserialize_tuple_struct(_name: &'static str, _length: usize) Wants::List;
        deserialize_map() Wants::Object;
        deserialize_struct(_name: &'static str, _fields: &'static [&'static str]) Wants::Object;
    }
    watched_whole! {
        deserialize_i8 i8; deserialize_i16 i16; deserialize_i32 i32; deserialize_i64 i64;
        deserialize_u8 u8; deserialize_u16 u16; deserialize_u32 u32; deserialize_u64 u64;
    }
    hand_on! {
        deserialize_any(); deserialize_i128(); deserialize_u128(); deserialize_f32(); deserialize_f64();
        deserialize_bytes(); deserialize_byte_buf(); deserialize_option(); deserialize_unit();
        deserialize_identifier(); deserialize_ignored_any();
        deserialize_unit_struct(name: &'static str);
        deserialize_newtype_struct(name: &'static str);
        deserialize_enum(name: &'static str, variants: &'static [&'static str]);
    }
}

fn checked<E: de::Error>(text: &str) -> Result<(), E> {
    if text.contains('\0') { Err(E::custom("it has a character U+0000")) } else { Ok(()) }
}

/// What a visitor finds wrong, in the words of [`Wrong`] also where the error is another's.
fn told<E: de::Error>(wrong: Wrong) -> E {
    E::custom(wrong)
}

/// A number with a point that is a whole one, as some write each of theirs: exact to 2^53.
fn whole(number: f64) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if number.fract() != 0.0 || number.abs() > EXACT {
        return None;
    }
    // Written without its point it is the same number.
    format!("{number:.0}").parse().ok()
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Watching<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.visitor.expecting(f)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<V::Value, E> {
        self.wants.or_anything(Wants::Truth)?;
        self.visitor.visit_bool(value).map_err(told)
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<V::Value, E> {
        self.wants.admits(value.into())?;
        self.visitor.visit_i64(value).map_err(told)
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<V::Value, E> {
        self.wants.admits(value.into())?;
        self.visitor.visit_u64(value).map_err(told)
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<V::Value, E> {
        match (self.wants, whole(value)) {
            (Wants::Anything, _) => self.visitor.visit_f64(value).map_err(told),
            (Wants::Whole { .. }, Some(whole)) => self.visit_i64(whole),
            (wants, _) => Err(wants.refusal()),
        }
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<V::Value, E> {
        self.wants.or_anything(Wants::Text)?;
        checked(text)?;
        self.visitor.visit_str(text).map_err(told)
    }

    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<V::Value, E> {
        self.wants.or_anything(Wants::Text)?;
        checked(text)?;
        self.visitor.visit_borrowed_str(text).map_err(told)
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<V::Value, E> {
        self.wants.or_anything(Wants::Text)?;
        checked(&text)?;
        self.visitor.visit_string(text).map_err(told)
    }

    fn visit_none<E: de::Error>(self) -> Result<V::Value, E> {
        self.visitor.visit_none().map_err(told)
    }

    fn visit_unit<E: de::Error>(self) -> Result<V::Value, E> {
        if self.wants == Wants::Anything {
            self.visitor.visit_unit().map_err(told)
        } else {
            Err(self.wants.refusal())
        }
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<V::Value, D::Error> {
        self.visitor.visit_some(Strict(inner)).map_err(D::Error::custom)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<V::Value, D::Error> {
        self.visitor.visit_newtype_struct(Strict(inner)).map_err(D::Error::custom)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<V::Value, A::Error> {
        self.wants.or_anything(Wants::List)?;
        self.visitor.visit_seq(Strict(items)).map_err(A::Error::custom)
    }

    fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<V::Value, A::Error> {
        self.wants.or_anything(Wants::Object)?;
        self.visitor.visit_map(Strict(fields)).map_err(A::Error::custom)
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Strict<A> {
    type Error = Wrong;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Wrong> {
        self.0.next_element_seed(Strict(seed)).map_err(Wrong::custom)
    }

    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Strict<A> {
    type Error = Wrong;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Wrong> {
        self.0.next_key_seed(Strict(seed)).map_err(Wrong::custom)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Wrong> {
        self.0.next_value_seed(Strict(seed)).map_err(Wrong::custom)
    }

    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Strict<S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        self.0.deserialize(Strict(deserializer)).map_err(D::Error::custom)
    }
}
