//! Rooms booked for several at once, in one transaction.

use openrooms_core::calendar::{Booking, BookingState, Event};
use openrooms_core::id::{CorpId, EventId, RoomId, UnionId};
use openrooms_core::slot::Slot;
use openrooms_core::time::EpochMillis;
use openrooms_store::{
    ClientToken, DateAsked, DateBooked, FoundTogether, HeldTime, KeptReply, Notice, NoticeKind,
    RoomAsked, StoreError, Together,
};

use crate::agenda::{attendee, book, booking, event, occurrence, slot, write};
use crate::fixture::{Fixture, NOW, later};
use crate::sample;

on_both!(
    all_that_they_are_judged_by_is_found_at_once,
    each_room_is_asked_for_in_its_own_time,
    what_all_get_is_written_as_one_by_one,
    where_one_overlaps_nothing_is_written,
    what_is_dropped_leaves_nothing,
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
    let turn = fixture.store.together(&CorpId::new("corp")).await.unwrap();
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
    asked: &[DateAsked],
    then: impl FnOnce(Together) -> F + Send + 'static,
) -> T {
    let turn = fixture.store.together(&CorpId::new("corp")).await.unwrap();
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
) -> Result<(), StoreError> {
    let booked = booked.to_vec();
    begun(fixture, asked, async move |together: Together| together.commit(&booked).await).await
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

fn series(id: &str) -> Event {
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
    assert_eq!(all.events[&ids[0]].attendees, 2);
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
    let facts = begun(fixture, &wishes, async move |mut together: Together| {
        together.facts(&[], &asked_rooms).await
    });
    let facts = facts.await.unwrap();
    assert_eq!((facts.people.len(), facts.rooms), (0, all.facts.rooms.clone()));
    assert_eq!(all.feed_head, fixture.store.feed_head().await.unwrap());

    // A series of which no date is asked for has none here.
    let all = found(fixture, &[asked("more", &["oak"])]).await;
    assert_eq!(all.events[&ids[2]].occurrences, []);
    let nowhere = fixture.store.together(&CorpId::new("nowhere")).await.unwrap();
    let nothing = nowhere.work(async move |mut together: Together| {
        together.find(&[asked("one", &["oak"])], &[], &[], &[], NOW).await
    });
    assert!(nothing.await.unwrap().unwrap().is_none());
}

async fn each_room_is_asked_for_in_its_own_time(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp")]).await;
    let bookings = [
        of_ten("a", "oak", 0, 10),
        of_ten("b", "oak", 10, 20),
        of_ten("c", "oak", 30, 40),
        of_ten("d", "elm", 10, 20),
        Booking { state: BookingState::Released, ..of_ten("e", "elm", 30, 40) },
    ];
    book(fixture, &bookings).await.unwrap();
    let held = async |spans: &[(RoomId, Slot)]| {
        let spans = spans.to_vec();
        let held = async move |mut together: Together| together.held(&spans).await;
        begun(fixture, &[asked("a", &["oak"])], held).await.unwrap()
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

    // The same about dates that are found at the same time: from 10 to 20, and one of a series.
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
        let held = found_with(fixture, &asked, &asked_rooms, &nobody, NOW).await.held;
        let mut events: Vec<_> = held.iter().map(|held| held.event.as_str().to_owned()).collect();
        events.sort();
        assert_eq!(events, wanted, "{asked_rooms:?}");
    }
}

async fn what_all_get_is_written_as_one_by_one(fixture: &Fixture) {
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
    commit(fixture, &wishes, &all).await.unwrap();

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
    commit(fixture, &wishes, &all[..1]).await.unwrap();
    assert_eq!(fixture.store.bookings(&corp, &EventId::new("one")).await.unwrap().len(), 1);
}

async fn what_is_dropped_leaves_nothing(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp")]).await;
    make(fixture, &[event("one")]).await;
    let corp = CorpId::new("corp");
    let before = fixture.store.calendar_head(&corp).await.unwrap();
    let wishes = [asked("one", &["oak"])];
    begun(fixture, &wishes, async |together| drop(together)).await;
    commit(fixture, &wishes, &[booked("one", Vec::new())]).await.unwrap();
    assert_eq!(fixture.store.calendar_head(&corp).await.unwrap(), before);
}
