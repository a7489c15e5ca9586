//! Versioned migrations, run at every opening, all of them in one transaction.

use crate::db::{Db, args};
use crate::error::{OpenError, StoreError};

struct Migration {
    version: i64,
    /// The database that it is for; `None`: both.
    dialect: Option<&'static str>,
    sql: &'static str,
}

/// In their order. A landed file never changes.
const MIGRATIONS: &[Migration] = &[
    Migration { version: 1, dialect: None, sql: include_str!("../migrations/0001_base.sql") },
    Migration { version: 2, dialect: None, sql: include_str!("../migrations/0002_audit.sql") },
    Migration {
        version: 3,
        dialect: None,
        sql: include_str!("../migrations/0003_screen_templates.sql"),
    },
    Migration { version: 4, dialect: None, sql: include_str!("../migrations/0004_listing.sql") },
    Migration { version: 5, dialect: None, sql: include_str!("../migrations/0005_people.sql") },
    Migration { version: 6, dialect: None, sql: include_str!("../migrations/0006_devices.sql") },
    Migration { version: 7, dialect: None, sql: include_str!("../migrations/0007_groups.sql") },
    Migration { version: 8, dialect: None, sql: include_str!("../migrations/0008_pictures.sql") },
    Migration { version: 9, dialect: None, sql: include_str!("../migrations/0009_control.sql") },
    Migration { version: 10, dialect: None, sql: include_str!("../migrations/0010_calendar.sql") },
    Migration {
        version: 10,
        dialect: Some("sqlite"),
        sql: include_str!("../migrations/0010_calendar.sqlite.sql"),
    },
    Migration {
        version: 10,
        dialect: Some("postgres"),
        sql: include_str!("../migrations/0010_calendar.postgres.sql"),
    },
    Migration {
        version: 11,
        dialect: None,
        sql: include_str!("../migrations/0011_user_tokens.sql"),
    },
    Migration { version: 12, dialect: None, sql: include_str!("../migrations/0012_labels.sql") },
    Migration {
        version: 13,
        dialect: None,
        sql: include_str!("../migrations/0013_house_rules.sql"),
    },
    Migration { version: 14, dialect: None, sql: include_str!("../migrations/0014_sign_ins.sql") },
    Migration { version: 15, dialect: None, sql: include_str!("../migrations/0015_sessions.sql") },
    Migration { version: 16, dialect: None, sql: include_str!("../migrations/0016_weeks.sql") },
    Migration { version: 17, dialect: None, sql: include_str!("../migrations/0017_passwords.sql") },
    Migration { version: 18, dialect: None, sql: include_str!("../migrations/0018_providers.sql") },
    Migration { version: 19, dialect: None, sql: include_str!("../migrations/0019_app_names.sql") },
    Migration {
        version: 20,
        dialect: None,
        sql: include_str!("../migrations/0020_room_problems.sql"),
    },
    Migration {
        version: 21,
        dialect: None,
        sql: include_str!("../migrations/0021_floor_plans.sql"),
    },
    Migration { version: 22, dialect: None, sql: include_str!("../migrations/0022_door.sql") },
    Migration {
        version: 23,
        dialect: None,
        sql: include_str!("../migrations/0023_bookings_by_person.sql"),
    },
    Migration {
        version: 24,
        dialect: None,
        sql: include_str!("../migrations/0024_closed_problems.sql"),
    },
    Migration { version: 25, dialect: None, sql: include_str!("../migrations/0025_hours.sql") },
    Migration {
        version: 26,
        dialect: Some("sqlite"),
        sql: include_str!("../migrations/0026_outbox.sqlite.sql"),
    },
    Migration {
        version: 26,
        dialect: Some("postgres"),
        sql: include_str!("../migrations/0026_outbox.postgres.sql"),
    },
    Migration {
        version: 27,
        dialect: Some("postgres"),
        sql: include_str!("../migrations/0027_bookings_that_hold.postgres.sql"),
    },
    Migration { version: 28, dialect: None, sql: include_str!("../migrations/0028_made.sql") },
];

/// The newest version that this binary knows.
pub(crate) fn newest() -> i64 {
    MIGRATIONS.iter().map(|migration| migration.version).max().unwrap_or(0)
}

/// Brings the database to the newest version, or says that it is beyond it.
pub(crate) async fn migrate(db: &Db) -> Result<(), OpenError> {
    if version(db).await? == newest() {
        return Ok(());
    }
    let mut tx = db.begin_migration().await?;
    // Asked again: another process may have been faster.
    let has_table = tx.rows(db.has_table(), &args!["schema_version"]).await?;
    let found = if has_table[0].int("n")? == 0 {
        tx.execute("CREATE TABLE schema_version (version BIGINT NOT NULL PRIMARY KEY)", &[])
            .await?;
        0
    } else {
        let rows =
            tx.rows("SELECT coalesce(max(version), 0) AS n FROM schema_version", &[]).await?;
        rows[0].int("n")?
    };
    check(found)?;
    for migration in MIGRATIONS.iter().filter(|migration| migration.version > found) {
        let version = migration.version;
        let failed = |error: StoreError| OpenError::Migration { version, cause: error.to_string() };
        if migration.dialect.is_none_or(|only| only == db.dialect()) {
            tx.script(migration.sql).await.map_err(failed)?;
        }
        tx.execute(
            "INSERT INTO schema_version (version) VALUES ($1) ON CONFLICT DO NOTHING",
            &args![version],
        )
        .await
        .map_err(failed)?;
    }
    tx.commit_upkeep().await?;
    Ok(())
}

/// The version found; 0 is an empty database.
async fn version(db: &Db) -> Result<i64, OpenError> {
    let has_table = db.rows(db.has_table(), &args!["schema_version"]).await?;
    if has_table[0].int("n")? == 0 {
        return Ok(0);
    }
    let rows = db.rows("SELECT coalesce(max(version), 0) AS n FROM schema_version", &[]).await?;
    let found = rows[0].int("n")?;
    check(found)?;
    Ok(found)
}

fn check(found: i64) -> Result<(), OpenError> {
    let known = newest();
    if found > known { Err(OpenError::NewerSchema { found, known }) } else { Ok(()) }
}
