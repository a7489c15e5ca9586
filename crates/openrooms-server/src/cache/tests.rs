use super::*;
use crate::limit::Calls;
use crate::lists::ReadyItem;
use openrooms_core::id::RoomId;
use openrooms_core::time::Zone;

fn loaded(corp: &str) -> Loaded {
    let id = CorpId::new(corp);
    let calls = Calls::default().counter(&id, &Zone::default(), &[], EpochMillis(0));
    let caller = CallerRights {
        key: "app".into(),
        allow_list: AllowList::default(),
        scopes: 0,
        rate: None,
        buckets: Arc::default(),
        is_counted: true,
    };
    Loaded {
        session: Session {
            kind: TokenKind::User,
            person: Some("holder".into()),
            expires_at: EpochMillis(10),
            caller: Some(Arc::new(caller)),
            organisation: Some(Arc::new(Organisation::new(id, Zone::default(), 0, calls))),
        },
        viewer: Some(Viewer::default()),
        room: Some(ReadyRoom { body: Bytes::from_static(b"{}"), visibility: None }),
    }
}

fn holds(cache: &Cache) -> (bool, bool) {
    let held = cache.with_session("token", |session| {
        let organisation = session.organisation.as_ref()?;
        Some(cache.with_person_and_room(organisation, "person", "room", |_, _| ()).is_some())
    });
    (held.is_some(), held == Some(true))
}

fn cache() -> Cache {
    let cache = Cache::new(Random::SYSTEM, 1 << 20, 1 << 20);
    cache.heard(cache.asking(), 0);
    cache
}

#[test]
fn a_change_drops_what_it_touches_and_no_more() {
    let corp = || CorpId::new("corp");
    for (change, wanted) in [
        (Change::Room(corp(), RoomId::new("room")), (true, false)),
        (Change::Room(corp(), RoomId::new("other")), (true, true)),
        (Change::Person(corp(), UnionId::new("person")), (true, false)),
        (Change::Tokens(corp(), UnionId::new("holder")), (false, false)),
        (Change::Tokens(corp(), UnionId::new("person")), (true, true)),
        (Change::Tokens(CorpId::new("other"), UnionId::new("holder")), (true, true)),
        (Change::Directory(corp()), (true, true)),
        (Change::Organisation(corp()), (false, false)),
        (Change::Organisation(CorpId::new("other")), (true, true)),
        (Change::Client(ClientKey::new("app")), (false, false)),
        (Change::Client(ClientKey::new("other")), (true, true)),
    ] {
        let cache = cache();
        cache.keep(cache.loading(), "token", "person", "room", loaded("corp"));
        assert_eq!(holds(&cache), (true, true));
        cache.apply(vec![change.clone()]);
        assert_eq!(holds(&cache), wanted, "{change:?}");
    }
}

#[test]
fn a_loader_that_a_change_overtook_keeps_nothing() {
    for (change, kept) in [
        (Change::Room(CorpId::new("corp"), RoomId::new("room")), false),
        (Change::Client(ClientKey::new("app")), false),
        (Change::Room(CorpId::new("other"), RoomId::new("room")), true),
    ] {
        let cache = cache();
        let loading = cache.loading();
        cache.apply(vec![change]);
        cache.keep(loading, "token", "person", "room", loaded("corp"));
        assert_eq!(holds(&cache), (kept, kept));
    }
    let cache = cache();
    let loading = cache.loading();
    cache.clear();
    cache.keep(loading, "token", "person", "room", loaded("corp"));
    assert_eq!(holds(&cache), (false, false));
}

#[test]
fn memory_that_has_not_heard_the_feed_is_not_believed_and_keeps_nothing() {
    let cache = Cache::new(Random::SYSTEM, 1 << 20, 1 << 20);
    assert!(!cache.is_fresh());
    cache.keep(cache.loading(), "token", "person", "room", loaded("corp"));
    assert_eq!(holds(&cache), (false, false));
    cache.heard(cache.asking(), 0);
    assert!(cache.is_fresh());
    cache.heard(cache.asking() - FRESH_MILLIS, 0);
    assert!(!cache.is_fresh());
}

/// A list of one room, which costs this much.
fn list(length: usize) -> ReadyList {
    let mut list = ReadyList::default();
    let json = vec![b' '; length].into();
    list.put(Key::from(1_u128), 1, ReadyItem { json, visibility: None });
    list
}

/// Whether an organisation's list is there, and up to date.
fn listed(cache: &Cache, corp: &str) -> (bool, bool) {
    let place = &cache.organisation(&CorpId::new(corp)).unwrap().list;
    (place.taken().is_some(), place.read((0, 0), |_| ()).is_some())
}

#[test]
fn a_list_that_a_change_overtook_knows_of_it_or_is_not_kept() {
    let corp = || CorpId::new("corp");
    let room = |corp| Change::Room(corp, RoomId::new("room"));
    for (change, wanted) in [
        (Some(room(corp())), (true, false)),
        (Some(room(CorpId::new("other"))), (true, true)),
        (Some(Change::Organisation(corp())), (false, false)),
        (None, (false, false)),
    ] {
        let cache = cache();
        cache.keep(cache.loading(), "token", "person", "room", loaded("corp"));
        let loading = cache.loading();
        match &change {
            Some(change) => cache.apply(vec![change.clone()]),
            None => cache.clear(),
        }
        cache.keep(cache.loading(), "token", "person", "room", loaded("corp"));
        cache.keep_list(loading, &corp(), list(10));
        assert_eq!(listed(&cache, "corp"), wanted, "{change:?}");
    }
}

#[test]
fn a_list_is_mended_unless_its_room_changed_again() {
    let corp = || CorpId::new("corp");
    let cache = cache();
    cache.keep(cache.loading(), "token", "person", "room", loaded("corp"));
    cache.keep_list(cache.loading(), &corp(), list(10));
    let change = || vec![Change::Room(corp(), RoomId::new("room"))];
    let mended = || vec![Mended { id: RoomId::new("room"), key: Key::from(1_u128), found: None }];
    cache.apply(change());
    assert_eq!(listed(&cache, "corp"), (true, false));
    let loading = cache.loading();
    cache.apply(change());
    cache.mend_list(loading, &corp(), mended());
    assert_eq!(listed(&cache, "corp"), (true, false));
    cache.mend_list(cache.loading(), &corp(), mended());
    assert_eq!(listed(&cache, "corp"), (true, true));
    cache.apply(vec![Change::Organisation(corp())]);
    cache.keep(cache.loading(), "token", "person", "room", loaded("corp"));
    assert_eq!(listed(&cache, "corp"), (false, false));
}

#[test]
fn lists_used_longest_ago_make_room_for_others() {
    let cache = cache();
    for (corp, used_at) in [("a", 2), ("b", 1), ("c", 3)] {
        cache.keep(cache.loading(), corp, "person", "room", loaded(corp));
        cache.keep_list(cache.loading(), &CorpId::new(corp), list(10_000));
        cache.organisation(&CorpId::new(corp)).unwrap().list.read((used_at, 0), |_| ());
    }
    cache.bound_lists(25_000);
    let there = ["a", "b", "c"].map(|corp| listed(&cache, corp).0);
    assert_eq!(there, [true, false, true]);
    cache.bound_lists(9_000);
    let there = ["a", "b", "c"].map(|corp| listed(&cache, corp).0);
    assert_eq!(there, [false, false, false]);
}
