//! Calls a second of an operation, and calls a month of an organisation.

use std::time::Duration;

use openrooms_core::id::{ClientKey, CorpId};
use openrooms_core::time::EpochMillis;
use serde_json::{Value, json};

use crate::fixture::{BY, Home, NOW, Server, eventually};
use crate::request;
use crate::sample::{app, document, plain, suite, with};

/// What the nodes learn of each other comes within a second; this machine may be busy.
const SOON: Duration = Duration::from_secs(2);
/// Midnight of 1 June 2026 in Shanghai, and four hours before the one in New York.
const JUNE: EpochMillis = EpochMillis(1_780_243_200_000);
const MAY: i32 = 202_605;

fn corp(apps: &[Value], calls_per_month: i64) -> Value {
    with(plain("corp", 3), json!({ "apps": apps, "callsPerMonth": calls_per_month }))
}

async fn counted(home: &Home, month: i32) -> i64 {
    home.store().await.calls_in(&CorpId::new("corp"), month).await.unwrap()
}

/// The statuses of so many reads.
async fn reads(server: &Server, token: &str, times: usize) -> Vec<u16> {
    let mut statuses = Vec::new();
    for _ in 0..times {
        statuses.push(server.room(token, "room-0", "ann").await.status);
    }
    statuses
}

#[tokio::test]
async fn calls_a_second_are_counted_by_operation_app_and_organisation() {
    let slow = with(app("slow"), json!({ "qpsPerOperation": 3 }));
    let other = with(app("other"), json!({ "qpsPerOperation": 1 }));
    let third_party = with(suite("suite", &["corp", "second"]), json!({ "qpsPerOperation": 1 }));
    let organisations = [corp(&[slow, other], 0), plain("second", 1)];
    let home = Home::with(document(&organisations, &[third_party])).await;
    let server = home.serve().await;
    let token = server.token("slow", "secret").await;
    assert_eq!(reads(&server, &token, 5).await, [200, 200, 200, 403, 403]);
    let list = request::rooms(&token, "ann", "");
    assert_eq!(server.call(&list).await.status, 200, "another operation");
    let other = server.token("other", "secret").await;
    assert_eq!(reads(&server, &other, 2).await, [200, 403], "another app");
    for corp in ["corp", "second"] {
        let token = server.corp_token("suite", "secret", corp).await;
        assert_eq!(reads(&server, &token, 1).await, [200], "another organisation");
        let again = server.corp_token("suite", "secret", corp).await;
        assert_eq!(reads(&server, &again, 1).await, [403], "another token of the same");
    }
    home.clock.move_to(EpochMillis(home.clock.now().0 + 334));
    assert_eq!(reads(&server, &token, 2).await, [200, 403], "a third of a second later");
    home.pass(1);
    assert_eq!(reads(&server, &token, 4).await, [200, 200, 200, 403]);
}

#[tokio::test]
async fn a_clock_that_is_put_back_leaves_calls_a_second_as_they_were() {
    let slow = with(app("slow"), json!({ "qpsPerOperation": 2 }));
    let home = Home::with(document(&[corp(&[slow], 0)], &[])).await;
    let server = home.serve().await;
    let token = server.token("slow", "secret").await;
    assert_eq!(reads(&server, &token, 2).await, [200, 200]);
    home.pass(-3600);
    assert_eq!(reads(&server, &token, 1).await, [403], "used up before");
    home.pass(1);
    assert_eq!(reads(&server, &token, 1).await, [200]);
    home.pass(-3600);
    assert_eq!(reads(&server, &token, 1).await, [200], "was left over");
}

#[tokio::test]
async fn a_change_of_the_app_does_not_fill_its_bucket() {
    let slow = with(app("slow"), json!({ "qpsPerOperation": 1 }));
    let home = Home::with(document(&[corp(std::slice::from_ref(&slow), 0)], &[])).await;
    let server = home.serve().await;
    let token = server.token("slow", "secret").await;
    assert_eq!(reads(&server, &token, 1).await, [200]);
    home.import(document(&[with(corp(&[slow], 0), json!({ "corpName": "renamed" }))], &[])).await;
    assert_eq!(reads(&server, &token, 3).await, [403, 403, 403]);
}

#[tokio::test]
async fn a_suite_that_an_organisation_withdraws_keeps_its_bucket_there() {
    let third_party = with(suite("suite", &["corp", "second"]), json!({ "qpsPerOperation": 2 }));
    let organisations = [corp(&[app("app")], 0), plain("second", 1)];
    let home = Home::with(document(&organisations, &[third_party])).await;
    let server = home.serve().await;
    let app = server.token("app", "secret").await;
    let first = server.corp_token("suite", "secret", "corp").await;
    let second = server.corp_token("suite", "secret", "second").await;
    assert_eq!(reads(&server, &first, 2).await, [200, 200]);
    assert_eq!(reads(&server, &app, 1).await, [200], "and is held in memory");

    let (store, key) = (home.store().await, ClientKey::new("suite"));
    for corp in ["corp", "second"] {
        assert!(store.withdraw_suite(&key, &CorpId::new(corp), &BY, NOW).await.unwrap());
    }
    store.revoke_client(&ClientKey::new("app"), &BY, NOW).await.unwrap();
    // What came before in the feed has arrived as well.
    eventually(SOON, &400, async || server.room(&app, "room-0", "ann").await.status).await;
    assert_eq!(reads(&server, &first, 1).await, [403], "used up before");
    assert_eq!(reads(&server, &second, 3).await, [400, 400, 403], "each has its own");
}

#[tokio::test]
async fn a_month_is_exact_and_survives_a_restart() {
    let home = Home::with(document(&[corp(&[app("app")], 4)], &[])).await;
    let server = home.serve().await;
    let token = server.token("app", "secret").await;
    assert_eq!(reads(&server, &token, 3).await, [200; 3]);
    server.stop().await;
    assert_eq!(counted(&home, MAY).await, 3);
    let server = home.serve().await;
    assert_eq!(reads(&server, &token, 3).await, [200, 403, 403]);
    server.stop().await;
    assert_eq!(counted(&home, MAY).await, 4, "refusals are not counted");
    let server = home.serve().await;
    assert_eq!(reads(&server, &token, 2).await, [403; 2]);
}

#[tokio::test]
async fn a_month_is_exact_also_when_many_ask_at_once() {
    let home = Home::with(document(&[corp(&[app("app")], 50)], &[])).await;
    let server = home.serve().await;
    let token = server.token("app", "secret").await;
    let asking = (0..8).map(|_| {
        let (token, address) = (token.clone(), server.address);
        tokio::spawn(async move {
            let mut client = crate::wire::Client::connect(address).await;
            let mut answered = 0;
            for _ in 0..20 {
                let reply = client.call(request::room(&token, "room-0", "ann")).await;
                answered += usize::from(reply.status == 200);
            }
            answered
        })
    });
    let mut answered = 0;
    for asked in asking.collect::<Vec<_>>() {
        answered += asked.await.unwrap();
    }
    assert_eq!(answered, 50);
    server.stop().await;
    assert_eq!(counted(&home, MAY).await, 50);
}

#[tokio::test]
async fn two_servers_share_a_month() {
    let home = Home::with(document(&[corp(&[app("app")], 10)], &[])).await;
    let (one, two) = (home.serve().await, home.serve().await);
    let token = one.token("app", "secret").await;
    // Both know the organisation; then one of them answers nearly all.
    assert_eq!(reads(&two, &token, 1).await, [200]);
    let mut statuses = reads(&one, &token, 9).await;
    statuses.extend(reads(&two, &token, 1).await);
    eventually(SOON, &403, async || reads(&two, &token, 1).await[0]).await;
    eventually(SOON, &403, async || reads(&one, &token, 1).await[0]).await;
    assert_eq!(statuses[..9], [200; 9]);
}

#[tokio::test]
async fn a_month_ends_at_midnight_of_the_organisations_zone() {
    for (zone, start) in [("Asia/Shanghai", JUNE), ("America/New_York", JUNE.plus_seconds(43_200))]
    {
        let corp = with(corp(&[app("app")], 2), json!({ "timeZone": zone }));
        let home = Home::with(document(&[corp], &[])).await;
        let server = home.serve().await;
        let token = server.token("app", "secret").await;
        assert_eq!(reads(&server, &token, 3).await, [200, 200, 403], "{zone}");
        home.clock.move_to(EpochMillis(start.0 - 1));
        let token = server.token("app", "secret").await;
        assert_eq!(reads(&server, &token, 1).await, [403], "{zone}: its last millisecond");
        home.clock.move_to(start);
        assert_eq!(reads(&server, &token, 3).await, [200, 200, 403], "{zone}: the next month");
        server.stop().await;
        assert_eq!((counted(&home, MAY).await, counted(&home, MAY + 1).await), (2, 2), "{zone}");
    }
}

#[tokio::test]
async fn what_was_refused_before_its_scope_was_checked_does_not_count() {
    let elsewhere = with(app("elsewhere"), json!({ "ipAllowList": ["192.0.2.1"] }));
    let scopeless = with(app("scopeless"), json!({ "scopes": [] }));
    let slow = with(app("slow"), json!({ "qpsPerOperation": 1 }));
    let apps = [app("app"), elsewhere, scopeless, slow];
    let home = Home::with(document(&[corp(&apps, 5)], &[])).await;
    let server = home.serve().await;
    let mut tokens = Vec::new();
    for key in ["elsewhere", "scopeless", "slow", "app"] {
        tokens.push(server.token(key, "secret").await); // tokens never count
    }
    assert_eq!(reads(&server, &tokens[0], 3).await, [403; 3]);
    assert_eq!(reads(&server, &tokens[1], 3).await, [403; 3]);
    assert_eq!(reads(&server, &tokens[2], 3).await, [200, 403, 403]);
    assert_eq!(reads(&server, "0123456789abcdef0123456789abcdef", 3).await, [400; 3]);
    // What is refused after it counts.
    let app = &tokens[3];
    assert_eq!(server.reads(app, "nothing", "ann").await.1, "room.not.found");
    assert_eq!(server.reads(app, "room-0", "nobody").await.1, "user.not.employee");
    assert_eq!(server.reads(app, "room-0", "").await.1, "param.error");
    assert_eq!(reads(&server, app, 3).await, [200, 403, 403]);
    server.stop().await;
    assert_eq!(counted(&home, MAY).await, 5);
}
