//! Screens that wait to be paired, found by their codes and by their tokens.

use openrooms_core::device::Device;
use openrooms_core::door::PairingCode;
use openrooms_core::id::{CorpId, EventId, GroupId, UnionId};
use openrooms_core::time::EpochMillis;
use openrooms_store::secret::TokenHash;
use openrooms_store::{Entry, Signing};

use crate::fixture::{BY, Fixture, NOW};
use crate::sample;

on_both!(
    a_screen_waits_for_ten_minutes_and_is_taken_once,
    a_token_finds_its_screen,
    who_came_to_which_date_is_told_of_one_organisation,
);

fn code(at: u8) -> PairingCode {
    PairingCode::of([at; 8])
}

async fn a_screen_waits_for_ten_minutes_and_is_taken_once(fixture: &Fixture) {
    let store = &fixture.store;
    fixture.save(&[sample::organisation("corp")]).await;
    let (one, other) = (TokenHash::of("one"), TokenHash::of("other"));
    let end = NOW.plus_seconds(600);
    assert_eq!(store.begin_pairing(&code(1), &one, NOW).await.unwrap(), Some(end));
    // Another has the code, however unlikely that is.
    assert_eq!(store.begin_pairing(&code(1), &other, NOW).await.unwrap(), None);
    assert_eq!(store.begin_pairing(&code(2), &other, NOW).await.unwrap(), Some(end));
    let last = EpochMillis(end.0 - 1);
    assert_eq!(store.pairing(&one, last).await.unwrap(), Some(end));
    assert_eq!(store.pairing(&one, end).await.unwrap(), None);
    assert_eq!(store.pairing(&TokenHash::of("none"), NOW).await.unwrap(), None);
    let corp = CorpId::new("corp");
    // What is not committed takes nothing.
    for (commits, wanted) in [(false, Some(&one)), (true, Some(&one)), (true, None)] {
        let mut writing = store.writing(&corp).await.unwrap().unwrap();
        let taken = writing.take_pairing(&code(1), last).await.unwrap();
        assert_eq!(taken.as_ref(), wanted);
        if commits {
            let entry = Entry::of(Some(&corp), "device", "d");
            writing.commit(&BY, entry, [], NOW).await.unwrap();
        }
    }
    let mut writing = store.writing(&corp).await.unwrap().unwrap();
    assert_eq!(writing.take_pairing(&code(2), end).await.unwrap(), None);
    drop(writing);
    // What has ended is forgotten when the next one comes, and so its code is free.
    let third = TokenHash::of("third");
    let begun = store.begin_pairing(&code(2), &third, end).await.unwrap();
    assert_eq!(begun, Some(end.plus_seconds(600)));
}

async fn a_token_finds_its_screen(fixture: &Fixture) {
    let token = TokenHash::of("token");
    let mut all = sample::organisation("corp");
    all.rooms = vec![sample::room("oak")];
    let door =
        Device { token: Some(token.as_str().to_owned()), ..sample::device("d", Some("oak")) };
    let lobby = TokenHash::of("lobby");
    let floor = Device {
        group: Some(GroupId(7)),
        token: Some(lobby.as_str().to_owned()),
        ..sample::device("f", None)
    };
    all.devices = vec![door, floor];
    fixture.save(&[all]).await;
    let found = fixture.store.screen_of_token(&token).await.unwrap().unwrap();
    let room = found.device.room.map(openrooms_core::id::RoomId::into_string);
    assert_eq!((room.as_deref(), found.device.group), (Some("oak"), None));
    let found = fixture.store.screen_of_token(&lobby).await.unwrap().unwrap();
    assert_eq!((found.device.room, found.device.group), (None, Some(GroupId(7))));
    assert_eq!(fixture.store.screen_of_token(&TokenHash::of("x")).await.unwrap(), None);
}

async fn who_came_to_which_date_is_told_of_one_organisation(fixture: &Fixture) {
    fixture.save(&["corp", "other"].map(sample::organisation)).await;
    let (event, date) = (EventId::new("e"), EpochMillis(5));
    let mut writing = fixture.store.writing(&CorpId::new("corp")).await.unwrap().unwrap();
    let ann = UnionId::new("ann");
    writing.sign((&event, date), &ann, Signing::In, NOW).await.unwrap();
    writing.sign((&event, EpochMillis(6)), &ann, Signing::Out, NOW).await.unwrap();
    writing.commit_calendar([], NOW).await.unwrap();
    for (corp, events, wanted) in
        [("corp", vec![&event], 1), ("corp", vec![], 0), ("other", vec![&event], 0)]
    {
        let found = fixture.store.attended(&CorpId::new(corp), &events).await.unwrap();
        assert_eq!(found.len(), wanted, "{corp}");
        assert!(found.iter().all(|one| *one == (event.clone(), date)), "{found:?}");
    }
}
