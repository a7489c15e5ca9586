//! The words in which the two databases differ: expressions, conditions, and what a statement may
//! carry.

use std::sync::OnceLock;

use super::{Db, SAVE_LOCK};

/// The part of a statement that gives a row where [`Brief::finish`](super::Brief::finish) may write.
pub(super) const HELD: &str = "held";

/// How the place of a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// `?`
    Nameless,
    /// `$1`
    Numbered,
}

/// Something that is made once for each of the databases: texts of statements.
pub(crate) struct OfEach<T> {
    sqlite: OnceLock<T>,
    postgres: OnceLock<T>,
}

impl<T> OfEach<T> {
    pub(crate) const fn new() -> Self {
        Self { sqlite: OnceLock::new(), postgres: OnceLock::new() }
    }

    pub(crate) fn of(&self, db: &Db, make: impl FnOnce(&Db) -> T) -> &T {
        let kept = match db {
            Db::Sqlite { .. } => &self.sqlite,
            Db::Postgres { .. } => &self.postgres,
        };
        kept.get_or_init(|| make(db))
    }
}

impl Db {
    /// The name that migration files of this database alone carry.
    pub(crate) const fn dialect(&self) -> &'static str {
        match self {
            Self::Sqlite { .. } => "sqlite",
            Self::Postgres { .. } => "postgres",
        }
    }

    /// An expression that gathers `columns` of the rows of `from` into JSON text `[[..], ..]`, in
    /// `order`.
    pub(crate) fn json_rows(&self, columns: &str, from: &str, order: &str) -> String {
        match self {
            Self::Sqlite { .. } => {
                self.json_rows_of(columns, &format!("SELECT * {from} ORDER BY {order}"))
            }
            Self::Postgres { .. } => format!(
                "(SELECT CAST(coalesce(json_agg(json_build_array({columns}) ORDER BY {order}), '[]') AS TEXT) \
                 FROM (SELECT * {from}) AS gathered)"
            ),
        }
    }

    /// The same in no order, of all rows of a query.
    pub(crate) fn json_rows_of(&self, columns: &str, query: &str) -> String {
        match self {
            Self::Sqlite { .. } => {
                format!("(SELECT json_group_array(json_array({columns})) FROM ({query}))")
            }
            Self::Postgres { .. } => format!(
                "(SELECT CAST(coalesce(json_agg(json_build_array({columns})), '[]') AS TEXT) \
                 FROM ({query}) AS gathered)"
            ),
        }
    }

    /// An expression that gathers the numbers in `column` of `query` into JSON text `[.., ..]`.
    pub(crate) fn json_numbers(&self, column: &str, query: &str) -> String {
        match self {
            Self::Sqlite { .. } => format!("(SELECT json_group_array({column}) FROM ({query}))"),
            Self::Postgres { .. } => format!(
                "(SELECT CAST(coalesce(json_agg({column}), '[]') AS TEXT) FROM ({query}) AS gathered)"
            ),
        }
    }

    /// The values of a JSON text `[.., ..]` as rows, for a join: `n.value`.
    pub(crate) fn values_of(&self, text: &str) -> String {
        match self {
            Self::Sqlite { .. } => format!("json_each({text}) AS n"),
            Self::Postgres { .. } => {
                format!("json_array_elements_text(CAST({text} AS JSON)) AS n(value)")
            }
        }
    }

    /// The elements of a JSON text `[[..], ..]` as rows, for a join: what is in one is
    /// `k.value ->> 0` and so on.
    pub(crate) fn lists_of(&self, text: &str) -> String {
        match self {
            Self::Sqlite { .. } => format!("json_each({text}) AS k"),
            Self::Postgres { .. } => {
                format!("json_array_elements(CAST({text} AS JSON)) AS k(value)")
            }
        }
    }

    /// The same, and nothing where nothing is held by which [`Brief::finish`] writes. It is checked
    /// first of all, so that nothing is locked before.
    ///
    /// [`Brief::finish`]: super::Brief::finish
    pub(crate) fn lists_while_held(&self, text: &str) -> String {
        let lists = self.lists_of(text);
        format!("(SELECT * FROM {lists} WHERE EXISTS (SELECT 1 FROM {HELD}) OFFSET 0) AS k")
    }

    /// The text of a statement that [`Brief::finish`] runs: `each` takes the values of one row, where
    /// statements cost little by themselves; `listed` has the rows as
    /// [`lists_while_held`](Self::lists_while_held) `$1`.
    ///
    /// [`Brief::finish`]: super::Brief::finish
    pub(crate) fn each_or_listed(
        &self,
        each: impl FnOnce() -> String,
        listed: impl FnOnce() -> String,
    ) -> String {
        match self {
            Self::Sqlite { .. } => each(),
            Self::Postgres { .. } => listed(),
        }
    }

    /// Joins, for each row so far, the rows of a table that a condition names by an index. PostgreSQL
    /// else walks over all of an organisation's where it does not know yet how many there are: its
    /// planner does not look into a part with an OFFSET.
    pub(crate) fn join_each(&self, table: &str, alias: &str, condition: &str) -> String {
        match self {
            Self::Sqlite { .. } => format!("CROSS JOIN {table} {alias} ON {condition}"),
            Self::Postgres { .. } => format!(
                "CROSS JOIN LATERAL \
                 (SELECT * FROM {table} {alias} WHERE {condition} OFFSET 0) AS {alias}"
            ),
        }
    }

    /// The same, and each row stays where there is none.
    pub(crate) fn left_join_each(&self, table: &str, alias: &str, condition: &str) -> String {
        match self {
            Self::Sqlite { .. } => format!("LEFT JOIN {table} {alias} ON {condition}"),
            Self::Postgres { .. } => format!(
                "LEFT JOIN LATERAL \
                 (SELECT * FROM {table} {alias} WHERE {condition} OFFSET 0) AS {alias} ON TRUE"
            ),
        }
    }

    /// A condition: a booking `b`, of those of organisation `$1` that hold `room` (which is another
    /// condition), holds some of the time between two moments, of which the second is later. It goes by the index on what a room
    /// holds: PostgreSQL's knows spans. SQLite's knows ends alone; but such bookings do not overlap,
    /// so they end in the order in which they begin, and the first that ends at or after the last
    /// moment is the last that can reach into it.
    pub(crate) fn holds_some_of(&self, room: &str, holds: &str, from: &str, until: &str) -> String {
        match self {
            Self::Sqlite { .. } => format!(
                "b.held_until > {from} AND b.held_until <= coalesce((SELECT l.held_until \
                   FROM bookings l WHERE l.corp_id = $1 AND l.room_id = {room} AND l.{holds} \
                   AND l.held_until >= {until} ORDER BY l.held_until LIMIT 1), 9223372036854775807) \
                 AND b.held_from < {until}"
            ),
            Self::Postgres { .. } => {
                format!("int8range(b.held_from, b.held_until) && int8range({from}, {until})")
            }
        }
    }

    /// What is added to an UPDATE that begins a change, so that it waits for saves and not for its
    /// like, as in [`begin_change`](Self::begin_change).
    pub(crate) fn while_no_save(&self) -> String {
        match self {
            Self::Sqlite { .. } => String::new(),
            Self::Postgres { .. } => {
                format!("FROM (SELECT pg_advisory_xact_lock_shared({SAVE_LOCK})) AS saves")
            }
        }
    }

    /// An expression for text with A to Z as a to z, and nothing else changed: what the databases
    /// call lower case differs.
    pub(crate) fn folded(&self, text: &str) -> String {
        match self {
            Self::Sqlite { .. } => format!("lower({text})"),
            Self::Postgres { .. } => format!(
                "translate({text}, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"
            ),
        }
    }

    /// A condition: `text` holds `part`.
    pub(crate) fn holds(&self, text: &str, part: &str) -> String {
        match self {
            Self::Sqlite { .. } => format!("instr({text}, {part}) > 0"),
            Self::Postgres { .. } => format!("strpos({text}, {part}) > 0"),
        }
    }

    /// A column of texts, compared and ordered by its bytes.
    pub(crate) fn bytewise(&self, column: &str) -> String {
        match self {
            Self::Sqlite { .. } => column.to_owned(),
            Self::Postgres { .. } => format!("{column} COLLATE \"C\""),
        }
    }

    /// A whole number that a column of JSON text has under a name at its top; NULL where there is none.
    pub(crate) fn json_number(&self, column: &str, name: &str) -> String {
        match self {
            Self::Sqlite { .. } => {
                format!(
                    "CASE WHEN json_valid({column}) THEN json_extract({column}, '$.{name}') END"
                )
            }
            // In a text of it the quotes would be escaped.
            Self::Postgres { .. } => {
                format!("CAST(substring({column} FROM '\"{name}\":(-?[0-9]{{1,18}})') AS BIGINT)")
            }
        }
    }

    /// How many values one statement carries.
    pub(crate) const fn most_values(&self) -> usize {
        match self {
            Self::Sqlite { .. } => 32_000,
            Self::Postgres { .. } => 65_000,
        }
    }

    /// How a value's place is written where there are many. SQLite takes `$1` for a name, and looks
    /// it up among all before it, at every run.
    pub(super) const fn mark(&self) -> Mark {
        match self {
            Self::Sqlite { .. } => Mark::Nameless,
            Self::Postgres { .. } => Mark::Numbered,
        }
    }

    /// A test of whether a table is there: version 0 has none.
    pub(crate) const fn has_table(&self) -> &'static str {
        match self {
            Self::Sqlite { .. } => {
                "SELECT CAST(count(*) AS BIGINT) AS n FROM sqlite_master WHERE type = 'table' AND name = $1"
            }
            Self::Postgres { .. } => {
                "SELECT count(*) AS n FROM pg_catalog.pg_class c WHERE c.relname = $1 AND c.relkind = 'r' \
                 AND pg_catalog.pg_table_is_visible(c.oid)"
            }
        }
    }
}
