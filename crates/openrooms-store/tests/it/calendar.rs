//! Events with what hangs on them, and the outbox: kept and found again.

use jiff::civil::{Date, Weekday};
use openrooms_core::calendar::recurrence::{Index, Pattern, Range, Recurrence};
use openrooms_core::calendar::{Attendee, Event, EventState, Occurrence, Response, WhenKind};
use openrooms_core::id::{CorpId, EventId, UnionId};
use openrooms_core::time::EpochMillis;
use openrooms_store::{Notice, NoticeKind, Writing};
use serde_json::json;

use crate::agenda::{attendee, event, occurrence, slot, write};
use crate::fixture::{Fixture, NOW, later};
use crate::sample;

on_both!(
    an_event_is_found_as_it_was_kept,
    occurrences_are_found_as_they_were_kept,
    people_are_invited_and_taken_out,
    an_occurrence_may_have_other_people,
    what_somebody_made_counts_whoever_has_it,
    what_syncs_is_numbered_in_the_order_of_the_commits,
    what_is_told_is_in_the_outbox_in_order_and_until_it_is_old,
    calendars_of_organisations_are_apart,
    a_change_of_a_calendar_that_is_dropped_leaves_nothing,
);

fn corp() -> CorpId {
    CorpId::new("corp")
}

fn full() -> Event {
    let days = vec![Weekday::Monday, Weekday::Friday];
    let pattern = Pattern::RelativeMonthly { days, index: Index::Last };
    let mut full = event("full");
    full.description = Some("四 🏢 \"".to_owned());
    full.when.kind = WhenKind::AllDay;
    let range = Range::Until(Date::new(2028, 2, 29).unwrap());
    full.recurrence = Some(Recurrence { pattern, interval: 3, range });
    full.state = EventState::Cancelled;
    full.created_at = EpochMillis(-1);
    full.beyond = Some("{\"location\":{}}".to_owned());
    full
}

async fn an_event_is_found_as_it_was_kept(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp")]).await;
    let mut writing = write(fixture, "corp").await;
    for each in [event("plain"), full()] {
        assert_eq!(writing.event(&each.id).await.unwrap(), None);
        writing.put_event(&each).await.unwrap();
        assert_eq!(writing.event(&each.id).await.unwrap(), Some(each));
    }
    writing.commit_calendar([], NOW).await.unwrap();
    let kept = fixture.store.event(&corp(), &EventId::new("full")).await.unwrap();
    assert_eq!(kept, Some(full()));

    // Written anew, whatever it was.
    let other = Event { id: EventId::new("full"), ..event("plain") };
    let mut writing = write(fixture, "corp").await;
    writing.put_event(&other).await.unwrap();
    writing.commit_calendar([], NOW).await.unwrap();
    assert_eq!(fixture.store.event(&corp(), &other.id).await.unwrap(), Some(other));
}

async fn occurrences_are_found_as_they_were_kept(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp")]).await;
    let moved = Occurrence {
        state: EventState::Deleted,
        beyond: Some("{}".to_owned()),
        ..occurrence("series", 200, slot(5, 9))
    };
    let all = [occurrence("series", -100, slot(10, 20)), moved];
    let mut writing = write(fixture, "corp").await;
    writing.put_occurrences(&[all[1].clone(), all[0].clone()]).await.unwrap();
    writing.put_occurrences(&[occurrence("other", 200, slot(1, 2))]).await.unwrap();
    let series = EventId::new("series");
    assert_eq!(writing.occurrences(&series).await.unwrap(), all);
    assert_eq!(
        writing.occurrence(&series, EpochMillis(200)).await.unwrap().as_ref(),
        Some(&all[1])
    );
    assert_eq!(writing.occurrence(&series, EpochMillis(5)).await.unwrap(), None);
    let anew = occurrence("series", 200, slot(30, 40));
    writing.put_occurrences(std::slice::from_ref(&anew)).await.unwrap();
    writing.commit_calendar([], NOW).await.unwrap();
    let store = &fixture.store;
    let kept = store.occurrences(&corp(), &series).await.unwrap();
    assert_eq!(kept, [all[0].clone(), anew.clone()]);
    let kept = store.occurrence(&corp(), &series, EpochMillis(200)).await.unwrap();
    assert_eq!(kept, Some(anew));
}

async fn people_are_invited_and_taken_out(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp")]).await;
    let event = event("event");
    let names = async |fixture: &Fixture| {
        let all = fixture.store.attendees(&corp(), &EventId::new("event")).await.unwrap();
        all.into_iter().map(|each| each.person.into_string()).collect::<Vec<_>>()
    };
    let mut writing = write(fixture, "corp").await;
    writing.put_event(&event).await.unwrap();
    let ann = Attendee { response: Response::Accepted, ..attendee("ann") };
    let zoe = Attendee { is_optional: true, ..attendee("zoe") };
    writing.put_attendees(&event, &[ann.clone(), zoe.clone()]).await.unwrap();
    writing.put_attendees(&event, &[]).await.unwrap();
    writing.put_attendees(&event, &[attendee("bob")]).await.unwrap();
    let all = writing.attendees(&event.id).await.unwrap();
    assert_eq!(all, [ann, zoe.clone(), attendee("bob")]);
    writing.commit_calendar([], NOW).await.unwrap();
    assert_eq!(names(fixture).await, ["ann", "zoe", "bob"]);

    // An answer changes nothing of their place.
    let mut writing = write(fixture, "corp").await;
    let zoe = Attendee { response: Response::Declined, ..zoe };
    writing.put_attendees(&event, std::slice::from_ref(&zoe)).await.unwrap();
    assert_eq!(writing.attendee(&event.id, &zoe.person).await.unwrap(), Some(zoe.clone()));
    writing.commit_calendar([], NOW).await.unwrap();
    assert_eq!(names(fixture).await, ["ann", "zoe", "bob"]);

    // Who is removed is no attendee, and may be invited again.
    let mut writing = write(fixture, "corp").await;
    let gone = [zoe.person.clone(), UnionId::new("nobody")];
    writing.remove_attendees(&event.id, &gone).await.unwrap();
    assert_eq!(writing.attendee(&event.id, &zoe.person).await.unwrap(), None);
    writing.commit_calendar([], NOW).await.unwrap();
    assert_eq!(names(fixture).await, ["ann", "bob"]);
    assert_eq!(fixture.store.attendee(&corp(), &event.id, &zoe.person).await.unwrap(), None);
    let mut writing = write(fixture, "corp").await;
    writing.put_attendees(&event, &[attendee("zoe")]).await.unwrap();
    writing.commit_calendar([], NOW).await.unwrap();
    assert_eq!(names(fixture).await, ["ann", "bob", "zoe"]);

    let mut raw = fixture.raw().await;
    let organisers = "SELECT union_id FROM attendees WHERE is_organiser";
    assert_eq!(raw.texts(organisers).await, ["ann"]);
    raw.close().await;
}

async fn an_occurrence_may_have_other_people(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp")]).await;
    let event = event("event");
    let zoe = Attendee { response: Response::Tentative, is_optional: true, ..attendee("zoe") };
    let mut writing = write(fixture, "corp").await;
    let at = EpochMillis(10);
    let (bob, cy) = (UnionId::new("bob"), UnionId::new("cy"));
    writing.put_attendees(&event, &[attendee("cy")]).await.unwrap();
    writing.put_attendee_exception(&event.id, at, &zoe.person, None).await.unwrap();
    writing.put_attendee_exception(&event.id, at, &zoe.person, Some(&zoe)).await.unwrap();
    writing.put_attendee_exception(&event.id, EpochMillis(20), &bob, None).await.unwrap();
    writing.put_attendee_exception(&event.id, EpochMillis(30), &cy, None).await.unwrap();
    let wanted = [
        (at, zoe.person.clone(), Some(zoe.clone())),
        (EpochMillis(20), bob.clone(), None),
        (EpochMillis(30), cy.clone(), None),
    ];
    assert_eq!(writing.attendee_exceptions(&event.id).await.unwrap(), wanted);
    // Whoever is taken out of the event is in none of its occurrences. It is kept that they were named
    // at some, so that they hear of these.
    let yes = Attendee { response: Response::Accepted, ..attendee("cy") };
    writing.put_attendee_exception(&event.id, EpochMillis(30), &cy, Some(&yes)).await.unwrap();
    writing.remove_attendees(&event.id, &[cy.clone(), zoe.person.clone()]).await.unwrap();
    writing.commit_calendar([], NOW).await.unwrap();
    let kept = fixture.store.attendee_exceptions(&corp(), &event.id).await.unwrap();
    let off = not_there(&[(10, zoe.person.clone()), (20, bob), (30, cy)]);
    assert_eq!(kept, off);
    // Who is invited to all of a series is in each of them, and as the series has them.
    let daily = Recurrence { pattern: Pattern::Daily, interval: 1, range: Range::NoEnd };
    let series = Event { recurrence: Some(daily), ..event.clone() };
    let mut writing = write(fixture, "corp").await;
    let declines = Attendee { response: Response::Declined, is_optional: false, ..zoe.clone() };
    writing.put_attendees(&series, std::slice::from_ref(&declines)).await.unwrap();
    writing.commit_calendar([], NOW).await.unwrap();
    let kept = fixture.store.attendee_exceptions(&corp(), &event.id).await.unwrap();
    assert_eq!(kept[0], (at, zoe.person, Some(declines)));
    assert_eq!(kept[1..], off[1..]);
}

/// That people are not at dates.
fn not_there(of: &[(i64, UnionId)]) -> Vec<(EpochMillis, UnionId, Option<Attendee>)> {
    of.iter().map(|(at, who)| (EpochMillis(*at), who.clone(), None)).collect()
}

/// All numbers that syncs go by, of events and of attendees, in order.
async fn numbers(fixture: &Fixture) -> Vec<String> {
    let mut raw = fixture.raw().await;
    let sql = "SELECT CAST(n AS TEXT) FROM (SELECT changed_seq AS n FROM events \
               UNION ALL SELECT changed_seq FROM attendees) AS numbers ORDER BY n";
    let numbers = raw.texts(sql).await;
    raw.close().await;
    numbers
}

async fn what_syncs_is_numbered_in_the_order_of_the_commits(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp")]).await;
    let mut writing = write(fixture, "corp").await;
    writing.put_event(&event("a")).await.unwrap();
    writing.put_event(&event("b")).await.unwrap();
    writing.put_attendees(&event("a"), &[attendee("ann"), attendee("bob")]).await.unwrap();
    writing.commit_calendar([], NOW).await.unwrap();
    assert_eq!(numbers(fixture).await, ["1", "2", "3", "3"]);
    let mut writing = write(fixture, "corp").await;
    writing.touch_event(&EventId::new("a"), later(1)).await.unwrap();
    writing.remove_attendees(&EventId::new("a"), &[UnionId::new("bob")]).await.unwrap();
    writing.commit_calendar([], NOW).await.unwrap();
    assert_eq!(numbers(fixture).await, ["2", "3", "4", "5"]);
    let touched = fixture.store.event(&corp(), &EventId::new("a")).await.unwrap().unwrap();
    assert_eq!(touched, Event { updated_at: later(1), ..event("a") });
}

async fn what_is_told_is_in_the_outbox_in_order_and_until_it_is_old(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp"), sample::organisation("other")]).await;
    let notice = |kind, event: &str| Notice {
        kind,
        event: event.to_owned(),
        body: json!({"roomId": "oak"}),
    };
    let mut writing = write(fixture, "corp").await;
    writing.tell(&[], NOW).await.unwrap();
    let two = [notice(NoticeKind::BookingMade, "b"), notice(NoticeKind::BookingWaits, "a")];
    writing.tell(&two, NOW).await.unwrap();
    writing.commit_calendar([], NOW).await.unwrap();
    let mut writing = write(fixture, "corp").await;
    writing.tell(&[notice(NoticeKind::EventChanged, "c")], later(5)).await.unwrap();
    writing.commit_calendar([], NOW).await.unwrap();

    let told = async |after| fixture.store.outbox_after(&corp(), after, 2).await.unwrap();
    let first = told(0).await;
    let words = first.iter().map(|told| (told.seq, &*told.kind, &*told.event));
    assert_eq!(words.collect::<Vec<_>>(), [(1, "booking-made", "b"), (2, "booking-waits", "a")]);
    assert_eq!((&*first[0].body, first[0].at), ("{\"roomId\":\"oak\"}", NOW));
    assert_eq!(told(2).await[0].event, "c");
    assert!(fixture.store.outbox_after(&CorpId::new("other"), 0, 9).await.unwrap().is_empty());
    assert_eq!(fixture.store.trim_outbox(NOW).await.unwrap(), 0);
    assert_eq!(fixture.store.trim_outbox(later(5)).await.unwrap(), 2);
    let left = told(0).await;
    assert_eq!(left.iter().map(|told| told.seq).collect::<Vec<_>>(), [3]);

    let mut writing = write(fixture, "other").await;
    writing.tell(&two, later(4)).await.unwrap();
    writing.commit_calendar([], NOW).await.unwrap();
    assert_eq!(fixture.store.trim_outbox(later(6)).await.unwrap(), 3);
    assert!(told(0).await.is_empty());
}

async fn calendars_of_organisations_are_apart(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp"), sample::organisation("other")]).await;
    let mut writing = write(fixture, "other").await;
    writing.put_event(&event("event")).await.unwrap();
    writing.put_occurrences(&[occurrence("event", 10, slot(10, 20))]).await.unwrap();
    writing.put_attendees(&event("event"), &[attendee("ann")]).await.unwrap();
    writing.commit_calendar([], NOW).await.unwrap();
    let id = EventId::new("event");
    let mut writing = write(fixture, "corp").await;
    assert_eq!(writing.event(&id).await.unwrap(), None);
    assert_eq!(writing.occurrences(&id).await.unwrap(), []);
    assert_eq!(writing.attendees(&id).await.unwrap(), []);
    writing.remove_attendees(&id, &[UnionId::new("ann")]).await.unwrap();
    writing.put_event(&Event { summary: "Mine".to_owned(), ..event("event") }).await.unwrap();
    writing.commit_calendar([], NOW).await.unwrap();
    let other = CorpId::new("other");
    assert_eq!(fixture.store.event(&other, &id).await.unwrap(), Some(event("event")));
    assert_eq!(fixture.store.attendees(&other, &id).await.unwrap().len(), 1);
}

async fn a_change_of_a_calendar_that_is_dropped_leaves_nothing(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp")]).await;
    let mut raw = fixture.raw().await;
    let before = raw.dump().await;
    let mut writing = write(fixture, "corp").await;
    writing.put_event(&event("event")).await.unwrap();
    writing.put_attendees(&event("event"), &[attendee("ann")]).await.unwrap();
    let notice =
        Notice { kind: NoticeKind::EventChanged, event: "event".to_owned(), body: json!({}) };
    writing.tell(&[notice], NOW).await.unwrap();
    drop(writing);
    // Whoever comes next waits for the one that was dropped.
    write(fixture, "corp").await.commit_calendar([], NOW).await.unwrap();
    assert_eq!(raw.dump().await, before);
    raw.close().await;
}

async fn what_somebody_made_counts_whoever_has_it(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp")]).await;
    let mut writing = write(fixture, "corp").await;
    let (ann, bob) = (UnionId::new("ann"), UnionId::new("bob"));
    let made = async |writing: &mut Writing, person: &UnionId| {
        assert_eq!(writing.events_made_since(person, NOW, 9).await.unwrap(), 0);
        writing.events_made_since(person, later(-1), 9).await.unwrap()
    };
    for id in ["a", "b", "split"] {
        let event = event(id);
        writing.put_event(&event).await.unwrap();
        writing.put_attendees(&event, &[attendee("ann"), attendee("bob")]).await.unwrap();
        if id != "split" {
            writing.count_as_made(&event).await.unwrap();
        }
    }
    assert_eq!((made(&mut writing, &ann).await, made(&mut writing, &bob).await), (2, 0));
    let given = Event { organiser: bob.clone(), ..event("a") };
    writing.put_event(&given).await.unwrap();
    writing.put_attendees(&given, &[attendee("bob"), attendee("ann")]).await.unwrap();
    writing.remove_attendees(&given.id, std::slice::from_ref(&ann)).await.unwrap();
    let deleted = Event { state: EventState::Deleted, ..event("b") };
    writing.put_event(&deleted).await.unwrap();
    assert_eq!((made(&mut writing, &ann).await, made(&mut writing, &bob).await), (2, 0));
    assert_eq!(writing.events_made_since(&ann, later(-1), 1).await.unwrap(), 1);
    writing.commit_calendar([], NOW).await.unwrap();
}
