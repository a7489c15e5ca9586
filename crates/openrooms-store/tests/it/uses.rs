//! The meetings of many rooms, with how many people they have and whether anybody came.

use openrooms_core::calendar::{Attendee, Booking, BookingState, Response};
use openrooms_core::door::holder;
use openrooms_core::id::{CorpId, EventId, RoomId, UnionId};
use openrooms_core::time::EpochMillis;
use openrooms_store::Signing;

use crate::agenda::{attendee, booking, event, slot, write};
use crate::fixture::{Fixture, NOW};
use crate::sample;

on_both!(meetings_have_the_people_of_their_date, only_what_has_its_room_is_a_meeting);

/// Room, start, people, and whether anybody came: sorted.
async fn told(fixture: &Fixture, corp: &str, most: i64) -> Vec<(String, i64, Option<i64>, bool)> {
    let rooms = ["oak", "elm", "nothing"].map(RoomId::new);
    let corp = CorpId::new(corp);
    let found = fixture.store.meetings_in(&corp, &rooms, slot(0, 100), most).await.unwrap();
    let each = found
        .into_iter()
        .map(|(room, one)| (room.into_string(), one.slot.start().0, one.people, one.has_come));
    let mut each: Vec<_> = each.collect();
    each.sort();
    each
}

fn one(
    room: &str,
    start: i64,
    people: Option<i64>,
    has_come: bool,
) -> (String, i64, Option<i64>, bool) {
    (room.to_owned(), start, people, has_come)
}

async fn meetings_have_the_people_of_their_date(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp"), sample::organisation("other")]).await;
    let (series, ann) = (EventId::new("series"), UnionId::new("ann"));
    for corp in ["corp", "other"] {
        let mut writing = write(fixture, corp).await;
        let declined = Attendee { response: Response::Declined, ..attendee("dan") };
        let all = [attendee("ann"), attendee("bob"), attendee("eve"), declined];
        writing.put_event(&event("series")).await.unwrap();
        writing.put_attendees(&event("series"), &all).await.unwrap();
        let dates = [0, 20, 40].map(|origin| Booking {
            origin: EpochMillis(origin),
            ..booking("series", "oak", slot(origin, origin + 10))
        });
        writing.put_bookings(&dates, &ann, NOW).await.unwrap();
        // In the second Bob is not wanted, Eve does not come, and Gil comes along. To the third Dan
        // comes after all, and somebody is invited who says no.
        let second = EpochMillis(20);
        let (gil, hal) = (attendee("gil"), UnionId::new("hal"));
        let no = |who: &str| Attendee { response: Response::Declined, ..attendee(who) };
        for (origin, person, now) in [
            (second, UnionId::new("bob"), None),
            (second, UnionId::new("eve"), Some(no("eve"))),
            (second, gil.person.clone(), Some(gil)),
            (EpochMillis(40), UnionId::new("dan"), Some(attendee("dan"))),
            (EpochMillis(40), hal, Some(no("hal"))),
        ] {
            let put = writing.put_attendee_exception(&series, origin, &person, now.as_ref());
            put.await.unwrap();
        }
        if corp == "corp" {
            writing.sign((&series, second), &ann, Signing::In, NOW).await.unwrap();
            // Who went without having come says nothing.
            writing.sign((&series, EpochMillis(40)), &ann, Signing::Out, NOW).await.unwrap();
        }
        writing.commit_calendar([], NOW).await.unwrap();
    }
    let wanted = |has_come| {
        [
            one("oak", 0, Some(3), false),
            one("oak", 20, Some(2), has_come),
            one("oak", 40, Some(4), false),
        ]
    };
    assert_eq!(told(fixture, "corp", 10).await, wanted(true));
    assert_eq!(told(fixture, "other", 10).await, wanted(false));
    assert_eq!(told(fixture, "corp", 2).await.len(), 2, "no more than are asked for");
    let none = fixture.store.meetings_in(&CorpId::new("corp"), &[], slot(0, 100), 10).await;
    assert_eq!(none.unwrap(), []);
}

async fn only_what_has_its_room_is_a_meeting(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp")]).await;
    let (ann, oak) = (UnionId::new("ann"), RoomId::new("oak"));
    let waits = BookingState::Waiting { until: None };
    for (at, state) in [(10, waits), (30, BookingState::Released)] {
        let mut writing = write(fixture, "corp").await;
        let id = format!("e{at}");
        writing.put_event(&event(&id)).await.unwrap();
        let one = Booking { state, ..booking(&id, "oak", slot(at, at + 5)) };
        writing.put_bookings(&[one], &ann, NOW).await.unwrap();
        writing.commit_calendar([], NOW).await.unwrap();
    }
    assert_eq!(told(fixture, "corp", 10).await, []);
    // One that begins before, with buffers around it; one after; and one that was begun at the door.
    let mut writing = write(fixture, "corp").await;
    for (id, by, slots) in [
        ("before", &ann, (slot(-20, 4), slot(-30, 8))),
        ("after", &ann, (slot(100, 110), slot(100, 110))),
        ("door", &holder(&oak), (slot(60, 70), slot(60, 70))),
        // In the name of another room's door: somebody of that name, for all that is known.
        ("odd", &holder(&RoomId::new("elm")), (slot(80, 90), slot(80, 90))),
    ] {
        writing.put_event(&event(id)).await.unwrap();
        let one = Booking { slot: slots.0, held: slots.1, ..booking(id, "oak", slots.1) };
        writing.put_bookings(&[one], by, NOW).await.unwrap();
    }
    writing.commit_calendar([], NOW).await.unwrap();
    let wanted = [
        one("oak", -20, Some(0), false),
        one("oak", 60, None, false),
        one("oak", 80, Some(0), false),
    ];
    assert_eq!(told(fixture, "corp", 10).await, wanted);
}
