//! Several statements of a transaction with one errand to the database, as far as it takes them so.

use std::fmt::Write as _;

use futures_util::TryStreamExt as _;
use sqlx::{Either, Executor as _};

use super::Tx;
use super::value::{Row, Value, bound};
use crate::error::StoreError;

/// A statement with its values.
pub(crate) struct Statement {
    pub(crate) sql: String,
    pub(crate) args: Vec<Value>,
}

impl Tx {
    /// Rows of each of several statements, which are run in their order. On SQLite they are one
    /// errand to the thread that has the connection, of which each costs more than most statements.
    pub(crate) async fn rows_of_each(
        &mut self,
        statements: &[Statement],
    ) -> Result<Vec<Vec<Row>>, StoreError> {
        let mut found = Vec::with_capacity(statements.len());
        match self {
            Self::Sqlite(tx, _) => {
                let (sql, args) = as_one(statements);
                let mut answers = (&mut **tx).fetch_many(bound!(sql, &args, true));
                let mut rows = Vec::new();
                while let Some(answer) = answers.try_next().await? {
                    match answer {
                        Either::Right(row) => rows.push(Row::Sqlite(row)),
                        Either::Left(_) => found.push(std::mem::take(&mut rows)),
                    }
                }
                debug_assert_eq!(found.len(), statements.len(), "each statement has its end");
            }
            Self::Postgres(..) => {
                for Statement { sql, args } in statements {
                    found.push(self.rows(sql, args).await?);
                }
            }
        }
        Ok(found)
    }

    /// Runs several changes of different tables at once, of which none sees what another does. They
    /// have their values in common.
    pub(crate) async fn execute_together(
        &mut self,
        changes: &[String],
        args: &[Value],
    ) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(tx, _) => {
                let mut answers = (&mut **tx).fetch_many(bound!(changes.join("; "), args, true));
                while answers.try_next().await?.is_some() {}
            }
            Self::Postgres(..) => {
                let Some((last, others)) = changes.split_last() else { return Ok(()) };
                let others: Vec<_> = others
                    .iter()
                    .enumerate()
                    .map(|(at, sql)| format!("c{at} AS ({sql})"))
                    .collect();
                let with = if others.is_empty() { "" } else { "WITH " };
                self.execute(&format!("{with}{} {last}", others.join(", ")), args).await?;
            }
        }
        Ok(())
    }
}

/// Several statements as one text, with the values of all.
fn as_one(statements: &[Statement]) -> (String, Vec<Value>) {
    let (mut all, mut values) = (String::new(), Vec::new());
    for Statement { sql, args } in statements {
        if !all.is_empty() {
            all.push_str("; ");
        }
        // Values are numbered through: `$1` of the second is behind those of the first.
        let mut parts = sql.split('$');
        all.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let digits = part.len() - part.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let number: usize = part[..digits].parse().expect("a $ in our SQL is a value's place");
            let _ = write!(all, "${}{}", number + values.len(), &part[digits..]);
        }
        values.extend_from_slice(args);
    }
    (all, values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_values_of_several_statements_are_numbered_through() {
        let statement = |sql: &str, args: &[i64]| Statement {
            sql: sql.to_owned(),
            args: args.iter().map(|value| Value::from(*value)).collect(),
        };
        let (sql, args) = as_one(&[
            statement("SELECT $1, $2", &[1, 2]),
            statement("SELECT 1", &[]),
            statement("SELECT $2, $1, $2", &[3, 4]),
        ]);
        assert_eq!(sql, "SELECT $1, $2; SELECT 1; SELECT $4, $3, $4");
        assert_eq!(args.len(), 4);
    }
}
