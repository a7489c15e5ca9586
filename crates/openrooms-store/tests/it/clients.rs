//! Apps and suites as an operator handles them.

use openrooms_core::client::Secret;
use openrooms_core::id::{ClientKey, CorpId};
use openrooms_store::{AuditFilter, ClientKind, ClientSummary, SuiteProof};
use tokio::task::JoinSet;

use crate::fixture::{BY, Fixture, NOW, later};
use crate::sample;

on_both!(
    an_app_is_made_with_a_secret_of_its_own,
    an_app_is_made_with_a_chosen_secret,
    a_suite_is_made_with_a_secret_of_its_own,
    a_taken_key_and_an_unknown_organisation_make_nothing,
    clients_are_listed,
    scopes_are_changed,
    redirect_addresses_are_changed,
    of_those_who_make_the_same_client_at_once_one_does,
);
on_postgres!(a_key_that_is_taken_in_the_very_moment_makes_nothing);

async fn opens(fixture: &Fixture, key: &str, secret: &str) -> bool {
    fixture.store.issue_app_token(key, secret, &BY, NOW).await.unwrap().is_some()
}

async fn an_app_is_made_with_a_secret_of_its_own(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp")]).await;
    let mut app = sample::full("corp").apps.remove(0);
    app.secret = None;
    let made = fixture.store.create_app(&CorpId::new("corp"), &app, &BY, NOW).await;
    let secret = made.unwrap().unwrap().0;
    assert_eq!(secret.len(), 43);
    assert!(opens(fixture, app.client.key.as_str(), &secret).await);
    let mut loaded = fixture.load("corp").await.unwrap().apps;
    loaded[0].secret = None;
    assert_eq!(loaded, [app]);
}

async fn an_app_is_made_with_a_chosen_secret(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp")]).await;
    let app = sample::app("app", "chosen");
    let made = fixture.store.create_app(&CorpId::new("corp"), &app, &BY, NOW).await;
    assert_eq!(made.unwrap().unwrap().0, "chosen");
    assert!(opens(fixture, "app", "chosen").await);
}

async fn a_suite_is_made_with_a_secret_of_its_own(fixture: &Fixture) {
    let mut suite = sample::suite("suite", "", &["corp"]);
    suite.secret = None;
    let made = fixture.store.create_suite(&suite, &fixture.key, &BY, NOW).await;
    let secret = made.unwrap().unwrap().0;
    let proof = SuiteProof::Secret(&secret);
    let proved = fixture.store.prove_suite("suite", proof, &fixture.key, NOW).await;
    assert!(proved.unwrap().is_some());
    assert!(!opens(fixture, "suite", &secret).await, "it is no app");
    let mut loaded = fixture.store.suites().await.unwrap();
    assert!(matches!(loaded[0].secret.take(), Some(Secret::Hash(_))));
    assert_eq!(loaded, [suite]);
}

async fn a_taken_key_and_an_unknown_organisation_make_nothing(fixture: &Fixture) {
    let store = &fixture.store;
    fixture.save(&[sample::small(), sample::organisation("other")]).await;
    fixture.save_suite(sample::suite("suite", "s", &[])).await;
    let mut raw = fixture.raw().await;
    let before = raw.dump().await;
    for (corp, key) in [("other", "app"), ("corp", "app"), ("corp", "suite"), ("nowhere", "new")] {
        let made = store.create_app(&CorpId::new(corp), &sample::app(key, "x"), &BY, NOW).await;
        assert!(made.unwrap().is_none(), "{key} in {corp}");
    }
    for key in ["app", "suite"] {
        let made = store.create_suite(&sample::suite(key, "x", &[]), &fixture.key, &BY, NOW).await;
        assert!(made.unwrap().is_none(), "{key}");
    }
    assert_eq!(raw.dump().await, before);
    raw.close().await;
}

async fn clients_are_listed(fixture: &Fixture) {
    let store = &fixture.store;
    let mut one = sample::full("1");
    one.apps.push(sample::app("z", "secret"));
    let mut two = sample::organisation("2");
    two.apps = vec![sample::app("a", "secret")];
    fixture.save(&[two, one.clone()]).await;
    let suite = sample::suite("suite", "s", &["b", "a"]);
    fixture.save_suite(suite.clone()).await;
    store.rotate_secret(&ClientKey::new("z"), 60, None, &BY, NOW).await.unwrap().unwrap();

    let keys = async |corp: Option<&str>, seconds: i64| -> Vec<(String, i64)> {
        let corp = corp.map(CorpId::new);
        let listed = store.clients(ClientKind::App, corp.as_ref(), later(seconds)).await.unwrap();
        let of = |found: ClientSummary| (found.client.key.into_string(), found.live_secrets);
        listed.into_iter().map(of).collect()
    };
    let named = |list: &[(&str, i64)]| -> Vec<(String, i64)> {
        list.iter().map(|(key, live)| ((*key).to_owned(), *live)).collect()
    };
    assert_eq!(keys(None, 59).await, named(&[("1-app", 0), ("z", 2), ("a", 1)]));
    assert_eq!(keys(None, 60).await, named(&[("1-app", 0), ("z", 1), ("a", 1)]));
    assert_eq!(keys(Some("2"), 60).await, named(&[("a", 1)]));
    assert_eq!(keys(Some("3"), 60).await, []);

    let listed = store.clients(ClientKind::App, Some(&CorpId::new("1")), NOW).await.unwrap();
    let wanted = ClientSummary {
        client: one.apps[0].client.clone(),
        corp: Some(CorpId::new("1")),
        authorised_by: Vec::new(),
        ticket: None,
        redirect_uris: one.apps[0].redirect_uris.clone().unwrap_or_default(),
        live_secrets: 0,
        old_secrets_end_at: None,
        name: one.apps[0].name.clone(),
    };
    assert_eq!(listed[0], wanted);
    let wanted = ClientSummary {
        client: suite.client,
        corp: None,
        authorised_by: suite.authorised_by,
        ticket: suite.ticket,
        redirect_uris: Vec::new(),
        live_secrets: 1,
        old_secrets_end_at: None,
        name: None,
    };
    assert_eq!(store.clients(ClientKind::Suite, None, NOW).await.unwrap(), [wanted]);
}

async fn redirect_addresses_are_changed(fixture: &Fixture) {
    let store = &fixture.store;
    fixture.save(&[sample::small()]).await;
    fixture.save_suite(sample::suite("suite", "s", &[])).await;
    let change = async |key: &str, uris: &[&str]| {
        let uris: Vec<String> = uris.iter().map(|uri| (*uri).to_owned()).collect();
        let key = ClientKey::new(key);
        store.change_redirect_uris(&key, |kept| *kept = uris, &BY, NOW).await.unwrap()
    };
    for wanted in [&["https://a/\"\\é", "app:b"][..], &["https://c"], &[]] {
        assert_eq!(change("app", wanted).await.unwrap(), wanted);
        let kept = store.consent_client(&ClientKey::new("app")).await.unwrap().unwrap();
        assert_eq!(kept.redirect_uris, wanted);
    }
    let filter = AuditFilter { kind: Some("app".to_owned()), ..AuditFilter::default() };
    let entries = store.audit_newest(&filter, 10).await.unwrap().len();
    assert_eq!(change("app", &[]).await.unwrap(), Vec::<String>::new());
    assert_eq!(store.audit_newest(&filter, 10).await.unwrap().len(), entries, "nothing changed");
    for nobody in ["nobody", "suite"] {
        assert_eq!(change(nobody, &["https://a"]).await, None, "{nobody}");
    }
}

async fn scopes_are_changed(fixture: &Fixture) {
    let store = &fixture.store;
    fixture.save(&[sample::small()]).await;
    let app = ClientKey::new("app");
    let token = store.issue_app_token("app", "secret", &BY, NOW).await.unwrap().unwrap().token;
    let granted = store.change_scopes(&app, |scopes| scopes.push("more \"\\".to_owned()), &BY, NOW);
    let granted = granted.await.unwrap().unwrap();
    assert_eq!(granted, ["VideoConference.Conference.Read", "more \"\\"]);
    let reading = fixture.read(&token, "ann", "oak").await.unwrap();
    assert_eq!(reading.caller.client.unwrap().client.scopes, granted);
    let revoked =
        store.change_scopes(&app, |scopes| scopes.retain(|name| name.len() > 20), &BY, NOW);
    assert_eq!(revoked.await.unwrap().unwrap().len(), 1);
    let nobody = ClientKey::new("nobody");
    let changed = store.change_scopes(&nobody, Vec::clear, &BY, NOW).await;
    assert!(changed.unwrap().is_none());

    // Two that grant at once both count.
    let node = fixture.node().await;
    let grant = |scope: &'static str| move |scopes: &mut Vec<String>| scopes.push(scope.to_owned());
    let (one, two) = tokio::join!(
        store.change_scopes(&app, grant("one"), &BY, NOW),
        node.change_scopes(&app, grant("two"), &BY, NOW),
    );
    assert!(one.unwrap().is_some() && two.unwrap().is_some());
    assert_eq!(fixture.load("corp").await.unwrap().apps[0].client.scopes.len(), 3);
    node.close().await;
}

async fn of_those_who_make_the_same_client_at_once_one_does(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp")]).await;
    for round in 0..4 {
        let key = format!("key{round}");
        let mut makers = JoinSet::new();
        for at in 0..8 {
            let (store, server_key) = (fixture.store.clone(), fixture.key.clone());
            let (app, suite) = (sample::app(&key, "s"), sample::suite(&key, "s", &["corp"]));
            makers.spawn(async move {
                match at % 2 {
                    0 => store.create_app(&CorpId::new("corp"), &app, &BY, NOW).await,
                    _ => store.create_suite(&suite, &server_key, &BY, NOW).await,
                }
            });
        }
        let made = makers.join_all().await;
        let made = made.into_iter().filter(|made| made.as_ref().unwrap().is_some());
        assert_eq!(made.count(), 1, "round {round}");
    }
}

async fn a_key_that_is_taken_in_the_very_moment_makes_nothing(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp")]).await;
    let taken = "INSERT INTO clients (client_key, kind, corp_id, scopes) VALUES";
    let mut raw = fixture.raw().await;
    raw.execute(&format!(
        "BEGIN; {taken} ('app', 'app', 'corp', '[]'), ('suite', 'suite', NULL, '[]')"
    ))
    .await;
    let (store, server_key) = (fixture.store.clone(), fixture.key.clone());
    let app = tokio::spawn(async move {
        store.create_app(&CorpId::new("corp"), &sample::app("app", "s"), &BY, NOW).await
    });
    let store = fixture.store.clone();
    let suite = tokio::spawn(async move {
        store.create_suite(&sample::suite("suite", "s", &["corp"]), &server_key, &BY, NOW).await
    });
    fixture.until_waiting(2).await;
    raw.execute("COMMIT").await;
    raw.close().await;
    for made in [app.await.unwrap(), suite.await.unwrap()] {
        assert!(made.unwrap().is_none());
    }
    assert!(fixture.store.suites().await.unwrap()[0].authorised_by.is_empty());
}
