//! Devices registered, changed, found and removed.

use openrooms_core::access::Viewer;
use openrooms_core::device::{Device, Fact};
use openrooms_core::device_change::{Clash, Controlled, DeviceWish, Place};
use openrooms_core::id::{CorpId, DeviceUnionId, GroupId, RoomId};
use openrooms_core::room::Group;
use openrooms_core::room_change::Put;
use openrooms_store::{Administered, DeviceKey, DevicesOf, Entry, Writing};

use crate::fixture::{BY, Fixture, NOW};
use crate::sample;

on_both!(
    a_device_is_made_found_changed_and_removed,
    what_a_wish_meets_is_told,
    devices_are_listed_in_the_order_of_their_making,
    a_saved_device_keeps_its_place_and_its_token,
);

async fn write(fixture: &Fixture, corp: &str) -> Writing {
    fixture.store.writing(&CorpId::new(corp)).await.unwrap().unwrap()
}

async fn commit(writing: Writing) {
    let entry = Entry::of(Some(&writing.corp().clone()), "device", "d");
    writing.commit(&BY, entry, [], NOW).await.unwrap();
}

async fn register(fixture: &Fixture, devices: &[Device]) {
    let mut writing = write(fixture, "corp").await;
    for device in devices {
        writing.insert_device(device).await.unwrap();
    }
    commit(writing).await;
}

fn union_id(id: &str) -> DeviceKey {
    DeviceKey::UnionId(DeviceUnionId::new(id))
}

/// Two organisations with the same rooms in the same groups.
async fn saved(fixture: &Fixture) {
    let each = ["corp", "other"].map(|corp| {
        let mut all = sample::organisation(corp);
        all.rooms = vec![sample::room("oak"), sample::room("elm")];
        all.rooms[0].group = Some(GroupId(11));
        let group = |id, parent| Group {
            id: GroupId(id),
            name: "g".to_owned(),
            parent: GroupId(parent),
            administrators: Vec::new(),
            policy: None,
        };
        all.groups = vec![group(10, 0), group(11, 10)];
        all
    });
    fixture.save(&each).await;
}

async fn a_device_is_made_found_changed_and_removed(fixture: &Fixture) {
    saved(fixture).await;
    let mut device = sample::full("x").devices.remove(0);
    device.room = Some(RoomId::new("oak"));
    device.controls = None;
    register(fixture, &[device.clone(), sample::device("plain", Some("nowhere"))]).await;
    let (store, corp) = (&fixture.store, CorpId::new("corp"));
    let key = DeviceKey::UnionId(device.union_id.clone());
    for key in [&key, &DeviceKey::Id(device.id.clone()), &DeviceKey::ShareCode("code".to_owned())] {
        let found = store.device(&corp, key).await.unwrap().unwrap();
        assert_eq!((&found.device, found.room_name.as_deref()), (&device, Some("Room oak")));
        let mut groups = found.groups;
        groups.sort();
        groups.retain(|group| group.0 != 0);
        assert_eq!(groups, [GroupId(10), GroupId(11)]);
        assert_eq!(store.device(&CorpId::new("other"), key).await.unwrap(), None, "{key:?}");
    }
    let plain = store.device(&corp, &union_id("plain")).await.unwrap().unwrap();
    assert_eq!((plain.room_name, plain.groups), (None, vec![]));
    assert_eq!(store.device(&corp, &union_id("nothing")).await.unwrap(), None);
    for (code, serial, count) in
        [("code", None, 1), ("code", Some("serial"), 1), ("code", Some("x"), 0), ("x", None, 0)]
    {
        let found = store.devices_showing(&corp, code, serial).await.unwrap();
        assert_eq!(found.len(), count, "{code} {serial:?}");
    }

    let mut writing = write(fixture, "corp").await;
    let mut remote = sample::device("remote", None);
    remote.controls = Some(device.union_id.clone());
    writing.insert_device(&remote).await.unwrap();
    device.facts.remove(&Fact::Name);
    device.token = None;
    writing.update_device(&device).await.unwrap();
    assert_eq!(writing.devices_in(&RoomId::new("oak")).await.unwrap(), [device.union_id.clone()]);
    commit(writing).await;
    assert_eq!(store.device(&corp, &key).await.unwrap().unwrap().device, device);
    assert_eq!(store.controllers(&corp, &device.union_id).await.unwrap(), [remote]);

    let mut writing = write(fixture, "corp").await;
    writing.delete_device(&device.union_id).await.unwrap();
    commit(writing).await;
    assert_eq!(store.device(&corp, &key).await.unwrap(), None);
    let remote = store.device(&corp, &union_id("remote")).await.unwrap().unwrap();
    assert_eq!(remote.device.controls, None);
}

async fn what_a_wish_meets_is_told(fixture: &Fixture) {
    saved(fixture).await;
    let coded = |id: &str, code: &str| {
        let share_code = Some(code.to_owned());
        Device { share_code, ..sample::device(id, None) }
    };
    register(fixture, &[coded("a", "1"), coded("b", "2")]).await;
    let mut writing = write(fixture, "corp").await;
    let value = |text: &str| Some(Put::Value(text.to_owned()));
    let controls = |id: &str| Some(Put::Value(DeviceUnionId::new(id)));
    let none = DeviceWish::default;
    let a = DeviceUnionId::new("a");
    for (wish, id, wanted) in [
        (none(), None, None),
        (none(), Some("new"), Some(Clash::UnionId)),
        (none(), Some("id of b"), Some(Clash::UnionId)),
        (DeviceWish { share_code: value("1"), ..none() }, None, None),
        (DeviceWish { share_code: value("2"), ..none() }, None, Some(Clash::ShareCode)),
        (DeviceWish { share_code: Some(Put::Nothing), ..none() }, None, None),
        (DeviceWish { controls: controls("b"), ..none() }, None, None),
        (DeviceWish { controls: controls("a"), ..none() }, None, Some(Clash::Controlled)),
        (DeviceWish { controls: controls("c"), ..none() }, None, None),
    ] {
        let found = writing.around_device(&wish, &a, id).await.unwrap();
        assert_eq!((found.clash, found.place), (wanted, Place::Unasked), "{wish:?} {id:?}");
    }
    for (wish, wanted) in [(None, None), (Some(Put::Nothing), None), (controls("b"), Some("b"))] {
        let wish = DeviceWish { controls: wish, ..none() };
        let found = writing.around_device(&wish, &a, None).await.unwrap().controlled;
        let there = match &found {
            Controlled::There(view) => Some(view.device.union_id.as_str()),
            Controlled::Unasked | Controlled::Unknown => None,
        };
        assert_eq!(there, wanted, "{wish:?}");
    }
    let wish = DeviceWish { controls: controls("c"), ..none() };
    let found = writing.around_device(&wish, &a, None).await.unwrap();
    assert_eq!(found.controlled, Controlled::Unknown);
    let room = |id: &str| DeviceWish { room: Some(Put::Value(RoomId::new(id))), ..none() };
    let found = writing.around_device(&room("elm"), &a, None).await.unwrap();
    assert_eq!(found.place, Place::Room(RoomId::new("elm"), vec![]));
    let found = writing.around_device(&room("nowhere"), &a, None).await.unwrap();
    assert_eq!(found.place, Place::Unknown);
}

async fn devices_are_listed_in_the_order_of_their_making(fixture: &Fixture) {
    saved(fixture).await;
    let devices = [("z", Some("elm")), ("a", Some("oak")), ("会", None), ("m", Some("oak"))];
    let devices = devices.map(|(id, room)| sample::device(id, room));
    register(fixture, &devices).await;
    let (store, corp) = (&fixture.store, CorpId::new("corp"));
    let listed = async |of: DevicesOf, after: i64, most: i64| {
        let found = store.devices_after(&corp, &of, after, most).await.unwrap();
        let each = found.into_iter().map(|listed| {
            (listed.ordinal, DeviceUnionId::into_string(listed.view.device.union_id))
        });
        each.collect::<Vec<_>>()
    };
    let pair = |at: i64, id: &str| (at, id.to_owned());
    let all = [pair(1, "z"), pair(2, "a"), pair(3, "会"), pair(4, "m")];
    assert_eq!(listed(DevicesOf::default(), 0, 9).await, all);
    assert_eq!(listed(DevicesOf::default(), 1, 2).await, all[1..3]);
    let oak = DevicesOf { room: Some(RoomId::new("oak")), administered: None };
    assert_eq!(listed(oak, 0, 9).await, [pair(2, "a"), pair(4, "m")]);
    let tree = store.group_tree(&corp).await.unwrap();
    for (administers, ids) in [(10, vec![10, 11]), (11, vec![11]), (99, vec![99])] {
        let viewer = Viewer { administers: vec![GroupId(administers)], ..Viewer::default() };
        let theirs = tree.administered_by(&viewer);
        assert_eq!(theirs.groups, ids.into_iter().map(GroupId).collect::<Vec<_>>());
        let of = DevicesOf { room: None, administered: Some(theirs) };
        assert_eq!(listed(of, 0, 9).await.len(), if administers == 99 { 0 } else { 2 });
    }
    for (rooms, wanted) in [(&[][..], 0), (&["elm"], 1), (&["elm", "nowhere", "oak"], 3)] {
        let rooms = rooms.iter().map(|&id| RoomId::new(id)).collect();
        let theirs = Administered { groups: vec![], rooms };
        let of = DevicesOf { room: None, administered: Some(theirs) };
        assert_eq!(listed(of.clone(), 0, 9).await.len(), wanted, "{of:?}");
    }
}

async fn a_saved_device_keeps_its_place_and_its_token(fixture: &Fixture) {
    saved(fixture).await;
    let token = Some("a".repeat(64));
    let first = Device { token: token.clone(), ..sample::device("first", None) };
    register(fixture, &[first, sample::device("second", None)]).await;
    // A document that knows of no token, and changes the device.
    let mut all = fixture.load("corp").await.unwrap();
    all.devices = vec![sample::device("first", Some("oak")), sample::device("third", None)];
    fixture.save(&[all]).await;
    let (store, corp) = (&fixture.store, CorpId::new("corp"));
    let found = store.devices_after(&corp, &DevicesOf::default(), 0, 9).await.unwrap();
    let told: Vec<_> =
        found.iter().map(|listed| (listed.ordinal, listed.view.device.union_id.as_str())).collect();
    assert_eq!(told, [(1, "first"), (2, "second"), (3, "third")]);
    assert_eq!(found[0].view.device.token, token);
    assert_eq!(found[0].view.device.room, Some(RoomId::new("oak")));
}
