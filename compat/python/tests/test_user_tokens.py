"""Tokens on behalf of people: a code is traded, the token acts as the person, and is refreshed."""

from harness.organisation import CORP, DESIGNER, MANAGER, ROOM, app_secret, suite
from harness.patience import eventually
from harness.refusal import refusal_if_any, refusal_of

#: An app that may read people as well.
READER = {
    "appKey": "ding-user-reader",
    "appSecret": "reader-secret",
    "scopes": ["Contact.User.Read", "VideoConference.Conference.Read"],
}
CODE_WRONG = (400, "invalidParameter.authCode.notFound")


def refreshed(sdk, token, app_key="dingdemo"):
    return sdk.token_call(
        "getUserToken",
        {
            "clientId": app_key,
            "clientSecret": app_secret(app_key),
            "refreshToken": token,
            "grantType": "refresh_token",
        },
    )


def outcome(refusal):
    return refusal.statusCode, refusal.code


def test_a_code_is_traded_and_the_token_refreshed(server, sdk):
    code = server.code("designer01")
    issued = sdk.user_token(code)
    assert (issued.expire_in, issued.corp_id) == (7200, CORP)
    assert sdk.read_room(issued.access_token, ROOM, DESIGNER).body.result.corp_id == CORP
    assert outcome(refusal_of(sdk.user_token, code)) == CODE_WRONG

    newer = refreshed(sdk, issued.refresh_token)
    assert newer.access_token != issued.access_token
    assert sdk.read_room(newer.access_token, ROOM, DESIGNER).body.result.corp_id == CORP
    assert outcome(refusal_of(refreshed, sdk, issued.refresh_token)) == CODE_WRONG


def test_the_token_acts_as_its_person_and_nobody_else(server, sdk):
    token = sdk.user_token(server.code("designer01")).access_token
    refusal = refusal_of(sdk.read_room, token, ROOM, MANAGER)
    assert outcome(refusal) == (400, "user.not.employee")


def test_a_suite_gets_one_where_it_is_authorised(server, sdk):
    arguments = {
        "clientId": "suitedemo",
        "clientSecret": suite("suitedemo")["suiteSecret"],
        "code": server.code("designer01", "suitedemo"),
        "grantType": "authorization_code",
    }
    token = sdk.token_call("getUserToken", arguments).access_token
    assert sdk.read_room(token, ROOM, DESIGNER).body.result.corp_id == CORP


def test_a_code_is_its_apps_alone(server, sdk):
    assert outcome(refusal_of(sdk.user_token, server.code("designer01"), "ding-here")) == CODE_WRONG


def test_me_is_the_person_of_the_token(connect, own_server):
    own_server.load(
        {"organisations": [{"corpId": CORP, "corpName": "xxx Company", "apps": [READER]}]}
    )
    sdk = connect(own_server)
    arguments = {"appKey": READER["appKey"], "appSecret": READER["appSecret"]}
    app = sdk.token_call("getAccessToken", arguments).access_token
    assert outcome(refusal_of(sdk.get_user, app)) == (400, "InvalidAuthentication")
    arguments = {
        "clientId": READER["appKey"],
        "clientSecret": READER["appSecret"],
        "code": own_server.code("designer01", READER["appKey"]),
        "grantType": "authorization_code",
    }
    token = sdk.token_call("getUserToken", arguments).access_token
    assert sdk.get_user(token).union_id == DESIGNER
    own_server.command("token", "revoke", "--app", READER["appKey"])
    assert eventually(lambda: refusal_if_any("InvalidAuthentication", sdk.get_user, token))
