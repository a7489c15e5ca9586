//! What goes into a statement, and what comes out of it.

use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value as Json};
use sqlx::Row as _;
use sqlx::postgres::{PgRow, Postgres};
use sqlx::sqlite::{Sqlite, SqliteRow};

use crate::error::StoreError;

/// A value on its way into a statement.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    Text(Option<String>),
    Int(Option<i64>),
    Bool(Option<bool>),
}

macro_rules! value_from {
    ($($from:ty, $variant:ident, $value:ident => $into:expr;)*) => {$(
        impl From<$from> for Value {
            fn from($value: $from) -> Self {
                Self::$variant($into)
            }
        }
    )*};
}
value_from! {
    &str, Text, v => Some(v.to_owned());
    String, Text, v => Some(v);
    &String, Text, v => Some(v.clone());
    Option<String>, Text, v => v;
    Option<&str>, Text, v => v.map(str::to_owned);
    &Option<String>, Text, v => v.clone();
    i64, Int, v => Some(v);
    i32, Int, v => Some(v.into());
    Option<i64>, Int, v => v;
    Option<i32>, Int, v => v.map(i64::from);
    Option<u32>, Int, v => v.map(i64::from);
    bool, Bool, v => Some(v);
    Option<bool>, Bool, v => v;
}

/// The values of a statement.
macro_rules! args {
    ($($value:expr),* $(,)?) => { [$($crate::db::Value::from($value)),*] };
}
pub(crate) use args;

/// The values of a row to be inserted.
macro_rules! values {
    ($($value:expr),* $(,)?) => { vec![$($crate::db::Value::from($value)),*] };
}
pub(crate) use values;

/// A row of either database.
pub(crate) enum Row {
    Sqlite(SqliteRow),
    Postgres(PgRow),
    /// Of SQLite, by the thread of those in a hurry.
    Told {
        columns: Arc<[Column]>,
        values: Vec<Json>,
    },
    /// Of PostgreSQL, one of several answers that came as one.
    Gathered(Map<String, Json>),
}

/// A column of rows that were told.
#[derive(Debug)]
pub(crate) struct Column {
    pub(crate) name: String,
    /// Whether its numbers mean true and false.
    pub(crate) is_truth: bool,
}

impl Row {
    /// The value of a column; what is not of its type is corrupt.
    pub(crate) fn get<'r, T>(&'r self, column: &'static str) -> Result<T, StoreError>
    where
        T: sqlx::Decode<'r, Sqlite>
            + sqlx::Type<Sqlite>
            + sqlx::Decode<'r, Postgres>
            + sqlx::Type<Postgres>
            + DeserializeOwned,
    {
        let bad = |cause: String| StoreError::Undecodable { column, cause };
        let read = |value: Option<&Json>| {
            let value = value.ok_or_else(|| bad("there is no such column".into()))?;
            T::deserialize(value).map_err(|error| bad(error.to_string()))
        };
        match self {
            Self::Sqlite(row) => row.try_get(column).map_err(|error| bad(error.to_string())),
            Self::Postgres(row) => row.try_get(column).map_err(|error| bad(error.to_string())),
            Self::Told { columns, values } => {
                let at = columns.iter().position(|one| one.name == column);
                read(at.and_then(|at| values.get(at)))
            }
            Self::Gathered(row) => read(row.get(column)),
        }
    }

    pub(crate) fn text(&self, column: &'static str) -> Result<String, StoreError> {
        self.get(column)
    }

    pub(crate) fn int(&self, column: &'static str) -> Result<i64, StoreError> {
        self.get(column)
    }
}

/// `$sql` with `$args`.
macro_rules! bound {
    ($sql:expr, $args:expr, $persistent:expr) => {{
        let mut query = sqlx::query(sqlx::AssertSqlSafe($sql.to_owned())).persistent($persistent);
        for value in $args {
            query = match value.clone() {
                $crate::db::Value::Text(value) => query.bind(value),
                $crate::db::Value::Int(value) => query.bind(value),
                $crate::db::Value::Bool(value) => query.bind(value),
            };
        }
        query
    }};
}
pub(super) use bound;

/// Binds `$args` to `$sql` and runs `$method` on `$on`.
macro_rules! run {
    ($sql:expr, $args:expr, $persistent:expr, $on:expr, $method:ident) => {
        $crate::db::value::bound!($sql, $args, $persistent).$method($on).await
    };
}
pub(super) use run;
