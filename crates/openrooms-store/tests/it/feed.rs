//! The change feed: what is told, in what order, and when it is lost.

use openrooms_core::id::{ClientKey, CorpId, DeptId, DeviceUnionId, RoomId, UnionId};
use openrooms_core::organisation::Organisation;
use openrooms_store::{Change, FeedPage};
use tokio::task::JoinSet;

use crate::fixture::{BY, Fixture, NOW, later};
use crate::sample::{self, contents};

on_both!(
    a_new_database_has_told_nothing,
    each_write_tells_what_it_touched,
    rooms_and_devices_alone_touch_only_rooms,
    many_rooms_are_told_as_their_organisation,
    numbers_have_no_gaps_under_writers_at_once,
    a_page_ends_and_the_next_goes_on,
    what_was_trimmed_is_lost,
    a_database_put_back_is_lost,
    an_unknown_kind_is_lost,
);

fn organisation(corp: &str) -> Change {
    Change::Organisation(CorpId::new(corp))
}

fn device(id: &str) -> Change {
    Change::Device(CorpId::new("corp"), DeviceUnionId::new(id))
}

fn room(id: &str) -> Change {
    Change::Room(CorpId::new("corp"), RoomId::new(id))
}

fn client(key: &str) -> Change {
    Change::Client(ClientKey::new(key))
}

fn page(changes: Vec<Change>, upto: i64) -> FeedPage {
    FeedPage::Changes { changes, upto, more: false }
}

async fn after(fixture: &Fixture, last: i64) -> FeedPage {
    fixture.store.feed_after(last).await.unwrap()
}

async fn a_new_database_has_told_nothing(fixture: &Fixture) {
    assert_eq!(fixture.head().await, 0);
    assert_eq!(after(fixture, 0).await, page(vec![], 0));
}

async fn each_write_tells_what_it_touched(fixture: &Fixture) {
    let store = &fixture.store;
    let (app, suite) = (ClientKey::new("app"), ClientKey::new("suite"));
    let corp = CorpId::new("corp");
    let mut last = 0;
    let mut told = async |wanted: &[Change]| {
        let head = fixture.head().await;
        assert_eq!(after(fixture, last).await, page(wanted.to_vec(), head));
        last = head;
    };

    fixture.save(&[sample::small()]).await;
    told(&[organisation("corp"), client("app")]).await;
    fixture.save_suite(sample::suite("suite", "s", &["corp"])).await;
    told(&[client("suite")]).await;
    let token = store.issue_app_token("app", "secret", &BY, NOW).await.unwrap().unwrap().token;
    told(&[]).await;
    let id = token.hash().as_str().to_owned();
    store.revoke_token(&id, &BY, NOW).await.unwrap();
    told(&[client("app")]).await;
    store.revoke_token(&id, &BY, NOW).await.unwrap();
    told(&[]).await;
    store.revoke_tokens_of(&app, &BY, NOW).await.unwrap();
    told(&[]).await;
    store.issue_app_token("app", "secret", &BY, NOW).await.unwrap().unwrap();
    store.revoke_tokens_of(&app, &BY, NOW).await.unwrap();
    told(&[client("app")]).await;
    store.rotate_secret(&app, 60, None, &BY, NOW).await.unwrap().unwrap();
    told(&[client("app")]).await;
    store.change_scopes(&app, Vec::clear, &BY, NOW).await.unwrap().unwrap();
    told(&[client("app")]).await;
    store.revoke_client(&app, &BY, NOW).await.unwrap();
    told(&[client("app")]).await;
    store.withdraw_suite(&suite, &corp, &BY, NOW).await.unwrap();
    told(&[client("suite")]).await;
    store.authorise_suite(&suite, &corp, &BY, NOW).await.unwrap();
    told(&[client("suite")]).await;
    store.create_app(&corp, &sample::app("new", ""), &BY, NOW).await.unwrap().unwrap();
    told(&[client("new")]).await;
    let new = sample::suite("new-suite", "", &[]);
    store.create_suite(&new, &fixture.key, &BY, NOW).await.unwrap().unwrap();
    told(&[client("new-suite")]).await;

    // What writes nothing that a node keeps tells nothing.
    store.adopt_key(&fixture.key).await.unwrap();
    store.set_setting("name", "value").await.unwrap();
    store.add_calls(&[], NOW).await.unwrap();
    store.forget_expired(NOW).await.unwrap();
    told(&[]).await;

    // What goes with a replacing save: organisations, apps, suites.
    let mut all = sample::small();
    all.apps.clear();
    fixture.try_replace(&contents(vec![all])).await.unwrap();
    told(&["app", "new", "new-suite", "suite"].map(client)).await;
    fixture.try_replace(&contents(vec![])).await.unwrap();
    told(&[organisation("corp")]).await;
}

async fn rooms_and_devices_alone_touch_only_rooms(fixture: &Fixture) {
    let mut all = sample::small();
    all.apps.clear();
    all.rooms = vec![sample::room("elm"), sample::room("oak")];
    all.devices = vec![sample::device("panel", Some("oak")), sample::device("tv", None)];
    all.departments = vec![sample::department(1, 0)];
    all.groups = vec![sample::group(1, 0, &[])];
    fixture.save(std::slice::from_ref(&all)).await;
    let change = async |all: &Organisation| {
        let last = fixture.head().await;
        let saved = fixture.try_replace(&contents(vec![all.clone()])).await.unwrap();
        assert_eq!(saved.written + saved.removed, 1);
        fixture.changes_after(last).await
    };

    all.rooms[0].capacity = Some(4);
    assert_eq!(change(&all).await, [room("elm")]);
    // The room that a device leaves, the one that it enters, though that is not there, and the device:
    // its connection is told.
    all.devices[0].room = Some(RoomId::new("ash"));
    assert_eq!(change(&all).await, [room("ash"), room("oak"), device("panel")]);
    all.devices[0].serial = Some("serial".to_owned());
    assert_eq!(change(&all).await, [room("ash"), device("panel")]);
    all.devices.remove(0);
    assert_eq!(change(&all).await, [room("ash"), device("panel")]);
    all.devices[0].serial = Some("serial".to_owned());
    assert_eq!(change(&all).await, [device("tv")]);
    all.rooms.remove(1);
    assert_eq!(change(&all).await, [room("oak")]);

    // The rest hangs together. Who may book is known from memory, too.
    all.bans = vec![sample::ban("ann")];
    assert_eq!(change(&all).await, [organisation("corp")]);
    all.people[0].departments = vec![DeptId(1)];
    assert_eq!(change(&all).await, [organisation("corp")]);
    all.departments[0].name.push_str(", another");
    assert_eq!(change(&all).await, [organisation("corp")]);
    all.groups[0].administrators = vec![UnionId::new("ann")];
    assert_eq!(change(&all).await, [organisation("corp")]);
    all.profile.calls_per_month = Some(1);
    assert_eq!(change(&all).await, [organisation("corp")]);
    all.groups.clear();
    assert_eq!(change(&all).await, [organisation("corp")]);
}

async fn many_rooms_are_told_as_their_organisation(fixture: &Fixture) {
    let mut all = sample::organisation("corp");
    all.rooms = (0..201).map(|id| sample::room(&format!("{id}"))).collect();
    fixture.save(std::slice::from_ref(&all)).await;
    for (touched, told) in [(200, 200), (201, 1)] {
        for room in &mut all.rooms[..touched] {
            room.capacity = Some(touched.try_into().unwrap());
        }
        let last = fixture.head().await;
        fixture.save(std::slice::from_ref(&all)).await;
        let changes = fixture.changes_after(last).await;
        assert_eq!(changes.len(), told);
        assert_eq!(changes[0] == organisation("corp"), told == 1);
    }
}

async fn numbers_have_no_gaps_under_writers_at_once(fixture: &Fixture) {
    const WRITERS: usize = 4;
    const WRITES: usize = 12;
    let node = fixture.node().await;
    for at in 0..WRITERS {
        fixture.save_suite(sample::suite(&format!("{at}"), "s", &[])).await;
    }
    let start = fixture.head().await;
    let mut tasks = JoinSet::new();
    for at in 0..WRITERS {
        let store = if at % 2 == 0 { &fixture.store } else { &node }.clone();
        let mut all = sample::organisation(&format!("{at}"));
        let key = ClientKey::new(format!("{at}"));
        let server_key = fixture.key.clone();
        tasks.spawn(async move {
            for write in 0..WRITES {
                // One number, and then two.
                store.rotate_secret(&key, 0, Some(&server_key), &BY, NOW).await.unwrap().unwrap();
                let id = RoomId::new(format!("{write}"));
                all.rooms = vec![sample::room(id.as_str())];
                all.apps = vec![sample::app(&format!("app {at}"), &format!("{write}"))];
                let options = openrooms_store::SaveOptions {
                    rest: openrooms_store::Rest::Stays,
                    server_key: None,
                    origin: &BY,
                    now: NOW,
                };
                let new = contents(vec![all.clone()]);
                store.save(&new, &options, &mut |_| ()).await.unwrap();
            }
        });
    }

    // A reader that goes along: no page is lost, and none tells a number twice.
    let reader = fixture.node().await;
    let (mut last, mut seen) = (start, Vec::new());
    loop {
        let done = tasks.is_empty();
        match reader.feed_after(last).await.unwrap() {
            FeedPage::Changes { changes, upto, .. } => {
                assert_eq!(upto - last, i64::try_from(changes.len()).unwrap());
                seen.extend(changes);
                last = upto;
            }
            FeedPage::Lost { upto } => panic!("lost from {last} to {upto}"),
        }
        if done {
            break;
        }
        while let Some(ended) = tasks.try_join_next() {
            ended.unwrap();
        }
    }
    assert_eq!(last, fixture.head().await);
    assert_eq!(seen.len(), WRITERS * WRITES * 3);
    for at in 0..WRITERS {
        let of = |wanted: &Change| seen.iter().filter(|change| *change == wanted).count();
        assert_eq!(of(&client(&format!("{at}"))), WRITES);
        assert_eq!(of(&client(&format!("app {at}"))), WRITES);
        // The first save makes the organisation; later ones touch one room each.
        let corp = CorpId::new(format!("{at}"));
        assert_eq!(of(&Change::Organisation(corp.clone())), 1);
        assert_eq!(of(&Change::Room(corp, RoomId::new("1"))), 1);
    }
    // The rows are what the numbers say.
    let mut raw = fixture.raw().await;
    let numbers = raw.texts("SELECT CAST(seq AS TEXT) FROM changes ORDER BY changes.seq").await;
    let wanted: Vec<_> = (1..=last).map(|number| number.to_string()).collect();
    assert_eq!(numbers, wanted);
    raw.close().await;
    node.close().await;
    reader.close().await;
}

async fn a_page_ends_and_the_next_goes_on(fixture: &Fixture) {
    let mut all: Vec<_> = (0..2_001).map(|id| sample::organisation(&format!("{id:05}"))).collect();
    all.sort_by(|a, b| a.profile.id.cmp(&b.profile.id));
    fixture.save(&all).await;
    let ids: Vec<_> = all.iter().map(|all| Change::Organisation(all.profile.id.clone())).collect();
    for (last, told, more) in [
        (0, 0..1_000, true),
        (1_000, 1_000..2_000, true),
        (1_001, 1_001..2_001, true),
        (1_002, 1_002..2_001, false),
        (2_000, 2_000..2_001, false),
        (2_001, 2_001..2_001, false),
    ] {
        let upto = i64::try_from(told.end).unwrap();
        let wanted = FeedPage::Changes { changes: ids[told].to_vec(), upto, more };
        assert_eq!(after(fixture, last).await, wanted, "after {last}");
    }
}

async fn what_was_trimmed_is_lost(fixture: &Fixture) {
    let key = ClientKey::new("suite");
    fixture.save_suite(sample::suite("suite", "s", &[])).await;
    for seconds in [10, 20, 30] {
        let now = later(seconds);
        fixture.store.revoke_client(&key, &BY, now).await.unwrap();
    }
    assert_eq!(fixture.store.trim_feed(NOW).await.unwrap(), 0);
    assert_eq!(fixture.changes_after(0).await.len(), 4);
    assert_eq!(fixture.store.trim_feed(later(20)).await.unwrap(), 2);
    for last in [0, 1] {
        assert_eq!(after(fixture, last).await, FeedPage::Lost { upto: 4 });
    }
    assert_eq!(after(fixture, 2).await, page(vec![client("suite"); 2], 4));
    assert_eq!(fixture.store.trim_feed(later(31)).await.unwrap(), 2);
    for last in [0, 3] {
        assert_eq!(after(fixture, last).await, FeedPage::Lost { upto: 4 });
    }
    assert_eq!(after(fixture, 4).await, page(vec![], 4));
    assert_eq!(fixture.head().await, 4, "numbers go on");
    fixture.store.revoke_client(&key, &BY, NOW).await.unwrap();
    assert_eq!(after(fixture, 4).await, page(vec![client("suite")], 5));
}

async fn a_database_put_back_is_lost(fixture: &Fixture) {
    fixture.save_suite(sample::suite("suite", "s", &[])).await;
    assert_eq!(after(fixture, 2).await, FeedPage::Lost { upto: 1 });
    assert_eq!(after(fixture, i64::MAX).await, FeedPage::Lost { upto: 1 });
    assert_eq!(after(fixture, 1).await, page(vec![], 1));
}

async fn an_unknown_kind_is_lost(fixture: &Fixture) {
    fixture.save_suite(sample::suite("a", "s", &[])).await;
    fixture.save_suite(sample::suite("b", "s", &[])).await;
    let mut raw = fixture.raw().await;
    raw.execute("UPDATE changes SET kind = 'calendar' WHERE seq = 2").await;
    raw.close().await;
    assert_eq!(after(fixture, 0).await, FeedPage::Lost { upto: 2 });
    assert_eq!(after(fixture, 1).await, FeedPage::Lost { upto: 2 });
}
