//! Tokens: fetched once however many ask, renewed before they expire, replaced when refused.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use openrooms_client::protocol::Nothing;
use openrooms_client::protocol::rooms::MeetingRoom;
use openrooms_client::{Client, Credentials, Error, SuiteTicket};
use tokio::sync::Semaphore;
use tokio::task::{JoinSet, yield_now};

use crate::operations::{AddMeetingRooms, EventPath, Rooms, TopapiUserGet, User};
use crate::server::{Say, Seen, Server, error, room, token};

/// Answers the n-th fetch so, and every room.
async fn server(answer: impl Fn(usize) -> Say + Send + Sync + 'static) -> Server {
    Server::start(
        move |seen, nth| {
            if seen.path().starts_with("/v1.0/oauth2/") { answer(nth) } else { room("Blue") }
        },
    )
    .await
}

/// Tokens `t0`, `t1` and so on, each for so many seconds.
async fn numbered(seconds: i64) -> Server {
    server(move |nth| Say::Json(200, format!(r#"{{"accessToken":"t{nth}","expireIn":{seconds}}}"#)))
        .await
}

fn token_of(seen: &Seen) -> &str {
    seen.header("x-acs-dingtalk-access-token").unwrap()
}

/// How many tokens were fetched, and with which one the last room was read.
fn state(server: &Server) -> (usize, String) {
    let rooms = server.seen_at("r1");
    (server.seen_at("accessToken").len(), token_of(rooms.last().unwrap()).to_owned())
}

/// Moves the clock while nothing is under way.
async fn pass(time: Duration) {
    tokio::time::pause();
    tokio::time::advance(time).await;
    tokio::time::resume();
}

/// Starts `count` reads, and returns when all of them wait for a token.
async fn waiting(client: &Client, count: usize) -> JoinSet<Result<MeetingRoom, Error>> {
    let begun = Arc::new(AtomicUsize::new(0));
    let mut tasks = JoinSet::new();
    for _ in 0..count {
        let (client, begun) = (client.clone(), begun.clone());
        tasks.spawn(async move {
            // One thread: it comes back to the caller only when the call waits.
            begun.fetch_add(1, Ordering::Relaxed);
            client.query_meeting_room("r1", "u1").await
        });
    }
    while begun.load(Ordering::Relaxed) < count {
        yield_now().await;
    }
    tasks
}

#[tokio::test]
async fn fifty_tasks_make_one_fetch() {
    let gate = Arc::new(Semaphore::new(0));
    let closed = gate.clone();
    let server = server(move |_| Say::Gated(closed.clone(), Box::new(token("t")))).await;
    let tasks = waiting(&server.client(), 50).await;
    gate.add_permits(50);
    for read in tasks.join_all().await {
        assert_eq!(read.unwrap().room_name, "Blue");
    }
    assert_eq!(server.seen_at("accessToken").len(), 1);
    assert_eq!(server.seen_at("r1").len(), 50);
}

#[tokio::test]
async fn a_fetch_that_fails_fails_for_all_who_waited() {
    let gate = Arc::new(Semaphore::new(0));
    let closed = gate.clone();
    let server = server(move |nth| match nth {
        0 => Say::Gated(closed.clone(), Box::new(error(400, "invalidClientIdOrSecret"))),
        _ => token("t"),
    })
    .await;
    let client = server.client();
    let tasks = waiting(&client, 50).await;
    gate.add_permits(50);
    for read in tasks.join_all().await {
        assert_eq!(read.unwrap_err().code(), Some("invalidClientIdOrSecret"));
    }
    assert_eq!(server.seen().len(), 1);

    client.query_meeting_room("r1", "u1").await.unwrap();
    assert_eq!(server.seen_at("accessToken").len(), 2);
}

#[tokio::test]
async fn a_task_that_goes_away_leaves_the_fetching_to_the_next() {
    let server = server(|nth| match nth {
        0 => Say::Stall(Vec::new()),
        _ => token("t"),
    })
    .await;
    let client = server.client();
    let mut gone = waiting(&client, 1).await;
    server.wait_for(1).await;
    let tasks = waiting(&client, 3).await;
    gone.shutdown().await;
    for read in tasks.join_all().await {
        read.unwrap();
    }
    assert_eq!(server.seen_at("accessToken").len(), 2);
}

#[tokio::test]
async fn a_token_is_renewed_before_it_expires() {
    for (life, kept, renewed) in [(7200, 6899, 2), (60, 53, 2)] {
        let server = numbered(life).await;
        let client = server.client();
        client.query_meeting_room("r1", "u1").await.unwrap();
        pass(Duration::from_secs(kept)).await;
        client.query_meeting_room("r1", "u1").await.unwrap();
        assert_eq!(state(&server), (1, "t0".into()), "{life}");
        pass(Duration::from_secs(renewed)).await;
        client.query_meeting_room("r1", "u1").await.unwrap();
        assert_eq!(state(&server), (2, "t1".into()), "{life}");
    }
}

#[tokio::test]
async fn a_token_that_has_expired_is_fetched_anew() {
    let server = numbered(7200).await;
    let client = server.client();
    client.query_meeting_room("r1", "u1").await.unwrap();
    pass(Duration::from_secs(7201)).await;
    let tasks = waiting(&client, 5).await;
    assert!(tasks.join_all().await.iter().all(Result::is_ok));
    assert_eq!(state(&server), (2, "t1".into()));
}

#[tokio::test]
async fn a_token_without_a_life_serves_its_call() {
    for life in [0, -5] {
        let server = numbered(life).await;
        let client = server.client();
        for nth in 0..2 {
            client.query_meeting_room("r1", "u1").await.unwrap();
            assert_eq!(state(&server), (nth + 1, format!("t{nth}")));
        }
    }
}

#[tokio::test]
async fn a_life_without_end_is_no_fault() {
    let server = numbered(i64::MAX).await;
    let client = server.client();
    for _ in 0..2 {
        client.query_meeting_room("r1", "u1").await.unwrap();
    }
    assert_eq!(state(&server), (1, "t0".into()));
}

#[tokio::test]
async fn where_the_renewal_fails_the_old_token_serves_on() {
    let server = server(|nth| match nth {
        0 => token("t0"),
        1 => error(503, "ServiceUnavailable"),
        _ => token("t2"),
    })
    .await;
    let client = server.client();
    client.query_meeting_room("r1", "u1").await.unwrap();
    pass(Duration::from_secs(7000)).await;
    for _ in 0..2 {
        client.query_meeting_room("r1", "u1").await.unwrap();
        assert_eq!(state(&server), (2, "t0".into()), "one attempt, and then a pause");
    }
    pass(Duration::from_secs(11)).await;
    client.query_meeting_room("r1", "u1").await.unwrap();
    assert_eq!(state(&server), (3, "t2".into()));
}

#[tokio::test]
async fn while_one_renews_the_others_go_on() {
    let gate = Arc::new(Semaphore::new(0));
    let closed = gate.clone();
    let server = server(move |nth| match nth {
        0 => token("t0"),
        _ => Say::Gated(closed.clone(), Box::new(token("t1"))),
    })
    .await;
    let client = server.client();
    client.query_meeting_room("r1", "u1").await.unwrap();
    pass(Duration::from_secs(7000)).await;
    let renewing = waiting(&client, 1).await;
    client.query_meeting_room("r1", "u1").await.unwrap();
    assert_eq!(token_of(server.seen_at("r1").last().unwrap()), "t0");
    gate.add_permits(1);
    assert!(renewing.join_all().await.iter().all(Result::is_ok));
    assert_eq!(state(&server), (2, "t1".into()));
}

#[tokio::test]
async fn where_nothing_serves_the_failure_shows() {
    let server = server(|nth| match nth {
        0 => token("t0"),
        _ => error(400, "invalidClientIdOrSecret"),
    })
    .await;
    let client = server.client();
    client.query_meeting_room("r1", "u1").await.unwrap();
    pass(Duration::from_hours(2)).await;
    let error = client.query_meeting_room("r1", "u1").await.unwrap_err();
    assert_eq!(error.code(), Some("invalidClientIdOrSecret"));
    assert_eq!(error.refusal().unwrap().action, "GetAccessToken");
}

/// Refuses the token `t0` in either API, and takes others.
async fn revoked() -> Server {
    Server::start(|seen, nth| match (seen.path(), &*seen.target) {
        ("/v1.0/oauth2/accessToken", _) => token(&format!("t{nth}")),
        ("/topapi/v2/user/get", "/topapi/v2/user/get?access_token=t0") => {
            Say::Json(200, r#"{"errcode":88,"errmsg":"e","sub_code":"40014"}"#.into())
        }
        ("/topapi/v2/user/get", _) => {
            Say::Json(200, r#"{"errcode":0,"errmsg":"ok","result":{"userid":"u"}}"#.into())
        }
        _ if token_of(seen) == "t0" => error(400, "InvalidAuthentication"),
        _ if seen.method == "POST" => Say::Json(200, r#"{"result":true}"#.into()),
        _ => room("Blue"),
    })
    .await
}

#[tokio::test]
async fn a_refused_token_is_replaced_once_for_all() {
    let server = revoked().await;
    let tasks = waiting(&server.client(), 20).await;
    assert!(tasks.join_all().await.iter().all(Result::is_ok));
    assert_eq!(server.seen_at("accessToken").len(), 2);
    assert_eq!(server.seen_at("r1").len(), 40);
}

#[tokio::test]
async fn a_write_with_a_refused_token_is_sent_again() {
    let server = revoked().await;
    let event = EventPath(["u1", "e1"]);
    let rooms = Rooms { rooms: None };
    let client = server.client();
    let done = client.call::<AddMeetingRooms>(&event, &Nothing {}, &rooms).await.unwrap();
    assert!(done.result);
    assert_eq!(server.seen_at("meetingRooms").len(), 2);
}

#[tokio::test]
async fn the_legacy_api_refuses_tokens_as_well() {
    let server = revoked().await;
    let user = User { userid: "u".into() };
    let client = server.client();
    client.call::<TopapiUserGet>(&Nothing {}, &Nothing {}, &user).await.unwrap();
    let last = server.seen().pop().unwrap();
    assert_eq!(last.target, "/topapi/v2/user/get?access_token=t1");
}

#[tokio::test]
async fn a_token_that_is_refused_again_is_the_end() {
    let server = Server::start(|seen, nth| match seen.path() {
        "/v1.0/oauth2/accessToken" => token(&format!("t{nth}")),
        _ => error(400, "InvalidAuthentication"),
    })
    .await;
    let error = server.client().query_meeting_room("r1", "u1").await.unwrap_err();
    assert_eq!(error.code(), Some("InvalidAuthentication"));
    assert_eq!(state(&server), (2, "t1".into()));
    assert_eq!(server.seen_at("r1").len(), 2);
}

#[tokio::test]
async fn a_ready_token_is_sent_as_it_is_and_never_replaced() {
    let server = Server::start(|_, _| error(400, "InvalidAuthentication")).await;
    let client = server.client().with_credentials(Credentials::token("mine"));
    let error = client.query_meeting_room("r1", "u1").await.unwrap_err();
    assert_eq!(error.code(), Some("InvalidAuthentication"));
    assert_eq!(server.seen().len(), 1);
    assert_eq!(token_of(&server.seen()[0]), "mine");
}

#[tokio::test]
async fn a_third_party_app_sends_the_ticket_that_came_last() {
    let server = numbered(7200).await;
    let ticket = SuiteTicket::new("first");
    let one = Credentials::third_party_app("sk", "ss", ticket.clone(), "corp1");
    let two = Credentials::third_party_app("sk", "ss", ticket.clone(), "corp2");
    let client = server.client();
    client.with_credentials(one).query_meeting_room("r1", "u1").await.unwrap();
    ticket.set("second");
    client.with_credentials(two).query_meeting_room("r1", "u1").await.unwrap();

    let fetches = server.seen_at("corpAccessToken");
    let bodies: Vec<_> = fetches.iter().map(|seen| &*seen.body).collect();
    assert_eq!(
        bodies,
        [
            r#"{"suiteKey":"sk","suiteSecret":"ss","authCorpId":"corp1","suiteTicket":"first"}"#,
            r#"{"suiteKey":"sk","suiteSecret":"ss","authCorpId":"corp2","suiteTicket":"second"}"#,
        ]
    );
    let rooms = server.seen_at("r1");
    assert_eq!((token_of(&rooms[0]), token_of(&rooms[1])), ("t0", "t1"));
}

#[tokio::test]
async fn client_credentials_name_the_organisation_in_the_path() {
    let server =
        server(|_| Say::Json(200, r#"{"access_token":"granted","expires_in":7200}"#.into())).await;
    let credentials = Credentials::client_credentials("id", "secret", "corp/1");
    let client = server.client().with_credentials(credentials);
    client.query_meeting_room("r1", "u1").await.unwrap();
    let seen = server.seen();
    assert_eq!(seen[0].target, "/v1.0/oauth2/corp%2F1/token");
    assert_eq!(
        seen[0].body,
        r#"{"client_id":"id","client_secret":"secret","grant_type":"client_credentials"}"#
    );
    assert_eq!(token_of(&seen[1]), "granted");
}
