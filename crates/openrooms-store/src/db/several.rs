//! Several statements with one errand to the database: to the thread that has SQLite's connection, of
//! which each costs more than most statements, or over the network.

use std::borrow::Cow;
use std::fmt::Write as _;

use futures_util::TryStreamExt as _;
use serde_json::{Map, Value as Json};
use sqlx::{Either, Executor as _};

use super::Tx;
use super::value::{Row, Value, bound};
use crate::error::StoreError;

/// A statement with its values.
pub(crate) struct Statement {
    pub(crate) sql: Cow<'static, str>,
    pub(crate) args: Vec<Value>,
}

impl Tx {
    /// Rows of each of several statements that only read.
    pub(crate) async fn rows_of_each(
        &mut self,
        reads: &[Statement],
    ) -> Result<Vec<Vec<Row>>, StoreError> {
        match self {
            Self::Sqlite(tx, ..) => {
                let (sql, args) = numbered_through(reads);
                let sql = sql.join("; ");
                let mut answers = (**tx).fetch_many(bound!(sql, &args, true));
                let (mut found, mut rows) = (Vec::new(), Vec::new());
                while let Some(answer) = answers.try_next().await? {
                    match answer {
                        Either::Right(row) => rows.push(Row::Sqlite(row)),
                        Either::Left(_) => found.push(std::mem::take(&mut rows)),
                    }
                }
                Ok(found)
            }
            Self::Postgres(..) => {
                let (sql, args) = numbered_through(reads);
                answers(&self.rows(&gathered(&sql), &args).await?)
            }
        }
    }
}

/// Several statements whose values are numbered through: `$1` of the second is behind those of the
/// first.
pub(super) fn numbered_through(statements: &[Statement]) -> (Vec<String>, Vec<Value>) {
    let (mut all, mut values) = (Vec::new(), Vec::new());
    for Statement { sql, args } in statements {
        let mut text = String::with_capacity(sql.len() + 8);
        let mut parts = sql.split('$');
        text.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let digits = part.len() - part.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let number: usize = part[..digits].parse().expect("a $ in our SQL is a value's place");
            let _ = write!(text, "${}{}", number + values.len(), &part[digits..]);
        }
        all.push(text);
        values.extend_from_slice(args);
    }
    (all, values)
}

/// The rows of several reads of PostgreSQL as one JSON text, `[[{..}, ..], ..]`.
pub(super) fn gathered(reads: &[String]) -> String {
    let each = reads
        .iter()
        .map(|sql| format!("(SELECT coalesce(json_agg(r), CAST('[]' AS JSON)) FROM ({sql}) AS r)"));
    let each = each.collect::<Vec<_>>().join(", ");
    format!("SELECT CAST(json_build_array({each}) AS TEXT) AS answers")
}

/// What was asked for by [`gathered`].
pub(super) fn answers(rows: &[Row]) -> Result<Vec<Vec<Row>>, StoreError> {
    let answers = rows.first().map(|row| row.text("answers")).transpose()?;
    read_gathered(answers.as_deref().unwrap_or("[]"))
}

fn read_gathered(answers: &str) -> Result<Vec<Vec<Row>>, StoreError> {
    let answers: Vec<Vec<Map<String, Json>>> = serde_json::from_str(answers)
        .map_err(|error| StoreError::Undecodable { column: "answers", cause: error.to_string() })?;
    Ok(answers.into_iter().map(|rows| rows.into_iter().map(Row::Gathered).collect()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_values_of_several_statements_are_numbered_through() {
        let statement = |sql: &str, args: &[i64]| Statement {
            sql: sql.to_owned().into(),
            args: args.iter().map(|value| Value::from(*value)).collect(),
        };
        let (sql, args) = numbered_through(&[
            statement("SELECT $1, $2", &[1, 2]),
            statement("SELECT 1", &[]),
            statement("SELECT $2, $1, $2", &[3, 4]),
        ]);
        assert_eq!(sql, ["SELECT $1, $2", "SELECT 1", "SELECT $4, $3, $4"]);
        assert_eq!(args.len(), 4);
    }

    #[test]
    fn what_was_gathered_is_read_as_rows() {
        let all = r#"[[{"n":9007199254740993,"t":"a","gone":null,"is":true}],[]]"#;
        let rows = read_gathered(all).unwrap();
        let [first, second] = &rows[..] else { panic!("two answers") };
        assert!(second.is_empty());
        assert_eq!(first[0].int("n").unwrap(), 9_007_199_254_740_993);
        assert_eq!(first[0].text("t").unwrap(), "a");
        assert_eq!(first[0].get::<Option<i64>>("gone").unwrap(), None);
        assert!(first[0].get::<bool>("is").unwrap());
        for wrong in ["gone", "not there"] {
            assert!(first[0].text(wrong).is_err(), "{wrong}");
        }
        assert!(first[0].get::<Option<i64>>("not there").is_err());
    }
}
