//! Opening a database, and the key that seals what it keeps.

use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::str::FromStr as _;
use std::time::Duration;

use sqlx::postgres::PgConnectOptions;

use crate::db::{Db, args};
use crate::error::{OpenError, StoreError};
use crate::migrate;
use crate::secret::{Random, ServerKey};

/// Where the database is and how it is used.
#[derive(Debug, Clone)]
pub struct OpenOptions {
    /// Where the embedded database lives; made where it is missing.
    pub data_dir: PathBuf,
    /// `postgres://…`, or `None` for the embedded database.
    pub url: Option<String>,
    /// Connections to PostgreSQL, or readers of the embedded database.
    pub connections: u32,
    /// How long PostgreSQL may work on one statement of a request.
    pub statement_timeout: Duration,
}

impl OpenOptions {
    /// The embedded database in that directory.
    pub fn embedded(data_dir: impl Into<PathBuf>) -> Self {
        Self {
            data_dir: data_dir.into(),
            url: None,
            connections: 8,
            statement_timeout: Duration::from_secs(5),
        }
    }
}

/// Makes a directory that only its owner may enter, unless it is there; those above it are as the
/// process makes them.
pub fn make_private_directory(path: &Path) -> std::io::Result<()> {
    let make = || std::fs::DirBuilder::new().mode(0o700).create(path);
    let made = match (make(), path.parent()) {
        (Err(error), Some(above)) if error.kind() == std::io::ErrorKind::NotFound => {
            std::fs::create_dir_all(above).and_then(|()| make())
        }
        (made, _) => made,
    };
    if path.is_dir() { Ok(()) } else { made }
}

/// What the driver reads of an address, by the name that PostgreSQL's own programs have for it, and
/// by others.
const PARAMETERS: [(&str, &[&str]); 13] = [
    ("sslmode", &["ssl-mode"]),
    ("sslrootcert", &["ssl-root-cert", "ssl-ca"]),
    ("sslcert", &["ssl-cert"]),
    ("sslkey", &["ssl-key"]),
    ("host", &[]),
    ("hostaddr", &[]),
    ("port", &[]),
    ("dbname", &[]),
    ("user", &[]),
    ("password", &[]),
    ("application_name", &[]),
    ("options", &[]),
    ("statement-cache-capacity", &[]),
];

/// Refuses what the driver would pass over, after logging it with its value: a slip of the pen in
/// `sslmode` would lower the encryption. A value, or what may be part of one, is not repeated.
fn check_parameters(url: &str) -> Result<(), OpenError> {
    let refused = |text: String| Err(OpenError::Address(text));
    if url.contains('#') {
        return refused("a # ends it; in a password it is written %23".to_owned());
    }
    let (_, query) = url.split_once('?').unwrap_or_default();
    for parameter in query.split('&').filter(|parameter| !parameter.is_empty()) {
        let Some((name, _)) = parameter.split_once('=') else {
            return refused("a parameter has no =; in a password & is written %26".to_owned());
        };
        // As programs write the brackets of `options[search_path]`.
        let name = name.replace("%5B", "[").replace("%5b", "[");
        let name = name.replace("%5D", "]").replace("%5d", "]");
        let option = name.strip_prefix("options[").and_then(|name| name.strip_suffix(']'));
        let is_known =
            |&(known, others): &(&str, &[&str])| name == known || others.contains(&name.as_str());
        if option.is_some() || PARAMETERS.iter().any(is_known) {
            continue;
        }
        if !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_[]".contains(&byte)) {
            return refused(
                "a parameter's name has signs of another kind; in a password ? is written %3F"
                    .to_owned(),
            );
        }
        let [known @ .., last] = PARAMETERS.map(|(known, _)| known);
        return refused(format!(
            "it has no parameter {name:?}; those are {} and {last}",
            known.join(", ")
        ));
    }
    Ok(())
}

/// An open database. Clones share it.
#[derive(Clone)]
pub struct Store {
    pub(crate) db: Db,
    pub(crate) random: Random,
}

impl Store {
    /// Opens the database, makes it where it is missing, and brings its schema up to date.
    pub async fn open(options: &OpenOptions, random: Random) -> Result<Self, OpenError> {
        let db = match &options.url {
            None => {
                let directory = &options.data_dir;
                let file = directory.join("openrooms.db");
                let writable = || {
                    if directory.is_file() {
                        return Err(std::io::Error::other("it is a file"));
                    }
                    make_private_directory(directory)?;
                    // A name of its own: several may open the directory at once.
                    let probe = directory.join(format!(".probe-{}", random.id()));
                    std::fs::write(&probe, b"")?;
                    std::fs::remove_file(&probe)?;
                    // SQLite gives its log and its index the mode of the database.
                    let mut options = std::fs::OpenOptions::new();
                    options.create(true).append(true).mode(0o600).open(&file).map(drop)
                };
                writable().map_err(|cause| OpenError::DataDir {
                    path: directory.display().to_string(),
                    cause,
                })?;
                Db::open_sqlite(&file, options.connections).await?
            }
            Some(url) => {
                if !(url.starts_with("postgres://") || url.starts_with("postgresql://")) {
                    return Err(OpenError::Address(
                        "it begins with postgres://, or is left out for the embedded database"
                            .to_owned(),
                    ));
                }
                check_parameters(url)?;
                let connect = PgConnectOptions::from_str(url)
                    .map_err(|error| OpenError::Address(error.to_string()))?;
                Db::open_postgres(connect, options.connections, options.statement_timeout).await?
            }
        };
        migrate::migrate(&db).await?;
        Ok(Self { db, random })
    }

    /// Whether the database was set up with a server key, and if so, whether it was this one.
    /// The first key is taken for good.
    pub async fn adopt_key(&self, key: &ServerKey) -> Result<(), OpenError> {
        let mut tx = self.db.begin().await?;
        tx.execute(
            "INSERT INTO settings (name, value) VALUES ('secret_key_check', $1) ON CONFLICT DO NOTHING",
            &args![key.check_value()],
        )
        .await?;
        let rows =
            tx.rows("SELECT value FROM settings WHERE name = 'secret_key_check'", &[]).await?;
        let kept = rows.first().map(|row| row.text("value")).transpose()?.unwrap_or_default();
        if !key.is_checked_by(&kept) {
            return Err(OpenError::WrongKey);
        }
        tx.commit_upkeep().await?;
        Ok(())
    }

    /// Whether a server key was ever adopted.
    pub async fn has_key(&self) -> Result<bool, StoreError> {
        let sql = "SELECT value FROM settings WHERE name = 'secret_key_check'";
        Ok(!self.db.rows(sql, &[]).await?.is_empty())
    }

    /// Whether this is the embedded database, which one server alone uses.
    pub const fn is_embedded(&self) -> bool {
        matches!(self.db, Db::Sqlite { .. })
    }

    /// Asks the database for nothing, to see that it answers.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.db.rows("SELECT 1 AS one", &[]).await?;
        Ok(())
    }

    /// A value kept under a name of ours.
    pub async fn setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        let rows = self.db.rows("SELECT value FROM settings WHERE name = $1", &args![name]).await?;
        rows.first().map(|row| row.text("value")).transpose()
    }

    /// Keeps a value under a name of ours.
    pub async fn set_setting(&self, name: &str, value: &str) -> Result<(), StoreError> {
        let mut tx = self.db.begin().await?;
        tx.execute(
            "INSERT INTO settings (name, value) VALUES ($1, $2) \
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            &args![name, value],
        )
        .await?;
        tx.commit_upkeep().await
    }

    /// Waits until what runs has ended, and closes.
    pub async fn close(&self) {
        self.db.close().await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_parameter_that_is_let_through_is_one_of_the_driver_s() {
        for (name, others) in PARAMETERS {
            for name in others.iter().chain([&name]) {
                let value = match name {
                    &"sslmode" | &"ssl-mode" => "verify-full",
                    &"hostaddr" => "127.0.0.1",
                    &"port" | &"statement-cache-capacity" => "7",
                    _ => "a",
                };
                let url = format!("postgres://somebody@nowhere/x?{name}={value}");
                check_parameters(&url).unwrap();
                let read = PgConnectOptions::from_str(&url).unwrap();
                let without = PgConnectOptions::from_str("postgres://somebody@nowhere/x").unwrap();
                assert_ne!(format!("{read:?}"), format!("{without:?}"), "{name} changes nothing");
            }
        }
    }

    #[test]
    fn options_may_be_named_one_by_one() {
        for name in ["options[search_path]", "options%5Bsearch_path%5D", "options%5bsearch_path%5d"]
        {
            check_parameters(&format!("postgres://somebody@nowhere/x?&{name}=a&")).unwrap();
        }
        for name in ["options[search_path", "Sslmode", "sslmod", "sslmode "] {
            check_parameters(&format!("postgres://somebody@nowhere/x?{name}=a")).unwrap_err();
        }
    }
}
