//! Answers, who comes and who came, and when people are busy: what the wire's tests do not reach.

use std::collections::HashMap;

use openrooms_core::calendar::{Attendee, Event, EventState, Occurrence, Response, When, WhenKind};
use openrooms_core::id::{CorpId, EventId, UnionId};
use openrooms_core::slot::Slot;
use openrooms_core::time::{EpochMillis, Zone};
use openrooms_store::{EventKey, PersonPlace, Signed, Signing, Writing};

use crate::fixture::{Fixture, NOW, later};
use crate::sample;

on_both!(
    the_first_of_two_signings_counts,
    pages_of_people_neither_repeat_nor_hide,
    another_organisation_has_people_of_its_own,
    how_many_come_to_a_date_is_told,
);

const HOUR: i64 = 3_600_000;

fn person(id: &str) -> UnionId {
    UnionId::new(id)
}

fn attendee(id: &str, response: Response) -> Attendee {
    Attendee { person: person(id), is_optional: false, response }
}

/// An event of an hour from now, organised by `ann`.
fn event(id: &str) -> Event {
    let slot = Slot::new(NOW, EpochMillis(NOW.0 + HOUR)).unwrap();
    Event {
        id: EventId::new(id),
        organiser: person("ann"),
        summary: "Weekly".to_owned(),
        description: None,
        when: When { slot, zone: Zone::default(), kind: WhenKind::Timed, hours: None },
        recurrence: None,
        state: EventState::Confirmed,
        created_at: NOW,
        updated_at: NOW,
        beyond: None,
    }
}

async fn write(fixture: &Fixture, corp: &str) -> Writing {
    fixture.store.writing(&CorpId::new(corp)).await.unwrap().unwrap()
}

/// An event with some people.
async fn made(fixture: &Fixture, corp: &str, id: &str, people: &[Attendee]) -> Event {
    let event = event(id);
    let mut writing = write(fixture, corp).await;
    writing.put_event(&event).await.unwrap();
    let slot = event.when.slot;
    let date = Occurrence {
        event: event.id.clone(),
        origin: slot.start(),
        slot,
        state: event.state,
        beyond: None,
    };
    writing.put_occurrences(&[date]).await.unwrap();
    let all: Vec<_> = std::iter::once(attendee("ann", Response::Accepted))
        .chain(people.iter().cloned())
        .collect();
    writing.put_attendees(&event, &all).await.unwrap();
    writing.commit_calendar([], NOW).await.unwrap();
    event
}

async fn the_first_of_two_signings_counts(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp")]).await;
    let event = made(fixture, "corp", "e", &[attendee("bob", Response::Accepted)]).await;
    let key = (&event.id, NOW);
    for (seconds, signing, wanted) in [
        (5, Signing::In, 5),
        (7, Signing::In, 5),
        (8, Signing::Out, 8),
        (9, Signing::Out, 8),
        (10, Signing::In, 5),
    ] {
        let mut writing = write(fixture, "corp").await;
        let at = writing.sign(key, &person("bob"), signing, later(seconds)).await.unwrap();
        assert_eq!(at, later(wanted), "{signing:?} after {seconds}");
        writing.commit_calendar([], NOW).await.unwrap();
    }
    let mut writing = write(fixture, "corp").await;
    writing.sign(key, &person("ann"), Signing::In, later(20)).await.unwrap();
    drop(writing);
    let corp = CorpId::new("corp");
    let listed = async |signing, signed| {
        let start = PersonPlace::start();
        let listing = fixture.store.signings_after(&corp, key, (signing, signed), &start, 10);
        let listed = listing.await.unwrap().into_iter();
        listed.map(|one| (one.place.person.into_string(), one.at)).collect::<Vec<_>>()
    };
    let (ann, bob) = ("ann".to_owned(), "bob".to_owned());
    assert_eq!(listed(Signing::In, Signed::Yes).await, [(bob, Some(later(5)))]);
    assert_eq!(listed(Signing::In, Signed::NotYet).await, [(ann, None)], "what was not committed");
}

async fn pages_of_people_neither_repeat_nor_hide(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp")]).await;
    let names: Vec<_> = (0..25).map(|at| format!("P{at}ä")).collect();
    let people: Vec<_> = names.iter().map(|name| attendee(name, Response::NeedsAction)).collect();
    let event = made(fixture, "corp", "e", &people).await;
    // To the one date of it come some who are not invited to all, and one who is invited stays away.
    let mut writing = write(fixture, "corp").await;
    for name in ["Zoe", "zoe", "Ähm"] {
        let there = attendee(name, Response::Accepted);
        let who = person(name);
        writing.put_attendee_exception(&event.id, NOW, &who, Some(&there)).await.unwrap();
    }
    let away = person("P3ä");
    writing.put_attendee_exception(&event.id, NOW, &away, None).await.unwrap();
    writing.commit_calendar([], NOW).await.unwrap();
    let corp = CorpId::new("corp");
    for (origin, count) in [(None, 25), (Some(NOW), 27)] {
        let key = EventKey { event: event.id.clone(), origin };
        for most in [1, 2, 7, 100] {
            let (mut seen, mut after) = (Vec::new(), PersonPlace::start());
            loop {
                let page = fixture.store.attendees_after(&corp, &key, &after, most).await.unwrap();
                let Some((last, _)) = page.last() else { break };
                after = last.clone();
                seen.extend(page.into_iter().map(|(_, one)| one.attendee.person.into_string()));
            }
            assert_eq!(seen.len(), count, "{origin:?} by {most}: {seen:?}");
            let invited = names.iter().filter(|name| origin.is_none() || *name != "P3ä");
            assert!(seen.iter().take(24).eq(invited.take(24)), "in their order: {seen:?}");
            let mut once = seen.clone();
            once.sort();
            once.dedup();
            assert_eq!(once.len(), seen.len());
        }
    }
}

async fn another_organisation_has_people_of_its_own(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp"), sample::organisation("other")]).await;
    let event = made(fixture, "corp", "e", &[attendee("bob", Response::Accepted)]).await;
    made(fixture, "other", "e", &[attendee("tim", Response::Accepted)]).await;
    let mut writing = write(fixture, "other").await;
    writing.answer_event(&event.id, &person("bob"), Response::Declined).await.unwrap();
    writing.sign((&event.id, NOW), &person("tim"), Signing::In, NOW).await.unwrap();
    writing.commit_calendar([], NOW).await.unwrap();
    let (corp, other) = (CorpId::new("corp"), CorpId::new("other"));
    let span = event.when.slot;
    let both = [person("bob"), person("tim")];
    for (corp, wanted) in [(&corp, "bob"), (&other, "tim")] {
        let busy = fixture.store.busy_times(corp, &both, span).await.unwrap();
        let whose: Vec<_> = busy.iter().map(|time| time.person.as_str()).collect();
        assert_eq!(whose, [wanted]);
    }
    let signed = (Signing::In, Signed::Yes);
    let start = PersonPlace::start();
    let listing = fixture.store.signings_after(&corp, (&event.id, NOW), signed, &start, 9);
    assert_eq!(listing.await.unwrap(), []);
}

async fn how_many_come_to_a_date_is_told(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp"), sample::organisation("other")]).await;
    let series = crate::together::series("e");
    let accepts = |id: &str| attendee(id, Response::Accepted);
    let mut writing = write(fixture, "corp").await;
    writing.put_event(&series).await.unwrap();
    writing.put_attendees(&series, &["ann", "bob", "cy"].map(accepts)).await.unwrap();
    writing.remove_attendees(&series.id, &[UnionId::new("cy")]).await.unwrap();
    for (origin, person, is_there) in [
        // Somebody more, somebody who was removed of all, and somebody who answered by themselves.
        (1, "dan", true),
        (1, "cy", true),
        (1, "ann", true),
        // Somebody fewer, and somebody who was none of them.
        (2, "bob", false),
        (2, "cy", false),
        (2, "eve", false),
        // As many as to all.
        (3, "bob", false),
        (3, "eve", true),
    ] {
        let (person, there) = (UnionId::new(person), accepts(person));
        let there = is_there.then_some(&there);
        let origin = EpochMillis(origin);
        writing.put_attendee_exception(&series.id, origin, &person, there).await.unwrap();
    }
    let come = writing.coming(&series.id).await.unwrap();
    let dates: Vec<_> = (0..4).map(|origin| come.to_date(EpochMillis(origin))).collect();
    assert_eq!((come.whole, &dates[..]), (2, &[2, 4, 1, 2][..]));
    let found = writing.events_to_book(std::slice::from_ref(&series.id)).await.unwrap();
    assert_eq!(found[&series.id].people, come);
    writing.commit_calendar([], NOW).await.unwrap();
    let corp = CorpId::new("corp");
    let all = fixture.store.attendance(&corp, &["e", "none"].map(EventId::new)).await.unwrap();
    assert_eq!(all, HashMap::from([(series.id.clone(), come)]));
    let other = fixture.store.attendance(&CorpId::new("other"), &[series.id]).await.unwrap();
    assert!(other.is_empty());
}
