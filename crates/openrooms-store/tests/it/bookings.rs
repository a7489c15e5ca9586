//! The guard: bookings that hold a room never overlap, whatever is written.

use openrooms_core::booking::Level;
use openrooms_core::calendar::EventState::{Cancelled, Confirmed};
use openrooms_core::calendar::{Booking, BookingState};
use openrooms_core::id::{CorpId, DeptId, EventId, GroupId, RoomId, UnionId, UserId};
use openrooms_core::room::Room;
use openrooms_core::time::{EpochMillis, Zone};
use openrooms_store::{QuotaOf, Signing, StoreError};

use crate::agenda::{attendee, book, booking, event, occurrence, slot, write};
use crate::fixture::{Database, Fixture, NOW, later};
use crate::sample;

on_both!(
    a_booking_is_found_as_it_was_kept,
    what_overlaps_is_refused,
    what_does_not_hold_is_in_nobody_s_way,
    what_moves_or_comes_back_passes_the_guard,
    bookings_of_one_event_may_change_places,
    no_statement_goes_past_the_guard,
    what_holds_rooms_in_a_span_is_found,
    who_booked_and_when_stays,
    a_refused_booking_leaves_nothing_of_its_change,
    all_that_a_booking_is_judged_by_is_found,
    what_somebody_has_booked_is_counted_by_level,
    a_room_that_goes_declines_what_is_to_come,
    what_nobody_answers_in_time_is_declined,
    whoever_leaves_is_taken_out_of_what_is_to_come,
    a_walk_finds_every_two_that_overlap,
);

fn overlaps(result: Result<(), StoreError>) -> bool {
    match result {
        Ok(()) => false,
        Err(StoreError::Overlap(_)) => true,
        Err(other) => panic!("{other:?}"),
    }
}

fn waiting() -> BookingState {
    BookingState::Waiting { until: Some(later(60)) }
}

fn declined() -> BookingState {
    let (by, reason) = (Some(UnionId::new("boss")), Some("no".to_owned()));
    BookingState::Declined { by, reason }
}

async fn a_booking_is_found_as_it_was_kept(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp")]).await;
    let states = [
        BookingState::Accepted,
        waiting(),
        BookingState::Waiting { until: None },
        declined(),
        BookingState::Declined { by: None, reason: None },
    ];
    let mut all = Vec::new();
    for (at, state) in (0..).zip(states) {
        let held = slot(at * 100, at * 100 + 50);
        let slot = slot(at * 100 + 5, at * 100 + 40);
        all.push(Booking {
            origin: EpochMillis(at - 2),
            slot,
            state,
            ..booking("event", "oak", held)
        });
    }
    book(fixture, &all).await.unwrap();
    let released = Booking { state: BookingState::Released, ..booking("event", "elm", slot(1, 2)) };
    book(fixture, &[released]).await.unwrap();
    let (corp, event) = (CorpId::new("corp"), EventId::new("event"));
    assert_eq!(fixture.store.bookings(&corp, &event).await.unwrap(), all);
    assert_eq!(write(fixture, "corp").await.bookings(&event).await.unwrap(), all);
    for (corp, event) in [("corp", "other"), ("other", "event")] {
        let none = fixture.store.bookings(&CorpId::new(corp), &EventId::new(event)).await;
        assert_eq!(none.unwrap(), []);
    }
}

async fn what_overlaps_is_refused(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp")]).await;
    let there = [(100, 200), (200, 300), (400, 500)];
    for (at, (start, end)) in there.into_iter().enumerate() {
        book(fixture, &[booking(&format!("there{at}"), "oak", slot(start, end))]).await.unwrap();
    }
    let cases = [
        (300, 400, false),
        (0, 100, false),
        (500, 501, false),
        (99, 101, true),
        (199, 200, true),
        (200, 201, true),
        (100, 200, true),
        (120, 130, true),
        (0, 900, true),
        (300, 401, true),
        (299, 400, true),
        (499, 900, true),
        (-5, i64::MAX, true),
    ];
    for (at, (start, end, wanted)) in cases.into_iter().enumerate() {
        for (state, name) in [(BookingState::Accepted, "a"), (waiting(), "w")] {
            let new = booking(&format!("{name}{at}"), "oak", slot(start, end));
            let result = book(fixture, &[Booking { state, ..new.clone() }]).await;
            assert_eq!(overlaps(result), wanted, "{start} {end}");
            // In another room it is in nobody's way.
            let room = RoomId::new(format!("room{at}{name}"));
            book(fixture, &[Booking { room, ..new.clone() }]).await.unwrap();
            let gone = Booking { state: BookingState::Released, ..new };
            book(fixture, &[gone]).await.unwrap();
        }
    }
}

async fn what_does_not_hold_is_in_nobody_s_way(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp"), sample::organisation("other")]).await;
    book(fixture, &[booking("there", "oak", slot(10, 20))]).await.unwrap();
    for (at, state) in [declined(), BookingState::Released].into_iter().enumerate() {
        let there = booking(&format!("e{at}"), "oak", slot(15, 30));
        book(fixture, &[Booking { state, ..there }]).await.unwrap();
    }
    book(fixture, &[booking("behind", "oak", slot(20, 30))]).await.unwrap();
    let mut writing = write(fixture, "other").await;
    let theirs = [booking("there", "oak", slot(10, 20))];
    writing.put_bookings(&theirs, &UnionId::new("eve"), NOW).await.unwrap();
    writing.commit_calendar([], NOW).await.unwrap();
}

async fn what_moves_or_comes_back_passes_the_guard(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp")]).await;
    book(fixture, &[booking("there", "oak", slot(100, 200))]).await.unwrap();
    let mine = booking("mine", "oak", slot(200, 300));
    book(fixture, std::slice::from_ref(&mine)).await.unwrap();
    let was_refused = async |changed: Booking| overlaps(book(fixture, &[changed]).await);
    // Moved, extended, and where it was.
    for (start, end, wanted) in
        [(150, 250, true), (199, 300, true), (210, 310, false), (200, 400, false), (0, 100, false)]
    {
        let held = slot(start, end);
        let moved = Booking { held, slot: held, ..mine.clone() };
        assert_eq!(was_refused(moved).await, wanted, "{start} {end}");
    }
    // Declined, it lets others in, and cannot come back.
    let at = booking("mine", "oak", slot(0, 100));
    assert!(!was_refused(Booking { state: declined(), ..at.clone() }).await);
    assert!(!was_refused(booking("new", "oak", slot(50, 60))).await);
    for state in [BookingState::Accepted, waiting()] {
        assert!(was_refused(Booking { state, ..at.clone() }).await);
    }
    // The same in another room is in nobody's way, and moves there as another booking.
    assert!(!was_refused(Booking { room: RoomId::new("elm"), ..at }).await);
}

async fn bookings_of_one_event_may_change_places(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp")]).await;
    let of = |origin, start, end| Booking {
        origin: EpochMillis(origin),
        ..booking("series", "oak", slot(start, end))
    };
    book(fixture, &[of(1, 100, 200), of(2, 200, 300), of(3, 300, 400)]).await.unwrap();
    // All an hour later, and two for each other: each where another was.
    for anew in [
        [of(1, 200, 300), of(2, 300, 400), of(3, 400, 500)],
        [of(1, 300, 400), of(2, 200, 300), of(3, 400, 500)],
    ] {
        book(fixture, &anew).await.unwrap();
        let kept = fixture.store.bookings(&CorpId::new("corp"), &EventId::new("series")).await;
        assert_eq!(kept.unwrap(), anew);
    }
    // But not over each other.
    assert!(overlaps(book(fixture, &[of(1, 100, 210), of(2, 200, 300)]).await));
    assert!(overlaps(book(fixture, &[of(4, 0, 10), of(5, 5, 15)]).await));
    assert!(overlaps(book(fixture, &[of(4, 295, 296), of(5, 0, 10)]).await));
}

async fn no_statement_goes_past_the_guard(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp")]).await;
    let one = booking("one", "oak", slot(100, 200));
    book(fixture, &[one, booking("two", "oak", slot(200, 300))]).await.unwrap();
    let gone = Booking { state: declined(), ..booking("gone", "oak", slot(150, 160)) };
    book(fixture, &[gone]).await.unwrap();
    let mut raw = fixture.raw().await;
    let before = raw.dump().await;
    for sql in [
        "UPDATE bookings SET held_until = 201, ends_at = 201 WHERE event_id = 'one'",
        "UPDATE bookings SET held_from = 199 WHERE event_id = 'two'",
        "UPDATE bookings SET state = 'waiting' WHERE event_id = 'gone'",
        "UPDATE bookings SET state = 'accepted' WHERE event_id = 'gone'",
        "INSERT INTO bookings SELECT corp_id, 'new', origin, room_id, starts_at, ends_at, held_from, \
         held_until, 'waiting', deadline, decided_by, reason, booked_by, booked_at FROM bookings \
         WHERE event_id = 'gone'",
        // Empty, and shorter than what it is about.
        "UPDATE bookings SET held_from = 200, held_until = 200, starts_at = 200, ends_at = 200 \
         WHERE event_id = 'gone'",
        "UPDATE bookings SET held_from = 151 WHERE event_id = 'gone'",
        "UPDATE bookings SET ends_at = 161 WHERE event_id = 'gone'",
    ] {
        assert!(raw.is_refused(sql).await, "{sql}");
        assert_eq!(raw.dump().await, before, "{sql}");
    }
    raw.close().await;
    if let Database::Sqlite = fixture.database() {
        return;
    }
    // Nobody ever has to wait for a check: it is made with each row.
    let mut raw = fixture.raw().await;
    let sql = "SELECT CAST(condeferrable AS TEXT) FROM pg_constraint WHERE conname = 'bookings_never_overlap'";
    assert_eq!(raw.texts(sql).await, ["false"]);
    raw.close().await;
}

async fn what_holds_rooms_in_a_span_is_found(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp")]).await;
    let mut writing = write(fixture, "corp").await;
    writing.put_event(&event("a")).await.unwrap();
    writing.commit_calendar([], NOW).await.unwrap();
    let hours = [("a", 100, 200), ("b", 200, 300), ("c", 350, 400), ("d", 400, 900)];
    for (id, start, end) in hours {
        book(fixture, &[booking(id, "oak", slot(start, end))]).await.unwrap();
    }
    let w = Booking { state: waiting(), ..booking("w", "elm", slot(150, 360)) };
    let x = Booking { state: declined(), ..booking("x", "elm", slot(1, 999)) };
    for each in [w, x, booking("f", "fir", slot(0, 1000))] {
        book(fixture, &[each]).await.unwrap();
    }
    let rooms = ["oak", "elm", "ash"].map(RoomId::new);
    for (start, end, wanted) in [
        (0, 100, ""),
        (0, 101, "a"),
        (199, 200, "aw"),
        (200, 201, "wb"),
        (250, 351, "wbc"),
        (300, 350, "w"),
        (360, 360 + 1, "c"),
        (399, 401, "cd"),
        (0, 5000, "awbcd"),
        (900, 5000, ""),
    ] {
        let held = fixture.store.held_in(&CorpId::new("corp"), &rooms, slot(start, end)).await;
        let held = held.unwrap();
        let found: String = held.iter().map(|held| held.booking.event.as_str()).collect();
        assert_eq!(found, wanted, "{start} {end}");
        let mut writing = write(fixture, "corp").await;
        assert_eq!(writing.held_in(&rooms, slot(start, end)).await.unwrap(), held);
        for each in held {
            let organiser = if each.booking.event.as_str() == "a" { "ann" } else { "" };
            assert_eq!(each.organiser.as_str(), organiser);
        }
    }
    for (corp, rooms) in [("corp", &[][..]), ("other", &rooms[..])] {
        let none = fixture.store.held_in(&CorpId::new(corp), rooms, slot(0, 5000)).await;
        assert_eq!(none.unwrap(), []);
    }
}

async fn who_booked_and_when_stays(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp")]).await;
    let mine = booking("mine", "oak", slot(100, 200));
    book(fixture, std::slice::from_ref(&mine)).await.unwrap();
    let mut writing = write(fixture, "corp").await;
    let moved = Booking { state: declined(), ..booking("mine", "oak", slot(300, 400)) };
    let by = UnionId::new("boss");
    writing
        .put_bookings(&[moved, booking("mine", "elm", slot(1, 2))], &by, later(9))
        .await
        .unwrap();
    writing.commit_calendar([], NOW).await.unwrap();
    let mut raw = fixture.raw().await;
    let sql =
        "SELECT room_id || ' ' || booked_by || ' ' || booked_at FROM bookings ORDER BY room_id";
    let found = raw.texts(sql).await;
    assert_eq!(found, [format!("elm boss {}", later(9).0), format!("oak ann {}", NOW.0)]);
    raw.close().await;
}

async fn a_refused_booking_leaves_nothing_of_its_change(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp")]).await;
    book(fixture, &[booking("there", "oak", slot(100, 200))]).await.unwrap();
    let mut raw = fixture.raw().await;
    let before = raw.dump().await;
    let mut writing = write(fixture, "corp").await;
    writing.put_event(&event("new")).await.unwrap();
    let wish = [booking("new", "elm", slot(1, 2)), booking("new", "oak", slot(199, 200))];
    let refused = writing.put_bookings(&wish, &UnionId::new("ann"), NOW).await;
    assert!(overlaps(refused));
    // A commit that does not look would take the rest for done.
    if let Database::Postgres = fixture.database() {
        let error = writing.commit_calendar([], NOW).await.unwrap_err();
        assert!(matches!(error, StoreError::Database(_)), "{error:?}");
    } else {
        drop(writing);
        write(fixture, "corp").await.commit_calendar([], NOW).await.unwrap();
    }
    assert_eq!(raw.dump().await, before);
    raw.close().await;
}

async fn all_that_a_booking_is_judged_by_is_found(fixture: &Fixture) {
    let mut all = sample::organisation("corp");
    all.profile.zone = Some(Zone::parse("Europe/Berlin").unwrap());
    all.departments = [(1, 0), (2, 1), (3, 2)].map(|(id, up)| sample::department(id, up)).into();
    all.people = vec![sample::person("ann", &[3]), sample::person("bob", &[])];
    all.people[1].is_admin = Some(true);
    all.bans = vec![sample::ban("ann")];
    let tree = [(7, 9), (9, 2), (2, 0)];
    all.groups = tree.map(|(id, up)| sample::group(id, up, &["ann"])).into();
    let oak = Room { group: Some(GroupId(7)), ..sample::full_room("oak") };
    // A group that nothing made counts as itself.
    let elm = Room { group: Some(GroupId(99)), ..sample::room("elm") };
    all.rooms = vec![oak.clone(), elm, sample::room("ash")];
    all.rights = vec![sample::rights("oak", &["zoe", "ann"], &["u1"], &[3, 1])];
    fixture.save(&[all.clone(), sample::full("other")]).await;
    book(fixture, &[booking("e", "oak", slot(10, 20))]).await.unwrap();
    let gone = Booking { state: BookingState::Released, ..booking("e", "elm", slot(1, 2)) };
    book(fixture, &[gone, booking("other", "ash", slot(10, 20))]).await.unwrap();

    let mut writing = write(fixture, "corp").await;
    let event = event("e");
    writing.put_event(&event).await.unwrap();
    writing.put_occurrences(&[occurrence("e", 0, slot(10, 20))]).await.unwrap();
    writing.put_attendees(&event, &["ann", "bob", "cy"].map(attendee)).await.unwrap();
    writing.remove_attendees(&event.id, &[UnionId::new("cy")]).await.unwrap();

    let ids = ["e", "nothing"].map(EventId::new);
    let events = writing.events_to_book(&ids).await.unwrap();
    assert_eq!(events.len(), 1);
    let whole = &events[&event.id];
    assert_eq!((&whole.event, whole.people.whole), (&event, 2));
    assert_eq!(whole.occurrences, [occurrence("e", 0, slot(10, 20))]);
    assert_eq!(whole.bookings, [booking("e", "oak", slot(10, 20))]);

    let rooms = writing.rooms_to_book(&["oak", "elm", "nowhere"].map(RoomId::new)).await.unwrap();
    assert_eq!(rooms.len(), 2);
    let found = &rooms[&RoomId::new("oak")];
    assert_eq!((&found.room, &found.groups), (&oak, &[7, 9, 2].map(GroupId).to_vec()));
    assert_eq!(found.rights, all.rights[0]);
    let found = &rooms[&RoomId::new("elm")];
    assert_eq!(found.groups, [GroupId(99)]);
    assert!(found.rights.administrators.is_empty() && found.rights.super_departments.is_empty());

    let people = writing.people_to_book(&["ann", "bob", "zoe"].map(UnionId::new)).await.unwrap();
    assert_eq!(people.len(), 2);
    let ann = &people[&UnionId::new("ann")];
    assert_eq!((&ann.user, &ann.ban), (&UserId::new("user-ann"), &Some(sample::ban("ann"))));
    assert_eq!(Some(&ann.viewer), writing.viewer(&ann.person).await.unwrap().as_ref());
    assert_eq!(ann.viewer.departments, [1, 2, 3].map(DeptId));
    let bob = &people[&UnionId::new("bob")];
    assert!(bob.viewer.is_admin && bob.ban.is_none());
    assert_eq!(writing.zone().await.unwrap().name(), "Europe/Berlin");
    drop(writing);
    let mut other = write(fixture, "other").await;
    assert!(other.events_to_book(&ids).await.unwrap().is_empty());
    assert!(other.rooms_to_book(&[RoomId::new("elm")]).await.unwrap().is_empty());
}

async fn what_somebody_has_booked_is_counted_by_level(fixture: &Fixture) {
    let mut all = sample::organisation("corp");
    all.groups = [(1, 0), (2, 1), (3, 0)].map(|(id, up)| sample::group(id, up, &[])).into();
    let in_group = |id, group| Room { group: Some(GroupId(group)), ..sample::room(id) };
    all.rooms = vec![in_group("oak", 1), in_group("elm", 2), in_group("fir", 3)];
    fixture.save(&[all, sample::organisation("other")]).await;
    let rooms = [("a", "oak", 10), ("b", "elm", 20), ("c", "fir", 30), ("d", "gone", 40)];
    for (event, room, start) in rooms {
        book(fixture, &[booking(event, room, slot(start, start + 5))]).await.unwrap();
    }
    let no = Booking { state: declined(), ..booking("e", "oak", slot(50, 55)) };
    book(fixture, &[no]).await.unwrap();
    let count = async |corp: &str, person: &str, level, since: i64, but: Option<&str>| {
        let (person, room) = (UnionId::new(person), RoomId::new("oak"));
        let since = EpochMillis(since);
        let of = QuotaOf { person: &person, room: &room, level, since };
        let but = but.map(EventId::new);
        let mut writing = write(fixture, corp).await;
        let slots = writing.booked_slots(&of, but.as_ref()).await.unwrap();
        slots.iter().map(|slot| slot.start().0).collect::<Vec<_>>()
    };
    let (every, group, room) = (Level::Organisation, Level::Group(GroupId(1)), Level::Room);
    assert_eq!(count("corp", "ann", every, 0, None).await, [10, 20, 30, 40]);
    assert_eq!(count("corp", "ann", group, 0, None).await, [10, 20]);
    assert_eq!(count("corp", "ann", room, 0, None).await, [10]);
    assert_eq!(count("corp", "ann", every, 25, Some("c")).await, [40]);
    assert_eq!(count("corp", "ann", every, 24, Some("a")).await, [20, 30, 40]);
    for (corp, person) in [("corp", "bob"), ("other", "ann")] {
        assert!(count(corp, person, every, 0, None).await.is_empty(), "{corp} {person}");
    }
    // What is to come goes along with its event.
    let mut writing = write(fixture, "corp").await;
    for event in ["a", "b"] {
        let to = UnionId::new("bob");
        writing.transfer_bookings(&EventId::new(event), &to, EpochMillis(15)).await.unwrap();
    }
    writing.commit_calendar([], NOW).await.unwrap();
    assert_eq!(count("corp", "bob", every, 0, None).await, [20]);
    assert_eq!(count("corp", "ann", every, 0, None).await, [10, 30, 40]);
}

/// The rooms of an event, and whether it has them.
async fn states(fixture: &Fixture, event: &str) -> Vec<(i64, &'static str)> {
    let bookings = fixture.store.bookings(&CorpId::new("corp"), &EventId::new(event)).await;
    bookings.unwrap().iter().map(|each| (each.origin.0, each.state.word())).collect()
}

/// What the outbox tells: kinds, events and reasons.
async fn told(fixture: &Fixture) -> Vec<(String, String, serde_json::Value)> {
    let told = fixture.store.outbox_after(&CorpId::new("corp"), 0, 100).await.unwrap();
    let told = told.into_iter().map(|told| {
        let body: serde_json::Value = serde_json::from_str(&told.body).unwrap();
        (told.kind, told.event, body)
    });
    told.collect()
}

/// An event of ann's with one date at `slot`, and its people.
async fn made(fixture: &Fixture, id: &str, organiser: &str, at: (i64, i64), people: &[&str]) {
    let mut event = event(id);
    event.organiser = UnionId::new(organiser);
    let mut writing = write(fixture, "corp").await;
    writing.put_event(&event).await.unwrap();
    writing.put_occurrences(&[occurrence(id, 0, slot(at.0, at.1))]).await.unwrap();
    let people: Vec<_> = std::iter::once(&organiser).chain(people).copied().map(attendee).collect();
    writing.put_attendees(&event, &people).await.unwrap();
    writing.commit_calendar([], NOW).await.unwrap();
}

async fn a_room_that_goes_declines_what_is_to_come(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp"), sample::organisation("other")]).await;
    made(fixture, "e", "ann", (10, 20), &[]).await;
    let of = |origin, room: &str, start: i64, end: i64| Booking {
        origin: EpochMillis(origin),
        ..booking("e", room, slot(start, end))
    };
    let waits = Booking { state: waiting(), ..of(4, "oak", 400, 500) };
    let all = [of(1, "oak", 0, 100), of(2, "oak", 100, 200), of(3, "oak", 200, 300), waits];
    book(fixture, &all).await.unwrap();
    book(fixture, &[of(9, "elm", 0, 900)]).await.unwrap();
    let mut other = write(fixture, "other").await;
    let theirs = [of(1, "oak", 200, 300)];
    other.put_bookings(&theirs, &UnionId::new("eve"), NOW).await.unwrap();
    other.commit_calendar([], NOW).await.unwrap();

    let mut writing = write(fixture, "corp").await;
    let declined = writing.decline_room(&RoomId::new("oak"), EpochMillis(100)).await.unwrap();
    assert_eq!(declined, 3);
    writing.commit_calendar([], NOW).await.unwrap();
    let wanted =
        [(1, "accepted"), (2, "declined"), (3, "declined"), (4, "declined"), (9, "accepted")];
    assert_eq!(states(fixture, "e").await, wanted, "what is over was used");
    let told = told(fixture).await;
    assert_eq!(told.len(), 3);
    for (kind, event, body) in told {
        assert_eq!((&*kind, &*event), ("booking-refused", "e"));
        assert_eq!(body["reason"], "the room was removed");
        assert_eq!((&body["roomId"], &body["organizer"]), (&"oak".into(), &"ann".into()));
    }
    let theirs = fixture.store.bookings(&CorpId::new("other"), &EventId::new("e")).await.unwrap();
    assert_eq!(theirs[0].state, BookingState::Accepted);
    let synced = fixture.store.event(&CorpId::new("corp"), &EventId::new("e")).await.unwrap();
    assert_eq!(synced.unwrap().updated_at, EpochMillis(100));
}

async fn what_nobody_answers_in_time_is_declined(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp")]).await;
    made(fixture, "e", "ann", (10, 20), &[]).await;
    let of = |origin, state| Booking {
        origin: EpochMillis(origin),
        state,
        ..booking("e", "oak", slot(origin * 100, origin * 100 + 50))
    };
    let until = |at| BookingState::Waiting { until: at };
    book(
        fixture,
        &[
            of(1, until(Some(NOW))),
            of(2, until(Some(later(1)))),
            of(3, until(None)),
            of(4, BookingState::Accepted),
        ],
    )
    .await
    .unwrap();
    let store = &fixture.store;
    assert_eq!(store.overdue(EpochMillis(NOW.0 - 1)).await.unwrap(), []);
    assert_eq!(store.overdue(NOW).await.unwrap(), [CorpId::new("corp")]);
    let mut writing = write(fixture, "corp").await;
    assert_eq!(writing.decline_overdue(NOW).await.unwrap(), 1);
    writing.commit_calendar([], NOW).await.unwrap();
    assert_eq!(store.overdue(NOW).await.unwrap(), []);
    let wanted = [(1, "declined"), (2, "tentative"), (3, "tentative"), (4, "accepted")];
    assert_eq!(states(fixture, "e").await, wanted);
    assert_eq!(told(fixture).await[0].2["reason"], "nobody answered in time");
    // The room is free.
    book(fixture, &[booking("other", "oak", slot(100, 150))]).await.unwrap();
}

async fn whoever_leaves_is_taken_out_of_what_is_to_come(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp")]).await;
    made(fixture, "old", "ann", (10, 20), &["bob"]).await;
    made(fixture, "mine", "ann", (150, 250), &["bob"]).await;
    made(fixture, "theirs", "bob", (300, 400), &["zoe", "ann"]).await;
    made(fixture, "their-old", "bob", (10, 20), &["ann"]).await;
    let mut series = write(fixture, "corp").await;
    // Of a series what is over stays.
    let dates = [occurrence("mine", 1, slot(50, 60)), occurrence("mine", 2, slot(450, 460))];
    series.put_occurrences(&dates).await.unwrap();
    let zoe = attendee("ann");
    let (theirs, at) = (EventId::new("theirs"), EpochMillis(0));
    series.put_attendee_exception(&theirs, at, &UnionId::new("ann"), Some(&zoe)).await.unwrap();
    series.commit_calendar([], NOW).await.unwrap();
    let mut signing = write(fixture, "corp").await;
    for (event, who) in [("theirs", "ann"), ("theirs", "zoe"), ("their-old", "ann")] {
        let (event, who) = (EventId::new(event), UnionId::new(who));
        signing.sign((&event, EpochMillis(0)), &who, Signing::In, NOW).await.unwrap();
    }
    signing.commit_calendar([], NOW).await.unwrap();
    book(fixture, &[booking("old", "oak", slot(10, 20))]).await.unwrap();
    book(fixture, &[booking("mine", "oak", slot(150, 250))]).await.unwrap();
    book(fixture, &[booking("theirs", "oak", slot(300, 400))]).await.unwrap();

    let mut writing = write(fixture, "corp").await;
    let ann = UnionId::new("ann");
    writing.leave_calendars(&ann, EpochMillis(100)).await.unwrap();
    writing.commit_calendar([], NOW).await.unwrap();
    let (corp, store) = (CorpId::new("corp"), &fixture.store);
    for (id, wanted, dates) in [
        ("old", Confirmed, vec![Confirmed]),
        ("mine", Cancelled, vec![Cancelled, Confirmed, Cancelled]),
        ("theirs", Confirmed, vec![Confirmed]),
    ] {
        let id = EventId::new(id);
        assert_eq!(store.event(&corp, &id).await.unwrap().unwrap().state, wanted, "{id}");
        let found = store.occurrences(&corp, &id).await.unwrap();
        assert_eq!(found.iter().map(|one| one.state).collect::<Vec<_>>(), dates, "{id}");
    }
    for (event, wanted) in [("old", 1), ("mine", 0), ("theirs", 1)] {
        assert_eq!(states(fixture, event).await.len(), wanted, "{event}");
    }
    for (event, wanted) in [("theirs", false), ("their-old", true), ("mine", true)] {
        let found = store.attendee(&corp, &EventId::new(event), &ann).await.unwrap();
        assert_eq!(found.is_some(), wanted, "{event}");
    }
    assert_eq!(store.attendee_exceptions(&corp, &theirs).await.unwrap(), []);
    // Who came to what is over did come.
    let whole = store.organisation(&corp).await.unwrap().unwrap();
    let came = whole.calendar.iter().flat_map(|whole| {
        let id = whole.event.id.as_str();
        whole.sign_ins.iter().map(move |one| (id, one.person.as_str()))
    });
    assert_eq!(came.collect::<Vec<_>>(), [("their-old", "ann"), ("theirs", "zoe")]);
    let told = told(fixture).await;
    let kinds: Vec<_> = told.iter().map(|(kind, event, _)| (&**kind, &**event)).collect();
    assert_eq!(
        kinds,
        [("event-changed", "mine"), ("booking-cancelled", "mine"), ("members-changed", "theirs"),]
    );
}

async fn a_walk_finds_every_two_that_overlap(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp"), sample::organisation("other")]).await;
    let corp = CorpId::new("corp");
    let none = fixture.store.snapshot().await.unwrap().verify_bookings(&corp).await.unwrap();
    assert_eq!((none.bookings, none.rooms, none.overlaps.len()), (0, 0, 0));
    let pairs = [("a", 0, 100), ("b", 100, 200), ("c", 200, 300)];
    for (id, start, end) in pairs {
        book(fixture, &[booking(id, "oak", slot(start, end))]).await.unwrap();
        book(fixture, &[booking(id, "elm", slot(start, end))]).await.unwrap();
    }
    let gone = Booking { state: declined(), ..booking("d", "oak", slot(0, 900)) };
    book(fixture, &[gone]).await.unwrap();
    let found = fixture.store.snapshot().await.unwrap().verify_bookings(&corp).await.unwrap();
    assert_eq!((found.bookings, found.rooms, found.overlaps.len()), (6, 2, 0));
    // As it could only be past every guard.
    let mut raw = fixture.raw().await;
    raw.execute(match fixture.database() {
        Database::Sqlite => "DROP TRIGGER bookings_never_overlap_later",
        Database::Postgres => "ALTER TABLE bookings DROP CONSTRAINT bookings_never_overlap",
    })
    .await;
    raw.execute("UPDATE bookings SET held_from = 50 WHERE event_id = 'c' AND room_id = 'oak'")
        .await;
    raw.close().await;
    let found = fixture.store.snapshot().await.unwrap().verify_bookings(&corp).await.unwrap();
    let told = |booking: &Booking| (booking.room.to_string(), booking.event.to_string());
    let overlaps: Vec<_> =
        found.overlaps.iter().map(|(one, other)| (told(one), told(other).1)).collect();
    let pair = |one: &str, other: &str| (("oak".to_owned(), one.to_owned()), other.to_owned());
    assert_eq!(overlaps, [pair("a", "c"), pair("c", "b")]);
    let other = CorpId::new("other");
    let found = fixture.store.snapshot().await.unwrap().verify_bookings(&other).await.unwrap();
    assert_eq!((found.bookings, found.unreadable), (0, vec![]));
    // What nothing of ours wrote is told, and the walk goes on.
    let mut raw = fixture.raw().await;
    for sql in [
        match fixture.database() {
            Database::Sqlite => "PRAGMA ignore_check_constraints = 1",
            Database::Postgres => "ALTER TABLE bookings DROP CONSTRAINT bookings_check",
        },
        "UPDATE bookings SET state = 'odd' WHERE event_id = 'a' AND room_id = 'elm'",
        "UPDATE bookings SET ends_at = 0 WHERE event_id = 'b' AND room_id = 'elm'",
        "UPDATE bookings SET corp_id = 'gone' WHERE event_id = 'c' AND room_id = 'elm'",
    ] {
        raw.execute(sql).await;
    }
    raw.close().await;
    let mut snapshot = fixture.store.snapshot().await.unwrap();
    let found = snapshot.verify_bookings(&corp).await.unwrap();
    assert_eq!((found.bookings, found.rooms, found.overlaps.len()), (3, 2, 2));
    let told = found.unreadable.iter().map(|one| (&*one.room, &*one.event, &*one.cause));
    let told: Vec<_> = told.collect();
    let [(room, "b", cause), ("elm", "a", _)] = told[..] else { panic!("{told:?}") };
    assert!(room == "elm" && cause.contains("ends_at"), "{told:?}");
    let all = snapshot.organisations_that_book().await.unwrap();
    assert_eq!(all, ["corp", "gone", "other"].map(CorpId::new));
    let found = snapshot.verify_bookings(&CorpId::new("gone")).await.unwrap();
    assert_eq!(found.bookings, 1);
}
