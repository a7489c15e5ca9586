//! Screen templates made, changed and removed, and where they are shown.

use openrooms_core::id::{CorpId, DeviceUnionId, GroupId, RoomId, TemplateId};
use openrooms_core::organisation::Organisation;
use openrooms_core::template::{Places, Surroundings, Template};
use openrooms_store::{Change, Entry, Writing};
use serde_json::json;

use crate::fixture::{BY, Fixture, NOW};
use crate::sample;

on_both!(
    a_template_is_made_changed_and_removed,
    a_number_is_given_once,
    what_a_wish_meets_is_found,
    a_room_that_goes_is_taken_out_of_templates,
    another_organisations_templates_are_not_touched,
);

async fn write(fixture: &Fixture, corp: &str) -> Writing {
    fixture.store.writing(&CorpId::new(corp)).await.unwrap().unwrap()
}

async fn commit(writing: Writing) {
    let corp = writing.corp().clone();
    let entry = Entry::of(Some(&corp), "template", "1").after(json!({}));
    writing.commit(&BY, entry, [Change::Organisation(corp)], NOW).await.unwrap();
}

/// What there is, and each of it alone.
async fn templates(fixture: &Fixture, corp: &str) -> Vec<Template> {
    let corp = CorpId::new(corp);
    let all = fixture.store.templates(&corp).await.unwrap();
    for template in &all {
        let alone = fixture.store.template(&corp, template.id).await.unwrap();
        assert_eq!(alone.as_ref(), Some(template));
    }
    assert_eq!(fixture.load(corp.as_str()).await.unwrap().templates, all);
    all
}

async fn a_template_is_made_changed_and_removed(fixture: &Fixture) {
    fixture.save(&[Organisation { templates: vec![sample::template(7)], ..sample::small() }]).await;
    let mut writing = write(fixture, "corp").await;
    let new = sample::full_template(3);
    writing.insert_template(&new).await.unwrap();
    assert_eq!(writing.template(TemplateId(3)).await.unwrap(), Some(new.clone()));
    commit(writing).await;
    assert_eq!(templates(fixture, "corp").await, [new, sample::template(7)]);

    let mut writing = write(fixture, "corp").await;
    writing.update_template(&sample::template(3)).await.unwrap();
    commit(writing).await;
    assert_eq!(templates(fixture, "corp").await, [sample::template(3), sample::template(7)]);

    let mut writing = write(fixture, "corp").await;
    writing.delete_template(TemplateId(3)).await.unwrap();
    assert_eq!(writing.template(TemplateId(3)).await.unwrap(), None);
    commit(writing).await;
    assert_eq!(templates(fixture, "corp").await, [sample::template(7)]);
    let corp = CorpId::new("corp");
    assert_eq!(fixture.store.template(&corp, TemplateId(3)).await.unwrap(), None);
}

async fn a_number_is_given_once(fixture: &Fixture) {
    fixture.save(&[sample::small()]).await;
    let mut writing = write(fixture, "corp").await;
    for wanted in [1, 2] {
        let id = writing.new_template_id().await.unwrap();
        assert_eq!(id, TemplateId(wanted));
        writing.insert_template(&sample::template(id.0)).await.unwrap();
        writing.delete_template(id).await.unwrap();
    }
    commit(writing).await;
    fixture
        .save(&[Organisation { templates: vec![sample::template(40)], ..sample::small() }])
        .await;
    let mut writing = write(fixture, "corp").await;
    assert_eq!(writing.new_template_id().await.unwrap(), TemplateId(41));
    assert_eq!(writing.new_template_id().await.unwrap(), TemplateId(42));
}

async fn what_a_wish_meets_is_found(fixture: &Fixture) {
    let mut all = sample::full("corp");
    all.templates = vec![sample::template(1), sample::template(2)];
    let mut other = sample::organisation("other");
    (other.rooms, other.templates) = (vec![sample::room("elm")], vec![sample::template(3)]);
    fixture.save(&[all, other]).await;
    let places = |devices: &[&str], groups: &[i64], rooms: &[&str]| Places {
        devices: devices.iter().map(|&id| DeviceUnionId::new(id)).collect(),
        groups: groups.iter().copied().map(GroupId).collect(),
        rooms: rooms.iter().map(|&id| RoomId::new(id)).collect(),
    };
    let mut writing = write(fixture, "corp").await;
    let none = places(&[], &[], &[]);
    for (name, own, is_taken) in [
        (None, None, false),
        (Some("Template 1"), None, true),
        (Some("Template 1"), Some(TemplateId(2)), true),
        (Some("Template 1"), Some(TemplateId(1)), false),
        (Some("template 1"), None, false),
        (Some("Template 3"), None, false),
    ] {
        let found = writing.around_template(name, &none, own).await.unwrap();
        let wanted = Surroundings {
            has_screens: Some(false),
            templates: 2,
            name_is_taken: is_taken,
            missing_place: None,
        };
        assert_eq!(found, wanted, "{name:?} {own:?}");
    }
    for (places, missing) in [
        (places(&["panel"], &[1, 2], &["oak"]), None),
        (places(&["panel", "tv"], &[9], &[]), Some("deviceUnionIds[1]")),
        (places(&[], &[9], &["elm"]), Some("groupIds[0]")),
        (places(&[], &[], &["oak", "elm"]), Some("roomIds[1]")),
    ] {
        let found = writing.around_template(None, &places, None).await.unwrap();
        assert_eq!(found.missing_place.as_deref(), missing);
    }
}

async fn a_room_that_goes_is_taken_out_of_templates(fixture: &Fixture) {
    let all = Organisation { templates: vec![sample::full_template(1)], ..sample::small() };
    let other = Organisation { templates: vec![sample::full_template(1)], ..sample::full("other") };
    fixture.save(&[all, other]).await;
    let mut writing = write(fixture, "corp").await;
    writing.delete_room(&RoomId::new("oak")).await.unwrap();
    commit(writing).await;
    let mut wanted = sample::full_template(1);
    assert_eq!(templates(fixture, "other").await, [wanted.clone()]);
    wanted.places.rooms.remove(0);
    assert_eq!(templates(fixture, "corp").await, [wanted]);
}

async fn another_organisations_templates_are_not_touched(fixture: &Fixture) {
    let one = |corp: &str| Organisation {
        templates: vec![sample::full_template(1)],
        ..sample::organisation(corp)
    };
    fixture.save(&[one("corp"), one("other")]).await;
    let mut writing = write(fixture, "corp").await;
    writing.update_template(&sample::template(1)).await.unwrap();
    writing.insert_template(&sample::template(2)).await.unwrap();
    commit(writing).await;
    assert_eq!(templates(fixture, "other").await, [sample::full_template(1)]);
    let mut writing = write(fixture, "corp").await;
    writing.delete_template(TemplateId(1)).await.unwrap();
    commit(writing).await;
    assert_eq!(templates(fixture, "other").await, [sample::full_template(1)]);
    assert_eq!(templates(fixture, "corp").await, [sample::template(2)]);
}
