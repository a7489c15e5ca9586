//! Refused tokens in the record: counted, and never a row for each guess.

use openrooms_store::AuditFilter;

use crate::fixture::Home;
use crate::request;
use crate::sample;

#[tokio::test]
async fn refused_tokens_are_recorded_together_and_a_bounded_number_of_them_apart() {
    let home = Home::with(sample::usual()).await;
    let server = home.serve().await;
    for _ in 0..3 {
        server.call(request::app_token("app", "wrong")).await;
    }
    for key in 0..30 {
        server.call(request::app_token(&format!("key-{key}"), "wrong")).await;
    }
    assert_eq!(server.call(request::app_token("app", "secret")).await.status, 200);
    server.stop().await; // what was gathered is written down

    let store = home.store().await;
    let filter = AuditFilter { kind: Some("refusal".to_owned()), ..AuditFilter::default() };
    let entries = store.audit_newest(&filter, 100).await.unwrap();
    assert_eq!(entries.len(), 20 + 1);
    let of_app: Vec<_> = entries.iter().filter(|entry| entry.id == "app").collect();
    assert_eq!(of_app.len(), 1);
    assert_eq!(of_app[0].chain, "corp");
    assert_eq!(of_app[0].action, "GetAccessToken");
    assert_eq!(of_app[0].address.as_deref(), Some("127.0.0.1"));
    assert_eq!(of_app[0].after.as_deref(), Some(r#"{"isKnown":true,"times":3}"#));
    let times = |entry: &openrooms_store::Recorded| {
        let after: serde_json::Value =
            serde_json::from_str(entry.after.as_deref().unwrap()).unwrap();
        after["times"].as_u64().unwrap()
    };
    assert_eq!(entries.iter().map(times).sum::<u64>(), 33);
    assert!(!format!("{entries:?}").contains("wrong"), "a secret that was tried is not kept");
    for chain in store.audit_chains().await.unwrap() {
        assert!(store.verify_audit(&chain, None).await.unwrap().is_ok());
    }
    store.close().await;
}
