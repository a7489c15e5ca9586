//! Contents that contradict what is there: refused as a whole.

use openrooms_core::id::{GroupId, UnionId, UserId};
use openrooms_core::organisation::{Organisation, Person};
use openrooms_core::tree::{Fault, Place};
use openrooms_store::{Conflict, Contents, SaveError, Saved};

use crate::fixture::Fixture;
use crate::sample::{self, contents};

on_both!(
    a_user_id_of_somebody_else_is_refused,
    user_ids_change_hands_in_one_save,
    a_user_id_is_free_once_its_owner_goes,
    an_app_key_of_another_organisation_is_refused,
    an_app_key_of_a_suite_is_refused,
    a_suite_key_of_an_app_is_refused,
    a_tree_that_goes_wrong_with_what_is_there_is_refused,
);

/// Everything that came before the conflict is undone, and the feed tells nothing.
async fn is_refused(fixture: &Fixture, contents: &Contents, wanted: Conflict) {
    let mut raw = fixture.raw().await;
    let before = raw.dump().await;
    match fixture.try_save(contents).await {
        Err(SaveError::Conflict(found)) => assert_eq!(found, wanted),
        other => panic!("{other:?}"),
    }
    assert_eq!(raw.dump().await, before);
    raw.close().await;
}

fn with_people(people: Vec<Person>) -> Organisation {
    Organisation { people, ..sample::organisation("corp") }
}

fn with_user_id(id: &str, user_id: &str) -> Person {
    Person { user_id: UserId::new(user_id), ..sample::person(id, &[1]) }
}

async fn a_user_id_of_somebody_else_is_refused(fixture: &Fixture) {
    let there = with_people(vec![with_user_id("ann", "1"), with_user_id("bob", "2")]);
    fixture.save(&[there]).await;
    let new = with_people(vec![with_user_id("cy", "3"), with_user_id("ann", "2")]);
    let wanted = Conflict::UserIdTaken { organisation: 1, person: 1, by: UnionId::new("bob") };
    is_refused(fixture, &contents(vec![sample::full("first"), new]), wanted).await;
}

async fn user_ids_change_hands_in_one_save(fixture: &Fixture) {
    let mut all = with_people(vec![
        with_user_id("ann", "1"),
        with_user_id("bob", "2"),
        with_user_id("cy", "3"),
    ]);
    fixture.save(std::slice::from_ref(&all)).await;
    for (person, user_id) in all.people.iter_mut().zip(["2", "3", "1"]) {
        person.user_id = UserId::new(user_id);
    }
    let saved = fixture.save(std::slice::from_ref(&all)).await;
    assert_eq!(saved, Saved { written: 3, removed: 0 });
    assert_eq!(fixture.load("corp").await, Some(all));
    // The same id in another organisation is another's.
    let mut other = with_people(vec![with_user_id("ann", "3")]);
    other.profile.id = openrooms_core::id::CorpId::new("other");
    fixture.save(&[other]).await;
}

async fn a_user_id_is_free_once_its_owner_goes(fixture: &Fixture) {
    fixture.save(&[with_people(vec![with_user_id("ann", "1")])]).await;
    let new = contents(vec![with_people(vec![with_user_id("bob", "1")])]);
    let wanted = Conflict::UserIdTaken { organisation: 0, person: 0, by: UnionId::new("ann") };
    is_refused(fixture, &new, wanted).await;
    let saved = fixture.try_replace(&new).await.unwrap();
    assert_eq!(saved, Saved { written: 1, removed: 1 });
}

fn with_app(corp: &str, key: &str) -> Organisation {
    Organisation {
        apps: vec![sample::app("own", "secret"), sample::app(key, "other")],
        ..sample::bare(corp)
    }
}

async fn an_app_key_of_another_organisation_is_refused(fixture: &Fixture) {
    fixture.save(&[sample::full("first")]).await;
    let wanted = Conflict::AppKeyTaken { organisation: 0, app: 1 };
    let new = contents(vec![with_app("second", "first-app")]);
    is_refused(fixture, &new, wanted).await;
    // Also where both are new.
    let wanted = Conflict::AppKeyTaken { organisation: 1, app: 0 };
    let new = contents(vec![with_app("second", "a"), with_app("third", "b")]);
    is_refused(fixture, &new, wanted).await;
}

async fn an_app_key_of_a_suite_is_refused(fixture: &Fixture) {
    fixture.save_suite(sample::suite("suite", "s", &[])).await;
    let wanted = Conflict::AppKeyTaken { organisation: 0, app: 1 };
    is_refused(fixture, &contents(vec![with_app("corp", "suite")]), wanted).await;
}

async fn a_suite_key_of_an_app_is_refused(fixture: &Fixture) {
    fixture.save(&[sample::full("first")]).await;
    let suites = vec![sample::suite("fine", "s", &["first"]), sample::suite("first-app", "s", &[])];
    let new =
        Contents { organisations: vec![sample::full("second")], suites, ..Contents::default() };
    is_refused(fixture, &new, Conflict::SuiteKeyTaken { suite: 1 }).await;
}

async fn a_tree_that_goes_wrong_with_what_is_there_is_refused(fixture: &Fixture) {
    let with_groups = |groups: &[(i64, i64)]| Organisation {
        groups: groups.iter().map(|(id, above)| sample::group(*id, *above, &[])).collect(),
        ..sample::organisation("corp")
    };
    fixture.save(&[with_groups(&[(1, 0), (2, 1), (3, 2)])]).await;
    for (group, fault) in [((1, 3), Fault::Circle), ((4, 3), Fault::TooDeep)] {
        let wanted = Conflict::WrongTree { organisation: 0, place: Place::Group(0), fault };
        is_refused(fixture, &contents(vec![with_groups(&[group])]), wanted).await;
    }
    // Only a room names it.
    let mut in_room = with_groups(&[]);
    in_room.rooms = vec![sample::room("a"), sample::room("b")];
    in_room.rooms[1].group = Some(GroupId(4));
    let new = Contents {
        implied_groups: vec![vec![sample::group(4, 3, &[])]],
        ..contents(vec![in_room])
    };
    let (place, fault) = (Place::GroupOfRoom(1), Fault::TooDeep);
    is_refused(fixture, &new, Conflict::WrongTree { organisation: 0, place, fault }).await;
    // What stays nowhere is in nobody's way.
    let new = contents(vec![with_groups(&[(1, 3), (3, 0)])]);
    fixture.try_replace(&new).await.unwrap();
}
