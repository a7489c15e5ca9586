//! Suites: how they prove themselves, what tokens they get, who has authorised them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use openrooms_core::client::Secret;
use openrooms_core::id::{ClientKey, CorpId};
use openrooms_store::secret::{self, Random, ServerKey};
use openrooms_store::{
    AuthorisedSuite, Issued, Saved, StoreError, SuiteProof, TOKEN_LIFETIME_SECONDS, TokenKind,
};

use crate::fixture::{BY, Fixture, NOW, later};
use crate::sample;

on_both!(
    a_suite_proves_itself_by_its_secret,
    a_suite_proves_itself_by_a_signature,
    a_secret_known_by_its_hash_signs_once_it_was_shown,
    a_secret_shown_by_an_import_signs,
    another_server_key_cannot_unseal,
    each_call_gives_a_new_token,
    a_token_ends_with_its_secret,
    a_proof_is_worth_nothing_after_a_rotation,
    authorisation_is_given_and_withdrawn,
    a_suite_that_goes_takes_its_tokens_along,
);

const MESSAGE: &str = "1780000000000\nticket";

fn sign(secret: &str, message: &str) -> String {
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(message.as_bytes());
    STANDARD.encode(mac.finalize().into_bytes())
}

async fn try_prove(
    fixture: &Fixture,
    proof: SuiteProof<'_>,
) -> Result<Option<AuthorisedSuite>, StoreError> {
    fixture.store.prove_suite("suite", proof, &fixture.key, NOW).await
}

/// Proves the suite by its secret.
async fn prove(fixture: &Fixture, secret: &str) -> Option<AuthorisedSuite> {
    try_prove(fixture, SuiteProof::Secret(secret)).await.unwrap()
}

async fn is_signed(fixture: &Fixture, secret: &str) -> bool {
    let signature = sign(secret, MESSAGE);
    let proof = SuiteProof::Signature { message: MESSAGE, signature: &signature };
    try_prove(fixture, proof).await.unwrap().is_some()
}

async fn issue(fixture: &Fixture, suite: &AuthorisedSuite, corp: Option<&str>) -> Option<Issued> {
    let issued = fixture.store.issue_suite_token(suite, corp, &BY, NOW);
    issued.await.unwrap()
}

fn key() -> ClientKey {
    ClientKey::new("suite")
}

async fn rotate(fixture: &Fixture, keep_old_seconds: i64) -> String {
    let store = &fixture.store;
    let key = key();
    let rotated = store.rotate_secret(&key, keep_old_seconds, Some(&fixture.key), &BY, NOW);
    rotated.await.unwrap().unwrap().0
}

async fn a_suite_proves_itself_by_its_secret(fixture: &Fixture) {
    fixture.save(&[sample::small()]).await;
    fixture.save_suite(sample::suite("suite", "s", &[])).await;
    let suite = prove(fixture, "s").await.unwrap();
    assert_eq!(suite.ticket.as_deref(), Some("ticket"));
    for (key, secret) in [("suite", "S"), ("suite", ""), ("Suite", "s"), ("app", "secret")] {
        let proof = SuiteProof::Secret(secret);
        let proved = fixture.store.prove_suite(key, proof, &fixture.key, NOW);
        assert!(proved.await.unwrap().is_none(), "{key} {secret:?}");
    }
    // Both secrets while the old one lives, and then the new one.
    let new = rotate(fixture, 60).await;
    for (secret, at, wanted) in
        [("s", 59, true), (&new, 59, true), ("s", 60, false), (&new, 60, true)]
    {
        let proof = SuiteProof::Secret(secret);
        let store = &fixture.store;
        let proved = store.prove_suite("suite", proof, &fixture.key, later(at));
        assert_eq!(proved.await.unwrap().is_some(), wanted, "after {at} s");
    }
}

async fn a_suite_proves_itself_by_a_signature(fixture: &Fixture) {
    fixture.save(&[sample::small()]).await;
    fixture.save_suite(sample::suite("suite", "s", &[])).await;
    assert!(is_signed(fixture, "s").await);
    assert!(!is_signed(fixture, "S").await);
    let right = sign("s", MESSAGE);
    for (key, message, signature) in [
        ("suite", "1780000000001\nticket", right.as_str()),
        ("suite", MESSAGE, ""),
        ("suite", MESSAGE, right.trim_end_matches('=')),
        ("nobody", MESSAGE, &right),
        ("app", MESSAGE, &right),
        ("app", MESSAGE, &sign("secret", MESSAGE)),
    ] {
        let proof = SuiteProof::Signature { message, signature };
        let proved = fixture.store.prove_suite(key, proof, &fixture.key, NOW);
        assert!(proved.await.unwrap().is_none(), "{key} {message:?}");
    }
    let new = rotate(fixture, 60).await;
    assert!(is_signed(fixture, "s").await && is_signed(fixture, &new).await);
    let last = rotate(fixture, 0).await;
    assert!(!is_signed(fixture, "s").await && !is_signed(fixture, &new).await);
    assert!(is_signed(fixture, &last).await);
}

fn by_hash(secret: &str) -> openrooms_core::client::Suite {
    openrooms_core::client::Suite {
        secret: Some(Secret::Hash(secret::hash_secret(secret, Random::SYSTEM))),
        ..sample::suite("suite", "", &[])
    }
}

async fn a_secret_known_by_its_hash_signs_once_it_was_shown(fixture: &Fixture) {
    let is_known_by_hash = async |key| fixture.store.is_known_by_hash(key, NOW).await.unwrap();
    fixture.save(&[sample::small()]).await;
    fixture.save_suite(by_hash("s")).await;
    assert!(!is_signed(fixture, "s").await);
    assert!(prove(fixture, "wrong").await.is_none());
    assert!(!is_signed(fixture, "s").await);
    assert!(is_known_by_hash("suite").await);
    assert!(!is_known_by_hash("app").await && !is_known_by_hash("nobody").await);
    assert!(prove(fixture, "s").await.is_some());
    assert!(!is_known_by_hash("suite").await);
    assert!(is_signed(fixture, "s").await);
    assert!(!is_signed(fixture, "wrong").await);
}

async fn a_secret_shown_by_an_import_signs(fixture: &Fixture) {
    fixture.save_suite(by_hash("s")).await;
    let suite = prove(fixture, "s").await.unwrap();
    let token = issue(fixture, &suite, None).await.unwrap().token;
    let mut raw = fixture.raw().await;
    raw.execute("UPDATE client_secrets SET sealed = NULL").await;
    raw.close().await;
    let in_clear = sample::suite("suite", "s", &[]);
    fixture.save_suite(in_clear.clone()).await;
    assert!(is_signed(fixture, "s").await);
    assert_eq!(fixture.save_suite(in_clear).await, Saved::default());
    // It is the same secret, and its tokens live.
    assert!(fixture.read(&token, "ann", "oak").await.is_some());
}

async fn another_server_key_cannot_unseal(fixture: &Fixture) {
    fixture.save_suite(sample::suite("suite", "s", &[])).await;
    let other = ServerKey::generate(Random::SYSTEM);
    let signature = sign("s", MESSAGE);
    let proof = SuiteProof::Signature { message: MESSAGE, signature: &signature };
    let refused = fixture.store.prove_suite("suite", proof, &other, NOW).await;
    assert!(matches!(refused, Err(StoreError::Sealed(_))));
    // The secret itself is known by its hash.
    let proof = SuiteProof::Secret("s");
    let proved = fixture.store.prove_suite("suite", proof, &other, NOW).await;
    assert!(proved.unwrap().is_some());
}

async fn each_call_gives_a_new_token(fixture: &Fixture) {
    fixture.save(&[sample::small()]).await;
    fixture.save_suite(sample::suite("suite", "s", &["corp"])).await;
    let suite = prove(fixture, "s").await.unwrap();
    let mut tokens = Vec::new();
    for (corp, kind) in [
        (Some("corp"), TokenKind::Corp),
        (Some("corp"), TokenKind::Corp),
        (None, TokenKind::Suite),
        (None, TokenKind::Suite),
    ] {
        let issued = issue(fixture, &suite, corp).await.unwrap();
        assert_eq!(issued.expires_at, later(TOKEN_LIFETIME_SECONDS));
        assert_eq!(issued.corp, corp.map(CorpId::new));
        let caller = fixture.read(&issued.token, "ann", "oak").await.unwrap().caller;
        assert_eq!(caller.kind, kind);
        assert_eq!(caller.organisation.map(|of| of.id), issued.corp);
        assert_eq!(caller.client.unwrap().client.key, key());
        assert!(!tokens.contains(&issued.token.as_str().to_owned()));
        tokens.push(issued.token.as_str().to_owned());
    }
    assert_eq!(fixture.store.tokens(None, NOW).await.unwrap().len(), 4);
    assert_eq!(fixture.store.revoke_tokens_of(&key(), &BY, NOW).await.unwrap(), 4);
}

async fn a_token_ends_with_its_secret(fixture: &Fixture) {
    fixture.save_suite(sample::suite("suite", "s", &[])).await;
    let early = prove(fixture, "s").await.unwrap();
    let before = issue(fixture, &early, None).await.unwrap().token;
    rotate(fixture, 60).await;
    let late = prove(fixture, "s").await.unwrap();
    // Also one that was proved before the rotation and is issued after it.
    for suite in [&early, &late] {
        let issued = issue(fixture, suite, None).await.unwrap();
        assert_eq!(issued.expires_at, later(60));
        let read = fixture.read(&issued.token, "ann", "oak").await.unwrap();
        assert_eq!(read.caller.expires_at, later(60));
    }
    let read = fixture.read(&before, "ann", "oak").await.unwrap();
    assert_eq!(read.caller.expires_at, later(60));
    let ended = fixture.store.issue_suite_token(&late, None, &BY, later(60)).await;
    assert!(ended.unwrap().is_none());
}

async fn a_proof_is_worth_nothing_after_a_rotation(fixture: &Fixture) {
    fixture.save_suite(sample::suite("suite", "s", &[])).await;
    let proved = prove(fixture, "s").await.unwrap();
    let token = issue(fixture, &proved, None).await.unwrap().token;
    let new = rotate(fixture, 0).await;
    assert!(issue(fixture, &proved, None).await.is_none());
    assert!(fixture.read(&token, "ann", "oak").await.is_none());
    let proved = prove(fixture, &new).await.unwrap();
    assert!(fixture.store.revoke_client(&key(), &BY, NOW).await.unwrap());
    assert!(issue(fixture, &proved, None).await.is_none());
    assert!(prove(fixture, &new).await.is_none());
    assert_eq!(fixture.store.tokens(None, NOW).await.unwrap(), []);
}

async fn authorisation_is_given_and_withdrawn(fixture: &Fixture) {
    let store = &fixture.store;
    let (corp, elsewhere) = (CorpId::new("corp"), CorpId::new("elsewhere"));
    fixture.save(&[sample::small()]).await;
    fixture.save_suite(sample::suite("suite", "s", &[])).await;
    let suite = prove(fixture, "s").await.unwrap();
    let authorised_by = async || store.suites().await.unwrap()[0].authorised_by.clone();
    let is_authorised =
        async |corp: &CorpId| store.is_authorised(&suite, corp.as_str()).await.unwrap();

    assert!(!is_authorised(&corp).await);
    for corp in [&elsewhere, &corp, &elsewhere] {
        assert!(store.authorise_suite(&key(), corp, &BY, NOW).await.unwrap());
    }
    assert_eq!(authorised_by().await, [elsewhere.clone(), corp.clone()]);
    assert!(is_authorised(&corp).await);
    assert!(!is_authorised(&elsewhere).await, "it is not on this server");
    for nobody in ["app", "nobody"] {
        let nobody = ClientKey::new(nobody);
        let authorised = store.authorise_suite(&nobody, &corp, &BY, NOW);
        assert!(!authorised.await.unwrap(), "{nobody}");
    }

    assert!(store.withdraw_suite(&key(), &corp, &BY, NOW).await.unwrap());
    assert!(!store.withdraw_suite(&key(), &corp, &BY, NOW).await.unwrap());
    assert_eq!(authorised_by().await, [elsewhere]);
    assert!(!is_authorised(&corp).await);
}

async fn a_suite_that_goes_takes_its_tokens_along(fixture: &Fixture) {
    fixture.save_suite(sample::suite("suite", "s", &["corp"])).await;
    let suite = prove(fixture, "s").await.unwrap();
    let token = issue(fixture, &suite, None).await.unwrap().token;
    let nothing = sample::contents(Vec::new());
    let saved = fixture.try_replace(&nothing).await.unwrap();
    assert_eq!(saved.removed, 1);
    assert!(fixture.read(&token, "ann", "oak").await.is_none());
    assert!(prove(fixture, "s").await.is_none());
}
