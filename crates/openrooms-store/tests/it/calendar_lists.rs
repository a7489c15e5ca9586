//! Calendars listed, and events as somebody looks at them, where dates of a series have other people.

use openrooms_core::calendar::recurrence::{Pattern, Range, Recurrence};
use openrooms_core::calendar::{Attendee, BookingState, Event, EventState, Occurrence, Response};
use openrooms_core::id::{CorpId, EventId, UnionId};
use openrooms_core::time::EpochMillis;
use openrooms_store::{
    CalendarFilter, CalendarPlace, DeletedEvents, EventKey, ListedEvent, Sought, Standing,
};

use crate::agenda::{attendee, book, booking, event, occurrence, slot, write};
use crate::fixture::{Fixture, NOW};
use crate::sample;

on_both!(
    a_calendar_lists_what_stands_out_of_a_series,
    who_is_invited_to_one_date_has_that_date_alone,
    who_is_taken_out_of_one_date_has_the_others,
    what_is_looked_at_has_its_people_and_rooms,
    a_list_goes_on_behind_a_place,
);

const DAY: i64 = 86_400_000;

fn corp() -> CorpId {
    CorpId::new("corp")
}

fn who(id: &str) -> UnionId {
    UnionId::new(id)
}

/// A series of ann's with four dates, to which bob is invited.
async fn series(fixture: &Fixture) -> Event {
    fixture.save(&[sample::organisation("corp")]).await;
    let pattern = Pattern::Daily;
    let recurrence = Recurrence { pattern, interval: 1, range: Range::Count(4) };
    let series = Event { recurrence: Some(recurrence), ..event("series") };
    let dates = (0..4).map(|day| occurrence("series", day * DAY, slot(day * DAY, day * DAY + 10)));
    let mut writing = write(fixture, "corp").await;
    writing.put_event(&series).await.unwrap();
    writing.put_occurrences(&dates.collect::<Vec<_>>()).await.unwrap();
    writing.put_attendees(&series, &[attendee("ann"), attendee("bob")]).await.unwrap();
    writing.commit_calendar([], NOW).await.unwrap();
    series
}

/// What is listed: the origin, `None` of the series, and whether it is gone.
fn told(listed: &[ListedEvent]) -> Vec<(Option<i64>, bool)> {
    listed.iter().map(|one| (one.key.origin.map(|at| at.0 / DAY), one.is_gone)).collect()
}

async fn all(fixture: &Fixture, person: &str) -> Vec<(Option<i64>, bool)> {
    let (filter, start) = (CalendarFilter::default(), CalendarPlace::start());
    let store = &fixture.store;
    let listed = store.calendar_after(&corp(), &who(person), &filter, &start, 100).await.unwrap();
    let changed = store.changes_after(&corp(), &who(person), &start, 100).await.unwrap();
    assert_eq!(told(&listed), told(&changed), "{person}");
    told(&listed)
}

/// The dates that lie in somebody's time.
async fn dates(fixture: &Fixture, person: &str) -> Vec<i64> {
    let (span, start) = (slot(-DAY, 100 * DAY), CalendarPlace::start());
    let listed = fixture.store.calendar_within(&corp(), &who(person), span, &start, 100).await;
    listed.unwrap().iter().filter_map(|one| one.key.origin).map(|at| at.0 / DAY).collect()
}

/// The dates of the series that somebody is told.
async fn instances(fixture: &Fixture, person: &str) -> Vec<(Option<i64>, bool)> {
    let (filter, start) = (CalendarFilter::default(), CalendarPlace::start());
    let series = EventId::new("series");
    let listed =
        fixture.store.occurrences_after(&corp(), &who(person), &series, &filter, &start, 100).await;
    told(&listed.unwrap())
}

async fn standing(fixture: &Fixture, id: &str, person: &str) -> Option<Standing> {
    match fixture.store.sought_event(&corp(), &EventId::new(id), &who(person)).await.unwrap() {
        Sought::Found(found) => Some(found.standing),
        Sought::Nothing | Sought::NoDate => None,
    }
}

async fn a_calendar_lists_what_stands_out_of_a_series(fixture: &Fixture) {
    series(fixture).await;
    for person in ["ann", "bob"] {
        assert_eq!(all(fixture, person).await, [(None, false)], "{person}");
        assert_eq!(dates(fixture, person).await, [0, 1, 2, 3], "{person}");
    }
    assert_eq!(all(fixture, "cat").await, []);
    assert!(dates(fixture, "cat").await.is_empty());
    let mut writing = write(fixture, "corp").await;
    let at = |day: i64| occurrence("series", day * DAY, slot(day * DAY, day * DAY + 10));
    // One that was moved by itself is marked; the first moved along with its series.
    let mark = Some(r#"{"summary":"later"}"#.to_owned());
    let moved = Occurrence { slot: slot(DAY + 50, DAY + 60), beyond: mark, ..at(1) };
    let along = Occurrence { slot: slot(5, 15), ..at(0) };
    let cancelled = Occurrence { state: EventState::Cancelled, ..at(2) };
    let deleted = Occurrence { state: EventState::Deleted, ..at(3) };
    writing.put_occurrences(&[along, moved, cancelled, deleted]).await.unwrap();
    writing.touch_event(&EventId::new("series"), NOW).await.unwrap();
    writing.commit_calendar([], NOW).await.unwrap();
    // What was cancelled is there, and what was deleted is told as gone.
    let wanted = [(None, false), (Some(1), false), (Some(2), false), (Some(3), true)];
    assert_eq!(all(fixture, "bob").await, wanted);
    assert_eq!(dates(fixture, "bob").await, [0, 1]);
    assert_eq!(
        instances(fixture, "bob").await,
        [(Some(0), false), (Some(1), false), (Some(2), false)]
    );
    let of_series = CalendarFilter {
        series: Some(EventId::new("series")),
        deleted: DeletedEvents::Hidden,
        ..CalendarFilter::default()
    };
    let start = CalendarPlace::start();
    let listed = fixture.store.calendar_after(&corp(), &who("bob"), &of_series, &start, 9).await;
    assert_eq!(told(&listed.unwrap()), wanted[1..]);
    assert_eq!(standing(fixture, &format!("series_{DAY}"), "bob").await, Some(Standing::Attendee));
    assert_eq!(standing(fixture, &format!("series_{}", 3 * DAY), "bob").await, None);
}

async fn who_is_invited_to_one_date_has_that_date_alone(fixture: &Fixture) {
    let series = series(fixture).await;
    let mut writing = write(fixture, "corp").await;
    let there = attendee("cat");
    writing
        .put_attendee_exception(&series.id, EpochMillis(DAY), &who("cat"), Some(&there))
        .await
        .unwrap();
    writing.commit_calendar([], NOW).await.unwrap();
    assert_eq!(all(fixture, "cat").await, [(Some(1), false)]);
    assert_eq!(dates(fixture, "cat").await, [1]);
    assert_eq!(instances(fixture, "cat").await, [(Some(1), false)]);
    for (id, wanted) in [
        ("series".to_owned(), Some(Standing::Attendee)),
        (format!("series_{DAY}"), Some(Standing::Attendee)),
        (format!("series_{}", 2 * DAY), None),
    ] {
        assert_eq!(standing(fixture, &id, "cat").await, wanted, "{id}");
    }
    assert_eq!(all(fixture, "bob").await, [(None, false)]);
}

async fn who_is_taken_out_of_one_date_has_the_others(fixture: &Fixture) {
    let series = series(fixture).await;
    let mut writing = write(fixture, "corp").await;
    writing.put_attendee_exception(&series.id, EpochMillis(DAY), &who("bob"), None).await.unwrap();
    writing.commit_calendar([], NOW).await.unwrap();
    assert_eq!(all(fixture, "bob").await, [(None, false), (Some(1), true)]);
    assert_eq!(dates(fixture, "bob").await, [0, 2, 3]);
    assert_eq!(standing(fixture, &format!("series_{DAY}"), "bob").await, None);
    assert_eq!(standing(fixture, "series", "bob").await, Some(Standing::Attendee));
    assert_eq!(standing(fixture, "series", "ann").await, Some(Standing::Organiser));

    // Out of all of it, they hear that it is gone, and the date that was told beside it.
    let mut writing = write(fixture, "corp").await;
    writing.remove_attendees(&series.id, &[who("bob")]).await.unwrap();
    writing.commit_calendar([], NOW).await.unwrap();
    assert!(dates(fixture, "bob").await.is_empty());
    assert_eq!(standing(fixture, "series", "bob").await, None);
    let start = CalendarPlace::start();
    let changed = fixture.store.changes_after(&corp(), &who("bob"), &start, 9).await.unwrap();
    assert_eq!(told(&changed), [(Some(1), true), (None, true)]);
}

async fn what_is_looked_at_has_its_people_and_rooms(fixture: &Fixture) {
    let series = series(fixture).await;
    let mut writing = write(fixture, "corp").await;
    let at = EpochMillis(DAY);
    let yes = Attendee { response: Response::Accepted, ..attendee("bob") };
    writing.put_attendees(&series, &[attendee("dan"), attendee("eve")]).await.unwrap();
    for (person, there) in [("bob", Some(&yes)), ("cat", Some(&attendee("cat"))), ("dan", None)] {
        writing.put_attendee_exception(&series.id, at, &who(person), there).await.unwrap();
    }
    writing.commit_calendar([], NOW).await.unwrap();
    let held = |day: i64, room: &str, state: BookingState| {
        let mut booking = booking("series", room, slot(day * DAY, day * DAY + 10));
        (booking.origin, booking.state) = (EpochMillis(day * DAY), state);
        booking
    };
    let waits = || BookingState::Waiting { until: None };
    let bookings = [
        held(0, "a", waits()),
        held(1, "a", BookingState::Accepted),
        held(1, "b", BookingState::Declined { by: None, reason: None }),
        held(2, "c", BookingState::Released),
    ];
    book(fixture, &bookings).await.unwrap();
    let keys = [
        EventKey { event: series.id.clone(), origin: Some(at) },
        EventKey::whole(series.id.clone()),
        EventKey::whole(EventId::new("none")),
        EventKey { event: series.id.clone(), origin: Some(EpochMillis(7)) },
    ];
    let views = fixture.store.event_views(&corp(), &keys, 100).await.unwrap();
    let people: Vec<Vec<_>> = views
        .iter()
        .map(|view| view.attendees.iter().map(|one| one.attendee.person.as_str()).collect())
        .collect();
    // The organiser is none of them; who is not there any more is left out.
    assert_eq!(people, [vec!["bob", "eve", "cat"], vec!["bob", "dan", "eve"]]);
    assert_eq!(views[0].attendees[0].attendee.response, Response::Accepted);
    assert_eq!(views[1].attendees[0].attendee.response, Response::NeedsAction);
    let rooms: Vec<Vec<_>> = views
        .iter()
        .map(|view| view.rooms.iter().map(|one| (one.room.as_str(), one.state.word())).collect())
        .collect();
    // Of a series a room is had where one date has it.
    let wanted = vec![("a", "accepted"), ("b", "declined")];
    assert_eq!(rooms, [wanted.clone(), wanted]);
    let few = fixture.store.event_views(&corp(), &keys[..2], 1).await.unwrap();
    assert!(few.iter().all(|view| view.attendees.len() == 1), "{few:?}");
    let other = fixture.store.event_views(&CorpId::new("other"), &keys, 100).await.unwrap();
    assert_eq!(other, []);
}

async fn a_list_goes_on_behind_a_place(fixture: &Fixture) {
    series(fixture).await;
    let mut writing = write(fixture, "corp").await;
    // Made in the same moment, so that their ids tell their order.
    for id in ["b", "a", "C"] {
        writing.put_event(&event(id)).await.unwrap();
        writing.put_occurrences(&[occurrence(id, 10, slot(10, 20))]).await.unwrap();
        writing.put_attendees(&event(id), &[attendee("ann")]).await.unwrap();
    }
    writing.commit_calendar([], NOW).await.unwrap();
    let (store, ann) = (&fixture.store, who("ann"));
    let filter = CalendarFilter::default();
    let mut places = [const { Vec::new() }; 3];
    let mut after = [const { None }; 3].map(|_: Option<()>| CalendarPlace::start());
    for _ in 0..20 {
        let pages = [
            store.calendar_after(&corp(), &ann, &filter, &after[0], 1).await.unwrap(),
            store.changes_after(&corp(), &ann, &after[1], 1).await.unwrap(),
            store.calendar_within(&corp(), &ann, slot(0, 5 * DAY), &after[2], 1).await.unwrap(),
        ];
        for ((page, after), places) in pages.into_iter().zip(&mut after).zip(&mut places) {
            for one in page {
                *after = one.place.clone();
                places.push((one.key.event.into_string(), one.key.origin.map(|at| at.0)));
            }
        }
    }
    let ids = |list: &[(String, Option<i64>)]| -> Vec<String> {
        list.iter().map(|(id, _)| id.clone()).collect()
    };
    // By their bytes, on both databases.
    assert_eq!(ids(&places[0]), ["C", "a", "b", "series"]);
    assert_eq!(ids(&places[1]), ["series", "b", "a", "C"]);
    assert_eq!(ids(&places[2]), ["series", "C", "a", "b", "series", "series", "series"]);
}
