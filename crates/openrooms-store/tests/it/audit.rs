//! The record: every change leaves an entry, and nobody takes one back unseen.

use openrooms_core::id::{ClientKey, CorpId};
use openrooms_store::{AuditFilter, Fault, Origin, Recorded, Refusals, SuiteProof, Verified};

use crate::fixture::{BY, Fixture, NOW, later};
use crate::sample;

on_both!(
    every_change_of_a_client_leaves_an_entry,
    a_new_token_leaves_an_entry_and_a_repeat_none,
    an_import_leaves_an_entry_where_it_changes_something,
    refusals_lie_with_the_keys_organisation,
    entries_are_found_by_each_of_their_sides,
    a_chain_is_read_backwards_page_by_page,
    a_whole_chain_is_verified,
    what_was_tampered_with_is_named,
    a_noted_hash_finds_a_chain_that_was_written_anew,
    pruning_keeps_the_chain_whole,
    writers_at_once_make_one_chain,
);

async fn all(fixture: &Fixture, chain: &str) -> Vec<Recorded> {
    let filter = AuditFilter::default();
    fixture.store.audit_after(chain, &filter, 0, 10_000).await.unwrap()
}

async fn verify(fixture: &Fixture, chain: &str) -> Result<Verified, Fault> {
    fixture.store.verify_audit(chain, None).await.unwrap()
}

/// What an entry says, but for its hashes.
fn told(entry: &Recorded) -> (&str, &str, &str, Option<&str>, Option<&str>) {
    (&entry.action, &entry.kind, &entry.id, entry.before.as_deref(), entry.after.as_deref())
}

async fn a_chain_is_read_backwards_page_by_page(fixture: &Fixture) {
    let store = &fixture.store;
    fixture.save(&[sample::small(), sample::organisation("other")]).await;
    let app = ClientKey::new("app");
    for _ in 0..6 {
        store.rotate_secret(&app, 0, None, &BY, NOW).await.unwrap().unwrap();
    }
    let head = i64::try_from(all(fixture, "corp").await.len()).unwrap();
    let page = async |filter: &AuditFilter, before, most, reach| {
        let page = store.audit_before("corp", filter, before, most, reach).await.unwrap();
        let seqs: Vec<_> = page.entries.iter().map(|(entry, _)| entry.seq).collect();
        (seqs, page.next)
    };
    let every = AuditFilter::default();
    let none = AuditFilter { kind: Some("ghost".to_owned()), ..AuditFilter::default() };
    assert_eq!(page(&every, None, 2, 100).await, (vec![head, head - 1], Some(head - 1)));
    assert_eq!(page(&every, Some(head - 1), 1, 100).await, (vec![head - 2], Some(head - 2)));
    let rest: Vec<_> = (1..head - 1).rev().collect();
    assert_eq!(page(&every, Some(head - 1), 100, 100).await, (rest, None));
    assert_eq!(page(&every, Some(1), 100, 100).await, (vec![], None));
    // No more than its reach is looked at, and what is behind it is the next page's.
    assert_eq!(page(&every, None, 100, 3).await, (vec![head, head - 1, head - 2], Some(head - 2)));
    assert_eq!(page(&none, None, 100, 3).await, (vec![], Some(head - 2)));
    assert_eq!(page(&none, None, 100, 100).await, (vec![], None));
    let empty = store.audit_before("nobody", &every, None, 10, 10).await.unwrap();
    assert_eq!((empty.entries.len(), empty.next), (0, None));
}

async fn every_change_of_a_client_leaves_an_entry(fixture: &Fixture) {
    let store = &fixture.store;
    fixture.save(&[sample::organisation("corp")]).await;
    let (corp, key) = (CorpId::new("corp"), ClientKey::new("app"));
    let by = Origin::command_line;
    let app = sample::app("app", "first");
    store.create_app(&corp, &app, &by("app create"), NOW).await.unwrap().unwrap();
    let add = |scopes: &mut Vec<String>| scopes.push("more".to_owned());
    store.change_scopes(&key, add, &by("app grant"), NOW).await.unwrap().unwrap();
    let rotated = store.rotate_secret(&key, 60, None, &by("app rotate-secret"), NOW).await;
    let secret = rotated.unwrap().unwrap().0;
    store.revoke_client(&key, &by("app revoke"), NOW).await.unwrap();
    let entries = all(fixture, "corp").await;
    let told: Vec<_> = entries.iter().map(told).collect();
    let rights = r#"{"ipAllowList":null,"qpsPerOperation":null,"scopes":["VideoConference.Conference.Read"]}"#;
    let end = format!(r#"{{"oldSecretsEndAt":{}}}"#, later(60).0);
    assert_eq!(
        told[1..],
        [
            ("app create", "app", "app", None, Some(rights)),
            (
                "app grant",
                "app",
                "app",
                Some(r#"{"scopes":["VideoConference.Conference.Read"]}"#),
                Some(r#"{"scopes":["VideoConference.Conference.Read","more"]}"#),
            ),
            ("app rotate-secret", "app", "app", None, Some(&*end)),
            ("app revoke", "app", "app", None, Some(r#"{"secrets":0,"tokens":0}"#)),
        ]
    );
    assert!(!format!("{entries:?}").contains(&secret));

    let mut suite = sample::suite("suite", "s", &["corp"]);
    suite.secret = None;
    store.create_suite(&suite, &fixture.key, &by("suite create"), NOW).await.unwrap().unwrap();
    let key = ClientKey::new("suite");
    for _ in ["once", "and nothing more"] {
        store.withdraw_suite(&key, &corp, &by("suite withdraw"), NOW).await.unwrap();
    }
    for _ in ["once", "and nothing more"] {
        store.authorise_suite(&key, &corp, &by("suite authorise"), NOW).await.unwrap();
    }
    let actions: Vec<_> =
        all(fixture, "corp").await.into_iter().map(|entry| entry.action).collect();
    assert_eq!(actions[5..], ["suite create", "suite withdraw", "suite authorise"]);
    assert_eq!(all(fixture, "").await.len(), 1, "the suite itself is nobody's");
}

async fn a_new_token_leaves_an_entry_and_a_repeat_none(fixture: &Fixture) {
    let store = &fixture.store;
    fixture.save(&[sample::small()]).await;
    let before = all(fixture, "corp").await.len();
    let first = store.issue_app_token("app", "secret", &BY, NOW).await.unwrap().unwrap().token;
    let again = store.issue_app_token("app", "secret", &BY, later(1)).await.unwrap().unwrap().token;
    assert!(first == again);
    assert!(store.issue_app_token("app", "wrong", &BY, later(1)).await.unwrap().is_none());
    let entries = all(fixture, "corp").await;
    assert_eq!(entries.len(), before + 1);
    let last = entries.last().unwrap();
    assert_eq!((last.kind.as_str(), last.id.as_str()), ("token", &first.hash().as_str()[..16]));

    assert_eq!(store.revoke_token(&last.id, &BY, later(2)).await.unwrap(), 1);
    assert_eq!(store.revoke_token(&last.id, &BY, later(2)).await.unwrap(), 0);
    assert_eq!(all(fixture, "corp").await.len(), before + 2);

    fixture.save_suite(sample::suite("suite", "s", &["corp"])).await;
    let proof = SuiteProof::Secret("s");
    let suite = store.prove_suite("suite", proof, &fixture.key, NOW).await.unwrap().unwrap();
    store.issue_suite_token(&suite, Some("corp"), &BY, NOW).await.unwrap().unwrap();
    store.issue_suite_token(&suite, None, &BY, NOW).await.unwrap().unwrap();
    assert_eq!(all(fixture, "corp").await.last().unwrap().kind, "token");
    assert_eq!(all(fixture, "").await.last().unwrap().kind, "token");
}

async fn an_import_leaves_an_entry_where_it_changes_something(fixture: &Fixture) {
    fixture.save(&[sample::small(), sample::organisation("other")]).await;
    for corp in ["corp", "other"] {
        let entries = all(fixture, corp).await;
        assert_eq!(entries.len(), 1, "{corp}");
        assert_eq!((entries[0].kind.as_str(), entries[0].id.as_str()), ("organisation", corp));
    }
    fixture.save(&[sample::small()]).await;
    assert_eq!(all(fixture, "corp").await.len(), 1, "the same again changes nothing");
    let mut changed = sample::small();
    changed.rooms[0].capacity = Some(77);
    let id = changed.rooms[0].id.clone();
    fixture.save(&[changed]).await;
    let last = all(fixture, "corp").await.remove(1);
    let after = format!(r#"{{"removed":0,"replace":false,"rooms":["{id}"],"written":1}}"#);
    assert_eq!(told(&last).4, Some(&*after));
}

async fn refusals_lie_with_the_keys_organisation(fixture: &Fixture) {
    fixture.save(&[sample::small()]).await;
    let refused = |key: &str, times| Refusals {
        action: "GetAccessToken",
        person: None,
        key: key.to_owned(),
        address: "192.0.2.1".parse().unwrap(),
        times,
    };
    let refusals = [refused("app", 3), refused("nobody", 2)];
    fixture.store.record_refusals(&refusals, 7, NOW).await.unwrap();
    let entries = all(fixture, "corp").await;
    let last = entries.last().unwrap();
    assert_eq!(told(last).4, Some(r#"{"isKnown":true,"times":3}"#));
    assert_eq!(last.address.as_deref(), Some("192.0.2.1"));
    let nobodys = all(fixture, "").await;
    let after: Vec<_> = nobodys.iter().map(|entry| entry.after.as_deref().unwrap()).collect();
    assert_eq!(after, [r#"{"isKnown":false,"times":2}"#, r#"{"times":7}"#]);
}

async fn entries_are_found_by_each_of_their_sides(fixture: &Fixture) {
    let store = &fixture.store;
    fixture.save(&[sample::small(), sample::organisation("other")]).await;
    let asked =
        Origin { action: "GetAccessToken", client: Some(ClientKey::new("app")), ..BY.clone() };
    store.issue_app_token("app", "secret", &asked, later(100)).await.unwrap().unwrap();
    let text = |text: &str| Some(text.to_owned());
    let everything = AuditFilter::default;
    for (filter, count) in [
        (everything(), 3),
        (AuditFilter { chain: text("corp"), ..everything() }, 2),
        (AuditFilter { chain: text("other"), ..everything() }, 1),
        (AuditFilter { chain: text(""), ..everything() }, 0),
        (AuditFilter { since: Some(later(100)), ..everything() }, 1),
        (AuditFilter { until: Some(later(100)), ..everything() }, 2),
        (AuditFilter { client: text("app"), ..everything() }, 1),
        (AuditFilter { operator: text("ann"), ..everything() }, 0),
        (AuditFilter { action: text("test"), ..everything() }, 2),
        (AuditFilter { kind: text("organisation"), ..everything() }, 2),
        (AuditFilter { id: text("other"), ..everything() }, 1),
        (AuditFilter { id: text("other"), chain: text("corp"), ..everything() }, 0),
    ] {
        assert_eq!(store.audit_newest(&filter, 100).await.unwrap().len(), count, "{filter:?}");
    }
    let newest = store.audit_newest(&everything(), 2).await.unwrap();
    assert_eq!(newest.last().unwrap().kind, "token");
    assert_eq!(newest.len(), 2);
    assert_eq!(store.audit_chains().await.unwrap(), ["corp", "other"]);
}

/// A chain of so many entries.
async fn chain(fixture: &Fixture, length: i64) {
    fixture.save(&[sample::small()]).await;
    for at in 1..length {
        let swap = |scopes: &mut Vec<String>| *scopes = vec![format!("scope {at}")];
        let key = ClientKey::new("app");
        fixture.store.change_scopes(&key, swap, &BY, later(at)).await.unwrap().unwrap();
    }
}

async fn a_whole_chain_is_verified(fixture: &Fixture) {
    assert_eq!(verify(fixture, "corp").await.unwrap().last, 0, "no entries, nothing missing");
    chain(fixture, 5).await;
    let verified = verify(fixture, "corp").await.unwrap();
    assert_eq!((verified.first, verified.last), (1, 5));
    assert_eq!(verified.hash, all(fixture, "corp").await[4].hash);
}

async fn what_was_tampered_with_is_named(fixture: &Fixture) {
    chain(fixture, 5).await;
    let keep = "CREATE TABLE kept AS SELECT * FROM audit; CREATE TABLE kept_chains AS SELECT * FROM audit_chains";
    let restore = "DELETE FROM audit; INSERT INTO audit SELECT * FROM kept; \
                   DELETE FROM audit_chains; INSERT INTO audit_chains SELECT * FROM kept_chains";
    let mut raw = fixture.raw().await;
    raw.execute(keep).await;
    for (tampering, fault) in [
        ("UPDATE audit SET value_after = '{}' WHERE seq = 3", Fault::Changed(3)),
        ("UPDATE audit SET recorded_at = recorded_at + 1 WHERE seq = 1", Fault::Changed(1)),
        ("UPDATE audit SET operator = 'eve' WHERE seq = 5", Fault::Changed(5)),
        ("UPDATE audit SET hash = previous_hash WHERE seq = 2", Fault::Changed(2)),
        ("DELETE FROM audit WHERE seq = 1", Fault::Missing(1)),
        ("DELETE FROM audit WHERE seq = 3", Fault::Missing(3)),
        ("DELETE FROM audit WHERE seq = 5", Fault::Cut { found: 4, noted: 5 }),
        ("DELETE FROM audit", Fault::Cut { found: 0, noted: 5 }),
        ("DELETE FROM audit_chains", Fault::Foreign(1)),
        ("UPDATE audit_chains SET head_seq = 4", Fault::Unlinked(4)),
        ("UPDATE audit_chains SET first_seq = 3", Fault::Foreign(1)),
        ("UPDATE audit_chains SET before_hash = head_hash", Fault::Unlinked(1)),
        ("UPDATE audit SET seq = 6 WHERE seq = 5", Fault::Cut { found: 4, noted: 5 }),
    ] {
        raw.execute(tampering).await;
        // Whoever verifies all chains is told of this one.
        assert_eq!(fixture.store.audit_chains().await.unwrap(), ["corp"], "{tampering}");
        assert_eq!(verify(fixture, "corp").await, Err(fault), "{tampering}");
        raw.execute(restore).await;
        assert!(verify(fixture, "corp").await.is_ok());
    }
    raw.close().await;
}

async fn a_noted_hash_finds_a_chain_that_was_written_anew(fixture: &Fixture) {
    chain(fixture, 5).await;
    let store = &fixture.store;
    let noted = all(fixture, "corp").await[2].hash.clone();
    let check = async |number, hash: &str| store.verify_audit("corp", Some((number, hash))).await;
    assert!(check(3, &noted).await.unwrap().is_ok());
    assert_eq!(check(2, &noted).await.unwrap(), Err(Fault::Rewritten(2)));
    assert_eq!(check(9, &noted).await.unwrap(), Err(Fault::Cut { found: 5, noted: 9 }));
    // Pruned up to it: its hash is what the first entry follows on.
    store.prune_audit("corp", later(3), &BY, later(9)).await.unwrap();
    assert!(check(3, &noted).await.unwrap().is_ok());
    assert_eq!(check(3, "0").await.unwrap(), Err(Fault::Rewritten(3)));
}

async fn pruning_keeps_the_chain_whole(fixture: &Fixture) {
    chain(fixture, 5).await;
    let store = &fixture.store;
    assert_eq!(store.prune_audit("corp", NOW, &BY, later(9)).await.unwrap(), 0);
    assert_eq!(all(fixture, "corp").await.len(), 5);
    assert_eq!(store.prune_audit("corp", later(2), &BY, later(9)).await.unwrap(), 2);
    let verified = verify(fixture, "corp").await.unwrap();
    assert_eq!((verified.first, verified.last), (3, 6));
    let entries = all(fixture, "corp").await;
    let after = format!(r#"{{"before":{},"removed":2,"upTo":2}}"#, later(2).0);
    assert_eq!(told(&entries[3]), ("test", "audit", "corp", None, Some(&*after)));
    // All of them: the entry that says so stays.
    assert_eq!(store.prune_audit("corp", later(1000), &BY, later(1001)).await.unwrap(), 4);
    let verified = verify(fixture, "corp").await.unwrap();
    assert_eq!((verified.first, verified.last), (7, 7));
    // What was cut off after a pruning is found as well.
    let mut raw = fixture.raw().await;
    raw.execute("DELETE FROM audit").await;
    raw.close().await;
    assert_eq!(verify(fixture, "corp").await, Err(Fault::Cut { found: 6, noted: 7 }));
}

async fn writers_at_once_make_one_chain(fixture: &Fixture) {
    fixture.save(&[sample::small()]).await;
    fixture.save_suite(sample::suite("suite", "s", &["corp"])).await;
    let store = &fixture.store;
    let proof = SuiteProof::Secret("s");
    let suite = store.prove_suite("suite", proof, &fixture.key, NOW).await.unwrap().unwrap();
    let issue = async || {
        for _ in 0..20 {
            store.issue_suite_token(&suite, Some("corp"), &BY, NOW).await.unwrap().unwrap();
        }
    };
    tokio::join!(issue(), issue(), issue(), issue());
    assert_eq!(verify(fixture, "corp").await.unwrap().last, 81);
}
