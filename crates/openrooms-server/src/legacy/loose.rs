//! What a topapi call is given: the query, and on top of it a form or a JSON object.

use std::borrow::Cow;

use openrooms_protocol::query;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::problem::TopapiProblem;
use crate::json::{self, Form, NoFields};

/// The name of the token, in the query or as a field of a form.
const TOKEN: &str = "access_token";

/// What came with a call.
#[derive(Default)]
pub(crate) struct Given {
    token: Option<String>,
    fields: Map<String, Value>,
    /// What of it cannot be read. It is told in its place, after the token.
    broken: Option<Cow<'static, str>>,
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
        let bytes = json::without_mark(bytes);
        if bytes.first().is_some_and(|first| b"{[ \t\r\n".contains(first)) {
            match json::fields(bytes) {
                Ok(fields) => self.fields.extend(fields),
                Err(NoFields::NoObject) => self.broken = Some("the body is no JSON object".into()),
                Err(NoFields::Unreadable(what)) => self.broken = Some(what.into()),
            }
        } else if let Ok(text) = std::str::from_utf8(bytes) {
            self.add_pairs(text, "the form cannot be read");
        } else {
            self.broken = Some("the form cannot be read".into());
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
                Err(_) => self.broken = Some(wrong.into()),
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
            return Err(TopapiProblem::Parameter(what));
        }
        let read = json::read(self.fields, Form::Loose);
        read.map_err(|what| TopapiProblem::Parameter(what.into()))
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
            ("", "\u{feff}{\"name\":\"a\",\"count\":1}", sample("a", 1)),
            ("", "\u{feff}name=a&count=1", sample("a", 1)),
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
            ("count=many", "", "count must be a whole number"),
            ("count=", "", "count must be a whole number"),
            (
                "count=9223372036854775808",
                "",
                "count must be from -9223372036854775808 to 9223372036854775807",
            ),
            ("", r#"{"count":1.5}"#, "count must be a whole number"),
            ("", r#"{"name":{}}"#, "name must be a text"),
            ("", r#"{"list":[7]}"#, "list[0] must be an object"),
            ("list=7", "", "list must be a list"),
            ("list=x", "", "list must be a list"),
            ("name=%zz", "", "the query cannot be read"),
            ("", "name=%ff", "the form cannot be read"),
            ("", "{", "the body is no JSON object"),
            ("", "[1]", "the body is no JSON object"),
            (
                "",
                r#"{"count":1e400}"#,
                "the body cannot be read: number out of range at line 1 column 14",
            ),
            ("name=%00", "", "name has a character U+0000"),
        ] {
            let said = read(query, body).unwrap_err();
            assert_eq!(said, wanted, "{query} {body}");
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
