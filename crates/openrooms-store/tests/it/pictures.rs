//! Pictures kept, found by their content, and forgotten.

use openrooms_core::id::{CorpId, PictureId};
use openrooms_core::organisation::Organisation;
use openrooms_core::picture::KeptPicture;
use openrooms_core::time::EpochMillis;
use openrooms_store::{AuditFilter, Change, Entry, Writing};
use serde_json::json;

use crate::fixture::{BY, Fixture, NOW};
use crate::sample;

on_both!(
    a_picture_is_kept_and_found,
    what_nothing_refers_to_is_forgotten,
    another_organisations_pictures_are_not_touched,
    what_nothing_refers_to_is_swept_with_entries_in_the_record,
);

async fn write(fixture: &Fixture, corp: &str) -> Writing {
    fixture.store.writing(&CorpId::new(corp)).await.unwrap().unwrap()
}

async fn commit(writing: Writing) {
    let corp = writing.corp().clone();
    let entry = Entry::of(Some(&corp), "picture", "1").after(json!({}));
    writing.commit(&BY, entry, [Change::Organisation(corp)], NOW).await.unwrap();
}

async fn found(fixture: &Fixture, corp: &str, id: &str) -> Option<KeptPicture> {
    fixture.store.picture(&CorpId::new(corp), &PictureId::new(id)).await.unwrap()
}

fn id(letter: &str) -> String {
    letter.repeat(32)
}

async fn a_picture_is_kept_and_found(fixture: &Fixture) {
    fixture.save(&[sample::small()]).await;
    let picture = sample::picture(&id("a"), &[0, 255, 10, 13, 0]);
    let mut writing = write(fixture, "corp").await;
    assert_eq!(writing.same_picture(&picture.picture.bytes).await.unwrap(), None);
    assert_eq!(writing.picture_bytes().await.unwrap(), 0);
    writing.insert_picture(&picture).await.unwrap();
    let same = writing.same_picture(&picture.picture.bytes).await.unwrap();
    assert_eq!(same, Some(picture.id.clone()));
    assert_eq!(writing.same_picture(b"another").await.unwrap(), None);
    assert_eq!(writing.picture_bytes().await.unwrap(), 5);
    writing.renew_picture(&picture.id, NOW).await.unwrap();
    commit(writing).await;
    let wanted = KeptPicture { uploaded_at: NOW, ..picture };
    assert_eq!(found(fixture, "corp", &id("a")).await, Some(wanted));
    assert_eq!(found(fixture, "other", &id("a")).await, None);
    assert_eq!(found(fixture, "corp", &id("b")).await, None);
}

async fn what_nothing_refers_to_is_forgotten(fixture: &Fixture) {
    let at = |id: &str| format!("https://rooms.example.org/v1.0/rooms/pictures/corp/{id}");
    let mut all = sample::small();
    let letters = ["a", "b", "c", "d", "e", "f", "7", "8", "9"];
    all.pictures =
        letters.iter().map(|letter| sample::picture(&id(letter), letter.as_bytes())).collect();
    all.pictures[5].uploaded_at = NOW;
    all.rooms[0].picture = Some(at(&id("a")));
    let mut template = sample::template(1);
    template.look.background_address = Some(at(&id("b")));
    template.look.logo = Some(at(&id("c")));
    template.look.pictures = vec!["https://example.org/p".to_owned(), at(&id("d"))];
    all.templates = vec![template];
    all.people[0].avatar = Some(at(&id("7")));
    let mut panel = sample::panel(all.rooms[0].id.as_str());
    panel.buttons[0].icon = at(&id("8"));
    panel.extra = Some(vec![("logo".to_owned(), at(&id("9")))]);
    all.panels = vec![panel];
    fixture.save(&[all]).await;
    let mut writing = write(fixture, "corp").await;
    assert_eq!(writing.forget_pictures(EpochMillis(7)).await.unwrap(), []);
    let forgotten = writing.forget_pictures(EpochMillis(8)).await.unwrap();
    assert_eq!(forgotten, [PictureId::new(id("e"))]);
    commit(writing).await;
    for letter in letters {
        let is_there = found(fixture, "corp", &id(letter)).await.is_some();
        assert_eq!(is_there, letter != "e", "{letter}");
    }
}

async fn another_organisations_pictures_are_not_touched(fixture: &Fixture) {
    let one = |corp: &str| Organisation {
        pictures: vec![sample::picture(&id("a"), corp.as_bytes())],
        ..sample::organisation(corp)
    };
    fixture.save(&[one("corp"), one("other")]).await;
    let mut writing = write(fixture, "corp").await;
    assert_eq!(writing.same_picture(b"other").await.unwrap(), None);
    assert_eq!(writing.picture_bytes().await.unwrap(), 4);
    assert_eq!(writing.forget_pictures(NOW).await.unwrap().len(), 1);
    commit(writing).await;
    assert_eq!(found(fixture, "corp", &id("a")).await, None);
    assert_eq!(found(fixture, "other", &id("a")).await.unwrap().picture.bytes, b"other");
}

async fn what_nothing_refers_to_is_swept_with_entries_in_the_record(fixture: &Fixture) {
    let at = |id: &str| format!("https://rooms.example.org/v1.0/rooms/pictures/corp/{id}");
    let mut corp = sample::small();
    corp.pictures = ["a", "b"].map(|one| sample::picture(&id(one), one.as_bytes())).to_vec();
    corp.rooms[0].picture = Some(at(&id("a")));
    let other = Organisation {
        pictures: vec![sample::picture(&id("a"), b"other")],
        ..sample::organisation("other")
    };
    let used = Organisation { pictures: vec![], ..sample::organisation("third") };
    fixture.save(&[corp, other, used]).await;
    let sweep = async |then| fixture.store.forget_idle_pictures(EpochMillis(then), NOW).await;
    assert_eq!(sweep(7).await.unwrap(), 0);
    let before = fixture.store.audit_newest(&AuditFilter::default(), 100).await.unwrap().len();
    assert_eq!(sweep(8).await.unwrap(), 2);
    assert_eq!(sweep(8).await.unwrap(), 0);
    for (corp, letter, is_kept) in
        [("corp", "a", true), ("corp", "b", false), ("other", "a", false)]
    {
        assert_eq!(found(fixture, corp, &id(letter)).await.is_some(), is_kept, "{corp} {letter}");
    }
    let after = fixture.store.audit_newest(&AuditFilter::default(), 100).await.unwrap().len();
    assert_eq!(after - before, 2);
}
