//! What many rooms hold, read to be kept, and what changed since.

use openrooms_core::calendar::{Booking, BookingState};
use openrooms_core::id::{CorpId, EventId, GroupId, RoomId, UnionId};
use openrooms_core::room::Room;
use openrooms_core::time::EpochMillis;
use openrooms_store::{CalendarMark, Changed, RoomsBooked};

use crate::agenda::{booking, event, slot, write};
use crate::fixture::{Fixture, NOW};
use crate::sample;

on_both!(
    what_changed_since_a_number_is_told_with_what_it_holds,
    a_span_has_what_reaches_into_it,
    what_somebody_has_booked_is_told_with_its_group,
    names_are_told_of_those_who_are_there,
);

/// Makes an event, or changes it, with these bookings.
async fn put(fixture: &Fixture, corp: &str, id: &str, bookings: &[Booking]) -> CalendarMark {
    let mut writing = write(fixture, corp).await;
    writing.put_event(&event(id)).await.unwrap();
    writing.put_bookings(bookings, &UnionId::new("ann"), NOW).await.unwrap();
    writing.commit_calendar([], NOW).await.unwrap();
    fixture.store.calendar_mark(&CorpId::new(corp)).await.unwrap()
}

/// Room, event and start, sorted.
fn told(booked: &RoomsBooked) -> Vec<(&str, &str, i64)> {
    let each = booked.iter().flat_map(|(room, all)| {
        all.iter().map(|one| (room.as_str(), one.event.id.as_str(), one.slot.start().0))
    });
    let mut each: Vec<_> = each.collect();
    each.sort_unstable();
    each
}

async fn what_changed_since_a_number_is_told_with_what_it_holds(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp"), sample::organisation("other")]).await;
    let (store, corp) = (&fixture.store, CorpId::new("corp"));
    let start = store.calendar_mark(&corp).await.unwrap();
    let first = put(fixture, "corp", "a", &[booking("a", "oak", slot(10, 20))]).await;
    let second = put(fixture, "corp", "b", &[booking("b", "elm", slot(10, 20))]).await;
    put(fixture, "other", "b", &[booking("b", "oak", slot(10, 20))]).await;
    assert!(start.head < first.head && first.head < second.head);
    let span = slot(0, 100);
    let since = async |since: i64, most: usize| {
        let changed = store.changed_since(&corp, since, span, most).await.unwrap();
        changed.map(|changed| {
            let mut events: Vec<_> = changed.events.iter().map(EventId::to_string).collect();
            events.sort();
            let told = told(&changed.booked).into_iter();
            (events, told.map(|(room, _, _)| room.to_owned()).collect::<Vec<_>>())
        })
    };
    let both = |ids: [&str; 2]| ids.map(str::to_owned).to_vec();
    assert_eq!(since(start.head, 2).await, Some((both(["a", "b"]), both(["elm", "oak"]))));
    assert_eq!(since(start.head, 1).await, None);
    assert_eq!(since(first.head, 1).await, Some((vec!["b".into()], vec!["elm".into()])));
    assert_eq!(since(second.head, 0).await, Some((Vec::new(), Vec::new())));
    // Out of the span it has changed, and holds nothing.
    let far = store.changed_since(&corp, first.head, slot(50, 60), 5).await.unwrap().unwrap();
    assert_eq!((far.events.len(), told(&far.booked)), (1, Vec::new()));
    // What was given back is told as changed.
    let released = Booking { state: BookingState::Released, ..booking("a", "oak", slot(10, 20)) };
    let third = put(fixture, "corp", "a", &[released]).await;
    assert_eq!(since(second.head, 5).await, Some((vec!["a".into()], Vec::new())));
    let rooms = |ids: &[&str]| Changed::Rooms(ids.iter().map(|id| RoomId::new(*id)).collect());
    for (since, most, wanted) in [
        (start.head, 2, rooms(&["elm", "oak"])),
        (start.head, 1, Changed::TooMuch),
        (second.head, 1, rooms(&["oak"])),
        (third.head, 0, rooms(&[])),
    ] {
        assert_eq!(store.rooms_changed_since(&corp, since, most).await.unwrap(), wanted);
    }
    assert!(third.knows(start.head) && third.knows(third.head) && !third.knows(third.head + 1));
    let marks = store.calendar_marks(&["corp", "nobody's"].map(CorpId::new)).await.unwrap();
    assert_eq!((marks.len(), marks[&corp]), (1, third));
}

async fn a_span_has_what_reaches_into_it(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp")]).await;
    let with_buffers = Booking { slot: slot(62, 68), ..booking("d", "oak", slot(60, 70)) };
    for (id, one) in [
        ("a", booking("a", "oak", slot(0, 10))),
        ("b", booking("b", "oak", slot(10, 30))),
        ("c", booking("c", "oak", slot(30, 60))),
        ("d", with_buffers),
        ("e", booking("e", "elm", slot(15, 16))),
        ("f", booking("f", "fir", slot(15, 16))),
    ] {
        put(fixture, "corp", id, &[one]).await;
    }
    let corp = CorpId::new("corp");
    let rooms = ["oak", "elm", "nothing"].map(RoomId::new);
    for (start, end, wanted) in [
        (10, 30, vec!["e", "b"]),
        (9, 31, vec!["e", "a", "b", "c"]),
        (40, 50, vec!["c"]),
        (60, 61, vec!["d"]),
        (69, 90, vec!["d"]),
        (70, 90, vec![]),
    ] {
        let found = fixture.store.booked_in(&corp, &rooms, slot(start, end)).await.unwrap();
        let events: Vec<_> = told(&found).into_iter().map(|(_, event, _)| event).collect();
        assert_eq!(events, wanted, "{start} {end}");
    }
    let found = fixture.store.booked_in(&corp, &rooms, slot(60, 61)).await.unwrap();
    let one = &found[&rooms[0]][0];
    assert_eq!((one.slot, one.held, one.waits), (slot(62, 68), slot(60, 70), false));
    assert_eq!((one.event.organiser.as_str(), &*one.event.summary), ("ann", "Event d"));
    let other = fixture.store.booked_in(&CorpId::new("other"), &rooms, slot(0, 90)).await;
    assert!(other.unwrap().is_empty());
}

async fn what_somebody_has_booked_is_told_with_its_group(fixture: &Fixture) {
    let mut all = sample::organisation("corp");
    all.groups = [(1, 0)].map(|(id, up)| sample::group(id, up, &[])).into();
    all.rooms = vec![Room { group: Some(GroupId(1)), ..sample::room("oak") }, sample::room("elm")];
    fixture.save(&[all]).await;
    for (id, room, start) in [("a", "oak", 10), ("b", "elm", 20), ("c", "gone", 30)] {
        put(fixture, "corp", id, &[booking(id, room, slot(start, start + 5))]).await;
    }
    let booked = async |person: &str, since: i64| {
        let (corp, person) = (CorpId::new("corp"), UnionId::new(person));
        let found = fixture.store.booked_by(&corp, &person, EpochMillis(since)).await;
        let found = found.unwrap().into_iter();
        let told = found.map(|one| (one.room.into_string(), one.group, one.slot.start().0));
        told.collect::<Vec<_>>()
    };
    let (oak, elm) = (("oak".to_owned(), Some(GroupId(1)), 10), ("elm".to_owned(), None, 20));
    let gone = ("gone".to_owned(), None, 30);
    assert_eq!(booked("ann", 14).await, [oak, elm.clone(), gone.clone()]);
    assert_eq!(booked("ann", 15).await, [elm, gone]);
    assert_eq!(booked("bob", 0).await, []);
}

async fn names_are_told_of_those_who_are_there(fixture: &Fixture) {
    let mut all = sample::organisation("corp");
    all.people = vec![sample::person("ann", &[])];
    all.rooms = vec![sample::room("oak")];
    fixture.save(&[all]).await;
    let corp = CorpId::new("corp");
    let people = ["ann", "zoe"].map(UnionId::new);
    let names = fixture.store.names_of(&corp, &people).await.unwrap();
    assert!(names.contains_key(&people[0]) && !names.contains_key(&people[1]));
    assert!(fixture.store.names_of(&CorpId::new("other"), &people).await.unwrap().is_empty());
    let rooms = ["oak", "nothing"].map(RoomId::new);
    let seen = fixture.store.rooms_seen(&corp, &rooms).await.unwrap();
    assert_eq!(seen.keys().collect::<Vec<_>>(), [&rooms[0]]);
    assert!(fixture.store.rooms_seen(&CorpId::new("other"), &rooms).await.unwrap().is_empty());
}
