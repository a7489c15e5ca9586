//! The tokens of internal apps, lists of tokens, and their end.

use openrooms_core::client::Secret;
use openrooms_core::id::{ClientKey, CorpId};
use openrooms_core::time::EpochMillis;
use openrooms_store::secret::{self, Random, Token};
use openrooms_store::{Issued, Saved, Store, SuiteProof, TOKEN_LIFETIME_SECONDS, TokenKind};
use tokio::task::JoinSet;

use crate::fixture::{BY, Fixture, NOW, later};
use crate::sample;

on_both!(
    a_repeat_gives_the_same_token_renewed,
    a_token_that_ended_is_followed_by_a_new_one,
    wrong_secrets_and_unknown_keys_give_none,
    asked_at_once_all_nodes_give_one_token,
    a_new_secret_ends_the_token_of_the_old,
    a_secret_that_is_kept_for_a_while_bounds_its_tokens,
    rotating_again_never_lengthens_an_old_secret,
    the_same_secret_saved_again_changes_nothing,
    a_secret_saved_as_a_hash_takes_over,
    a_client_saved_without_a_secret_keeps_it,
    tokens_are_listed_newest_first,
    a_token_is_revoked_by_the_beginning_of_its_hash,
    what_is_no_beginning_of_a_hash_revokes_nothing,
    all_tokens_of_a_client_are_revoked,
    a_revoked_client_has_no_secret_until_it_is_rotated,
    what_expired_is_forgotten,
    a_key_that_comes_back_does_not_inherit_tokens,
    issued_and_revoked_at_once_no_token_is_left,
);
on_postgres!(
    revoking_waits_for_a_token_that_is_renewed,
    revoking_waits_for_a_token_that_is_new,
    a_secret_that_is_shortened_in_the_very_moment_still_opens,
);

async fn issue_at(store: &Store, secret: &str, now: EpochMillis) -> Option<Issued> {
    store.issue_app_token("app", secret, &BY, now).await.unwrap()
}

async fn issue(fixture: &Fixture, secret: &str, now: EpochMillis) -> Issued {
    issue_at(&fixture.store, secret, now).await.unwrap()
}

async fn is_refused(fixture: &Fixture, secret: &str, now: EpochMillis) -> bool {
    issue_at(&fixture.store, secret, now).await.is_none()
}

/// When a token ends, as a read of a room sees it; `None`: it is unknown.
async fn end_of(fixture: &Fixture, token: &Token) -> Option<EpochMillis> {
    let reading = fixture.read(token, "ann", "oak").await?;
    Some(reading.caller.expires_at)
}

fn key() -> ClientKey {
    ClientKey::new("app")
}

async fn rotate(fixture: &Fixture, keep_old_seconds: i64, now: EpochMillis) -> String {
    let key = key();
    let rotated = fixture.store.rotate_secret(&key, keep_old_seconds, None, &BY, now);
    rotated.await.unwrap().unwrap().0
}

async fn a_repeat_gives_the_same_token_renewed(fixture: &Fixture) {
    fixture.save(&[sample::small()]).await;
    let first = issue(fixture, "secret", NOW).await;
    assert_eq!(first.corp, Some(CorpId::new("corp")));
    assert_eq!(first.expires_at, later(TOKEN_LIFETIME_SECONDS));
    let text = first.token.as_str();
    assert!(text.len() == 32 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')));

    let head = fixture.head().await;
    let node = fixture.node().await;
    for (store, seconds) in [(&fixture.store, 1), (&node, 7_200), (&node, 14_399)] {
        let again = issue_at(store, "secret", later(seconds)).await.unwrap();
        assert!(again.token == first.token, "after {seconds} s");
        assert_eq!(again.expires_at, later(seconds + TOKEN_LIFETIME_SECONDS));
        assert_eq!(end_of(fixture, &first.token).await, Some(again.expires_at));
    }
    assert_eq!(fixture.head().await, head, "nothing is to be dropped");
    node.close().await;
}

async fn a_token_that_ended_is_followed_by_a_new_one(fixture: &Fixture) {
    fixture.save(&[sample::small()]).await;
    let first = issue(fixture, "secret", NOW).await;
    let end = first.expires_at;
    let second = issue(fixture, "secret", end).await;
    assert!(second.token != first.token, "a token ends at its end");
    assert_eq!(end_of(fixture, &first.token).await, Some(end));
    let third = issue(fixture, "secret", end.plus_seconds(1)).await;
    assert!(third.token == second.token);
}

async fn wrong_secrets_and_unknown_keys_give_none(fixture: &Fixture) {
    let mut all = sample::small();
    let mut bare = sample::app("bare", "");
    bare.secret = None;
    all.apps.push(bare);
    fixture.save(&[all]).await;
    fixture.save_suite(sample::suite("suite", "secret", &["corp"])).await;
    for (key, secret) in [
        ("app", ""),
        ("app", "Secret"),
        ("app", "secret "),
        ("App", "secret"),
        ("", "secret"),
        ("nobody", "secret"),
        ("bare", ""),
        ("bare", "secret"),
        ("suite", "secret"),
    ] {
        let issued = fixture.store.issue_app_token(key, secret, &BY, NOW).await;
        assert!(issued.unwrap().is_none(), "{key:?} {secret:?}");
    }
    assert_eq!(fixture.store.tokens(None, NOW).await.unwrap(), []);
}

async fn asked_at_once_all_nodes_give_one_token(fixture: &Fixture) {
    fixture.save(&[sample::small()]).await;
    let node = fixture.node().await;
    // Fresh, and again where the first has ended.
    let mut before: Option<Token> = None;
    for now in [NOW, later(TOKEN_LIFETIME_SECONDS)] {
        let mut tasks = JoinSet::new();
        for at in 0..16 {
            let store = if at % 2 == 0 { &fixture.store } else { &node }.clone();
            tasks.spawn(async move { issue_at(&store, "secret", now).await.unwrap().token });
        }
        let tokens = tasks.join_all().await;
        assert_eq!(tokens.len(), 16);
        assert!(tokens.iter().all(|token| *token == tokens[0]));
        assert!(before.replace(tokens[0].clone()) != Some(tokens[0].clone()));
        assert_eq!(fixture.store.tokens(None, now).await.unwrap().len(), 1);
    }
    node.close().await;
}

async fn a_new_secret_ends_the_token_of_the_old(fixture: &Fixture) {
    fixture.save(&[sample::small()]).await;
    let old = issue(fixture, "secret", NOW).await.token;
    let secret = rotate(fixture, 0, NOW).await;
    assert!(secret.len() == 43 && secret != "secret");
    assert_eq!(end_of(fixture, &old).await, None);
    assert!(is_refused(fixture, "secret", NOW).await);
    assert!(issue(fixture, &secret, NOW).await.token != old);

    // By an import as well.
    let old = issue(fixture, &secret, NOW).await.token;
    let mut all = sample::small();
    all.apps[0].secret = Some(Secret::Clear("third".to_owned()));
    assert_eq!(fixture.save(&[all]).await.written, 1);
    assert_eq!(end_of(fixture, &old).await, None);
    assert!(is_refused(fixture, &secret, NOW).await);
    assert!(!is_refused(fixture, "third", NOW).await);
}

async fn a_secret_that_is_kept_for_a_while_bounds_its_tokens(fixture: &Fixture) {
    fixture.save(&[sample::small()]).await;
    let old = issue(fixture, "secret", NOW).await;
    let secret = rotate(fixture, 60, NOW).await;
    let end = later(60);
    assert_eq!(end_of(fixture, &old.token).await, Some(end));
    let again = issue(fixture, "secret", later(59)).await;
    assert!(again.token == old.token);
    assert_eq!(again.expires_at, end, "no longer than its secret");
    let new = issue(fixture, &secret, later(59)).await;
    assert!(new.token != old.token);
    assert_eq!(new.expires_at, later(59 + TOKEN_LIFETIME_SECONDS));
    assert!(is_refused(fixture, "secret", end).await);
    assert!(!is_refused(fixture, &secret, end).await);

    // A token that the old secret had not yet asked for is bound as well.
    let newest = rotate(fixture, 100, end).await;
    fixture.store.revoke_tokens_of(&key(), &BY, end).await.unwrap();
    let late = issue(fixture, &secret, end).await;
    assert_eq!(late.expires_at, end.plus_seconds(100));
    assert!(!is_refused(fixture, &newest, end).await);
}

async fn rotating_again_never_lengthens_an_old_secret(fixture: &Fixture) {
    fixture.save(&[sample::small()]).await;
    let second = rotate(fixture, 60, NOW).await;
    let third = rotate(fixture, 10_000, NOW).await;
    assert!(!is_refused(fixture, "secret", later(59)).await);
    assert!(is_refused(fixture, "secret", later(60)).await);
    assert!(!is_refused(fixture, &second, later(60)).await);
    assert!(is_refused(fixture, &second, later(10_000)).await);
    assert!(!is_refused(fixture, &third, later(10_000)).await);
    // Without keeping, all of them end.
    let last = rotate(fixture, 0, NOW).await;
    for gone in ["secret", &second, &third] {
        assert!(is_refused(fixture, gone, NOW).await);
    }
    assert!(!is_refused(fixture, &last, NOW).await);
}

async fn the_same_secret_saved_again_changes_nothing(fixture: &Fixture) {
    fixture.save(&[sample::small()]).await;
    let token = issue(fixture, "secret", NOW).await.token;
    let mut raw = fixture.raw().await;
    let before = raw.dump().await;
    let mut all = sample::small();
    assert_eq!(fixture.save(std::slice::from_ref(&all)).await, Saved::default());
    // Its hash, as an export gives it, is the same secret.
    all.apps[0].secret = fixture.load("corp").await.unwrap().apps.remove(0).secret;
    assert!(matches!(all.apps[0].secret, Some(Secret::Hash(_))));
    assert_eq!(fixture.save(std::slice::from_ref(&all)).await, Saved::default());
    assert_eq!(raw.dump().await, before);
    // Beside an old one that lives on, too.
    let secret = rotate(fixture, 60, NOW).await;
    all.apps[0].secret = Some(Secret::Clear(secret));
    assert_eq!(fixture.save(&[all]).await, Saved::default());
    assert!(issue(fixture, "secret", NOW).await.token == token);
    raw.close().await;
}

async fn a_secret_saved_as_a_hash_takes_over(fixture: &Fixture) {
    fixture.save(&[sample::small()]).await;
    let old = issue(fixture, "secret", NOW).await.token;
    let hash = secret::hash_secret("other", Random::SYSTEM);
    let mut all = sample::small();
    all.apps[0].secret = Some(Secret::Hash(hash.clone()));
    assert_eq!(fixture.save(&[all.clone()]).await.written, 1);
    assert!(is_refused(fixture, "secret", NOW).await);
    assert_eq!(end_of(fixture, &old).await, None);
    assert!(!is_refused(fixture, "other", NOW).await);
    assert!(is_refused(fixture, &hash, NOW).await, "a hash opens nothing");
    assert_eq!(fixture.load("corp").await, Some(all));
}

async fn a_client_saved_without_a_secret_keeps_it(fixture: &Fixture) {
    fixture.save(&[sample::small()]).await;
    let token = issue(fixture, "secret", NOW).await.token;
    let mut all = sample::small();
    all.apps[0].secret = None;
    all.apps[0].client.scopes.push("more".to_owned());
    assert_eq!(fixture.save(&[all]).await.written, 1);
    assert!(issue(fixture, "secret", NOW).await.token == token);
    let reading = fixture.read(&token, "ann", "oak").await.unwrap();
    assert_eq!(reading.caller.client.unwrap().client.scopes.len(), 2);
}

async fn tokens_are_listed_newest_first(fixture: &Fixture) {
    let mut all = sample::small();
    all.apps.push(sample::app("second", "secret"));
    fixture.save(&[all]).await;
    fixture.save_suite(sample::suite("suite", "s", &["corp"])).await;
    let store = &fixture.store;
    let first = issue(fixture, "secret", NOW).await;
    let second = store.issue_app_token("second", "secret", &BY, later(1)).await;
    let second = second.unwrap().unwrap();
    let proof = SuiteProof::Secret("s");
    let suite = store.prove_suite("suite", proof, &fixture.key, NOW).await;
    let suite = suite.unwrap().unwrap();
    for (corp, at) in [(Some("corp"), 2), (None, 3)] {
        let issued = store.issue_suite_token(&suite, corp, &BY, later(at)).await;
        assert!(issued.unwrap().is_some());
    }

    let listed = store.tokens(None, NOW).await.unwrap();
    let shown: Vec<_> = listed
        .iter()
        .map(|token| (token.kind, token.client.as_str(), token.issued_at, token.corp.is_some()))
        .collect();
    assert_eq!(
        shown,
        [
            (TokenKind::Suite, "suite", later(3), false),
            (TokenKind::Corp, "suite", later(2), true),
            (TokenKind::App, "second", later(1), true),
            (TokenKind::App, "app", NOW, true),
        ]
    );
    assert_eq!(listed[2].id, second.token.hash().as_str()[..16]);
    assert_eq!(listed[3].expires_at, first.expires_at);
    let of_app = store.tokens(Some(&key()), NOW).await.unwrap();
    assert_eq!(of_app, listed[3..]);
    // What has ended is not shown.
    let end = later(TOKEN_LIFETIME_SECONDS + 1);
    assert_eq!(store.tokens(None, end).await.unwrap(), listed[..2]);
}

async fn a_token_is_revoked_by_the_beginning_of_its_hash(fixture: &Fixture) {
    let mut all = sample::small();
    all.apps.push(sample::app("second", "secret"));
    fixture.save(&[all]).await;
    let token = issue(fixture, "secret", NOW).await.token;
    let other = fixture.store.issue_app_token("second", "secret", &BY, NOW).await;
    let other = other.unwrap().unwrap().token;
    let id = token.hash().as_str()[..16].to_uppercase();
    assert_eq!(fixture.store.revoke_token(&id, &BY, NOW).await.unwrap(), 1);
    assert_eq!(fixture.store.revoke_token(&id, &BY, NOW).await.unwrap(), 0);
    assert_eq!(end_of(fixture, &token).await, None);
    assert!(end_of(fixture, &other).await.is_some());
    // It is not given again.
    assert!(issue(fixture, "secret", NOW).await.token != token);
}

async fn what_is_no_beginning_of_a_hash_revokes_nothing(fixture: &Fixture) {
    fixture.save(&[sample::small()]).await;
    let token = issue(fixture, "secret", NOW).await.token;
    let hash = token.hash();
    let head = fixture.head().await;
    let (begin, rest) = hash.as_str().split_at(2);
    let wrong = [
        String::new(),
        " ".to_owned(),
        "%".to_owned(),
        "\\".to_owned(),
        format!("{}%", &begin[..1]),
        "_".repeat(64),
        format!("{begin}_{rest}"),
        format!("{}0", hash.as_str()),
        token.as_str().to_owned(),
    ];
    for id in &wrong {
        let revoked = fixture.store.revoke_token(id, &BY, NOW).await.unwrap();
        assert_eq!(revoked, 0, "{id:?}");
    }
    assert!(end_of(fixture, &token).await.is_some());
    assert_eq!(fixture.head().await, head);
}

async fn all_tokens_of_a_client_are_revoked(fixture: &Fixture) {
    fixture.save(&[sample::small()]).await;
    let token = issue(fixture, "secret", NOW).await.token;
    assert_eq!(fixture.store.revoke_tokens_of(&key(), &BY, NOW).await.unwrap(), 1);
    assert_eq!(end_of(fixture, &token).await, None);
    // The secret lives, and gives another.
    assert!(issue(fixture, "secret", NOW).await.token != token);
    let nobody = ClientKey::new("nobody");
    assert_eq!(fixture.store.revoke_tokens_of(&nobody, &BY, NOW).await.unwrap(), 0);
}

async fn a_revoked_client_has_no_secret_until_it_is_rotated(fixture: &Fixture) {
    fixture.save(&[sample::small()]).await;
    let token = issue(fixture, "secret", NOW).await.token;
    assert!(fixture.store.revoke_client(&key(), &BY, NOW).await.unwrap());
    assert_eq!(end_of(fixture, &token).await, None);
    assert!(is_refused(fixture, "secret", NOW).await);
    assert_eq!(fixture.load("corp").await.unwrap().apps[0].secret, None);
    let secret = rotate(fixture, 0, NOW).await;
    assert!(!is_refused(fixture, &secret, NOW).await);
    let nobody = ClientKey::new("nobody");
    assert!(!fixture.store.revoke_client(&nobody, &BY, NOW).await.unwrap());
    let rotated = fixture.store.rotate_secret(&nobody, 0, None, &BY, NOW).await;
    assert!(rotated.unwrap().is_none());
}

async fn what_expired_is_forgotten(fixture: &Fixture) {
    fixture.save(&[sample::small()]).await;
    let old = issue(fixture, "secret", NOW).await.token;
    let secret = rotate(fixture, 60, NOW).await;
    let new = issue(fixture, &secret, later(60)).await.token;
    let secrets = "SELECT secret_id FROM client_secrets";
    let mut raw = fixture.raw().await;

    fixture.store.forget_expired(later(59)).await.unwrap();
    assert!(end_of(fixture, &old).await.is_some());
    assert_eq!(raw.texts(secrets).await.len(), 2);

    fixture.store.forget_expired(later(60)).await.unwrap();
    assert_eq!(end_of(fixture, &old).await, None);
    assert!(end_of(fixture, &new).await.is_some());
    assert_eq!(raw.texts(secrets).await.len(), 1);

    // A secret without an end outlives its token.
    let end = later(60 + TOKEN_LIFETIME_SECONDS);
    fixture.store.forget_expired(end).await.unwrap();
    assert_eq!(end_of(fixture, &new).await, None);
    assert!(issue(fixture, &secret, end).await.token != new);
    raw.close().await;
}

async fn a_key_that_comes_back_does_not_inherit_tokens(fixture: &Fixture) {
    fixture.save(&[sample::small()]).await;
    let token = issue(fixture, "secret", NOW).await.token;
    // With its organisation it goes, and the token stays to say so.
    let nothing = sample::contents(Vec::new());
    fixture.try_replace(&nothing).await.unwrap();
    assert!(end_of(fixture, &token).await.is_some());
    assert!(is_refused(fixture, "secret", NOW).await);
    fixture.save(&[sample::small()]).await;
    assert_eq!(end_of(fixture, &token).await, None);
    assert!(issue(fixture, "secret", NOW).await.token != token);
}

async fn issued_and_revoked_at_once_no_token_is_left(fixture: &Fixture) {
    fixture.save(&[sample::small()]).await;
    let node = fixture.node().await;
    let mut tasks = JoinSet::new();
    for store in [&fixture.store, &node] {
        let store = store.clone();
        tasks.spawn(async move {
            let mut tokens = Vec::new();
            for _ in 0..10 {
                let token = issue_at(&store, "secret", NOW).await.unwrap().token;
                store.revoke_token(token.hash().as_str(), &BY, NOW).await.unwrap();
                tokens.push(token);
                tokens.push(issue_at(&store, "secret", NOW).await.unwrap().token);
                store.revoke_tokens_of(&key(), &BY, NOW).await.unwrap();
            }
            tokens
        });
    }
    for token in tasks.join_all().await.into_iter().flatten() {
        assert_eq!(end_of(fixture, &token).await, None);
    }
    node.close().await;
}

/// Revokes while a token is issued, statement by statement: that holds the secret, and then comes
/// to the token.
async fn revoked_while_issued(fixture: &Fixture, by_id: bool, of_token: &str) -> u64 {
    let token = issue(fixture, "secret", NOW).await.token;
    let mut issuing = fixture.raw().await;
    issuing.execute("BEGIN; UPDATE client_secrets SET token_expires_at = token_expires_at").await;
    let (store, id) = (fixture.store.clone(), token.hash().as_str().to_owned());
    let revoking = tokio::spawn(async move {
        if by_id {
            store.revoke_token(&id, &BY, NOW).await
        } else {
            store.revoke_tokens_of(&key(), &BY, NOW).await
        }
    });
    fixture.until_waiting(1).await;
    issuing.execute(of_token).await;
    issuing.execute("COMMIT").await;
    issuing.close().await;
    let revoked = revoking.await.unwrap().unwrap();
    assert_eq!(end_of(fixture, &token).await, None);
    revoked
}

async fn revoking_waits_for_a_token_that_is_renewed(fixture: &Fixture) {
    fixture.save(&[sample::small()]).await;
    for by_id in [true, false] {
        let renewed = "UPDATE tokens SET expires_at = expires_at + 1";
        assert_eq!(revoked_while_issued(fixture, by_id, renewed).await, 1);
    }
}

async fn revoking_waits_for_a_token_that_is_new(fixture: &Fixture) {
    fixture.save(&[sample::small()]).await;
    let new = "INSERT INTO tokens SELECT 'new', kind, client_key, secret_id, corp_id, issued_at, \
               expires_at FROM tokens";
    assert_eq!(revoked_while_issued(fixture, false, new).await, 2);
    assert_eq!(fixture.store.tokens(None, NOW).await.unwrap(), []);
}

async fn a_secret_that_is_shortened_in_the_very_moment_still_opens(fixture: &Fixture) {
    fixture.save(&[sample::small()]).await;
    let first = issue(fixture, "secret", NOW).await;
    // A rotation that keeps the old secret for a minute has written, and is about to commit.
    let end = later(60);
    let mut raw = fixture.raw().await;
    raw.execute(&format!(
        "BEGIN; UPDATE client_secrets SET expires_at = {end}, token_expires_at = {end}; \
         UPDATE tokens SET expires_at = {end}",
        end = end.0
    ))
    .await;
    let store = fixture.store.clone();
    let issuing = tokio::spawn(async move { issue_at(&store, "secret", later(1)).await });
    fixture.until_waiting(1).await;
    raw.execute("COMMIT").await;
    raw.close().await;
    let issued = issuing.await.unwrap().expect("the old secret is kept for a while");
    assert!(issued.token == first.token);
    assert_eq!(issued.expires_at, end);
    assert_eq!(end_of(fixture, &issued.token).await, Some(end));
}
