//! Rooms booked for several at once, in one transaction.

use openrooms_core::calendar::{Booking, BookingState, Event};
use openrooms_core::id::{CorpId, EventId, RoomId, UnionId};
use openrooms_core::organisation::Organisation;
use openrooms_core::slot::Slot;
use openrooms_core::time::EpochMillis;
use openrooms_store::{
    ClientToken, DateAsked, DateBooked, FoundTogether, HeldTime, Hold, KeptReply, Notice,
    NoticeKind, RoomAsked, StoreError, Together,
};

use crate::agenda::{attendee, book, booking, event, occurrence, slot, write};
use crate::fixture::{Fixture, NOW, later};
use crate::sample;

on_both!(
    all_that_they_are_judged_by_is_found_at_once,
    each_room_is_asked_for_in_its_own_time,
    what_all_get_is_written_as_one_by_one,
    what_all_get_is_written_while_the_organisation_is_held,
    where_one_overlaps_nothing_is_written,
    what_is_dropped_leaves_nothing,
);
on_postgres!(
    rooms_are_asked_for_about_dates_that_are_found_at_the_same_time,
    whoever_was_overtaken_writes_nothing,
    whoever_waits_for_a_change_is_overtaken_by_it_alone_where_it_is_kept,
    refusals_that_may_be_of_several_moments_do_not_count,
);

fn asked(id: &str, rooms: &[&str]) -> DateAsked {
    DateAsked {
        id: EventId::new(id),
        person: UnionId::new("ann"),
        rooms: rooms.iter().map(|room| RoomId::new(*room)).collect(),
        token: None,
    }
}

/// What they are judged by.
async fn found(fixture: &Fixture, asked: &[DateAsked]) -> FoundTogether {
    found_with(fixture, asked, &[], &people_and_rooms(asked), NOW).await
}

fn people_and_rooms(asked: &[DateAsked]) -> (Vec<UnionId>, Vec<RoomId>) {
    (vec![UnionId::new("ann")], asked.iter().flat_map(|one| one.rooms.clone()).collect())
}

async fn found_with(
    fixture: &Fixture,
    asked: &[DateAsked],
    rooms_asked: &[RoomAsked],
    (people, rooms): &(Vec<UnionId>, Vec<RoomId>),
    now: EpochMillis,
) -> FoundTogether {
    let turn = fixture.store.together(&CorpId::new("corp"), Hold::Nothing).await.unwrap();
    let (asked, rooms_asked) = (asked.to_vec(), rooms_asked.to_vec());
    let (people, rooms) = (people.clone(), rooms.clone());
    turn.work(async move |mut together: Together| {
        together.find(&asked, &rooms_asked, &people, &rooms, now).await
    })
    .await
    .unwrap()
    .unwrap()
    .unwrap()
}

/// Does something with what was begun for them.
async fn begun<T: Send + 'static, F: Future<Output = T> + Send>(
    fixture: &Fixture,
    hold: Hold,
    asked: &[DateAsked],
    then: impl FnOnce(Together) -> F + Send + 'static,
) -> T {
    let turn = fixture.store.together(&CorpId::new("corp"), hold).await.unwrap();
    let asked = asked.to_vec();
    turn.work(async move |mut together: Together| {
        let (people, rooms) = people_and_rooms(&asked);
        together.find(&asked, &[], &people, &rooms, NOW).await.unwrap().unwrap();
        then(together).await
    })
    .await
    .unwrap()
}

async fn commit(
    fixture: &Fixture,
    asked: &[DateAsked],
    booked: &[DateBooked],
) -> Result<bool, StoreError> {
    commit_as(fixture, Hold::Nothing, asked, booked).await
}

async fn commit_as(
    fixture: &Fixture,
    hold: Hold,
    asked: &[DateAsked],
    booked: &[DateBooked],
) -> Result<bool, StoreError> {
    let booked = booked.to_vec();
    let end = async move |together: Together| together.commit(&booked).await;
    begun(fixture, hold, asked, end).await
}

/// Makes events, with a date each.
async fn make(fixture: &Fixture, events: &[Event]) {
    let mut writing = write(fixture, "corp").await;
    for event in events {
        writing.put_event(event).await.unwrap();
        let origin = event.when.slot.start().0;
        writing
            .put_occurrences(&[occurrence(event.id.as_str(), origin, event.when.slot)])
            .await
            .unwrap();
        writing.put_attendees(event, &[attendee("ann"), attendee("bob")]).await.unwrap();
    }
    writing.commit_calendar([], NOW).await.unwrap();
}

pub(crate) fn series(id: &str) -> Event {
    use openrooms_core::calendar::recurrence::{Pattern, Range, Recurrence};
    let recurrence = Recurrence { pattern: Pattern::Daily, interval: 1, range: Range::Count(2) };
    Event { recurrence: Some(recurrence), ..event(id) }
}

/// A booking of an event that begins at 10.
fn of_ten(event: &str, room: &str, from: i64, until: i64) -> Booking {
    Booking { origin: EpochMillis(10), ..booking(event, room, slot(from, until)) }
}

fn booked(event: &str, bookings: Vec<Booking>) -> DateBooked {
    let notices = bookings
        .iter()
        .map(|booking| Notice::of_booking(NoticeKind::BookingMade, booking, "ann"))
        .collect();
    let (event, by) = (EventId::new(event), UnionId::new("ann"));
    DateBooked { event, by, bookings, notices, reply: None, now: NOW }
}

async fn all_that_they_are_judged_by_is_found_at_once(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp")]).await;
    make(fixture, &[event("one"), event("two_5"), series("more")]).await;
    let mut writing = write(fixture, "corp").await;
    writing.put_occurrences(&[occurrence("more", 90, slot(90, 95))]).await.unwrap();
    writing.commit_calendar([], NOW).await.unwrap();
    let of_more = |origin, from, until| Booking {
        origin: EpochMillis(origin),
        ..booking("more", "oak", slot(from, until))
    };
    book(fixture, &[of_ten("one", "oak", 10, 20), of_more(10, 100, 110), of_more(90, 90, 95)])
        .await
        .unwrap();
    let wishes =
        [asked("one", &["oak"]), asked("two_5", &["oak", "nowhere"]), asked("more_90", &["elm"])];
    let all = found(fixture, &wishes).await;

    let mut writing = write(fixture, "corp").await;
    let ids = ["one", "two_5", "more"].map(EventId::new);
    let mut whole = writing.events_to_book(&ids).await.unwrap();
    // Of the series the one date that is asked for.
    let more = whole.get_mut(&ids[2]).unwrap();
    more.occurrences.retain(|one| one.origin == EpochMillis(90));
    more.bookings.retain(|one| one.origin == EpochMillis(90));
    assert_eq!(all.events, whole);
    assert_eq!(all.events[&ids[0]].people.whole, 2);
    let rooms = [RoomId::new("oak"), RoomId::new("elm")];
    assert_eq!(all.facts.rooms, writing.rooms_to_book(&rooms).await.unwrap());
    let people = [UnionId::new("ann")];
    assert_eq!(all.facts.people, writing.people_to_book(&people).await.unwrap());
    assert_eq!(all.zone, writing.zone().await.unwrap());
    drop(writing);
    // What is not asked for is not loaded, and can be later.
    let none = found_with(fixture, &wishes, &[], &(Vec::new(), Vec::new()), NOW).await;
    assert!(none.facts.people.is_empty() && none.facts.rooms.is_empty());
    assert_eq!(none.events, all.events);
    let asked_rooms = rooms.to_vec();
    let facts = begun(fixture, Hold::Nothing, &wishes, async move |mut together: Together| {
        together.facts(&[], &asked_rooms).await
    });
    let facts = facts.await.unwrap();
    assert_eq!((facts.people.len(), facts.rooms), (0, all.facts.rooms.clone()));
    assert_eq!(all.feed_head, fixture.store.feed_head().await.unwrap());

    // A series of which no date is asked for has none here.
    let all = found(fixture, &[asked("more", &["oak"])]).await;
    assert_eq!(all.events[&ids[2]].occurrences, []);
    let nowhere = fixture.store.together(&CorpId::new("nowhere"), Hold::Row).await.unwrap();
    let nothing = nowhere.work(async move |mut together: Together| {
        together.find(&[asked("one", &["oak"])], &[], &[], &[], NOW).await
    });
    assert!(nothing.await.unwrap().unwrap().is_none());
}

/// What holds oak and elm, and what did.
async fn hold_some(fixture: &Fixture) -> [Booking; 5] {
    fixture.save(&[sample::organisation("corp")]).await;
    let bookings = [
        of_ten("a", "oak", 0, 10),
        of_ten("b", "oak", 10, 20),
        of_ten("c", "oak", 30, 40),
        of_ten("d", "elm", 10, 20),
        Booking { state: BookingState::Released, ..of_ten("e", "elm", 30, 40) },
    ];
    book(fixture, &bookings).await.unwrap();
    bookings
}

async fn each_room_is_asked_for_in_its_own_time(fixture: &Fixture) {
    let bookings = hold_some(fixture).await;
    let held = async |spans: &[(RoomId, Slot)]| {
        let spans = spans.to_vec();
        let held = async move |mut together: Together| together.held(&spans).await;
        begun(fixture, Hold::Nothing, &[asked("a", &["oak"])], held).await.unwrap()
    };
    let span = |room: &str, from, until| (RoomId::new(room), slot(from, until));
    let spans = [span("oak", 5, 11), span("oak", 20, 30), span("elm", 0, 99), span("no", 0, 99)];
    let mut some = held(&spans).await;
    some.sort_by(|a, b| a.event.cmp(&b.event));
    let wanted = [&bookings[0], &bookings[1], &bookings[3]].map(|booking| HeldTime {
        room: booking.room.clone(),
        held: booking.held,
        event: booking.event.clone(),
        origin: booking.origin,
    });
    assert_eq!(some, wanted);
    assert_eq!(held(&[]).await, []);
}

async fn rooms_are_asked_for_about_dates_that_are_found_at_the_same_time(fixture: &Fixture) {
    hold_some(fixture).await;
    // From 10 to 20, and a date of a series.
    make(fixture, &[event("one"), series("more")]).await;
    let asks = |id: &str, room: &str, before, after| RoomAsked {
        id: EventId::new(id),
        room: RoomId::new(room),
        buffers: (before, after),
    };
    for (asked_rooms, wanted) in [
        (vec![asks("one", "oak", 0, 0)], vec!["b"]),
        (vec![asks("one", "oak", 1, 10)], vec!["a", "b"]),
        (vec![asks("one", "oak", 0, 11)], vec!["b", "c"]),
        (vec![asks("more_10", "elm", 0, 0), asks("one", "oak", 1, 0)], vec!["a", "b", "d"]),
        (vec![asks("more", "elm", 0, 0), asks("one_10", "oak", 0, 0)], vec![]),
    ] {
        let asked = [asked("one", &[])];
        let nobody = (Vec::new(), Vec::new());
        let held = found_with(fixture, &asked, &asked_rooms, &nobody, NOW).await.held.unwrap();
        let mut events: Vec<_> = held.iter().map(|held| held.event.as_str().to_owned()).collect();
        events.sort();
        assert_eq!(events, wanted, "{asked_rooms:?}");
    }
}

async fn what_all_get_is_written_as_one_by_one(fixture: &Fixture) {
    what_all_get_is_written(fixture, Hold::Nothing).await;
}

async fn what_all_get_is_written_while_the_organisation_is_held(fixture: &Fixture) {
    what_all_get_is_written(fixture, Hold::Row).await;
}

async fn what_all_get_is_written(fixture: &Fixture, hold: Hold) {
    fixture.save(&[sample::organisation("corp")]).await;
    make(fixture, &[event("one"), event("two"), event("three")]).await;
    // One that was declined is written anew.
    let no =
        BookingState::Declined { by: Some(UnionId::new("bob")), reason: Some("no".to_owned()) };
    book(fixture, &[Booking { state: no, ..of_ten("two", "oak", 10, 20) }]).await.unwrap();
    let store = &fixture.store;
    let corp = CorpId::new("corp");
    let before = store.calendar_head(&corp).await.unwrap();

    let wishes = [asked("one", &["oak", "elm"]), asked("two", &["oak"]), asked("three", &["oak"])];
    assert!(found(fixture, &wishes).await.kept.is_empty());
    let waits = BookingState::Waiting { until: Some(later(9)) };
    let one = vec![
        of_ten("one", "oak", 30, 40),
        Booking { state: waits, ..of_ten("one", "elm", 30, 40) },
    ];
    let two = vec![of_ten("two", "oak", 10, 20)];
    let token = ClientToken { token: "hash".to_owned(), request: "asked".to_owned() };
    let reply = Some((token.clone(), r#"{"result":"“yes”"}"#.to_owned()));
    let all = [
        booked("one", one.clone()),
        DateBooked { reply, ..booked("two", two.clone()) },
        // This one had its room already.
        booked("three", Vec::new()),
    ];
    assert!(commit_as(fixture, hold, &wishes, &all).await.unwrap());

    let mut kept = store.bookings(&corp, &EventId::new("one")).await.unwrap();
    kept.sort_by(|a, b| b.room.cmp(&a.room));
    assert_eq!(kept, one);
    assert_eq!(store.bookings(&corp, &EventId::new("two")).await.unwrap(), two);
    let told = store.outbox_after(&corp, before, 99).await.unwrap();
    let told: Vec<_> =
        told.into_iter().map(|one| (one.seq - before, one.event, one.body)).collect();
    let body = |booking: &Booking| {
        Notice::of_booking(NoticeKind::BookingMade, booking, "ann").body.to_string()
    };
    let wanted = [
        (1, "one".to_owned(), body(&one[0])),
        (2, "one".to_owned(), body(&one[1])),
        (4, "two".to_owned(), body(&two[0])),
    ];
    assert_eq!(told, wanted);
    let answer = store.kept_reply(&corp, &token, NOW).await.unwrap();
    assert_eq!(answer, Some(KeptReply::Same(r#"{"result":"“yes”"}"#.to_owned())));
    let mut raw = fixture.raw().await;
    let sql = format!(
        "SELECT event_id || ' ' || (changed_seq - {before}) FROM events \
         WHERE changed_seq > {before} ORDER BY event_id"
    );
    assert_eq!(raw.texts(&sql).await, ["one 3", "two 5"]);
    let booked_by = "SELECT DISTINCT booked_by || ' ' || booked_at FROM bookings";
    assert_eq!(raw.texts(booked_by).await, [format!("ann {}", NOW.0)]);
    raw.close().await;

    // The token is known to whoever comes later.
    let again = DateAsked { token: Some("hash".to_owned()), ..asked("three", &["elm"]) };
    let (again, nobody) = ([again], (Vec::new(), Vec::new()));
    let kept = found(fixture, &again).await.kept;
    assert_eq!(kept.into_iter().collect::<Vec<_>>(), ["hash"]);
    let kept = found_with(fixture, &again, &[], &nobody, later(2 * 86_400)).await.kept;
    assert!(kept.is_empty(), "a day later it is none");
}

async fn where_one_overlaps_nothing_is_written(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp")]).await;
    make(fixture, &[event("one"), event("two")]).await;
    let wishes = [asked("one", &["oak"]), asked("two", &["oak"])];
    let all = [
        booked("one", vec![of_ten("one", "oak", 10, 20)]),
        booked("two", vec![of_ten("two", "oak", 15, 25)]),
    ];
    let refused = commit(fixture, &wishes, &all).await;
    assert!(matches!(refused, Err(StoreError::Overlap(_))), "{refused:?}");
    let corp = CorpId::new("corp");
    for event in ["one", "two"] {
        assert_eq!(fixture.store.bookings(&corp, &EventId::new(event)).await.unwrap(), []);
    }
    // And the connection is as good as before.
    assert!(commit(fixture, &wishes, &all[..1]).await.unwrap());
    assert_eq!(fixture.store.bookings(&corp, &EventId::new("one")).await.unwrap().len(), 1);
}

async fn what_is_dropped_leaves_nothing(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp")]).await;
    make(fixture, &[event("one")]).await;
    let corp = CorpId::new("corp");
    let before = fixture.store.calendar_head(&corp).await.unwrap();
    let wishes = [asked("one", &["oak"])];
    for hold in [Hold::Nothing, Hold::Row] {
        begun(fixture, hold, &wishes, async |together| drop(together)).await;
        let nothing = [booked("one", Vec::new())];
        assert!(commit_as(fixture, hold, &wishes, &nothing).await.unwrap());
        assert_eq!(fixture.store.calendar_head(&corp).await.unwrap(), before);
    }
}

/// Makes an event, and gives what books a room for it.
async fn with_one(fixture: &Fixture) -> ([DateAsked; 1], [DateBooked; 1]) {
    let rooms = vec![sample::room("oak")];
    fixture.save(&[Organisation { rooms, ..sample::organisation("corp") }]).await;
    make(fixture, &[event("one")]).await;
    ([asked("one", &["oak"])], [booked("one", vec![of_ten("one", "oak", 10, 20)])])
}

async fn bookings_of_one(fixture: &Fixture) -> usize {
    let (corp, event) = (CorpId::new("corp"), EventId::new("one"));
    fixture.store.bookings(&corp, &event).await.unwrap().len()
}

async fn whoever_was_overtaken_writes_nothing(fixture: &Fixture) {
    let (wishes, all) = with_one(fixture).await;
    let corp = CorpId::new("corp");
    // Another's change of the directory alone, of the calendar, by somebody who books, by an import.
    for how in 0..4 {
        let head = async || fixture.store.calendar_head(&corp).await.unwrap();
        let turn = fixture.store.together(&corp, Hold::Nothing).await.unwrap();
        let (wishes, all) = (wishes.to_vec(), all.to_vec());
        let (found, was_found) = tokio::sync::oneshot::channel();
        let (go_on, waits) = tokio::sync::oneshot::channel();
        let work = turn.work(async move |mut together: Together| {
            let (people, rooms) = people_and_rooms(&wishes);
            together.find(&wishes, &[], &people, &rooms, NOW).await.unwrap().unwrap();
            found.send(()).unwrap();
            waits.await.unwrap();
            together.commit(&all).await.unwrap()
        });
        let comes_between = async {
            was_found.await.unwrap();
            match how {
                0 => write(fixture, "corp").await.commit_calendar([], NOW).await.unwrap(),
                1 => make(fixture, &[event("another")]).await,
                2 => {
                    make(fixture, &[event("two")]).await;
                    let two = [booked("two", vec![of_ten("two", "elm", 10, 20)])];
                    assert!(commit(fixture, &[asked("two", &["elm"])], &two).await.unwrap());
                }
                _ => {
                    let mut organisation = fixture.load("corp").await.unwrap();
                    organisation.rights = vec![sample::rights("oak", &[], &["ann"], &[])];
                    assert!(fixture.save(&[organisation]).await.written > 0);
                }
            }
            let before = head().await;
            go_on.send(()).unwrap();
            before
        };
        let (is_done, before) = tokio::join!(work, comes_between);
        assert!(!is_done.unwrap(), "{how}");
        assert_eq!(head().await, before, "{how}");
        assert_eq!(bookings_of_one(fixture).await, 0, "{how}");
    }
    assert!(commit(fixture, &wishes, &all).await.unwrap());
    assert_eq!(bookings_of_one(fixture).await, 1);
}

async fn whoever_waits_for_a_change_is_overtaken_by_it_alone_where_it_is_kept(fixture: &Fixture) {
    let (wishes, all) = with_one(fixture).await;
    for is_kept in [true, false] {
        // Begun before, and open while the booking is written.
        let writing = write(fixture, "corp").await;
        let end = async {
            fixture.until_waiting(1).await;
            if is_kept {
                writing.commit_calendar([], NOW).await.unwrap();
            } else {
                drop(writing);
            }
        };
        let (is_done, ()) = tokio::join!(commit(fixture, &wishes, &all), end);
        assert_eq!(is_done.unwrap(), !is_kept);
        assert_eq!(bookings_of_one(fixture).await, usize::from(!is_kept));
    }
}

async fn refusals_that_may_be_of_several_moments_do_not_count(fixture: &Fixture) {
    let (wishes, _) = with_one(fixture).await;
    for (hold, counts) in [(Hold::Nothing, false), (Hold::Row, true)] {
        let end = async |mut together: Together| {
            together.held(&[(RoomId::new("oak"), slot(0, 9))]).await.unwrap();
            together.commit(&[]).await.unwrap()
        };
        assert_eq!(begun(fixture, hold, &wishes, end).await, counts);
    }
}
