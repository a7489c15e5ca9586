//! A server that refuses to start: one clear sentence, and an exit code that tells use from failure.

use std::net::TcpListener;

use crate::document::{of_rooms, room, sample};
use crate::home::{Home, complaint, outcome};

/// Runs SQL on the embedded database.
pub(crate) fn alter(home: &Home, sql: &'static str) {
    use sqlx::Connection as _;
    let file = home.path("data/openrooms.db");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let url = format!("sqlite://{}", file.display());
        let mut connection = sqlx::SqliteConnection::connect(&url).await.unwrap();
        sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    });
}

/// `serve` on a port of the system's choice, which must not matter.
fn serve<'a>(args: &[&'a str]) -> Vec<&'a str> {
    [&["serve", "--listen", "127.0.0.1:0"], args].concat()
}

#[test]
fn on_a_port_in_use() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let said = Home::new().failed(&["serve", "--listen", &address]);
    let wanted = format!("cannot listen on {address}: Address already in use (os error 98)");
    assert_eq!(said, wanted);
}

#[test]
fn on_a_name_that_nobody_knows() {
    let said = Home::new().failed(&["serve", "--listen", "nowhere.invalid:0"]);
    assert!(said.starts_with("cannot listen on nowhere.invalid:0: "), "{said}");
}

#[test]
fn on_a_data_directory_that_cannot_be_written() {
    let home = Home::new();
    home.write("data", "a file in its place");
    let said = home.failed(&serve(&[]));
    assert_eq!(said, "cannot write the data directory data: it is a file");
    let said = home.failed(&serve(&["--data-dir", "data/below"]));
    assert_eq!(said, "cannot write the data directory data/below: Not a directory (os error 20)");
}

#[test]
fn on_a_file_that_is_no_database() {
    let home = Home::with_sample();
    home.write(
        "data/openrooms.db",
        "not a database, but as long as the head of one would be".repeat(99),
    );
    for log in ["data/openrooms.db-wal", "data/openrooms.db-shm"] {
        let _ = std::fs::remove_file(home.path(log));
    }
    let said = home.failed(&serve(&[]));
    assert!(said.starts_with("cannot reach the database: data/openrooms.db: "), "{said}");
    assert!(said.ends_with("file is not a database"), "{said}");
}

#[test]
fn on_a_database_that_it_cannot_reach() {
    let said = Home::new()
        .failed(&serve(&["--database-url", "postgres://somebody:pass-word@127.0.0.1:1/x"]));
    assert!(said.starts_with("cannot reach the database: "), "{said}");
    assert!(said.contains("Connection refused"), "{said}");
    assert!(!said.contains("pass-word"), "{said}");
}

#[test]
fn on_a_database_address_that_it_does_not_understand() {
    let said = Home::new().misused(&serve(&["--database-url", "mysql://127.0.0.1/x"]));
    let wanted = "the database address is not understood: it begins with postgres://, or is left out \
                  for the embedded database";
    assert_eq!(said, wanted);
}

#[test]
fn on_a_parameter_of_the_database_address_that_nobody_knows() {
    let home = Home::new();
    let url = "postgres://somebody@127.0.0.1:1/x?sslmode=require&passwd=hunter2";
    home.write("url", url);
    home.write("openrooms.toml", format!("database_url = '{url}'"));
    let wanted = "the database address is not understood: it has no parameter \"passwd\"; those \
                  are sslmode, sslrootcert, sslcert, sslkey, host, hostaddr, port, dbname, user, \
                  password, application_name, options and statement-cache-capacity";
    let import = ["import", "-", "--replace"];
    let document = sample().to_string();
    for place in
        [["--database-url", url], ["--database-url-file", "url"], ["--config", "openrooms.toml"]]
    {
        assert_eq!(home.misused(&serve(&place)), wanted);
        for command in [&["export"][..], &["org", "list"], &["token", "list"]] {
            assert_eq!(home.misused(&[command, &place].concat()), wanted, "{command:?}");
        }
        let said = home.run_with_input(&[&import[..], &place].concat(), document.as_bytes());
        assert_eq!(complaint(&said, 2), wanted);
    }
}

#[test]
fn on_a_database_address_with_a_sign_in_its_password() {
    for (url, wanted) in [
        // A part of a password is not repeated.
        ("u:12?hunter2@127.0.0.1:1/x?sslmode=require", "a parameter's name has signs of another"),
        ("u@127.0.0.1:1/x?password=hun&ter2", "a parameter has no ="),
        ("u:12#hunter2@127.0.0.1:1/x?sslmode=require", "a # ends it"),
    ] {
        let said = Home::new().misused(&serve(&["--database-url", &format!("postgres://{url}")]));
        let begin = "the database address is not understood: ";
        assert!(said.starts_with(&format!("{begin}{wanted}")), "{url}: {said}");
        assert!(!said.contains("ter2"), "{said}");
    }
}

#[test]
fn on_a_newer_schema() {
    let home = Home::with_sample();
    alter(&home, "INSERT INTO schema_version (version) VALUES (9000)");
    // So does every command that opens the database.
    for command in [serve(&[]), vec!["export"], vec!["org", "list"], vec!["token", "list"]] {
        let said = home.failed(&command);
        assert!(
            said.starts_with(
                "the database has schema version 9000, and this openrooms knows only up to "
            ),
            "{said}"
        );
    }
}

#[test]
fn before_it_says_that_it_serves() {
    let home = Home::with_sample();
    alter(&home, "ALTER TABLE feed RENAME TO lost");
    // A complaint is all that is printed.
    let said = home.failed(&serve(&[]));
    assert_eq!(
        said,
        "the database refused: error returned from database: (code: 1) no such table: feed"
    );
}

#[test]
fn with_another_secret_key() {
    let home = Home::with_sample();
    home.write("other.key", "0".repeat(64));
    let wanted = "the secret key is not the one that this database was set up with: give it as \
                  secret.key in the data directory, or by OPENROOMS_SECRET_KEY or \
                  OPENROOMS_SECRET_KEY_FILE";
    assert_eq!(home.failed(&serve(&["--secret-key-file", "other.key"])), wanted);
    let output = home.command(&serve(&[])).env("OPENROOMS_SECRET_KEY", "0".repeat(64)).output();
    assert_eq!(complaint(&outcome(output.unwrap()), 1), wanted);
    std::fs::remove_file(home.path("data/secret.key")).unwrap();
    assert_eq!(home.failed(&serve(&[])), wanted);
    assert!(!home.holds("data/secret.key"), "a new key would hide that the old one is missing");
}

#[test]
fn with_a_secret_key_that_is_none() {
    let home = Home::new();
    home.write("short.key", "abc");
    let said = home.failed(&serve(&["--secret-key-file", "short.key"]));
    assert_eq!(said, "short.key holds no secret key: it is 64 hexadecimal digits");
    let said = home.failed(&serve(&["--secret-key-file", "none.key"]));
    assert_eq!(said, "cannot read the secret key none.key: No such file or directory (os error 2)");
}

#[test]
fn with_a_settings_file_that_is_wrong() {
    for (settings, wanted) in [
        ("colour = 'red'", "line 1, column 1"),
        ("colour = 'red'", "unknown field `colour`, expected one of `data_dir`, "),
        ("listen = 'nowhere'", "not an address and a port such as 127.0.0.1:8080"),
        ("demo = 'perhaps'", "invalid type: string \"perhaps\", expected a boolean"),
        ("log_format = 'xml'", "unknown variant `xml`, expected `text` or `json`"),
        ("listen =", "line 1, column 9"),
        (
            "trusted_proxy = ['10.0.0.0/33']",
            "trusted_proxy \"10.0.0.0/33\": not a block of addresses such as 10.0.0.0/8",
        ),
        ("threads = 0", "threads must be from 1 to 1024"),
        ("list_memory = 65537", "list_memory must be from 0 to 65536"),
        ("schedule_memory = 65537", "schedule_memory must be from 0 to 65536"),
        ("events_a_day = 1000001", "events_a_day must be from 0 to 1000000"),
        ("drain_timeout = 3601", "drain_timeout must be from 0 to 3600"),
        ("statement_timeout = 0", "statement_timeout must be from 1 to 3600"),
        ("database_connections = 1001", "database_connections must be from 1 to 1000"),
    ] {
        let home = Home::new();
        home.write("openrooms.toml", settings);
        let said = home.misused(&serve(&["--config", "openrooms.toml"]));
        assert!(said.contains(wanted), "{settings}: {said}");
        assert!(!home.holds("data"), "{settings}");
    }
}

#[test]
fn with_files_that_are_not_there() {
    let home = Home::new();
    let said = home.failed(&serve(&["--config", "none.toml"]));
    assert_eq!(
        said,
        "cannot read the settings file none.toml: No such file or directory (os error 2)"
    );
    let said = home.failed(&serve(&["--database-url-file", "none"]));
    assert_eq!(
        said,
        "cannot read the database URL from none: No such file or directory (os error 2)"
    );
}

#[test]
fn with_options_that_are_wrong() {
    for (args, wanted) in [
        (&["--colour", "red"][..], "unexpected argument '--colour' found"),
        (
            &["--listen", "nowhere"],
            "invalid value 'nowhere' for '--listen <ADDR>': not an address and a port such as \
             127.0.0.1:8080",
        ),
        (&["--listen", "127.0.0:80"], "invalid value '127.0.0:80' for '--listen <ADDR>'"),
        (&["--listen", "localhost:http"], "invalid value 'localhost:http' for '--listen <ADDR>'"),
        (&["--threads", "0"], "invalid value '0' for '--threads <COUNT>'"),
        (
            &["--trusted-proxy", "x"],
            "invalid value 'x' for '--trusted-proxy <CIDR>': not a block of addresses",
        ),
        (&["--log-level", "loud"], "invalid value 'loud' for '--log-level <LEVEL>'"),
        (&["--database-url", "a", "--database-url-file", "b"], "cannot be used with"),
    ] {
        let said = Home::new().misused(&[&["serve"], args].concat());
        assert!(said.contains(wanted), "{said}");
    }
}

#[test]
fn the_demo_where_others_could_reach_it() {
    let said = Home::new().misused(&["serve", "--demo", "--listen", "0.0.0.0:0"]);
    let wanted = "the demo's secrets are public, and 0.0.0.0:0 can be reached by others: listen on \
                  127.0.0.1, or say --demo-anywhere";
    assert_eq!(said, wanted);
}

#[test]
fn the_demo_on_a_database_of_somebody_elses() {
    let home = Home::new();
    home.import(&of_rooms([room("a")]));
    let before = home.export();
    let said = home.failed(&serve(&["--demo"]));
    let wanted = "--demo is for an empty database, or its own; this one holds other organisations";
    assert_eq!(said, wanted);
    assert_eq!(home.export(), before);
}
