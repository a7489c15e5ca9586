//! What somebody who leaves is taken out of, and what keeps them.

use openrooms_core::calendar::recurrence::{Pattern, Range, Recurrence};
use openrooms_core::calendar::{Attendee, Booking, BookingState, Event, EventState, Response};
use openrooms_core::id::{CorpId, EventId, UnionId};
use openrooms_core::time::EpochMillis;
use openrooms_store::Signing;

use crate::agenda::{attendee, book, booking, event, occurrence, slot, write};
use crate::fixture::{Fixture, NOW};
use crate::sample;

on_both!(
    dates_to_come_are_left_and_those_that_are_over_keep_them,
    a_series_whose_next_date_is_not_made_yet_is_left,
    what_is_under_way_is_given_back_from_now_on,
);

/// When they leave: after the first of three dates.
const LEAVING: EpochMillis = EpochMillis(100);

fn corp() -> CorpId {
    CorpId::new("corp")
}

fn bob() -> UnionId {
    UnionId::new("bob")
}

/// A series of ann's with dates at 0, 200 and 400, and these people.
async fn series(fixture: &Fixture, id: &str, people: &[Attendee]) -> Event {
    let pattern = Pattern::Daily;
    let recurrence = Recurrence { pattern, interval: 1, range: Range::Count(3) };
    let series = Event { recurrence: Some(recurrence), ..event(id) };
    let dates = [0, 200, 400].map(|at| occurrence(id, at, slot(at, at + 50)));
    let mut writing = write(fixture, "corp").await;
    writing.put_event(&series).await.unwrap();
    writing.put_occurrences(&dates).await.unwrap();
    let people: Vec<_> = [attendee("ann")].iter().chain(people).cloned().collect();
    writing.put_attendees(&series, &people).await.unwrap();
    writing.commit_calendar([], NOW).await.unwrap();
    series
}

async fn leaves(fixture: &Fixture, person: &UnionId) {
    let mut writing = write(fixture, "corp").await;
    writing.leave_calendars(person, LEAVING).await.unwrap();
    writing.commit_calendar([], NOW).await.unwrap();
}

/// What dates say of people: the date, who, and what they answered; nothing where they are not in it.
async fn said(fixture: &Fixture, event: &EventId) -> Vec<(i64, String, Option<Response>)> {
    let all = fixture.store.attendee_exceptions(&corp(), event).await.unwrap();
    let each = all
        .into_iter()
        .map(|(at, who, there)| (at.0, who.into_string(), there.map(|there| there.response)));
    each.collect()
}

async fn dates_to_come_are_left_and_those_that_are_over_keep_them(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp")]).await;
    let yes = Attendee { response: Response::Accepted, ..attendee("bob") };
    let no = Attendee { response: Response::Declined, ..attendee("bob") };
    let all = series(fixture, "all", std::slice::from_ref(&yes)).await;
    let said_no = series(fixture, "said-no", std::slice::from_ref(&yes)).await;
    let not_first = series(fixture, "not-first", std::slice::from_ref(&yes)).await;
    let some = series(fixture, "some", &[]).await;
    let first = series(fixture, "first", &[]).await;
    let own = Event { organiser: bob(), ..series(fixture, "own", &[]).await };
    let mut writing = write(fixture, "corp").await;
    for (series, at, there) in [
        (&said_no, 0, Some(&no)),
        (&said_no, 200, Some(&no)),
        (&not_first, 0, None),
        (&not_first, 200, None),
        (&some, 0, Some(&yes)),
        (&some, 200, Some(&yes)),
        (&first, 0, Some(&yes)),
    ] {
        let at = EpochMillis(at);
        writing.put_attendee_exception(&series.id, at, &bob(), there).await.unwrap();
    }
    writing.put_event(&own).await.unwrap();
    writing
        .put_attendees(&own, &[Attendee { response: Response::Accepted, ..attendee("bob") }])
        .await
        .unwrap();
    for (series, at) in [(&all, 0), (&all, 200), (&some, 0), (&some, 200), (&own, 200)] {
        let date = (&series.id, EpochMillis(at));
        writing.sign(date, &bob(), Signing::In, NOW).await.unwrap();
    }
    writing.commit_calendar([], NOW).await.unwrap();
    let head = fixture.store.calendar_head(&corp()).await.unwrap();

    leaves(fixture, &bob()).await;
    for series in [&all, &said_no, &not_first, &some, &first] {
        assert_eq!(fixture.store.attendee(&corp(), &series.id, &bob()).await.unwrap(), None);
    }
    let only = |answer| vec![(0, "bob".to_owned(), answer)];
    assert_eq!(said(fixture, &all.id).await, only(Some(Response::Accepted)));
    assert_eq!(said(fixture, &said_no.id).await, only(Some(Response::Declined)));
    assert_eq!(said(fixture, &not_first.id).await, only(None));
    assert_eq!(said(fixture, &some.id).await, only(Some(Response::Accepted)));
    assert_eq!(said(fixture, &first.id).await, only(Some(Response::Accepted)));
    let whole = fixture.store.organisation(&corp()).await.unwrap().unwrap();
    let signed = whole
        .calendar
        .iter()
        .flat_map(|whole| whole.sign_ins.iter().map(|one| (whole.event.id.as_str(), one.origin.0)));
    let mut signed: Vec<_> = signed.collect();
    signed.sort_unstable();
    assert_eq!(signed, [("all", 0), ("own", 200), ("some", 0)]);

    // Whoever syncs hears of what has changed, and the outbox tells it once.
    let told = fixture.store.outbox_after(&corp(), head, 100).await.unwrap();
    let told = told.iter().filter(|told| told.kind == "members-changed");
    let told = told.inspect(|told| {
        let body: serde_json::Value = serde_json::from_str(&told.body).unwrap();
        assert_eq!((&body["change"], &body["people"][0]), (&"uninvited".into(), &"bob".into()));
    });
    let mut told: Vec<_> = told.map(|told| told.event.as_str()).collect();
    told.sort_unstable();
    assert_eq!(told, ["all", "not-first", "said-no", "some"]);
    for (series, has_changed) in
        [(&all, true), (&said_no, true), (&not_first, true), (&some, true), (&first, false)]
    {
        let changed = fixture.store.event(&corp(), &series.id).await.unwrap().unwrap();
        assert_eq!(changed.updated_at == LEAVING, has_changed, "{}", series.id);
    }
}

async fn a_series_whose_next_date_is_not_made_yet_is_left(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp")]).await;
    let mut ids = Vec::new();
    for (id, organiser) in [("theirs", "ann"), ("own", "bob")] {
        let organiser = UnionId::new(organiser);
        let pattern = Pattern::AbsoluteYearly;
        let recurrence = Recurrence { pattern, interval: 9, range: Range::NoEnd };
        let series = Event { recurrence: Some(recurrence), organiser, ..event(id) };
        let mut writing = write(fixture, "corp").await;
        writing.put_event(&series).await.unwrap();
        writing.put_occurrences(&[occurrence(id, 0, slot(0, 50))]).await.unwrap();
        writing.put_attendees(&series, &[attendee("ann"), attendee("bob")]).await.unwrap();
        writing.set_made_until(&series.id, Some(EpochMillis(5_000))).await.unwrap();
        writing.commit_calendar([], NOW).await.unwrap();
        ids.push(series.id);
    }
    leaves(fixture, &bob()).await;
    assert_eq!(fixture.store.attendee(&corp(), &ids[0], &bob()).await.unwrap(), None);
    let came = [(0, "bob".to_owned(), Some(Response::NeedsAction))];
    assert_eq!(said(fixture, &ids[0]).await, came);
    let own = fixture.store.event(&corp(), &ids[1]).await.unwrap().unwrap();
    assert_eq!(own.state, EventState::Cancelled);
    let start = openrooms_store::SeriesPlace::first();
    let going_on = fixture.store.series_to_go_on(EpochMillis(9_000), &start, 9).await.unwrap();
    assert_eq!(going_on.into_iter().map(|one| one.event).collect::<Vec<_>>(), ids[..1]);
}

async fn what_is_under_way_is_given_back_from_now_on(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp")]).await;
    let series = series(fixture, "e", &[]).await;
    let waits = BookingState::Waiting { until: Some(EpochMillis(900)) };
    let of = |room: &str, at: i64, from: i64, until: i64, buffer: i64, state: &BookingState| {
        let held = slot(from - buffer, until + 2 * buffer);
        let slot = slot(from, until);
        Booking { origin: EpochMillis(at), slot, state: state.clone(), ..booking("e", room, held) }
    };
    let has = BookingState::Accepted;
    let over = of("oak", 0, 0, 50, 5, &has);
    let running = of("oak", 200, 80, 180, 5, &has);
    let begins = of("elm", 200, 100, 180, 0, &has);
    let waiting = of("fir", 200, 80, 180, 0, &waits);
    let later = of("oak", 400, 400, 450, 0, &has);
    book(fixture, &[over.clone(), running, begins, waiting, later]).await.unwrap();
    let head = fixture.store.calendar_head(&corp()).await.unwrap();

    leaves(fixture, &UnionId::new("ann")).await;
    let used = of("oak", 200, 80, 100, 5, &has);
    assert_eq!(fixture.store.bookings(&corp(), &series.id).await.unwrap(), [over, used]);
    let told = fixture.store.outbox_after(&corp(), head, 100).await.unwrap();
    let mut told: Vec<_> = told.iter().map(|told| told.kind.as_str()).collect();
    told.sort_unstable();
    let gone = ["booking-cancelled"; 3];
    assert_eq!(told, [&gone[..], &["booking-moved", "event-changed"]].concat());
}
