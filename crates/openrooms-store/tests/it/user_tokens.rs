//! Tokens on behalf of people: codes, refresh tokens, and their end.

use openrooms_core::id::{ClientKey, CorpId, UnionId, UserId};
use openrooms_core::time::EpochMillis;
use openrooms_store::secret::Token;
use openrooms_store::{
    AuditFilter, CODE_LIFETIME_SECONDS, Change, ClientKind, Contents, Entry, IssuedToUser, NewCode,
    NoCode, REFRESH_LIFETIME_SECONDS, Store, TOKEN_LIFETIME_SECONDS, TokenKind, UserGrant,
};
use serde_json::json;
use tokio::task::JoinSet;

use crate::fixture::{BY, Fixture, NOW, later};
use crate::sample;

on_both!(
    a_code_opens_once_and_soon,
    a_code_is_its_own_apps_alone,
    a_refresh_token_opens_once_and_long,
    only_a_right_secret_proves_a_client,
    nobody_gets_a_code_in_the_name_of_nobody,
    a_rotated_secret_takes_all_of_them_along,
    a_secret_that_is_kept_for_a_while_bounds_them,
    revoked_tokens_are_not_refreshed,
    whoever_leaves_takes_their_tokens_along,
    whoever_is_replaced_takes_their_tokens_along,
    a_suite_has_them_where_it_is_authorised,
    traded_at_once_a_code_opens_once,
    issued_while_the_person_leaves_no_token_is_left,
    what_ended_is_forgotten,
    the_record_tells_who_and_never_what,
);

fn app() -> ClientKey {
    ClientKey::new("app")
}

fn corp() -> CorpId {
    CorpId::new("corp")
}

async fn saved(fixture: &Fixture) {
    let mut all = sample::small();
    all.people.push(sample::person("bob", &[]));
    all.apps.push(sample::app("app2", "secret2"));
    fixture.save(&[all]).await;
}

async fn code_at(store: &Store, client: &str, now: EpochMillis) -> Result<NewCode, NoCode> {
    let (user, client) = (UserId::new("user-ann"), ClientKey::new(client));
    store.create_user_code(&corp(), &user, &client, &BY, now).await.unwrap()
}

async fn code(fixture: &Fixture) -> Token {
    code_at(&fixture.store, "app", NOW).await.ok().unwrap().code
}

async fn trade_by(
    store: &Store,
    (key, secret): (&str, &str),
    grant: UserGrant<'_>,
    now: EpochMillis,
) -> Option<IssuedToUser> {
    let client = store.prove_client(key, secret, now).await.unwrap().unwrap();
    store.issue_user_token(&client, grant, &BY, now).await.unwrap()
}

async fn trade(fixture: &Fixture, code: &Token, now: EpochMillis) -> Option<IssuedToUser> {
    trade_by(&fixture.store, ("app", "secret"), UserGrant::Code(code.as_str()), now).await
}

async fn refresh(fixture: &Fixture, token: &Token, now: EpochMillis) -> Option<IssuedToUser> {
    trade_by(&fixture.store, ("app", "secret"), UserGrant::Refresh(token.as_str()), now).await
}

/// Somebody's token.
async fn issued(fixture: &Fixture) -> IssuedToUser {
    trade(fixture, &code(fixture).await, NOW).await.unwrap()
}

async fn lives(fixture: &Fixture, token: &Token) -> bool {
    fixture.read(token, "ann", "oak").await.is_some()
}

async fn a_code_opens_once_and_soon(fixture: &Fixture) {
    saved(fixture).await;
    let made = code_at(&fixture.store, "app", NOW).await.ok().unwrap();
    assert_eq!(made.person, UnionId::new("ann"));
    assert_eq!(made.expires_at, later(CODE_LIFETIME_SECONDS));
    assert!(!lives(fixture, &made.code).await, "a code is no token");

    let last = CODE_LIFETIME_SECONDS - 1;
    let issued = trade(fixture, &made.code, later(last)).await.unwrap();
    assert_eq!(issued.expires_at, later(last + TOKEN_LIFETIME_SECONDS));
    assert_eq!((&issued.corp, &issued.person), (&corp(), &made.person));
    let caller = fixture.read(&issued.token, "ann", "oak").await.unwrap().caller;
    assert_eq!((caller.kind, caller.person), (TokenKind::User, Some(made.person)));
    assert_eq!(caller.client.unwrap().kind, ClientKind::App);
    assert_eq!(caller.organisation.unwrap().id, corp());
    assert!(trade(fixture, &made.code, later(last)).await.is_none(), "it is spent");

    let late = code(fixture).await;
    assert!(trade(fixture, &late, later(CODE_LIFETIME_SECONDS)).await.is_none());
    for grant in [UserGrant::Code(""), UserGrant::Code("x"), UserGrant::Refresh(late.as_str())] {
        assert!(trade_by(&fixture.store, ("app", "secret"), grant, NOW).await.is_none());
    }
    let listed = fixture.store.tokens(Some(&app()), NOW).await.unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].person, Some(UnionId::new("ann")));
}

async fn a_code_is_its_own_apps_alone(fixture: &Fixture) {
    saved(fixture).await;
    let code = code(fixture).await;
    let grant = UserGrant::Code(code.as_str());
    assert!(trade_by(&fixture.store, ("app2", "secret2"), grant, NOW).await.is_none());
    let issued = trade(fixture, &code, NOW).await.unwrap();
    let grant = UserGrant::Refresh(issued.refresh.as_str());
    assert!(trade_by(&fixture.store, ("app2", "secret2"), grant, NOW).await.is_none());
    assert!(refresh(fixture, &issued.refresh, NOW).await.is_some());
}

async fn a_refresh_token_opens_once_and_long(fixture: &Fixture) {
    saved(fixture).await;
    let first = issued(fixture).await;
    let last = REFRESH_LIFETIME_SECONDS - 1;
    let second = refresh(fixture, &first.refresh, later(last)).await.unwrap();
    assert!(second.token != first.token && second.refresh != first.refresh);
    assert_eq!(second.person, first.person);
    assert!(refresh(fixture, &first.refresh, later(last)).await.is_none(), "it is spent");
    let end = later(last + REFRESH_LIFETIME_SECONDS);
    assert!(refresh(fixture, &second.refresh, end).await.is_none(), "it has ended");
}

async fn only_a_right_secret_proves_a_client(fixture: &Fixture) {
    saved(fixture).await;
    fixture.save_suite(sample::suite("suite", "suite-secret", &["corp"])).await;
    for (key, secret, wanted) in [
        ("app", "secret", true),
        ("suite", "suite-secret", true),
        ("app", "Secret", false),
        ("app", "", false),
        ("nobody", "secret", false),
        ("", "", false),
    ] {
        let proved = fixture.store.prove_client(key, secret, NOW).await.unwrap();
        assert_eq!(proved.is_some(), wanted, "{key} {secret}");
    }
}

async fn nobody_gets_a_code_in_the_name_of_nobody(fixture: &Fixture) {
    saved(fixture).await;
    let mut other = sample::organisation("other");
    other.people = vec![sample::person("tim", &[])];
    fixture.save(&[other]).await;
    fixture.save_suite(sample::suite("suite", "secret", &["other"])).await;
    for (corp, user, client, wanted) in [
        ("nowhere", "user-ann", "app", NoCode::OrganisationUnknown),
        ("corp", "user-tim", "app", NoCode::PersonUnknown),
        ("corp", "ann", "app", NoCode::PersonUnknown),
        ("corp", "", "app", NoCode::PersonUnknown),
        ("corp", "user-ann", "suite", NoCode::ClientUnknown),
        ("corp", "user-ann", "nobody", NoCode::ClientUnknown),
        ("other", "user-tim", "app", NoCode::ClientUnknown),
    ] {
        let (id, user, key) = (CorpId::new(corp), UserId::new(user), ClientKey::new(client));
        let made = fixture.store.create_user_code(&id, &user, &key, &BY, NOW).await.unwrap();
        assert_eq!(made.err(), Some(wanted), "{corp} {user} {client}");
    }
}

async fn a_rotated_secret_takes_all_of_them_along(fixture: &Fixture) {
    saved(fixture).await;
    let (unspent, first) = (code(fixture).await, issued(fixture).await);
    let head = fixture.head().await;
    let new = fixture.store.rotate_secret(&app(), 0, None, &BY, NOW).await.unwrap().unwrap().0;
    assert_eq!(fixture.changes_after(head).await, [Change::Client(app())]);
    assert!(!lives(fixture, &first.token).await);
    for grant in [UserGrant::Code(unspent.as_str()), UserGrant::Refresh(first.refresh.as_str())] {
        assert!(trade_by(&fixture.store, ("app", &new), grant, NOW).await.is_none());
    }
}

async fn a_secret_that_is_kept_for_a_while_bounds_them(fixture: &Fixture) {
    saved(fixture).await;
    let first = issued(fixture).await;
    let new = fixture.store.rotate_secret(&app(), 60, None, &BY, NOW).await.unwrap().unwrap().0;
    let end_of = async |token: &Token| {
        fixture.read(token, "ann", "oak").await.map(|reading| reading.caller.expires_at)
    };
    assert_eq!(end_of(&first.token).await, Some(later(60)));
    let by_old = refresh(fixture, &first.refresh, later(10)).await.unwrap();
    assert_eq!(by_old.expires_at, later(60));
    // With the new secret the person is taken over.
    let grant = UserGrant::Refresh(by_old.refresh.as_str());
    let by_new = trade_by(&fixture.store, ("app", &new), grant, later(20)).await.unwrap();
    assert_eq!(by_new.expires_at, later(20 + TOKEN_LIFETIME_SECONDS));
    assert!(fixture.store.prove_client("app", "secret", later(60)).await.unwrap().is_none());
    let grant = UserGrant::Refresh(by_new.refresh.as_str());
    let late = later(REFRESH_LIFETIME_SECONDS - 1);
    assert!(trade_by(&fixture.store, ("app", &new), grant, late).await.is_some());
}

async fn revoked_tokens_are_not_refreshed(fixture: &Fixture) {
    saved(fixture).await;
    let store = &fixture.store;
    let (first, second, unspent) =
        (issued(fixture).await, issued(fixture).await, code(fixture).await);
    let id = first.token.hash().as_str()[..16].to_owned();
    assert_eq!(store.revoke_token(&id, &BY, NOW).await.unwrap(), 1);
    assert!(!lives(fixture, &first.token).await && lives(fixture, &second.token).await);
    assert!(refresh(fixture, &first.refresh, NOW).await.is_none());
    let third = refresh(fixture, &second.refresh, NOW).await.unwrap();
    assert_eq!(store.revoke_tokens_of(&app(), &BY, NOW).await.unwrap(), 2);
    assert!(!lives(fixture, &third.token).await);
    assert!(refresh(fixture, &third.refresh, NOW).await.is_none());
    assert!(trade(fixture, &unspent, NOW).await.is_none());
}

async fn remove(store: &Store, person: &str) -> Vec<ClientKey> {
    let mut writing = store.writing(&corp()).await.unwrap().unwrap();
    let removed = writing.delete_person(&UnionId::new(person)).await.unwrap();
    let entry = Entry::of(Some(&corp()), "user", person).before(json!({}));
    let changes: Vec<_> = removed.clients.iter().cloned().map(Change::Client).collect();
    writing.commit(&BY, entry, changes, NOW).await.unwrap();
    removed.clients
}

async fn whoever_leaves_takes_their_tokens_along(fixture: &Fixture) {
    saved(fixture).await;
    let (unspent, first, again) =
        (code(fixture).await, issued(fixture).await, issued(fixture).await);
    assert_eq!(remove(&fixture.store, "bob").await, []);
    assert!(lives(fixture, &first.token).await);
    assert_eq!(remove(&fixture.store, "ann").await, [app()]);
    assert!(!lives(fixture, &first.token).await && !lives(fixture, &again.token).await);
    assert!(trade(fixture, &unspent, NOW).await.is_none());
    assert!(refresh(fixture, &first.refresh, NOW).await.is_none());
}

async fn whoever_is_replaced_takes_their_tokens_along(fixture: &Fixture) {
    saved(fixture).await;
    let (unspent, first) = (code(fixture).await, issued(fixture).await);
    // Somebody who changes keeps them.
    let mut all = fixture.load("corp").await.unwrap();
    all.people.iter_mut().for_each(|person| person.name.push('!'));
    fixture.save(std::slice::from_ref(&all)).await;
    assert!(lives(fixture, &first.token).await);

    let gone = all.people.iter().position(|person| person.union_id.as_str() == "ann").unwrap();
    let ann = all.people.remove(gone);
    let contents = Contents { organisations: vec![all.clone()], ..Contents::default() };
    let head = fixture.head().await;
    fixture.try_replace(&contents).await.unwrap();
    assert!(fixture.changes_after(head).await.contains(&Change::Client(app())));
    all.people.push(ann);
    fixture.save(&[all]).await;
    assert!(!lives(fixture, &first.token).await, "whoever comes back has none");
    assert!(trade(fixture, &unspent, NOW).await.is_none());
    assert!(refresh(fixture, &first.refresh, NOW).await.is_none());
}

async fn a_suite_has_them_where_it_is_authorised(fixture: &Fixture) {
    saved(fixture).await;
    fixture.save_suite(sample::suite("suite", "secret", &["corp"])).await;
    let (store, key) = (&fixture.store, ClientKey::new("suite"));
    let made = code_at(store, "suite", NOW).await.ok().unwrap().code;
    let grant = UserGrant::Code(made.as_str());
    let issued = trade_by(store, ("suite", "secret"), grant, NOW).await.unwrap();
    let caller = fixture.read(&issued.token, "ann", "oak").await.unwrap().caller;
    assert_eq!(caller.client.unwrap().kind, ClientKind::Suite);
    assert_eq!(caller.organisation.unwrap().id, corp());

    let unspent = code_at(store, "suite", NOW).await.ok().unwrap().code;
    assert!(store.withdraw_suite(&key, &corp(), &BY, NOW).await.unwrap());
    let caller = fixture.read(&issued.token, "ann", "oak").await.unwrap().caller;
    assert!(caller.organisation.is_none());
    assert_eq!(code_at(store, "suite", NOW).await.err(), Some(NoCode::ClientUnknown));
    for grant in [UserGrant::Code(unspent.as_str()), UserGrant::Refresh(issued.refresh.as_str())] {
        assert!(trade_by(store, ("suite", "secret"), grant, NOW).await.is_none());
    }
}

async fn traded_at_once_a_code_opens_once(fixture: &Fixture) {
    saved(fixture).await;
    let (code, node) = (code(fixture).await, fixture.node().await);
    let mut tasks = JoinSet::new();
    for at in 0..8 {
        let store = if at % 2 == 0 { &fixture.store } else { &node }.clone();
        let code = code.clone();
        tasks.spawn(async move {
            let grant = UserGrant::Code(code.as_str());
            trade_by(&store, ("app", "secret"), grant, NOW).await.is_some()
        });
    }
    let opened = tasks.join_all().await.into_iter().filter(|opened| *opened).count();
    assert_eq!(opened, 1);
    assert_eq!(fixture.store.tokens(None, NOW).await.unwrap().len(), 1);
    node.close().await;
}

async fn issued_while_the_person_leaves_no_token_is_left(fixture: &Fixture) {
    for _ in 0..4 {
        saved(fixture).await;
        let mut tasks = JoinSet::new();
        for _ in 0..4 {
            let (code, store) = (code(fixture).await, fixture.store.clone());
            tasks.spawn(async move {
                let grant = UserGrant::Code(code.as_str());
                trade_by(&store, ("app", "secret"), grant, NOW).await;
            });
        }
        let store = fixture.store.clone();
        tasks.spawn(async move { _ = remove(&store, "ann").await });
        tasks.join_all().await;
        assert_eq!(fixture.store.tokens(None, NOW).await.unwrap(), []);
        let mut raw = fixture.raw().await;
        let none: [&str; 0] = [];
        assert_eq!(raw.texts("SELECT kind FROM user_grants").await, none);
        raw.close().await;
    }
}

async fn what_ended_is_forgotten(fixture: &Fixture) {
    saved(fixture).await;
    code(fixture).await;
    issued(fixture).await;
    let mut raw = fixture.raw().await;
    let grants = "SELECT kind FROM user_grants ORDER BY kind";
    assert_eq!(raw.texts(grants).await, ["code", "refresh"]);
    fixture.store.forget_expired(later(CODE_LIFETIME_SECONDS)).await.unwrap();
    assert_eq!(raw.texts(grants).await, ["refresh"]);
    fixture.store.forget_expired(later(REFRESH_LIFETIME_SECONDS)).await.unwrap();
    let none: [&str; 0] = [];
    assert_eq!(raw.texts(grants).await, none);
    raw.close().await;
}

async fn the_record_tells_who_and_never_what(fixture: &Fixture) {
    saved(fixture).await;
    let code = code(fixture).await;
    let issued = trade(fixture, &code, NOW).await.unwrap();
    let of_kind = async |kind: &str| {
        let filter = AuditFilter { kind: Some(kind.to_owned()), ..AuditFilter::default() };
        fixture.store.audit_newest(&filter, 10).await.unwrap()
    };
    let (codes, tokens) = (of_kind("code").await, of_kind("token").await);
    assert_eq!((codes.len(), tokens.len()), (1, 1));
    assert_eq!(codes[0].chain, "corp");
    let after = codes[0].after.as_deref().unwrap();
    assert!(after.contains(r#""unionId":"ann""#) && after.contains(r#""client":"app""#), "{after}");
    assert_eq!(tokens[0].operator.as_deref(), Some("ann"));
    assert!(tokens[0].after.as_deref().unwrap().contains(r#""kind":"user""#));
    let all = format!("{codes:?} {tokens:?}");
    for hidden in [&code, &issued.token, &issued.refresh] {
        assert!(!all.contains(hidden.as_str()));
    }
}
