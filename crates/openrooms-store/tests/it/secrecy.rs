//! The database alone gives neither a token nor a secret.

use openrooms_core::client::Secret;
use openrooms_core::id::{ClientKey, CorpId, UserId};
use openrooms_store::{SuiteProof, UserGrant};

use crate::fixture::{BY, Fixture, NOW};
use crate::sample;

on_both!(no_value_of_any_table_holds_a_token_or_a_secret);

async fn no_value_of_any_table_holds_a_token_or_a_secret(fixture: &Fixture) {
    let store = &fixture.store;
    store.adopt_key(&fixture.key).await.unwrap();
    let mut all = sample::small();
    all.apps[0].secret = Some(Secret::Clear("app-secret".to_owned()));
    fixture.save(&[all]).await;
    fixture.save_suite(sample::suite("suite", "suite-secret", &["corp"])).await;
    let mut secrets = ["app-secret".to_owned(), "suite-secret".to_owned()];
    let mut hidden = vec![fixture.key.to_text()];

    // Old and new secrets, each with tokens.
    for rotation in 0..2 {
        let [app_secret, suite_secret] = secrets.clone();
        let issued = store.issue_app_token("app", &app_secret, &BY, NOW).await;
        let proof = SuiteProof::Secret(&suite_secret);
        let suite = store.prove_suite("suite", proof, &fixture.key, NOW).await;
        let suite = suite.unwrap().unwrap();
        let of_corp = store.issue_suite_token(&suite, Some("corp"), &BY, NOW).await;
        let of_none = store.issue_suite_token(&suite, None, &BY, NOW).await;
        let tokens = [issued, of_corp, of_none];
        let tokens = tokens.map(|issued| issued.unwrap().unwrap().token);
        hidden.extend(tokens.iter().map(|token| token.as_str().to_owned()));

        let (corp, user) = (CorpId::new("corp"), UserId::new("user-ann"));
        let app = store.prove_client("app", &app_secret, NOW).await.unwrap().unwrap();
        for is_traded in [false, true] {
            let key = ClientKey::new("app");
            let code = store.create_user_code(&corp, &user, &key, &BY, NOW).await;
            let code = code.unwrap().ok().unwrap().code;
            hidden.push(code.as_str().to_owned());
            if is_traded {
                let grant = UserGrant::Code(code.as_str());
                let issued = store.issue_user_token(&app, grant, &BY, NOW).await.unwrap().unwrap();
                hidden.push(issued.token.as_str().to_owned());
                hidden.push(issued.refresh.as_str().to_owned());
            }
        }
        hidden.extend([app_secret, suite_secret]);
        if rotation == 0 {
            for (key, secret) in ["app", "suite"].into_iter().zip(&mut secrets) {
                let key = ClientKey::new(key);
                let rotated = store.rotate_secret(&key, 60, Some(&fixture.key), &BY, NOW);
                *secret = rotated.await.unwrap().unwrap().0;
            }
        }
    }

    let mut raw = fixture.raw().await;
    let dump = raw.dump().await;
    for hidden in &hidden {
        let found: Vec<_> = dump.iter().filter(|line| line.contains(hidden)).collect();
        assert!(found.is_empty(), "{hidden} in {found:?}");
    }
    // What is looked for is looked for in the right place.
    for shown in [
        "clients.client_key app",
        "client_secrets.token_sealed ",
        "tokens.token_hash ",
        "user_grants.grant_hash ",
    ] {
        assert!(dump.iter().any(|line| line.starts_with(shown)), "{shown}");
    }
    raw.close().await;
}
