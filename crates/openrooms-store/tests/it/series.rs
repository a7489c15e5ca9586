//! Series that go on, and bookings that are handed from one event to another.

use openrooms_core::calendar::{Booking, BookingState};
use openrooms_core::id::{CorpId, EventId, UnionId};
use openrooms_core::time::EpochMillis;
use openrooms_store::SeriesPlace;

use crate::agenda::{booking, event, slot, write};
use crate::fixture::{Fixture, NOW};
use crate::sample;

on_both!(
    series_that_go_on_are_found_in_the_order_of_their_need,
    how_far_a_series_is_made_outlives_its_changes,
    bookings_change_hands_in_one_moment,
);

async fn going_on(fixture: &Fixture, then: i64, most: i64) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let mut after = SeriesPlace::first();
    // Page by page, as if those that are told did not go on.
    loop {
        let page = fixture.store.series_to_go_on(EpochMillis(then), &after, most).await.unwrap();
        assert!(page.len() <= usize::try_from(most).unwrap());
        let Some(last) = page.last() else { return all };
        after = last.clone();
        all.extend(page.into_iter().map(|one| (one.corp.into_string(), one.event.into_string())));
    }
}

fn ids(listed: &[(&str, &str)]) -> Vec<(String, String)> {
    listed.iter().map(|(corp, id)| ((*corp).to_owned(), (*id).to_owned())).collect()
}

async fn series_that_go_on_are_found_in_the_order_of_their_need(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp"), sample::organisation("other")]).await;
    for (corp, id, until) in [
        ("corp", "late", Some(300)),
        ("corp", "ended", None),
        ("other", "soon", Some(100)),
        ("corp", "same", Some(200)),
        // The same id elsewhere.
        ("other", "ended", Some(250)),
        ("corp", "Same", Some(200)),
        ("other", "a", Some(200)),
    ] {
        let mut writing = write(fixture, corp).await;
        writing.put_event(&event(id)).await.unwrap();
        writing.set_made_until(&EventId::new(id), until.map(EpochMillis)).await.unwrap();
        writing.commit_calendar([], NOW).await.unwrap();
    }
    assert_eq!(going_on(fixture, 100, 10).await, []);
    let all = ids(&[
        ("other", "soon"),
        ("corp", "Same"),
        ("corp", "same"),
        ("other", "a"),
        ("other", "ended"),
        ("corp", "late"),
    ]);
    for most in [1, 2, 3, 10] {
        assert_eq!(going_on(fixture, 301, most).await, all, "{most}");
        assert_eq!(going_on(fixture, 300, most).await, all[..5], "{most}");
    }
}

async fn how_far_a_series_is_made_outlives_its_changes(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp")]).await;
    let id = EventId::new("series");
    let mut writing = write(fixture, "corp").await;
    writing.put_event(&event("series")).await.unwrap();
    writing.set_made_until(&id, Some(EpochMillis(5))).await.unwrap();
    writing.put_event(&event("series")).await.unwrap();
    writing.touch_event(&id, NOW).await.unwrap();
    writing.commit_calendar([], NOW).await.unwrap();
    assert_eq!(going_on(fixture, 6, 10).await, ids(&[("corp", "series")]));
    let mut writing = write(fixture, "corp").await;
    writing.set_made_until(&id, None).await.unwrap();
    writing.commit_calendar([], NOW).await.unwrap();
    assert_eq!(going_on(fixture, i64::MAX, 10).await, []);
}

async fn bookings_change_hands_in_one_moment(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp")]).await;
    let (corp, by) = (CorpId::new("corp"), UnionId::new("ann"));
    let old: Vec<Booking> = [10, 30, 50]
        .map(|at| Booking {
            origin: EpochMillis(at),
            ..booking("series", "room", slot(at, at + 20))
        })
        .to_vec();
    let mut writing = write(fixture, "corp").await;
    writing.put_bookings(&old, &by, NOW).await.unwrap();
    writing.commit_calendar([], NOW).await.unwrap();
    let new: Vec<_> = old[1..]
        .iter()
        .map(|one| Booking { event: EventId::new("later"), ..one.clone() })
        .collect();
    let released =
        old[1..].iter().map(|one| Booking { state: BookingState::Released, ..one.clone() });
    let all: Vec<_> = new.iter().cloned().chain(released).collect();
    let mut writing = write(fixture, "corp").await;
    writing.put_bookings(&all, &by, NOW).await.unwrap();
    writing.commit_calendar([], NOW).await.unwrap();
    assert_eq!(fixture.store.bookings(&corp, &EventId::new("series")).await.unwrap(), old[..1]);
    assert_eq!(fixture.store.bookings(&corp, &EventId::new("later")).await.unwrap(), new);
}
