"""Calls per second: an app that has one a second for each operation."""

from harness.organisation import MANAGER, ROOM, SAMPLE_REPLY
from harness.patience import eventually
from harness.refusal import assert_refusal, refusal_if_any, refusal_of

TOO_OFTEN = {
    "status": 403,
    "code": "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi",
    "message": "您的企业应用调用钉钉开放平台当前接口的所有请求都被暂时禁用了",
}


def too_often(sdk, token):
    return refusal_if_any(TOO_OFTEN["code"], sdk.read_room, token, ROOM, MANAGER)


def be_served(sdk, token):
    """Reads until the server lets it."""
    eventually(lambda: too_often(sdk, token) is None)


def hurry(sdk, token):
    """Reads until the server finds it too often, right after a read that it let; the refusal."""
    be_served(sdk, token)
    return eventually(lambda: too_often(sdk, token))


def test_a_second_call_within_the_second_is_refused(sdk):
    token = sdk.app_token("ding-once-a-second")
    assert_refusal(hurry(sdk, token), TOO_OFTEN)


def test_an_app_is_served_again_after_the_second(sdk):
    token = sdk.app_token("ding-once-a-second")
    hurry(sdk, token)
    be_served(sdk, token)


def test_another_app_is_not_held_back(sdk):
    token = sdk.app_token("ding-once-a-second")
    hurry(sdk, token)
    assert sdk.read_room(sdk.app_token(), ROOM, MANAGER).body.to_map() == SAMPLE_REPLY


def test_tokens_are_not_held_back(sdk):
    token = sdk.app_token("ding-once-a-second")
    hurry(sdk, token)
    assert sdk.app_token("ding-once-a-second") == token


def test_the_address_is_checked_before_the_rate(sdk):
    token = sdk.app_token("ding-once-a-second-elsewhere")
    for _ in range(3):
        refusal = refusal_of(sdk.read_room, token, ROOM, MANAGER)
        assert refusal.code == "Forbidden.AccessDenied.IpNotInWhiteList"


def test_the_rate_is_checked_before_the_scope(sdk):
    token = sdk.app_token("ding-once-a-second-no-scope")
    codes = {"Forbidden.AccessDenied.AccessTokenPermissionDenied", TOO_OFTEN["code"]}
    seen = set()

    def both_were_seen():
        seen.add(refusal_of(sdk.read_room, token, ROOM, MANAGER).code)
        return codes <= seen

    eventually(both_were_seen)
    assert seen == codes
