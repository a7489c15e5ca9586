//! Calls that are wrong in two ways at once: the first check that fails answers, from the database
//! as from memory.

use openrooms_core::id::{ClientKey, CorpId};
use serde_json::{Value, json};

use crate::fixture::{BY, Home, Server};
use crate::request;
use crate::sample::{READ, document, plain, suite, with};

/// What can be wrong, in the order of the checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Wrong {
    Token,
    Address,
    Rate,
    Scope,
    Quota,
    Parameters,
    Organisation,
    Operator,
    Room,
}

use Wrong::{Address, Operator, Organisation, Parameters, Quota, Rate, Room, Scope, Token};

const ALL: [Wrong; 9] =
    [Token, Address, Rate, Scope, Quota, Parameters, Organisation, Operator, Room];

impl Wrong {
    fn outcome(self) -> (u16, &'static str) {
        match self {
            Token => (400, "InvalidAuthentication"),
            Address => (403, "Forbidden.AccessDenied.IpNotInWhiteList"),
            Rate => (403, "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi"),
            Scope => (403, "Forbidden.AccessDenied.AccessTokenPermissionDenied"),
            Quota => (403, "Forbidden.AccessDenied.ApiCountLimitForOrg"),
            Parameters => (400, "param.error"),
            Organisation => (400, "org.not.found"),
            Operator => (400, "user.not.employee"),
            Room => (400, "room.not.found"),
        }
    }
}

/// A call that is wrong in these ways, by a suite and on a room of its own.
struct Case {
    number: usize,
    wrong: Vec<Wrong>,
}

const GOOD_ADDRESS: &str = "10.0.0.1";
const BAD_ADDRESS: &str = "192.0.2.1";

impl Case {
    fn is(&self, wrong: Wrong) -> bool {
        self.wrong.contains(&wrong)
    }

    fn key(&self) -> String {
        format!("suite-{}", self.number)
    }

    fn corp(&self) -> &'static str {
        if self.is(Quota) { "full" } else { "corp" }
    }

    fn suite(&self) -> Value {
        let scopes = if self.is(Scope) { json!(["qyapi_base"]) } else { json!([READ]) };
        let more = json!({
            "scopes": scopes,
            "ipAllowList": ["10.0.0.0/8"],
            "qpsPerOperation": u32::from(self.is(Rate)),
        });
        with(suite(&self.key(), &[self.corp()]), more)
    }

    fn request(&self, token: &str) -> String {
        let room = if self.is(Room) { "nothing" } else { &format!("room-{}", self.number) };
        let operator = if self.is(Operator) { "nobody" } else { "ann" };
        let query = if self.is(Parameters) { "" } else { &format!("unionId={operator}") };
        let address = if self.is(Address) { BAD_ADDRESS } else { GOOD_ADDRESS };
        let target = format!("/v1.0/rooms/meetingRooms/{room}?{query}");
        request::get_from(address, &target, token)
    }

    /// Makes the token, and what takes calls to be wrong.
    async fn prepare(&self, home: &Home, server: &Server) -> String {
        let token = server.corp_token(&self.key(), "secret", self.corp()).await;
        if self.is(Organisation) {
            let store = home.store().await;
            let (key, corp) = (ClientKey::new(self.key()), CorpId::new(self.corp()));
            assert!(store.withdraw_suite(&key, &corp, &BY, home.clock.now()).await.unwrap());
            store.close().await;
        }
        if self.is(Rate) {
            let target = "/v1.0/rooms/meetingRooms/nothing?unionId=ann";
            server.call(request::get_from(GOOD_ADDRESS, target, &token)).await;
        }
        if self.is(Token) { token[1..].to_owned() } else { token }
    }
}

/// One thing wrong, and every two that can be.
fn cases() -> Vec<Case> {
    let mut wrongs = vec![vec![]];
    for (at, first) in ALL.into_iter().enumerate() {
        wrongs.push(vec![first]);
        for second in ALL.into_iter().skip(at + 1) {
            // Calls of no organisation are not counted.
            if (first, second) != (Quota, Organisation) {
                wrongs.push(vec![first, second]);
            }
        }
    }
    let numbered = wrongs.into_iter().enumerate();
    numbered.map(|(number, wrong)| Case { number, wrong }).collect()
}

#[tokio::test]
async fn the_first_check_that_fails_answers() {
    let cases = cases();
    assert_eq!(cases.len(), 1 + 9 + 36 - 1);
    let full = with(plain("full", cases.len()), json!({ "callsPerMonth": 1 }));
    let mut suites: Vec<_> = cases.iter().map(Case::suite).collect();
    suites.push(suite("first", &["full"]));
    let home = Home::with(document(&[plain("corp", cases.len()), full], &suites)).await;
    let server = home.serve_behind_proxy().await;
    let token = server.corp_token("first", "secret", "full").await;
    assert_eq!(server.room(&token, "nothing", "ann").await.text("code"), "room.not.found");

    // What was withdrawn must be heard of before the reads, not between them.
    let mut tokens = Vec::new();
    for case in &cases {
        tokens.push(case.prepare(&home, &server).await);
    }
    let fresh = home.serve_behind_proxy().await;
    for (case, token) in cases.iter().zip(&tokens) {
        let server = if case.is(Rate) || case.is(Quota) { &server } else { &fresh };
        let wanted = case.wrong.first().map_or((200, "ok"), |wrong| wrong.outcome());
        for from in ["the database", "memory", "memory again"] {
            let reply = server.call(case.request(token)).await;
            let (status, code) = reply.outcome();
            assert_eq!((status, code.as_str()), wanted, "{:?} from {from}", case.wrong);
        }
    }
    // Where nothing but the time has passed, every token is wrong before all else.
    home.pass(7200);
    for (case, token) in cases.iter().zip(&tokens) {
        let (status, code) = fresh.call(case.request(token)).await.outcome();
        assert_eq!((status, code.as_str()), Token.outcome(), "{:?} expired", case.wrong);
    }
}

#[tokio::test]
async fn the_route_is_checked_before_the_token_and_the_body_before_the_parameters() {
    let home = Home::with(document(&[plain("corp", 1)], &[])).await;
    let server = home.serve().await;
    for (request, wanted) in [
        (request::get("/v1.0/rooms/meetingRooms/", ""), (404, "InvalidAction.NotFound")),
        (request::get("/v1.0/nothing", "x"), (404, "InvalidAction.NotFound")),
        (
            request::get("/v1.0/calendar/users/u/querySchedule", "x"),
            (404, "InvalidAction.NotFound"),
        ),
        (request::post("/v1.0/oauth2/%zz/token", "x"), (400, "Missingbody")),
        (request::post("/v1.0/oauth2/%zz/token", "{}"), (400, "param.error")),
    ] {
        let reply = server.call(&request).await;
        let (status, code) = reply.outcome();
        assert_eq!((status, code.as_str()), wanted, "{request}");
        assert_eq!(reply.header("allow"), None, "{request}");
    }
}
