//! Organisations saved and loaded: what goes in comes out, and only what differs is written.

use std::sync::atomic::{AtomicU64, Ordering};

use openrooms_core::id::{ClientKey, CorpId, DeptId, GroupId};
use openrooms_core::organisation::{Organisation, Profile};
use openrooms_store::{Contents, Rest, SaveOptions, Saved};
use tokio::sync::Notify;
use tokio::task::JoinSet;

use crate::dice::{Dice, rounds};
use crate::fixture::{BY, Fixture, NOW};
use crate::sample::{self, contents, without_secrets};

on_both!(
    what_was_saved_is_loaded,
    organisations_by_chance_come_back,
    an_organisation_by_chance_replaces_another,
    thousands_come_back,
    an_unknown_organisation_is_none,
    suites_come_back,
    without_replacing_the_rest_stays,
    replacing_removes_the_rest,
    an_app_moves_when_replacing,
    groups_that_rooms_name_are_made_where_missing,
    progress_grows_to_the_number_of_objects,
    a_save_that_panics_leaves_nothing,
    a_save_that_is_dropped_leaves_nothing,
    of_those_who_make_the_same_organisation_at_once_one_does,
    saves_of_the_same_at_once_all_succeed,
    a_snapshot_is_of_one_moment,
);

/// Saves, expects it back, and expects that a second save does nothing.
async fn goes_in_and_out(fixture: &Fixture, new: &Organisation, rest: Rest, about: &str) {
    let new_contents = contents(vec![new.clone()]);
    fixture.save_as(&new_contents, rest).await.unwrap();
    let loaded = fixture.load(new.profile.id.as_str()).await.unwrap();
    assert_eq!(without_secrets(loaded), without_secrets(new.clone()), "{about}");
    let head = fixture.head().await;
    let again = fixture.save_as(&new_contents, rest).await.unwrap();
    assert_eq!(again, Saved::default(), "{about}");
    assert_eq!(fixture.head().await, head, "{about}");
}

async fn what_was_saved_is_loaded(fixture: &Fixture) {
    for (about, new) in [
        ("nothing set", sample::bare("bare")),
        ("empty lists", sample::hollow("hollow")),
        ("everything set", sample::full("full")),
        ("nothing in it", sample::organisation("nothing")),
    ] {
        goes_in_and_out(fixture, &new, Rest::Stays, about).await;
    }
    // And over each other, field by field set and unset.
    for (about, mut new) in [
        ("everything unset", sample::bare("full")),
        ("lists emptied", sample::hollow("full")),
        ("everything set again", sample::full("full")),
    ] {
        new.profile.id = CorpId::new("full");
        goes_in_and_out(fixture, &new, Rest::Goes, about).await;
    }
}

async fn organisations_by_chance_come_back(fixture: &Fixture) {
    for seed in 0..rounds() {
        let corp = format!("corp {seed}");
        let new = Dice(seed).organisation(&corp);
        goes_in_and_out(fixture, &new, Rest::Stays, &format!("seed {seed}")).await;
    }
}

async fn an_organisation_by_chance_replaces_another(fixture: &Fixture) {
    for seed in 0..rounds() {
        let new = Dice(!seed).organisation("corp");
        goes_in_and_out(fixture, &new, Rest::Goes, &format!("seed {}", !seed)).await;
    }
}

async fn thousands_come_back(fixture: &Fixture) {
    let mut all = sample::organisation("corp");
    all.people = (0..2_101).map(|id| sample::person(&format!("{id:05}"), &[id, 1])).collect();
    all.rooms = (0..1_001).map(|id| sample::full_room(&format!("{id:05}"))).collect();
    goes_in_and_out(fixture, &all, Rest::Stays, "thousands").await;
    let swap = all.people[0].user_id.clone();
    all.people[0].user_id = all.people[2_100].user_id.clone();
    all.people[2_100].user_id = swap;
    all.people[7].departments = vec![DeptId(3)];
    let saved = fixture.save(std::slice::from_ref(&all)).await;
    assert_eq!(saved, Saved { written: 3, removed: 0 });
    all.rooms.drain(1..);
    all.people.drain(1..);
    let saved = fixture.try_replace(&contents(vec![all.clone()])).await;
    assert_eq!(saved.unwrap(), Saved { written: 0, removed: 3_100 });
    assert_eq!(fixture.load("corp").await, Some(all));
    let mut raw = fixture.raw().await;
    for table in ["room_members", "person_departments"] {
        let of = format!("SELECT DISTINCT corp_id FROM {table}");
        assert_eq!(raw.texts(&of).await.len(), 1);
        let left = raw.texts(&format!("SELECT corp_id FROM {table}")).await;
        assert!(left.len() < 5, "{table} is left with {}", left.len());
    }
    raw.close().await;
}

async fn an_unknown_organisation_is_none(fixture: &Fixture) {
    assert_eq!(fixture.load("corp").await, None);
    assert_eq!(fixture.store.profiles().await.unwrap(), []);
    fixture.save(&[sample::full("corp")]).await;
    assert_eq!(fixture.load("Corp").await, None);
}

async fn suites_come_back(fixture: &Fixture) {
    let full = sample::suite("b", "secret", &["z", "a", "not here"]);
    let mut bare = sample::suite("a", "", &[]);
    (bare.secret, bare.ticket) = (None, None);
    bare.client.scopes.clear();
    for suite in [&full, &bare] {
        let saved = fixture.save_suite(suite.clone()).await;
        assert_eq!(saved.written, 1);
        let head = fixture.head().await;
        assert_eq!(fixture.save_suite(suite.clone()).await, Saved::default());
        assert_eq!(fixture.head().await, head);
    }
    let mut loaded = fixture.store.suites().await.unwrap();
    assert!(loaded[1].secret.take().is_some() && loaded[0].secret.is_none());
    let without_secret = openrooms_core::client::Suite { secret: None, ..full };
    assert_eq!(loaded, [bare, without_secret]);
}

async fn without_replacing_the_rest_stays(fixture: &Fixture) {
    let old = sample::full("corp");
    fixture.save(&[old.clone(), sample::full("other")]).await;
    fixture.save_suite(sample::suite("suite", "s", &[])).await;
    let mut new = sample::organisation("corp");
    new.profile = old.profile.clone();
    new.rooms = vec![sample::room("elm")];
    let saved = fixture.save(&[new]).await;
    assert_eq!(saved, Saved { written: 1, removed: 0 });
    let mut wanted = old;
    wanted.rooms.insert(0, sample::room("elm"));
    let loaded = fixture.load("corp").await.map(without_secrets);
    assert_eq!(loaded, Some(without_secrets(wanted)));
    assert!(fixture.load("other").await.is_some());
    assert_eq!(fixture.store.suites().await.unwrap().len(), 1);
}

async fn replacing_removes_the_rest(fixture: &Fixture) {
    fixture.save(&[sample::full("corp"), sample::full("other")]).await;
    fixture.save_suite(sample::suite("suite", "s", &["corp"])).await;
    let new = sample::organisation("corp");
    let saved = fixture.try_replace(&contents(vec![new.clone()])).await;
    // The profile is written; 2 departments, 2 people, 2 groups, a label, a room, a problem, a ban, a
    // device, an event, 2 templates, 2 pictures, a floor plan, a panel, an app, the other organisation and the suite go.
    assert_eq!(saved.unwrap(), Saved { written: 1, removed: 21 });
    assert_eq!(fixture.load("corp").await, Some(new));
    assert_eq!(fixture.load("other").await, None);
    assert_eq!(fixture.store.suites().await.unwrap(), []);
    let mut raw = fixture.raw().await;
    let dump = raw.dump().await;
    // The feed and the record still tell of what went.
    let tells = |line: &&String| line.starts_with("changes.") || line.starts_with("audit");
    let left: Vec<_> = dump.iter().filter(|line| !tells(line)).collect();
    assert!(!left.iter().any(|line| line.contains("other")), "{left:?}");
    raw.close().await;
}

async fn an_app_moves_when_replacing(fixture: &Fixture) {
    let (mut one, mut two) = (sample::organisation("1"), sample::organisation("2"));
    let app = sample::app("app", "secret");
    two.apps = vec![app.clone()];
    let both = contents(vec![one.clone(), two.clone()]);
    fixture.try_replace(&both).await.unwrap();
    for _ in 0..2 {
        std::mem::swap(&mut one.apps, &mut two.apps);
        let both = contents(vec![one.clone(), two.clone()]);
        let saved = fixture.try_replace(&both).await.unwrap();
        assert_eq!(saved, Saved { written: 1, removed: 1 });
        for all in [&one, &two] {
            let loaded = fixture.load(all.profile.id.as_str()).await.unwrap();
            assert_eq!(without_secrets(loaded), without_secrets(all.clone()));
        }
    }
    // And becomes a suite.
    two.apps.clear();
    let mut all = contents(vec![one, two]);
    all.suites = vec![sample::suite("app", "secret", &[])];
    fixture.try_replace(&all).await.unwrap();
    assert_eq!(fixture.store.suites().await.unwrap().len(), 1);
}

async fn groups_that_rooms_name_are_made_where_missing(fixture: &Fixture) {
    let mut all = sample::organisation("corp");
    all.groups = vec![sample::group(1, 0, &["ann"])];
    let implied = |id| openrooms_core::room::Group {
        name: "implied".to_owned(),
        ..sample::group(id, 0, &[])
    };
    let both = |ids: &[i64]| Contents {
        organisations: vec![sample::organisation("first"), all.clone()],
        implied_groups: vec![Vec::new(), ids.iter().copied().map(implied).collect()],
        ..Contents::default()
    };
    fixture.try_save(&both(&[1, 2, 2])).await.unwrap();
    let groups = |loaded: Option<Organisation>| loaded.unwrap().groups;
    let loaded = groups(fixture.load("corp").await);
    assert_eq!(loaded, [sample::group(1, 0, &["ann"]), implied(2)]);
    assert_eq!(groups(fixture.load("first").await), []);

    // A group that is there under its own name is not renamed by a room that names it.
    all.groups = vec![sample::group(2, 1, &[])];
    fixture.save(&[all.clone()]).await;
    all.groups.clear();
    let again = Contents {
        organisations: vec![all.clone()],
        implied_groups: vec![vec![implied(1), implied(2)]],
        ..Contents::default()
    };
    let saved = fixture.try_save(&again).await.unwrap();
    assert_eq!(saved, Saved::default());
    assert_eq!(groups(fixture.load("corp").await)[1], sample::group(2, 1, &[]));

    // Replacing, it is made anew.
    let mut replacing = again;
    replacing.implied_groups[0].pop();
    fixture.try_replace(&replacing).await.unwrap();
    let loaded = groups(fixture.load("corp").await);
    assert_eq!(loaded, [implied(1)]);
    assert_eq!(loaded[0].id, GroupId(1));
}

async fn progress_grows_to_the_number_of_objects(fixture: &Fixture) {
    let mut all = sample::full("corp");
    all.rooms = (0..1_500).map(|id| sample::room(&format!("{id:05}"))).collect();
    let objects_of = [
        all.departments.len(),
        all.people.len(),
        all.groups.len(),
        all.labels.len(),
        all.rooms.len(),
        all.problems.len(),
        all.bans.len(),
        all.devices.len(),
        all.events.len(),
        all.templates.len(),
        all.pictures.len(),
        all.floor_plans.len(),
        all.panels.len(),
        all.apps.len(),
    ];
    let objects = objects_of.iter().sum::<usize>() as u64;
    let all = contents(vec![all]);
    for about in ["written", "looked at"] {
        let mut heard = Vec::new();
        let options = SaveOptions { rest: Rest::Stays, server_key: None, origin: &BY, now: NOW };
        let hear = &mut |seen| heard.push(seen);
        fixture.store.save(&all, &options, hear).await.unwrap();
        assert!(heard.is_sorted(), "{about}: {heard:?}");
        assert_eq!(heard.last(), Some(&objects), "{about}");
        assert!(heard.len() >= objects_of.len(), "{about}: {heard:?}");
    }
}

const UNFINISHED: SaveOptions<'static> =
    SaveOptions { rest: Rest::Goes, server_key: None, origin: &BY, now: NOW };

async fn a_save_that_panics_leaves_nothing(fixture: &Fixture) {
    fixture.save(&[sample::full("corp")]).await;
    let mut raw = fixture.raw().await;
    let before = raw.dump().await;
    let store = fixture.store.clone();
    let panicked = tokio::spawn(async move {
        let new = contents(vec![sample::bare("corp")]);
        let panics = &mut |seen| assert!(seen < 5, "on purpose");
        store.save(&new, &UNFINISHED, panics).await.map(|_| ())
    });
    assert!(panicked.await.unwrap_err().is_panic());
    assert_eq!(raw.dump().await, before);
    // The connection that it had serves again.
    fixture.save(&[sample::bare("other")]).await;
    raw.close().await;
}

async fn a_save_that_is_dropped_leaves_nothing(fixture: &Fixture) {
    fixture.save(&[sample::full("corp")]).await;
    let mut raw = fixture.raw().await;
    let before = raw.dump().await;
    let mut new = sample::bare("corp");
    new.rooms = (0..4_000).map(|id| sample::full_room(&format!("{id}"))).collect();
    let new = contents(vec![new]);
    for end in [1, 1_000, 2_000] {
        let (seen, reached) = (AtomicU64::new(0), Notify::new());
        let hear = &mut |count| {
            seen.store(count, Ordering::Relaxed);
            if count >= end {
                reached.notify_one();
            }
        };
        tokio::select! {
            biased;
            () = reached.notified() => {}
            saved = fixture.store.save(&new, &UNFINISHED, hear) => panic!("{saved:?}"),
        }
        let seen = seen.load(Ordering::Relaxed);
        assert!(seen < 4_000, "still on the way at {seen}");
        assert_eq!(raw.dump().await, before, "dropped after {seen}, to be after {end}");
    }
    fixture.save(&[sample::bare("other")]).await;
    raw.close().await;
}

async fn of_those_who_make_the_same_organisation_at_once_one_does(fixture: &Fixture) {
    let made = |name: String| {
        let store = fixture.store.clone();
        let profile = Profile { name, ..sample::organisation("corp").profile };
        async move { store.create_organisation(&profile, &BY, NOW).await.unwrap().then_some(profile) }
    };
    let made: JoinSet<_> = (0..8).map(|at| made(format!("by {at}"))).collect();
    let made: Vec<_> = made.join_all().await.into_iter().flatten().collect();
    assert_eq!(fixture.store.profiles().await.unwrap(), made);
    assert_eq!((made.len(), fixture.head().await), (1, 1));
}

async fn saves_of_the_same_at_once_all_succeed(fixture: &Fixture) {
    for round in 0..4 {
        let corp = format!("corp{round}");
        let saving: JoinSet<_> = (0..4)
            .map(|_| {
                let (store, new) = (fixture.store.clone(), contents(vec![sample::full(&corp)]));
                async move {
                    let options =
                        SaveOptions { rest: Rest::Stays, server_key: None, origin: &BY, now: NOW };
                    store.save(&new, &options, &mut |_| ()).await.unwrap()
                }
            })
            .collect();
        let saved = saving.join_all().await;
        let idle = saved.iter().filter(|saved| saved.written == 0).count();
        assert_eq!(idle, 3, "round {round}: {saved:?}");
    }
}

async fn a_snapshot_is_of_one_moment(fixture: &Fixture) {
    fixture.save(&[sample::full("corp"), sample::bare("other")]).await;
    fixture.save_suite(sample::suite("suite", "secret", &["corp"])).await;
    let store = &fixture.store;
    let before = (
        store.profiles().await.unwrap(),
        fixture.load("corp").await,
        store.suites().await.unwrap(),
    );
    let mut snapshot = store.snapshot().await.unwrap();
    // Another process changes all of it, before it was read and in between.
    let node = fixture.node().await;
    let corp = CorpId::new("corp");
    let suite = ClientKey::new("suite");
    node.withdraw_suite(&suite, &corp, &BY, NOW).await.unwrap();
    let profiles = snapshot.profiles().await.unwrap();
    fixture.try_replace(&contents(vec![sample::bare("corp")])).await.unwrap();
    let organisation = snapshot.organisation(&corp).await.unwrap();
    let suites = snapshot.suites().await.unwrap();
    assert_eq!((profiles, organisation, suites), before);
    drop(snapshot);
    assert_eq!(store.suites().await.unwrap(), []);
    assert_eq!(store.profiles().await.unwrap().len(), 1);
    node.close().await;
}
