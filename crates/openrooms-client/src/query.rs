//! Writes the parameters behind the question mark.

use openrooms_protocol::query;
use serde::Serialize;
use serde_json::Value;

use crate::Error;

/// The encoded query of `parameters`; empty where there are none. An absent one is left out.
pub(crate) fn write(parameters: &impl Serialize) -> Result<String, Error> {
    let fields = match serde_json::to_value(parameters) {
        Ok(Value::Object(fields)) => fields,
        Ok(_) => return Err(Error::invalid("query", "is not a set of parameters")),
        Err(error) => return Err(Error::invalid("query", error.to_string())),
    };
    let mut pairs = Vec::new();
    for (name, value) in fields {
        let text = match value {
            Value::Null => continue,
            Value::String(text) => text,
            Value::Bool(_) | Value::Number(_) => value.to_string(),
            Value::Array(_) | Value::Object(_) => {
                return Err(Error::invalid(name, "has more than one value"));
            }
        };
        pairs.push((name, text));
    }
    Ok(query::write(pairs.iter().map(|(name, text)| (&**name, &**text))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use openrooms_protocol::Nothing;
    use serde_json::json;

    #[test]
    fn every_plain_type_is_written_and_what_is_absent_is_not() {
        for (parameters, wanted) in [
            (json!({}), ""),
            (json!({"unionId": "a b&c=d/会+"}), "unionId=a%20b%26c%3Dd%2F%E4%BC%9A%2B"),
            (
                json!({"a": true, "b": false, "c": -7, "d": null, "e": 9_007_199_254_740_993_i64}),
                "a=true&b=false&c=-7&e=9007199254740993",
            ),
        ] {
            assert_eq!(write(&parameters).unwrap(), wanted);
        }
        assert_eq!(write(&Nothing {}).unwrap(), "");
    }

    #[test]
    fn what_does_not_go_in_a_query_is_named() {
        for (parameters, wanted) in [
            (json!({"ids": [1]}), "ids: has more than one value"),
            (json!({"deep": {}}), "deep: has more than one value"),
            (json!("text"), "query: is not a set of parameters"),
        ] {
            assert_eq!(write(&parameters).unwrap_err().to_string(), wanted);
        }
    }
}
