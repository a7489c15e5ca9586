//! Departments as the legacy API lists them in a body: `2,3`.

use std::fmt;

use serde::de::{Deserializer, Error, SeqAccess, Visitor};
use serde::{Deserialize, Serialize, Serializer};

/// Ids of departments; written `2,3`, and read from a list of numbers as well.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeptIdList(pub Vec<i64>);

#[cfg(feature = "schema")]
impl schemars::JsonSchema for DeptIdList {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "DeptIdList".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "Ids of departments, such as 2,3.",
        })
    }
}

impl Serialize for DeptIdList {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let ids = self.0.iter().map(ToString::to_string);
        serializer.serialize_str(&ids.collect::<Vec<_>>().join(","))
    }
}

impl<'de> Deserialize<'de> for DeptIdList {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Ids).map(Self)
    }
}

struct Ids;

impl<'de> Visitor<'de> for Ids {
    type Value = Vec<i64>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ids of departments, such as \"2,3\"")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Vec<i64>, E> {
        // The list as JSON, in a form.
        let text = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
        if text.trim().is_empty() {
            return Ok(Vec::new());
        }
        let ids = text.split(',').map(|id| id.trim().parse());
        ids.collect::<Result<_, _>>()
            .map_err(|_| E::invalid_value(serde::de::Unexpected::Str(text), &self))
    }

    fn visit_i64<E: Error>(self, id: i64) -> Result<Vec<i64>, E> {
        Ok(vec![id])
    }

    fn visit_u64<E: Error>(self, id: u64) -> Result<Vec<i64>, E> {
        let id = i64::try_from(id).map_err(|_| E::custom("has an id that is too large"))?;
        Ok(vec![id])
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Vec<i64>, A::Error> {
        let mut ids = Vec::new();
        while let Some(id) = items.next_element()? {
            ids.push(id);
        }
        Ok(ids)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_reads_in_every_form_and_is_written_in_one() {
        for (json, wanted) in [
            (r#""2,3""#, vec![2, 3]),
            (r#""2, 3""#, vec![2, 3]),
            (r#""[2,3]""#, vec![2, 3]),
            ("[2,3]", vec![2, 3]),
            ("7", vec![7]),
            (r#""""#, vec![]),
            ("[]", vec![]),
        ] {
            let read: DeptIdList = serde_json::from_str(json).unwrap();
            assert_eq!(read, DeptIdList(wanted), "{json}");
        }
        assert_eq!(serde_json::to_string(&DeptIdList(vec![2, 3])).unwrap(), r#""2,3""#);
        for json in [r#""2,x""#, r#""2,,3""#, "2.5", "true", r#"["x"]"#, "99999999999999999999"] {
            assert!(serde_json::from_str::<DeptIdList>(json).is_err(), "{json}");
        }
    }
}
