//! Calendars listed over the wire: page by page, by time, and what changed since.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::events::{Calendar, at, hour, shown, with_calendar};
use crate::fixture::Home;
use crate::sample::with;
use crate::series::{dates, hours, mondays, patched, times};

on_both!(
    events_are_listed_in_the_order_of_their_making,
    a_span_shows_what_lies_in_it,
    a_sync_token_tells_what_changed_since,
    a_date_that_is_as_its_series_again_is_told,
    a_series_that_goes_takes_along_the_dates_that_were_told,
    a_series_that_ends_speaks_for_its_dates,
    what_becomes_of_an_event_is_not_for_those_who_were_taken_out,
    dates_that_a_shorter_series_has_no_more_are_not_listed,
    who_had_one_date_hears_no_more_of_the_series_than_that_it_is_gone,
    a_token_is_taken_by_the_list_that_gave_it,
    a_span_shows_a_series_where_it_has_a_date,
    wrong_lists_are_refused,
    the_calendar_itself_is_listed,
    what_an_import_takes_away_ends_what_was_followed,
);

fn ids(listed: Vec<(String, String)>) -> Vec<String> {
    listed.into_iter().map(|(id, _)| id).collect()
}

/// All pages of a list, of so many each, and what the last page said.
async fn pages(calendar: &Calendar<'_>, list: &str, most: usize) -> (Vec<Vec<String>>, Value) {
    let mut pages = Vec::new();
    let mut next = String::new();
    loop {
        let mark = if list.contains('?') { '&' } else { '?' };
        let target = format!("{list}{mark}maxResults={most}&nextToken={next}");
        let page = calendar.ask("GET", &target).await;
        assert_eq!(page.status, 200, "{page:?}");
        let page = page.json();
        pages.push(ids(shown(&page)));
        match page["nextToken"].as_str() {
            Some(token) => {
                assert!(page.get("syncToken").is_none(), "{page}");
                token.clone_into(&mut next);
            }
            None => return (pages, page),
        }
        assert!(pages.len() < 50, "pages without end");
    }
}

async fn events_are_listed_in_the_order_of_their_making(home: &Home) {
    home.import(with_calendar()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let mut made = Vec::new();
    // Later in June are made first.
    for day in (1..=7).rev() {
        home.pass(1);
        made.push(ann.made(&hour(day, 10)).await);
    }
    // Of somebody else, who invites her.
    home.pass(1);
    let body = with(hour(20, 9), json!({ "attendees": [{ "id": "ann" }] }));
    made.push(ann.as_seen_by("bob").made(&body).await);
    ann.as_seen_by("bob").made(&hour(21, 9)).await;
    for most in [1, 3, 8, 100] {
        let (pages, last) = pages(&ann, "events", most).await;
        assert!(pages.iter().rev().skip(1).all(|page| page.len() == most), "{pages:?}");
        assert_eq!(pages.concat(), made, "{most}");
        assert!(last["syncToken"].is_string(), "{last}");
    }
    // A span counts what reaches into it.
    for (query, wanted) in [
        ("timeMin=2026-06-03T10:59:59%2B08:00&timeMax=2026-06-05T10:00:00%2B08:00", vec![3, 4]),
        ("timeMin=2026-06-03T11:00:00+08:00&timeMax=2026-06-05T10:00:01%2B08:00", vec![2, 3]),
        ("timeMin=2026-06-20T00:00:00Z", vec![7]),
        ("timeMax=2026-06-02T00:00:00Z", vec![6]),
        ("timeMin=2027-01-01T00:00:00Z", vec![]),
    ] {
        let wanted: Vec<_> = wanted.into_iter().map(|at: usize| made[at].clone()).collect();
        assert_eq!(ids(ann.listed(&format!("events?{query}")).await), wanted, "{query}");
    }
    // What comes and goes between pages hides and repeats nothing.
    let first = ann.ask("GET", "events?maxResults=3").await.json();
    ann.ask("DELETE", &format!("events/{}", made[1])).await;
    home.pass(1);
    made.push(ann.made(&hour(25, 9)).await);
    let next = first["nextToken"].as_str().unwrap();
    let rest = ann.listed(&format!("events?nextToken={next}")).await;
    assert_eq!(ids(rest), made[3..], "{next}");
}

async fn a_span_shows_what_lies_in_it(home: &Home) {
    home.import(with_calendar()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let mut made = Vec::new();
    for day in [3, 1, 2] {
        made.push(ann.made(&hour(day, 10)).await);
    }
    let off = ann.made(&hour(2, 15)).await;
    ann.ask("POST", &format!("events/{off}/cancel")).await;
    let june = "eventsview?timeMin=2026-06-01T00:00:00Z&timeMax=2026-07-01T00:00:00Z";
    let in_order = [made[1].clone(), made[2].clone(), made[0].clone()];
    for most in [1, 2, 100] {
        assert_eq!(pages(&ann, june, most).await.0.concat(), in_order, "{most}");
    }
    assert_eq!(ids(ann.listed("eventsview").await), in_order);
    let reply = ann.ask("GET", june).await.json();
    let first = &reply["events"][0];
    assert_eq!(*first, ann.read(&made[1]).await);
    let short = "eventsview?timeMin=2026-06-01T11:00:00%2B08:00&timeMax=2026-06-02T02:00:01Z";
    assert_eq!(ids(ann.listed(short).await), [made[2].clone()]);
    // An event that does not repeat is its own one date.
    for list in [format!("events/{off}/instances"), format!("instances?seriesMasterId={off}")] {
        assert_eq!(ann.listed(&list).await, [(off.clone(), "cancelled".to_owned())], "{list}");
    }
}

async fn a_sync_token_tells_what_changed_since(home: &Home) {
    home.import(with_calendar()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let bob = ann.as_seen_by("bob");
    let mut made = Vec::new();
    for day in 1..=4 {
        let body = with(hour(day, 10), json!({ "attendees": [{ "id": "bob" }] }));
        made.push(ann.made(&body).await);
    }
    let token = async |of: &Calendar<'_>, token: &str| -> (Vec<(String, String)>, String) {
        let reply = of.ask("GET", &format!("events?syncToken={token}")).await;
        assert_eq!(reply.status, 200, "{reply:?}");
        let page = reply.json();
        (shown(&page), page["syncToken"].as_str().unwrap().to_owned())
    };
    let state = |at: usize, state: &str| (made[at].clone(), state.to_owned());
    let (all, since) = token(&bob, "").await;
    assert_eq!(all.len(), 4);
    let hers = ann.synced().await;
    assert_eq!(token(&bob, &since).await, (vec![], since.clone()));

    ann.patch(&made[2], &json!({ "summary": "Other" })).await;
    ann.ask("DELETE", &format!("events/{}", made[0])).await;
    ann.patch(&made[3], &json!({ "attendees": [{ "id": "gil" }] })).await;
    ann.ask("POST", &format!("events/{}/cancel", made[1])).await;
    // Of an event that is nobody's of his he hears nothing.
    let own = ann.made(&hour(9, 10)).await;
    let changed = [
        state(2, "confirmed"),
        state(0, "cancelled"),
        state(3, "cancelled"),
        state(1, "cancelled"),
    ];
    let (told, later) = token(&bob, &since).await;
    assert_eq!(told, changed);
    assert_ne!(later, since);
    assert_eq!(token(&bob, &later).await, (vec![], later.clone()));
    let (told, _) = token(&ann, &hers).await;
    assert!(told.contains(&(own.clone(), "confirmed".to_owned())), "{told:?}");
    // A token does not end, and pages come by their nextToken alone or with the token beside it.
    assert_eq!(token(&bob, &since).await.0, changed);
    for beside in [String::new(), format!("&syncToken={since}")] {
        let mut seen = Vec::new();
        let mut target = format!("events?syncToken={since}&maxResults=1");
        let last = loop {
            let page = bob.ask("GET", &target).await.json();
            seen.extend(shown(&page));
            match page["nextToken"].as_str() {
                Some(next) => target = format!("events?nextToken={next}&maxResults=1{beside}"),
                None => break page,
            }
        };
        assert_eq!(seen, changed);
        assert_eq!(last["syncToken"], later.as_str());
    }
    // What is undone is told as it is now.
    ann.patch(&made[3], &json!({ "attendees": [{ "id": "bob" }] })).await;
    assert_eq!(token(&bob, &later).await.0, [state(3, "confirmed")]);

    // What changes while a list is read is told by its token.
    let first = bob.ask("GET", "events?maxResults=1").await.json();
    ann.patch(&made[2], &json!({ "summary": "Again" })).await;
    let next = first["nextToken"].as_str().unwrap();
    let page = bob.ask("GET", &format!("events?nextToken={next}")).await.json();
    let since = page["syncToken"].as_str().unwrap();
    assert_eq!(token(&bob, since).await.0, [state(2, "confirmed")]);
}

/// Whoever is not invited any more is told that, and nothing of what became of the event since.
async fn what_becomes_of_an_event_is_not_for_those_who_were_taken_out(home: &Home) {
    home.import(with_calendar()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let bob = ann.as_seen_by("bob");
    let start = bob.synced().await;
    let invited = json!({ "attendees": [{ "id": "bob" }] });
    let once = ann.made(&with(hour(1, 10), invited.clone())).await;
    let series = ann.made(&with(mondays(&times(3)), invited)).await;
    let all = dates(&ann, &series).await;
    let first = bob.ask("GET", "events").await.json();
    let since = first["syncToken"].as_str().unwrap().to_owned();
    let taken_out = json!({ "attendeesToRemove": [{ "id": "bob" }] });
    for id in [&once, &all[1].0] {
        let target = format!("events/{id}/attendees/batchRemove");
        assert_eq!(ann.send("POST", &target, &taken_out).await.status, 200);
    }
    let secret = json!({ "summary": "Secret", "description": "Secret" });
    for id in [&once, &all[1].0] {
        assert_eq!(ann.patch(id, &secret).await.status, 200);
    }
    for list in [
        "events?showDeleted=true",
        &format!("events?syncToken={start}"),
        &format!("events/{series}/instances"),
    ] {
        let page = bob.ask("GET", list).await.json();
        assert!(!page.to_string().contains("Secret"), "{list}: {page}");
        let events = page["events"].as_array().unwrap();
        let date = events.iter().find(|one| one["id"] == *all[1].0).unwrap();
        let is_out = json!({ "id": all[1].0, "status": "cancelled", "seriesMasterId": series,
            "start": at("2026-06-08T10:00:00+08:00"), "end": at("2026-06-08T11:00:00+08:00"),
            "isAllDay": false, "originStart": { "dateTime": "2026-06-08T10:00:00+08:00" } });
        assert_eq!(*date, is_out, "{list}");
        if !list.contains("instances") {
            let gone = events.iter().find(|one| one["id"] == *once).unwrap();
            let is_out =
                with(hour(1, 10), json!({ "id": once, "status": "cancelled", "isAllDay": false }));
            assert_eq!(gone.as_object().unwrap().len(), 5, "{gone}");
            assert_eq!(
                with(gone.clone(), json!({ "summary": is_out["summary"] })),
                is_out,
                "{list}"
            );
        }
    }
    // Nor is he told when it changes.
    let told = bob.ask("GET", &format!("events?syncToken={since}")).await.json();
    let later = told["syncToken"].as_str().unwrap();
    assert!(ids(shown(&told)).contains(&once));
    assert_eq!(ann.patch(&once, &json!({ "summary": "Again" })).await.status, 200);
    let told = bob.ask("GET", &format!("events?syncToken={later}")).await.json();
    assert_eq!(shown(&told), []);
}

/// What a series has no more by what it says itself needs no word of its own.
async fn dates_that_a_shorter_series_has_no_more_are_not_listed(home: &Home) {
    home.import(with_calendar()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    for change in ["shorter", "following", "delete", "cancel"] {
        let series = ann.made(&mondays(&times(6))).await;
        let all = dates(&ann, &series).await;
        patched(&ann, &all[4].0, "", &json!({ "summary": "Own" })).await;
        let since = ann.ask("GET", "events").await.json()["syncToken"].as_str().unwrap().to_owned();
        let at = &all[3].0;
        let reply = match change {
            "shorter" => {
                ann.patch(&series, &json!({ "recurrence": mondays(&times(3))["recurrence"] })).await
            }
            "following" => {
                ann.send(
                    "PUT",
                    &format!("events/{at}?scope=following"),
                    &json!({ "summary": "Tail" }),
                )
                .await
            }
            "delete" => ann.ask("DELETE", &format!("events/{at}?scope=following")).await,
            _ => ann.ask("POST", &format!("events/{at}/cancel?scope=following")).await,
        };
        assert_eq!(reply.status, 200, "{change}: {reply:?}");
        // That which was told by itself is told to be gone.
        let told = ann.ask("GET", &format!("events?syncToken={since}")).await.json();
        let of_it: Vec<_> =
            ids(shown(&told)).into_iter().filter(|id| id.starts_with(&series)).collect();
        assert_eq!(of_it, [series.clone(), all[4].0.clone()], "{change}");
        let listed = ids(ann.listed("events").await);
        assert!(!listed.contains(at) && listed.contains(&series), "{change}: {listed:?}");
    }
}

/// Whoever was invited to one date alone has nothing of the series once it has that date no more.
async fn who_had_one_date_hears_no_more_of_the_series_than_that_it_is_gone(home: &Home) {
    home.import(with_calendar()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let gil = ann.as_seen_by("gil");
    for change in ["shorter", "following", "delete", "one", "cancel"] {
        let since = gil.synced().await;
        let body = with(mondays(&times(4)), json!({ "attendees": [{ "id": "bob" }] }));
        let series = ann.made(&body).await;
        let all = dates(&ann, &series).await;
        let last = format!("events/{}", all[3].0);
        let invite = json!({ "attendeesToAdd": [{ "id": "gil" }] });
        assert_eq!(ann.send("POST", &format!("{last}/attendees"), &invite).await.status, 200);
        assert_eq!(gil.read(&series).await["summary"], "Standup");
        let at = format!("events/{}", all[2].0);
        let reply = match change {
            "shorter" => ann.patch(&series, &mondays(&times(2))).await,
            "following" => {
                let body = json!({ "summary": "Tail" });
                ann.send("PUT", &format!("{at}?scope=following"), &body).await
            }
            "delete" => ann.ask("DELETE", &format!("{at}?scope=following")).await,
            "one" => ann.ask("DELETE", &last).await,
            _ => ann.ask("POST", &format!("{last}/cancel?scope=this")).await,
        };
        assert_eq!(reply.status, 200, "{change}: {reply:?}");
        let later = json!({ "summary": "Later", "attendees": [{ "id": "hal" }] });
        assert_eq!(ann.patch(&series, &later).await.status, 200);
        for rest in ["", "/attendees", "/instances"] {
            let reply = gil.ask("GET", &format!("events/{series}{rest}")).await;
            assert_eq!(reply.outcome(), (404, "itemNotFound".to_owned()), "{change} {rest}");
        }
        let is_of_it = |(id, _): &(String, String)| id.starts_with(&series);
        let cancelled = (all[3].0.clone(), "cancelled".to_owned());
        let mut plain = gil.listed("events").await;
        plain.retain(is_of_it);
        let told = if change == "cancel" { vec![cancelled.clone()] } else { vec![] };
        assert_eq!(plain, told, "{change}");
        for list in ["showDeleted=true".to_owned(), format!("syncToken={since}")] {
            let page = gil.ask("GET", &format!("events?{list}")).await.json();
            let mut told = shown(&page);
            told.retain(is_of_it);
            assert_eq!(told, std::slice::from_ref(&cancelled), "{change} {list}");
            let is_bare = change == "cancel" || !page.to_string().contains("Later");
            assert!(is_bare, "{change} {list}: {page}");
        }
        let tail = reply.json()["id"].as_str().unwrap_or(&series).to_owned();
        for id in [series, tail] {
            ann.ask("DELETE", &format!("events/{id}")).await;
        }
    }
}

/// A token of another list says that it is none of this one; what it stands for would be a wrong place.
async fn a_token_is_taken_by_the_list_that_gave_it(home: &Home) {
    home.import(with_calendar()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let bob = ann.as_seen_by("bob");
    let since = ann.synced().await;
    let with_people = |body| with(body, json!({ "attendees": [{ "id": "bob" }, { "id": "hal" }] }));
    let mut made = Vec::new();
    for _ in 0..2 {
        made.push(ann.made(&with_people(mondays(&times(3)))).await);
        let soon = &dates(&ann, &made[made.len() - 1]).await[0].0;
        for person in [&ann, &bob] {
            let signed = person.ask("POST", &format!("events/{soon}/signin")).await;
            assert_eq!(signed.status, 200, "{signed:?}");
            let signed = person.ask("POST", &format!("events/{soon}/signOut")).await;
            assert_eq!(signed.status, 200, "{signed:?}");
        }
    }
    let mut lists = vec!["events?".to_owned(), "eventsview?".to_owned()];
    for id in &made {
        for rest in ["instances?", "attendees?", "signin?type=check_in&", "signOut?type=check_out&"]
        {
            lists.push(format!("events/{id}/{rest}"));
        }
    }
    lists.push(format!("events?seriesMasterId={}&", made[0]));
    let one_date = dates(&ann, &made[0]).await[1..].to_vec();
    for (id, _) in one_date {
        patched(&ann, &id, "", &json!({ "summary": "Own" })).await;
    }
    let mut tokens = Vec::new();
    for list in &lists {
        let page = ann.ask("GET", &format!("{list}maxResults=1")).await;
        tokens.push(page.text("nextToken"));
    }
    let changes = ann.ask("GET", &format!("events?maxResults=1&syncToken={since}")).await;
    tokens.push(changes.text("nextToken"));
    for (at, list) in lists.iter().enumerate() {
        for (of, token) in tokens.iter().enumerate() {
            // ListEvents tells by itself whether a token is of changes.
            let is_of_changes = of == lists.len() && list == "events?";
            let target = format!("{list}maxResults=1&nextToken={token}");
            let mine = ann.ask("GET", &target).await;
            if at == of || is_of_changes {
                assert_eq!(mine.status, 200, "{target} {mine:?}");
            } else {
                assert_eq!(mine.outcome(), (400, WRONG.to_owned()), "{target} {of}");
            }
            let theirs = bob.ask("GET", &target).await;
            assert_eq!(theirs.outcome(), (400, WRONG.to_owned()), "{target} {of}");
        }
    }
    // The span and the size of a page are no part of it.
    let june = "timeMin=2026-06-01T00:00:00Z&timeMax=2026-07-01T00:00:00Z&maxResults=9";
    for at in 0..3 {
        let target = format!("{}{june}&nextToken={}", lists[at], tokens[at]);
        assert_eq!(ann.ask("GET", &target).await.status, 200, "{target}");
    }
    let theirs = bob.ask("GET", &format!("events?syncToken={since}")).await;
    assert_eq!(theirs.text("message"), "syncToken invalid");
    let mixed = ann.ask("GET", &format!("events?syncToken={}", tokens[0])).await;
    assert_eq!(mixed.text("message"), "syncToken invalid");
    let mixed = ann.ask("GET", &format!("events?nextToken={since}")).await;
    assert_eq!(mixed.text("message"), "nextToken invalid");
}

/// A series is told of a span in which it has a date, not of one in which it had.
async fn a_span_shows_a_series_where_it_has_a_date(home: &Home) {
    home.import(with_calendar()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    // Mondays from 1 June on; the last is 6 July.
    let span = "timeMin=2026-07-06T00:00:00Z&timeMax=2026-07-07T00:00:00Z";
    let until = json!({ "type": "endDate", "endDate": "2026-06-20" });
    for change in ["shorter", "until", "following", "delete", "cancel", "one", "off"] {
        let series = ann.made(&mondays(&times(6))).await;
        let all = dates(&ann, &series).await;
        let there = ids(ann.listed(&format!("events?{span}")).await);
        assert_eq!(there, std::slice::from_ref(&series), "{change}");
        let (at, last) = (format!("events/{}", all[3].0), format!("events/{}", all[5].0));
        let reply = match change {
            "shorter" => ann.patch(&series, &mondays(&times(3))).await,
            "until" => ann.patch(&series, &mondays(&until)).await,
            "following" => {
                let body = json!({ "summary": "Tail" });
                ann.send("PUT", &format!("{at}?scope=following"), &body).await
            }
            "delete" => ann.ask("DELETE", &format!("{at}?scope=following")).await,
            "cancel" => ann.ask("POST", &format!("{at}/cancel?scope=following")).await,
            "one" => ann.ask("DELETE", &last).await,
            _ => ann.ask("POST", &format!("{last}/cancel?scope=this")).await,
        };
        assert_eq!(reply.status, 200, "{change}: {reply:?}");
        let told = ids(ann.listed(&format!("events?{span}")).await);
        let tail = reply.json()["id"].as_str().unwrap_or(&series).to_owned();
        let wanted = match change {
            "following" => vec![tail.clone()],
            // A date that one does not expect is told as cancelled.
            "one" => vec![all[5].0.clone()],
            "off" => vec![series.clone(), all[5].0.clone()],
            _ => vec![],
        };
        assert_eq!(told, wanted, "{change}");
        for id in [series, tail] {
            ann.ask("DELETE", &format!("events/{id}")).await;
        }
    }
    // A date that was moved is told where it is, and where its series means it to be.
    let series = ann.made(&mondays(&times(6))).await;
    let moved = dates(&ann, &series).await[1].0.clone();
    patched(&ann, &moved, "", &hours("07-20", 10, 11)).await;
    for (from, until, wanted) in [
        ("06-08", "06-09", vec![]),
        ("06-02", "06-16", vec![series.clone(), moved.clone()]),
        ("07-20", "07-21", vec![series.clone(), moved.clone()]),
        ("06-15", "06-16", vec![series.clone()]),
        ("06-09", "06-10", vec![]),
    ] {
        let span = format!("timeMin=2026-{from}T00:00:00Z&timeMax=2026-{until}T00:00:00Z");
        assert_eq!(ids(ann.listed(&format!("events?{span}")).await), wanted, "{span}");
    }
    ann.ask("DELETE", &format!("events/{series}")).await;
    // What was deleted is told where its dates were.
    let gone = ids(ann.listed(&format!("events?showDeleted=true&{span}")).await);
    assert_eq!(gone.iter().filter(|id| !id.contains('_')).count(), 4, "{gone:?}");
}

/// Whoever was once told that a date is not as its series is told what it is from then on.
async fn a_date_that_is_as_its_series_again_is_told(home: &Home) {
    home.import(with_calendar()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let bob = ann.as_seen_by("bob");
    let body = with(mondays(&times(6)), json!({ "attendees": [{ "id": "bob" }] }));
    let series = ann.made(&body).await;
    let found = dates(&ann, &series).await;
    let sync = async |token: &str| -> (HashMap<String, (Value, Value)>, String) {
        let page = bob.ask("GET", &format!("events?syncToken={token}")).await.json();
        let told = page["events"].as_array().unwrap().iter().map(|one| {
            let start = one["start"]["dateTime"].as_str().unwrap()[5..16].to_owned();
            let said = json!([one["summary"], start]);
            (one["id"].as_str().unwrap().to_owned(), (one["status"].clone(), said))
        });
        (told.collect(), page["syncToken"].as_str().unwrap().to_owned())
    };
    let confirmed = |summary: &str, start: &str| (json!("confirmed"), json!([summary, start]));
    let (_, since) = sync("").await;

    // Its title and its time.
    let own = with(json!({ "summary": "Own" }), hours("06-10", 15, 16));
    patched(&ann, &found[1].0, "", &own).await;
    let (told, since) = sync(&since).await;
    assert_eq!(told[&found[1].0], confirmed("Own", "06-10T15:00"));
    let all = with(json!({ "summary": "All" }), hours("06-08", 11, 12));
    patched(&ann, &found[1].0, "all", &all).await;
    let (told, since) = sync(&since).await;
    assert_eq!(told[&found[1].0], confirmed("All", "06-08T11:00"));
    patched(&ann, &series, "", &with(json!({ "summary": "New" }), hours("06-01", 9, 10))).await;
    let (told, since) = sync(&since).await;
    assert_eq!(told[&found[1].0], confirmed("New", "06-08T09:00"));

    // Whether one is invited to it.
    let people = json!({ "attendeesToRemove": [{ "id": "bob" }] });
    let off = format!("events/{}/attendees/batchRemove", found[2].0);
    assert_eq!(ann.send("POST", &off, &people).await.status, 200);
    let (told, since) = sync(&since).await;
    assert_eq!(told[&found[2].0].0, "cancelled");
    let people = json!({ "attendeesToAdd": [{ "id": "bob" }] });
    let on = format!("events/{}/attendees", found[2].0);
    assert_eq!(ann.send("POST", &on, &people).await.status, 200);
    let (told, since) = sync(&since).await;
    assert_eq!(told[&found[2].0], confirmed("New", "06-15T09:00"));

    // Whether the series has it, where it was told beside it.
    patched(&ann, &found[3].0, "", &json!({ "summary": "Own" })).await;
    let (_, since) = sync(&since).await;
    let weeks = |interval: u8, count: u32| {
        json!({ "recurrence": { "range": times(count),
            "pattern": { "type": "weekly", "interval": interval, "daysOfWeek": "monday" } } })
    };
    patched(&ann, &series, "", &weeks(2, 3)).await;
    let (told, since) = sync(&since).await;
    assert_eq!(told[&found[3].0].0, "cancelled");
    assert!(!told.contains_key(&found[5].0), "the series says so");
    patched(&ann, &series, "", &weeks(1, 6)).await;
    let (told, _) = sync(&since).await;
    assert_eq!(told[&found[3].0], confirmed("Own", "06-22T09:00"));
    assert!(!told.contains_key(&found[5].0), "the series says so");
}

/// Whoever keeps what they were told by its id has nothing left of a series that they are not in.
async fn a_series_that_goes_takes_along_the_dates_that_were_told(home: &Home) {
    home.import(with_calendar()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let bob = ann.as_seen_by("bob");
    let sync = async |token: &str| -> (Vec<(String, Value)>, String) {
        let page = bob.ask("GET", &format!("events?syncToken={token}")).await.json();
        let events = page["events"].as_array().unwrap().iter();
        let told = events.map(|one| (one["id"].as_str().unwrap().into(), one["status"].clone()));
        let mut told: Vec<(String, Value)> = told.collect();
        told.sort_by(|one, other| one.0.cmp(&other.0));
        (told, page["syncToken"].as_str().unwrap().to_owned())
    };
    let (_, mut since) = sync("").await;
    for end in ["uninvited", "deleted", "cancelled"] {
        let body = with(mondays(&times(6)), json!({ "attendees": [{ "id": "bob" }] }));
        let series = ann.made(&body).await;
        let all = dates(&ann, &series).await;
        patched(&ann, &all[1].0, "", &json!({ "summary": "Own" })).await;
        let said = json!({ "responseStatus": "declined" });
        let answer = format!("events/{}/respond", all[3].0);
        assert_eq!(bob.send("POST", &answer, &said).await.status, 200);
        let every = |state: &str| {
            [&series, &all[1].0, &all[3].0].map(|id| (id.clone(), json!(state))).to_vec()
        };
        let (told, token) = sync(&since).await;
        assert_eq!(told, every("confirmed"), "{end}");
        let reply = match end {
            "uninvited" => {
                let people = json!({ "attendeesToRemove": [{ "id": "bob" }] });
                let target = format!("events/{series}/attendees/batchRemove");
                ann.send("POST", &target, &people).await
            }
            "deleted" => ann.ask("DELETE", &format!("events/{series}")).await,
            _ => ann.ask("POST", &format!("events/{series}/cancel")).await,
        };
        assert_eq!(reply.status, 200, "{reply:?}");
        let (told, token) = sync(&token).await;
        assert_eq!(told, every("cancelled"), "{end}");
        since = token;
    }
}

/// A date that is cancelled or deleted as its series is, is as the series says.
async fn a_series_that_ends_speaks_for_its_dates(home: &Home) {
    home.import(with_calendar()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let bob = ann.as_seen_by("bob");
    let start = bob.synced().await;
    let body = with(mondays(&times(6)), json!({ "attendees": [{ "id": "bob" }] }));
    let mut wanted = Vec::new();
    for end in ["cancelled", "deleted"] {
        home.pass(1);
        let series = ann.made(&body).await;
        let all = dates(&ann, &series).await;
        patched(&ann, &all[1].0, "", &json!({ "summary": "Own" })).await;
        let off = format!("events/{}", all[2].0);
        assert_eq!(ann.ask("DELETE", &off).await.status, 200);
        let reply = match end {
            "cancelled" => ann.ask("POST", &format!("events/{series}/cancel")).await,
            _ => ann.ask("DELETE", &format!("events/{series}")).await,
        };
        assert_eq!(reply.status, 200, "{reply:?}");
        wanted.extend([series.clone(), all[1].0.clone()]);
        if end == "cancelled" {
            wanted.push(all[2].0.clone());
            let beside = bob.listed(&format!("events?seriesMasterId={series}")).await;
            assert_eq!(ids(beside), wanted[1..]);
            assert_eq!(ids(bob.listed("events").await), wanted);
        }
    }
    let off: Vec<_> = wanted.into_iter().map(|id| (id, "cancelled".to_owned())).collect();
    assert_eq!(bob.listed("events?showDeleted=true").await, off);
    assert_eq!(bob.listed(&format!("events?syncToken={start}")).await, off);
}

const TIME: &str = "InvalidParameter.ParsedISO8601TimestampError";
const WRONG: &str = "invalidParameter";

async fn wrong_lists_are_refused(home: &Home) {
    home.import(with_calendar()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let id = ann.made(&hour(1, 10)).await;
    for (list, code, message) in [
        ("events?maxResults=0", WRONG, "maxResults must be from 1 to 100"),
        ("events?maxResults=101", WRONG, "maxResults must be from 1 to 100"),
        ("events?maxResults=many", WRONG, "maxResults is not a number: \"many\""),
        ("events?maxResults=3000000000", WRONG, "maxResults is out of range: 3000000000"),
        ("events?maxAttendees=-1", WRONG, "maxAttendees must be from 0 to 500"),
        ("events?showDeleted=perhaps", WRONG, "showDeleted is neither true nor false: \"perhaps\""),
        ("events?nextToken=x", WRONG, "nextToken invalid"),
        ("events?nextToken=s", WRONG, "nextToken invalid"),
        ("events?syncToken=7", WRONG, "syncToken invalid"),
        ("events?syncToken=s0", WRONG, "syncToken invalid"),
        ("events?syncToken=s-1", WRONG, "syncToken invalid"),
        ("events?syncToken=s999999", WRONG, "syncToken invalid"),
        ("events?syncToken=s0&nextToken=1.-.-.e", WRONG, "nextToken is not of this syncToken"),
        (
            "events?syncToken=s0&timeMax=2026-06-01T00:00:00Z",
            WRONG,
            "timeMax does not go with syncToken",
        ),
        (
            "events?syncToken=s0&timeMin=2026-06-01T00:00:00Z",
            WRONG,
            "timeMin does not go with syncToken",
        ),
        (
            "events?syncToken=s0&seriesMasterId=e",
            WRONG,
            "seriesMasterId does not go with syncToken",
        ),
        (
            "events?timeMin=2026-06-01T00:00:00Z&timeMax=2026-06-01T00:00:00Z",
            WRONG,
            "timeMax must be after timeMin",
        ),
        (
            "events?timeMin=2026-06-01T00:00:00Z&timeMax=2027-06-02T00:00:01Z",
            WRONG,
            "timeMax must be 366 days after timeMin at most",
        ),
        (
            "eventsview?timeMin=2026-06-01T00:00:00Z&timeMax=2027-06-02T00:00:01Z",
            WRONG,
            "timeMax must be 366 days after timeMin at most",
        ),
        ("events?timeMin=2026-06-01T00:00:00", TIME, "timeMin invalid: it has no offset"),
        (
            "eventsview?timeMin=2026-02-30T00:00:00Z",
            TIME,
            "timeMin invalid: it is not an ISO-8601 time such as 2020-01-01T10:15:30+08:00",
        ),
        ("eventsview?nextToken=1.2.3", WRONG, "nextToken invalid"),
        ("instances", WRONG, "seriesMasterId must be provided."),
        ("instances?seriesMasterId=", WRONG, "seriesMasterId must be provided."),
    ] {
        let reply = ann.ask("GET", list).await;
        assert_eq!(reply.outcome(), (400, code.to_owned()), "{list}");
        assert_eq!(reply.text("message"), message, "{list}");
    }
    for (list, code) in [
        ("events?seriesMasterId=none".to_owned(), "itemNotFound"),
        ("events/none/instances".to_owned(), "itemNotFound"),
        ("instances?seriesMasterId=none".to_owned(), "itemNotFound"),
        (format!("instances?seriesMasterId={id}&startRecurrenceId=1"), "instanceNotExist"),
        (format!("instances?seriesMasterId={id}&startRecurrenceId=x"), "instanceNotExist"),
    ] {
        assert_eq!(ann.ask("GET", &list).await.outcome(), (404, code.to_owned()), "{list}");
    }
    // Blank texts are none.
    let blank = "events?syncToken=&nextToken=&timeMin=&timeMax=&seriesMasterId=&showDeleted=false";
    assert_eq!(ids(ann.listed(blank).await), [id]);
}

async fn the_calendar_itself_is_listed(home: &Home) {
    home.import(with_calendar()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let calendars = async |of: &Calendar<'_>| of.ask_user("calendars").await.json();
    let before = calendars(&ann).await;
    let mut wanted = json!({ "id": "primary", "summary": "Ann", "privilege": "owner",
        "timeZone": "Asia/Shanghai", "type": "primary", "eTag": "0" });
    assert_eq!(before, json!({ "response": { "calendars": [wanted] } }));
    ann.made(&with(hour(1, 10), json!({ "start": at("2026-06-01T10:30:00+08:00") }))).await;
    let after = calendars(&ann).await;
    wanted["eTag"] = after["response"]["calendars"][0]["eTag"].clone();
    assert_ne!(wanted["eTag"], "0");
    assert_eq!(after, json!({ "response": { "calendars": [wanted] } }));
    assert_eq!(calendars(&ann.as_seen_by("bob")).await["response"]["calendars"][0]["eTag"], "0");
    // What becomes of an event is nothing to whoever was taken out of it.
    let bob = ann.as_seen_by("bob");
    let id = ann.made(&with(hour(2, 10), json!({ "attendees": [{ "id": "bob" }] }))).await;
    let invited = calendars(&bob).await;
    assert_eq!(ann.patch(&id, &json!({ "attendees": [{ "id": "hal" }] })).await.status, 200);
    let out = calendars(&bob).await;
    assert_ne!(out, invited);
    assert_eq!(ann.patch(&id, &json!({ "summary": "Other" })).await.status, 200);
    assert_eq!(calendars(&bob).await, out);
    let refused = ann.as_seen_by("nobody").ask_user("calendars").await;
    assert_eq!(refused.outcome(), (400, "invalidParameter".to_owned()));
    assert_eq!(refused.text("message"), "userId invalid");
}

async fn what_an_import_takes_away_ends_what_was_followed(home: &Home) {
    home.import(with_calendar()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let bob = ann.as_seen_by("bob");
    let stays = ann.made(&hour(1, 10)).await;
    let body = with(hour(2, 10), json!({ "attendees": [{ "id": "bob" }] }));
    let goes = ann.made(&body).await;
    let token = async |of: &Calendar<'_>| {
        let page = of.ask("GET", "events").await.json();
        page["syncToken"].as_str().unwrap().to_owned()
    };
    let since = async |of: &Calendar<'_>, token: &str| {
        of.ask("GET", &format!("events?syncToken={token}")).await
    };
    let tag = async |of: &Calendar<'_>| {
        let reply = of.ask_user("calendars").await.json();
        reply["response"]["calendars"][0]["eTag"].clone()
    };
    let before = [token(&ann).await, token(&bob).await];
    let tags = [tag(&ann).await, tag(&bob).await];
    let mut document = home.export().await;
    // What comes is told.
    let mut more = document.clone();
    let mut third = more["organisations"][0]["events"][0].clone();
    third["id"] = json!("third");
    third.as_object_mut().unwrap().remove("dates");
    more["organisations"][0]["events"].as_array_mut().unwrap().push(third);
    home.import(more).await;
    assert_eq!(ids(shown(&since(&ann, &before[0]).await.json())), ["third"]);

    let events = document["organisations"][0]["events"].as_array_mut().unwrap();
    events.retain(|event| event["id"] != goes.as_str());
    home.replace(document).await;
    for (at, of) in [&ann, &bob].into_iter().enumerate() {
        let refused = since(of, &before[at]).await;
        assert_eq!(refused.outcome(), (400, "invalidParameter".to_owned()));
        assert_eq!(refused.text("message"), "syncToken invalid");
        assert_ne!(tag(of).await, tags[at]);
        let anew = token(of).await;
        assert_eq!(since(of, &anew).await.status, 200);
    }
    let anew = token(&ann).await;
    assert_eq!(ids(ann.listed("events").await), [stays]);
    let next = ann.made(&hour(3, 10)).await;
    assert_eq!(ids(shown(&since(&ann, &anew).await.json())), [next]);
}
