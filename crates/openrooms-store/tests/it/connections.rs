//! Connections that are cut, and writers that must wait.

use openrooms_core::id::CorpId;
use openrooms_store::secret::Random;
use openrooms_store::{CallCount, OpenOptions, Store, StoreError};
use tokio::task::JoinSet;

use crate::fixture::{BY, Database, Fixture, NOW, later};
use crate::sample;

on_both!(a_writer_waits_for_another, stores_that_write_at_once_all_succeed,);
on_postgres!(
    cut_connections_are_replaced_at_once,
    connections_that_were_idle_for_too_long_are_replaced_at_once,
    a_save_whose_connection_is_cut_leaves_nothing,
    a_statement_that_takes_too_long_is_unavailable,
);

fn count() -> CallCount {
    CallCount { corp: CorpId::new("corp"), month: 1, calls: 1 }
}

async fn total(store: &Store) -> i64 {
    store.calls_in(&CorpId::new("corp"), 1).await.unwrap()
}

/// Ends every connection that a store has to the database.
async fn cut(fixture: &Fixture) {
    let theirs = "FROM pg_stat_activity \
                  WHERE datname = current_database() AND application_name = 'openrooms'";
    let mut raw = fixture.raw().await;
    let cut = raw.texts(&format!("SELECT CAST(pg_terminate_backend(pid) AS TEXT) {theirs}")).await;
    assert!(!cut.is_empty());
    while !raw.texts(&format!("SELECT CAST(pid AS TEXT) {theirs}")).await.is_empty() {
        tokio::task::yield_now().await;
    }
    raw.close().await;
}

async fn a_writer_waits_for_another(fixture: &Fixture) {
    fixture.store.add_calls(&[count()], NOW).await.unwrap();
    let mut raw = fixture.raw().await;
    raw.execute(match fixture.database() {
        Database::Sqlite => "BEGIN IMMEDIATE",
        Database::Postgres => "BEGIN",
    })
    .await;
    raw.execute("UPDATE call_counts SET calls = calls + 10").await;
    let mut writers = JoinSet::new();
    for store in [fixture.store.clone(), fixture.node().await] {
        writers.spawn(async move { store.add_calls(&[count()], NOW).await });
    }
    // A while of work under the lock; who does not wait fails in it.
    for _ in 0..300 {
        raw.execute("UPDATE call_counts SET calls = calls + 1").await;
        if let Some(ended) = writers.try_join_next() {
            panic!("{ended:?}");
        }
    }
    assert_eq!(total(&fixture.store).await, 1, "readers do not wait");
    raw.execute("COMMIT").await;
    for written in writers.join_all().await {
        written.unwrap();
    }
    assert_eq!(total(&fixture.store).await, 313);
    raw.close().await;
}

async fn stores_that_write_at_once_all_succeed(fixture: &Fixture) {
    let mut tasks = JoinSet::new();
    for at in 0..4 {
        let store = fixture.node().await;
        tasks.spawn(async move {
            for round in 0..8 {
                let suite = sample::suite(&format!("{at}-{round}"), "s", &["corp"]);
                let options = openrooms_store::SaveOptions {
                    rest: openrooms_store::Rest::Stays,
                    server_key: None,
                    origin: &BY,
                    now: NOW,
                };
                let new = openrooms_store::Contents {
                    suites: vec![suite],
                    ..openrooms_store::Contents::default()
                };
                store.save(&new, &options, &mut |_| ()).await.unwrap();
                store.add_calls(&[count()], NOW).await.unwrap();
            }
            store.close().await;
        });
    }
    tasks.join_all().await;
    assert_eq!(total(&fixture.store).await, 32);
    assert_eq!(fixture.store.suites().await.unwrap().len(), 32);
    assert_eq!(fixture.head().await, 32);
}

/// Opens as many connections as the pool may have, by writers that wait for `raw` all at once.
async fn fill(fixture: &Fixture, store: &Store, connections: usize) {
    let mut raw = fixture.raw().await;
    raw.execute("BEGIN; UPDATE call_counts SET calls = calls").await;
    let mut writers = JoinSet::new();
    for _ in 0..connections {
        let store = store.clone();
        writers.spawn(async move { store.add_calls(&[count()], NOW).await });
    }
    fixture.until_waiting(connections).await;
    raw.execute("COMMIT").await;
    raw.close().await;
    for written in writers.join_all().await {
        written.unwrap();
    }
}

async fn cut_connections_are_replaced_at_once(fixture: &Fixture) {
    fixture.save(&[sample::small()]).await;
    let token = fixture.store.issue_app_token("app", "secret", &BY, NOW).await;
    let token = token.unwrap().unwrap().token;
    fixture.store.add_calls(&[count()], NOW).await.unwrap();
    // More connections than any fixed number of tries.
    let options = OpenOptions { connections: 40, ..fixture.options.clone() };
    let store = Store::open(&options, Random::SYSTEM).await.unwrap();

    fill(fixture, &store, 40).await;
    let head = store.feed_head().await.unwrap();
    cut(fixture).await;
    store.ping().await.unwrap();
    assert_eq!(store.feed_head().await.unwrap(), head);
    fill(fixture, &store, 40).await;
    cut(fixture).await;
    store.add_calls(&[count()], NOW).await.unwrap();
    fill(fixture, &store, 40).await;
    cut(fixture).await;
    let ann = openrooms_core::id::UnionId::new("ann");
    let oak = openrooms_core::id::RoomId::new("oak");
    let reading = store.read_room(&token.hash(), &ann, &oak).await.unwrap();
    assert!(reading.unwrap().room.is_some());
    let again = store.issue_app_token("app", "secret", &BY, later(1)).await;
    assert!(again.unwrap().unwrap().token == token);
    assert_eq!(total(&store).await, 1 + 3 * 40 + 1);
    store.close().await;
}

async fn connections_that_were_idle_for_too_long_are_replaced_at_once(fixture: &Fixture) {
    fixture.store.add_calls(&[count()], NOW).await.unwrap();
    let mut raw = fixture.raw().await;
    let name = raw.texts("SELECT CAST(current_database() AS TEXT)").await.remove(0);
    raw.execute(&format!("ALTER DATABASE {name} SET idle_session_timeout = '1s'")).await;
    // Whoever connects from here on is sent away when it is idle for a second.
    let store = fixture.node().await;
    raw.execute(&format!("ALTER DATABASE {name} RESET idle_session_timeout")).await;
    let idle = "SELECT CAST(pid AS TEXT) FROM pg_stat_activity WHERE datname = current_database() \
                AND application_name = 'openrooms' AND state = 'idle'";
    let before = raw.texts(idle).await.len();
    while raw.texts(idle).await.len() == before {
        tokio::task::yield_now().await;
    }
    assert_eq!(total(&store).await, 1);
    store.close().await;
    raw.close().await;
}

async fn a_save_whose_connection_is_cut_leaves_nothing(fixture: &Fixture) {
    fixture.save(&[sample::full("corp")]).await;
    let mut raw = fixture.raw().await;
    let before = raw.dump().await;
    // It has written all else when it comes to the feed, which is held.
    raw.execute("BEGIN; UPDATE feed SET head = head").await;
    let store = fixture.store.clone();
    let saving = tokio::spawn(async move {
        let new = sample::contents(vec![sample::bare("corp")]);
        let options = openrooms_store::SaveOptions {
            rest: openrooms_store::Rest::Goes,
            server_key: None,
            origin: &BY,
            now: NOW,
        };
        store.save(&new, &options, &mut |_| ()).await
    });
    fixture.until_waiting(1).await;
    cut(fixture).await;
    let saved = saving.await.unwrap();
    let cut = matches!(saved, Err(openrooms_store::SaveError::Store(StoreError::Unavailable(_))));
    assert!(cut, "{saved:?}");
    raw.execute("ROLLBACK").await;
    assert_eq!(raw.dump().await, before);
    // And the store goes on.
    let saved = fixture.save(&[sample::bare("other")]).await;
    assert!(saved.written > 0);
    raw.close().await;
}

async fn a_statement_that_takes_too_long_is_unavailable(fixture: &Fixture) {
    let statement_timeout = std::time::Duration::from_millis(50);
    let options = OpenOptions { statement_timeout, ..fixture.options.clone() };
    let store = Store::open(&options, Random::SYSTEM).await.unwrap();
    let mut raw = fixture.raw().await;
    raw.execute("BEGIN; LOCK TABLE settings").await;
    let refused = store.setting("name").await;
    assert!(matches!(refused, Err(StoreError::Unavailable(_))), "{refused:?}");
    let refused = store.set_setting("name", "value").await;
    assert!(matches!(refused, Err(StoreError::Unavailable(_))), "{refused:?}");
    raw.execute("COMMIT").await;
    assert_eq!(store.setting("name").await.unwrap(), None);
    store.set_setting("name", "value").await.unwrap();
    store.close().await;
    raw.close().await;
}
