//! Calls counted by month.

use openrooms_core::id::CorpId;
use openrooms_store::CallCount;
use tokio::task::JoinSet;

use crate::fixture::{Fixture, NOW, later};
use crate::sample;

on_both!(
    calls_add_up_by_organisation_and_month,
    changed_totals_are_told_since_a_time,
    nodes_that_count_at_once_lose_nothing,
    calls_go_with_their_organisation,
);

fn count(corp: &str, month: i32, calls: i64) -> CallCount {
    CallCount { corp: CorpId::new(corp), month, calls }
}

async fn total(fixture: &Fixture, corp: &str, month: i32) -> i64 {
    fixture.store.calls_in(&CorpId::new(corp), month).await.unwrap()
}

async fn calls_add_up_by_organisation_and_month(fixture: &Fixture) {
    let counts = [count("a", 202_611, 1), count("b", 202_611, 20), count("a", 202_612, 300)];
    fixture.store.add_calls(&counts, NOW).await.unwrap();
    // The same one twice in one go, too.
    let more = [count("a", 202_611, 4_000), count("a", 202_611, 50_000)];
    fixture.store.add_calls(&more, NOW).await.unwrap();
    fixture.store.add_calls(&[], NOW).await.unwrap();
    assert_eq!(total(fixture, "a", 202_611).await, 54_001);
    assert_eq!(total(fixture, "a", 202_612).await, 300);
    assert_eq!(total(fixture, "b", 202_611).await, 20);
    assert_eq!(total(fixture, "b", 202_612).await, 0);
    assert_eq!(total(fixture, "nobody", 202_611).await, 0);
}

async fn changed_totals_are_told_since_a_time(fixture: &Fixture) {
    let add = async |count: CallCount, seconds: i64| {
        fixture.store.add_calls(&[count], later(seconds)).await.unwrap();
    };
    let since = async |seconds: i64| {
        let mut told = fixture.store.calls_since(later(seconds)).await.unwrap();
        told.sort_by(|a, b| a.corp.cmp(&b.corp));
        told
    };
    add(count("a", 1, 1), 10).await;
    add(count("b", 1, 2), 20).await;
    let (a, b) = (count("a", 1, 1), count("b", 1, 2));
    assert_eq!(since(10).await, [a, b.clone()]);
    assert_eq!(since(11).await, std::slice::from_ref(&b));
    assert_eq!(since(21).await, []);
    add(count("a", 1, 5), 30).await;
    assert_eq!(since(11).await, [count("a", 1, 6), b]);
}

async fn nodes_that_count_at_once_lose_nothing(fixture: &Fixture) {
    const ROUNDS: i64 = 10;
    let node = fixture.node().await;
    let mut tasks = JoinSet::new();
    for at in 0..4 {
        let store = if at % 2 == 0 { &fixture.store } else { &node }.clone();
        tasks.spawn(async move {
            let mut counts: Vec<_> = (0..20).map(|id| count(&format!("{id}"), 1, 1)).collect();
            // Each in an order of its own: the store sees to it that they do not block each other.
            counts.rotate_left(5 * at);
            if at % 2 == 0 {
                counts.reverse();
            }
            for _ in 0..ROUNDS {
                store.add_calls(&counts, NOW).await.unwrap();
            }
        });
    }
    tasks.join_all().await;
    for id in 0..20 {
        assert_eq!(total(fixture, &format!("{id}"), 1).await, 4 * ROUNDS);
    }
    node.close().await;
}

async fn calls_go_with_their_organisation(fixture: &Fixture) {
    fixture.save(&[sample::bare("a"), sample::bare("b")]).await;
    fixture.store.add_calls(&[count("a", 1, 1), count("b", 1, 1)], NOW).await.unwrap();
    let only_b = sample::contents(vec![sample::bare("b")]);
    fixture.try_replace(&only_b).await.unwrap();
    assert_eq!((total(fixture, "a", 1).await, total(fixture, "b", 1).await), (0, 1));
}
