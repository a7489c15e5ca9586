//! Opening, migrating, the server's key, settings.

use openrooms_core::calendar::Event;
use openrooms_core::id::{CorpId, DeptId};
use openrooms_core::time::EpochMillis;
use openrooms_store::secret::{Random, ServerKey};
use openrooms_store::{Entry, OpenError, OpenOptions, Store};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use tokio::task::JoinSet;

use crate::agenda::{attendee, event, write};
use crate::fixture::{BY, Database, Fixture, NOW, Raw};
use crate::sample;

on_both!(
    opening_again_keeps_what_is_there,
    several_that_open_a_new_database_at_once_all_succeed,
    an_older_schema_is_brought_up_to_date_with_what_it_holds,
    a_newer_schema_is_refused_and_left_alone,
    a_migration_that_fails_leaves_nothing,
    what_the_outbox_told_stays_as_its_table_is_made_anew,
    what_was_made_within_a_day_counts_for_who_organises_it,
    the_first_key_is_taken_and_another_refused,
    of_several_first_keys_at_once_one_is_taken,
    settings_are_kept_by_name,
    a_closed_store_says_that_it_is_unavailable,
);

async fn opening_again_keeps_what_is_there(fixture: &Fixture) {
    fixture.save(&[sample::full("corp")]).await;
    let before = fixture.load("corp").await;
    fixture.store.close().await;
    let again = fixture.node().await;
    again.ping().await.unwrap();
    let profile = before.as_ref().map(|all| all.profile.clone());
    assert_eq!(again.profiles().await.unwrap(), Vec::from_iter(profile));
    let corp = before.as_ref().unwrap().profile.id.clone();
    assert_eq!(again.organisation(&corp).await.unwrap(), before);
    again.close().await;
}

async fn several_that_open_a_new_database_at_once_all_succeed(fixture: &Fixture) {
    for _ in 0..4 {
        let options = fixture.emptied().await;
        let mut openers = JoinSet::new();
        for _ in 0..6 {
            let options = options.clone();
            openers.spawn(async move { Store::open(&options, Random::SYSTEM).await });
        }
        for opened in openers.join_all().await {
            let store = opened.unwrap();
            assert_eq!(store.feed_head().await.unwrap(), 0);
            store.close().await;
        }
        let mut raw = Raw::open(&options).await;
        let versions = raw.texts("SELECT CAST(version AS TEXT) FROM schema_version").await;
        // Each version once, without a gap.
        let wanted: Vec<_> = (1..=versions.len()).map(|version| version.to_string()).collect();
        assert_eq!(versions, wanted);
        raw.close().await;
    }
}

async fn an_older_schema_is_brought_up_to_date_with_what_it_holds(fixture: &Fixture) {
    let options = fixture.emptied().await;
    if options.url.is_none() {
        std::fs::create_dir_all(&options.data_dir).unwrap();
    }
    let mut raw = Raw::open(&options).await;
    raw.execute(include_str!("../../migrations/0001_base.sql")).await;
    raw.execute(
        "CREATE TABLE schema_version (version BIGINT NOT NULL PRIMARY KEY); \
         INSERT INTO schema_version (version) VALUES (1); \
         INSERT INTO organisations (corp_id, name) VALUES ('corp', 'corp Ltd.'); \
         INSERT INTO people (corp_id, union_id, user_id, name) \
           VALUES ('corp', 'b', 'ub', 'B'), ('corp', 'a', 'ua', 'A'), ('other', 'c', 'uc', 'C'); \
         INSERT INTO person_departments (corp_id, union_id, position, dept_id) \
           VALUES ('corp', 'a', 0, 7), ('corp', 'b', 0, 7), ('corp', 'b', 1, 8)",
    )
    .await;
    raw.close().await;
    let store = Store::open(&options, Random::SYSTEM).await.unwrap();
    let corp = CorpId::new("corp");
    let mut held = store.organisation(&corp).await.unwrap().unwrap();
    assert_eq!(std::mem::take(&mut held.people).len(), 2);
    assert_eq!(held, sample::organisation("corp"));
    // People who were there have their places in lists.
    let page = store.people_in(&corp, DeptId(7), 0, 9).await.unwrap();
    let places = page.iter().map(|one| (one.ordinal, one.person.union_id.as_str()));
    assert_eq!(places.collect::<Vec<_>>(), [(1, "a"), (2, "b")]);
    let mut writing = store.writing(&corp).await.unwrap().unwrap();
    writing.insert_room(&sample::room("oak")).await.unwrap();
    let entry = Entry::of(Some(&corp), "room", "oak");
    writing.commit(&BY, entry, [], NOW).await.unwrap();
    let verified = store.verify_audit("corp", None).await.unwrap().unwrap();
    assert_eq!((verified.first, verified.last), (1, 1));
    store.close().await;
}

async fn a_newer_schema_is_refused_and_left_alone(fixture: &Fixture) {
    let mut raw = fixture.raw().await;
    raw.execute("INSERT INTO schema_version (version) VALUES (999)").await;
    let before = raw.dump().await;
    let refused = Store::open(&fixture.options, Random::SYSTEM).await.err();
    let refused = refused.unwrap();
    assert!(
        matches!(refused, OpenError::NewerSchema { found: 999, known } if known < 999),
        "{refused:?}"
    );
    assert!(refused.to_string().contains("schema version 999"));
    assert_eq!(raw.dump().await, before);
    raw.close().await;
}

async fn a_migration_that_fails_leaves_nothing(fixture: &Fixture) {
    let options = fixture.emptied().await;
    if let Database::Sqlite = fixture.database() {
        std::fs::create_dir_all(&options.data_dir).unwrap();
    }
    let mut raw = Raw::open(&options).await;
    // In the way of a table that comes late.
    raw.execute("CREATE TABLE tokens (mine TEXT)").await;
    let failed = Store::open(&options, Random::SYSTEM).await.err().unwrap();
    assert!(matches!(failed, OpenError::Migration { version: 1, .. }), "{failed:?}");
    let tables = match fixture.database() {
        Database::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table'",
        Database::Postgres => {
            "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = 'public'"
        }
    };
    assert_eq!(raw.texts(tables).await, ["tokens"]);
    raw.execute("DROP TABLE tokens").await;
    raw.close().await;
    let store = Store::open(&options, Random::SYSTEM).await.unwrap();
    store.close().await;
}

async fn what_the_outbox_told_stays_as_its_table_is_made_anew(fixture: &Fixture) {
    let mut raw = fixture.raw().await;
    let index = "CREATE INDEX outbox_by_age ON outbox (at)";
    if let Database::Sqlite = fixture.database() {
        raw.execute("DROP TABLE outbox").await;
        raw.execute(
            "CREATE TABLE outbox (corp_id TEXT NOT NULL, seq BIGINT NOT NULL, kind TEXT NOT NULL, \
             object_id TEXT NOT NULL, body TEXT NOT NULL, at BIGINT NOT NULL, \
             PRIMARY KEY (corp_id, seq))",
        )
        .await;
    }
    raw.execute(index).await;
    raw.execute("DROP INDEX attendees_by_making").await;
    raw.execute("ALTER TABLE attendees DROP COLUMN made_at").await;
    raw.execute(
        "INSERT INTO outbox (corp_id, seq, kind, object_id, body, at) VALUES \
         ('corp', 2, 'booking-made', 'b', '{}', 20), ('corp', 1, 'event-changed', 'a', '{}', 10)",
    )
    .await;
    raw.execute("DELETE FROM schema_version WHERE version >= 26").await;
    raw.close().await;
    let store = Store::open(&fixture.options, Random::SYSTEM).await.unwrap();
    let told = store.outbox_after(&CorpId::new("corp"), 0, 9).await.unwrap();
    let told = told.iter().map(|told| (told.seq, &*told.kind, &*told.event, told.at.0));
    let kept = [(1, "event-changed", "a", 10), (2, "booking-made", "b", 20)];
    assert_eq!(told.collect::<Vec<_>>(), kept);
    store.close().await;
}

async fn what_was_made_within_a_day_counts_for_who_organises_it(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp")]).await;
    let mut writing = write(fixture, "corp").await;
    let old = EpochMillis(event("a").created_at.0 - 86_400_000);
    for event in [event("new"), event("other"), Event { created_at: old, ..event("old") }] {
        writing.put_event(&event).await.unwrap();
        writing.put_attendees(&event, &[attendee("ann"), attendee("bob")]).await.unwrap();
    }
    writing.commit_calendar([], NOW).await.unwrap();
    let mut raw = fixture.raw().await;
    raw.execute("DROP INDEX attendees_by_making").await;
    raw.execute("ALTER TABLE attendees DROP COLUMN made_at").await;
    raw.execute("DELETE FROM schema_version WHERE version >= 28").await;
    let store = Store::open(&fixture.options, Random::SYSTEM).await.unwrap();
    let made =
        "SELECT event_id || ' ' || union_id FROM attendees WHERE made_at IS NOT NULL ORDER BY 1";
    assert_eq!(raw.texts(made).await, ["new ann", "other ann"]);
    raw.close().await;
    store.close().await;
}

async fn the_first_key_is_taken_and_another_refused(fixture: &Fixture) {
    let store = &fixture.store;
    assert!(!store.has_key().await.unwrap());
    store.adopt_key(&fixture.key).await.unwrap();
    assert!(store.has_key().await.unwrap());
    let other = ServerKey::generate(Random::SYSTEM);
    let refused = store.adopt_key(&other).await.unwrap_err();
    assert!(matches!(refused, OpenError::WrongKey), "{refused:?}");
    let node = fixture.node().await;
    let same = ServerKey::parse(&fixture.key.to_text()).unwrap();
    node.adopt_key(&same).await.unwrap();
    assert!(node.adopt_key(&other).await.is_err());
    node.close().await;
}

async fn of_several_first_keys_at_once_one_is_taken(fixture: &Fixture) {
    let mut adopters = JoinSet::new();
    for at in 0..8 {
        let store = if at % 2 == 0 { fixture.store.clone() } else { fixture.node().await };
        adopters.spawn(async move { store.adopt_key(&ServerKey::generate(Random::SYSTEM)).await });
    }
    let outcomes = adopters.join_all().await;
    let taken = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
    let refused = |outcome: &&Result<(), OpenError>| matches!(outcome, Err(OpenError::WrongKey));
    let refused = outcomes.iter().filter(refused).count();
    assert_eq!((taken, refused), (1, 7), "{outcomes:?}");
}

async fn settings_are_kept_by_name(fixture: &Fixture) {
    let store = &fixture.store;
    assert_eq!(store.setting("name").await.unwrap(), None);
    store.set_setting("name", "one").await.unwrap();
    store.set_setting("name", "two").await.unwrap();
    store.set_setting("other", "").await.unwrap();
    assert_eq!(store.setting("name").await.unwrap().as_deref(), Some("two"));
    assert_eq!(store.setting("other").await.unwrap().as_deref(), Some(""));
}

async fn a_closed_store_says_that_it_is_unavailable(fixture: &Fixture) {
    let node = fixture.node().await;
    node.close().await;
    let error = node.ping().await.unwrap_err();
    assert!(matches!(error, openrooms_store::StoreError::Unavailable(_)), "{error:?}");
}

async fn refusal(options: &OpenOptions) -> OpenError {
    Store::open(options, Random::SYSTEM).await.err().unwrap()
}

fn at(url: &str) -> OpenOptions {
    OpenOptions { url: Some(url.to_owned()), ..OpenOptions::embedded("") }
}

#[tokio::test]
async fn a_data_directory_is_made_where_it_is_missing() {
    let directory = tempfile::tempdir().unwrap();
    let options = OpenOptions::embedded(directory.path().join("a/b"));
    let store = Store::open(&options, Random::SYSTEM).await.unwrap();
    store.close().await;
    let left: Vec<_> = std::fs::read_dir(&options.data_dir)
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(left, ["openrooms.db"], "no probe and no log is left");
}

#[tokio::test]
async fn what_is_made_is_its_owner_s_alone() {
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    let directory = tempfile::tempdir().unwrap();
    let options = OpenOptions::embedded(directory.path().join("a/b"));
    let store = Store::open(&options, Random::SYSTEM).await.unwrap();
    store.set_setting("name", "value").await.unwrap();
    assert_eq!(mode(&options.data_dir), 0o700);
    assert_ne!(mode(&directory.path().join("a")), 0o700, "what lies above is not ours");
    for file in ["openrooms.db", "openrooms.db-wal", "openrooms.db-shm"] {
        assert_eq!(mode(&options.data_dir.join(file)), 0o600, "{file}");
    }
    store.close().await;
    // What was there keeps the mode that somebody gave it.
    let shared = std::fs::Permissions::from_mode(0o750);
    std::fs::set_permissions(&options.data_dir, shared).unwrap();
    Store::open(&options, Random::SYSTEM).await.unwrap().close().await;
    assert_eq!(mode(&options.data_dir), 0o750);
}

#[tokio::test]
async fn a_data_directory_that_cannot_be_written_is_refused() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("file");
    std::fs::write(&file, b"").unwrap();
    for path in [file.clone(), file.join("below")] {
        let refused = refusal(&OpenOptions::embedded(&path)).await;
        assert!(matches!(refused, OpenError::DataDir { .. }), "{path:?}: {refused:?}");
        assert!(refused.to_string().contains(&path.display().to_string()));
    }
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("openrooms.db");
    std::fs::write(&file, b"not a database, but long enough for its header").unwrap();
    let refused = refusal(&OpenOptions::embedded(directory.path())).await;
    assert!(matches!(refused, OpenError::Unreachable(_)), "{refused:?}");
    let named = file.display().to_string();
    assert!(refused.to_string().contains(&named), "{refused}");
}

#[tokio::test]
async fn a_server_that_does_not_answer_is_named_with_the_cause() {
    // Bound and not listening: nobody else can take the port, and a connection is refused.
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let address = socket.local_addr().unwrap();
    let refused = refusal(&at(&format!("postgres://nobody@{address}/none"))).await;
    let OpenError::Unreachable(cause) = &refused else {
        panic!("{refused:?}");
    };
    assert!(cause.contains("refused"), "{cause}");
}

#[tokio::test]
async fn an_address_that_is_not_understood_is_refused() {
    for url in [
        "",
        "mysql://localhost/openrooms",
        "sqlite:openrooms.db",
        "POSTGRES://localhost",
        "postgres:/localhost",
        "localhost/openrooms",
        "postgres://localhost:port/openrooms",
    ] {
        let refused = refusal(&at(url)).await;
        assert!(matches!(refused, OpenError::Address(_)), "{url}: {refused:?}");
    }
}
