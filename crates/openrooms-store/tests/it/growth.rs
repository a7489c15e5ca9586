//! What PostgreSQL knows of tables that grow, by which it plans.

use std::time::Duration;

use crate::agenda::{book, booking, slot};
use crate::fixture::Fixture;
use crate::sample;

on_postgres!(it_learns_of_tables_before_it_would_by_itself);

/// How many rows it believes a table has; below 0 before it first looked.
const KNOWN: &str = "SELECT CAST(CAST(reltuples AS BIGINT) AS TEXT) FROM pg_class \
                     WHERE relname = 'bookings' AND relkind = 'r'";

async fn it_learns_of_tables_before_it_would_by_itself(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp")]).await;
    let mut raw = fixture.raw().await;
    raw.execute("ALTER TABLE bookings SET (autovacuum_enabled = false)").await;
    assert_eq!(raw.texts(KNOWN).await, ["-1"]);
    for at in 0..70 {
        let held = slot(at * 10, at * 10 + 10);
        book(fixture, &[booking(&format!("e{at}"), "r-visible", held)]).await.unwrap();
    }
    let learns = async {
        while raw.texts(KNOWN).await == ["-1"] {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_mins(1), learns).await.unwrap();
    // What was written before it looked, by however many changes.
    let known: i64 = raw.texts(KNOWN).await[0].parse().unwrap();
    assert!((1..=70).contains(&known), "{known}");
    raw.close().await;
}
