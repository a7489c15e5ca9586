//! Replies that are given again for an x-client-token.

use openrooms_core::id::CorpId;
use openrooms_store::{ClientToken, Entry, KeptReply, REPLY_LIFETIME_SECONDS, Writing};
use serde_json::json;

use crate::fixture::{BY, Fixture, NOW, later};
use crate::sample;

on_both!(
    a_reply_is_kept_with_its_change_for_a_day,
    a_change_that_leaves_nothing_leaves_no_reply,
    one_of_two_with_the_same_token_is_made,
    what_was_kept_is_forgotten,
);

fn token(token: &str, request: &str) -> ClientToken {
    ClientToken { token: token.to_owned(), request: request.to_owned() }
}

async fn write(fixture: &Fixture) -> Writing {
    fixture.store.writing(&CorpId::new("corp")).await.unwrap().unwrap()
}

async fn commit(writing: Writing) {
    let entry = Entry::of(Some(&CorpId::new("corp")), "test", "1").after(json!({}));
    writing.commit(&BY, entry, [], NOW).await.unwrap();
}

async fn kept(fixture: &Fixture, corp: &str, named: &ClientToken, after: i64) -> Option<KeptReply> {
    fixture.store.kept_reply(&CorpId::new(corp), named, later(after)).await.unwrap()
}

/// Makes a change with that token; false where another was made with it.
async fn make(fixture: &Fixture, named: &ClientToken, reply: &str, after: i64) -> bool {
    let mut writing = write(fixture).await;
    if !writing.keep_reply(named, reply, later(after)).await.unwrap() {
        return false;
    }
    commit(writing).await;
    true
}

async fn a_reply_is_kept_with_its_change_for_a_day(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp"), sample::organisation("other")]).await;
    let (one, other) = (token("t", "r"), token("t", "q"));
    assert_eq!(kept(fixture, "corp", &one, 0).await, None);
    assert!(make(fixture, &one, "{\"a\":\"é\"}", 0).await);
    let last = REPLY_LIFETIME_SECONDS - 1;
    for after in [0, last] {
        let same = KeptReply::Same("{\"a\":\"é\"}".to_owned());
        assert_eq!(kept(fixture, "corp", &one, after).await, Some(same));
        assert_eq!(kept(fixture, "corp", &other, after).await, Some(KeptReply::Other));
        assert!(!make(fixture, &one, "later", after).await);
        assert!(!make(fixture, &other, "later", after).await);
    }
    assert_eq!(kept(fixture, "other", &one, 0).await, None);
    assert_eq!(kept(fixture, "corp", &token("u", "r"), 0).await, None);

    // A day later it is a new one.
    assert_eq!(kept(fixture, "corp", &one, last + 1).await, None);
    assert!(make(fixture, &other, "new", last + 1).await);
    let new = KeptReply::Same("new".to_owned());
    assert_eq!(kept(fixture, "corp", &other, 2 * last).await, Some(new));
}

async fn a_change_that_leaves_nothing_leaves_no_reply(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp")]).await;
    let one = token("t", "r");
    let mut writing = write(fixture).await;
    assert!(writing.keep_reply(&one, "{}", NOW).await.unwrap());
    drop(writing);
    assert_eq!(kept(fixture, "corp", &one, 0).await, None);
    assert!(make(fixture, &one, "{}", 0).await);
}

async fn one_of_two_with_the_same_token_is_made(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp")]).await;
    let (one, node) = (token("t", "r"), fixture.node().await);
    let mut first = write(fixture).await;
    assert!(first.keep_reply(&one, "first", NOW).await.unwrap());
    let corp = CorpId::new("corp");
    let second = async {
        let mut writing = node.writing(&corp).await.unwrap().unwrap();
        writing.keep_reply(&token("t", "r"), "second", NOW).await.unwrap()
    };
    let ((), is_kept) = tokio::join!(commit(first), second);
    assert!(!is_kept);
    let first = KeptReply::Same("first".to_owned());
    assert_eq!(kept(fixture, "corp", &one, 0).await, Some(first));
    node.close().await;
}

async fn what_was_kept_is_forgotten(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp")]).await;
    assert!(make(fixture, &token("t", "r"), "old", 0).await);
    assert!(make(fixture, &token("u", "r"), "new", 1).await);
    fixture.store.forget_expired(later(REPLY_LIFETIME_SECONDS)).await.unwrap();
    let mut raw = fixture.raw().await;
    assert_eq!(raw.texts("SELECT reply FROM client_tokens").await, ["new"]);
    raw.close().await;
}
