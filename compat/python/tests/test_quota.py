"""Calls per month: an organisation that has three."""

from harness.organisation import MANAGER, ROOM
from harness.refusal import assert_refusal, refusal_of

# The message is the server's own.
SPENT = {"status": 403, "code": "Forbidden.AccessDenied.ApiCountLimitForOrg"}


def spend(sdk):
    """Three calls that are served; the app's token."""
    token = sdk.app_token("ding-frugal")
    for _ in range(3):
        assert sdk.read_room(token, ROOM, MANAGER).body.result.room_name == "Frugal room"
    return token


def test_the_fourth_call_of_a_month_is_refused(connect, own_server):
    sdk = connect(own_server)
    token = spend(sdk)
    assert_refusal(refusal_of(sdk.read_room, token, ROOM, MANAGER), SPENT)


def test_a_call_refused_before_its_scope_was_checked_is_not_counted(connect, own_server):
    sdk = connect(own_server)
    for _ in range(4):
        refusal_of(sdk.read_room, None, ROOM, MANAGER)
        refusal_of(sdk.read_room, "0" * 32, ROOM, MANAGER)
    token = spend(sdk)
    assert_refusal(refusal_of(sdk.read_room, token, ROOM, MANAGER), SPENT)


def test_tokens_are_not_counted(connect, own_server):
    sdk = connect(own_server)
    for _ in range(4):
        sdk.app_token("ding-frugal")
    spend(sdk)
    assert sdk.app_token("ding-frugal")


def test_the_scope_is_checked_before_the_quota_and_the_quota_before_the_operator(
    connect, own_server
):
    sdk = connect(own_server)
    token = spend(sdk)
    no_scope = sdk.app_token("ding-frugal-no-scope")
    refusal = refusal_of(sdk.read_room, no_scope, ROOM, MANAGER)
    assert refusal.code == "Forbidden.AccessDenied.AccessTokenPermissionDenied"
    assert_refusal(refusal_of(sdk.read_room, token, ROOM), SPENT)


def test_the_apps_of_an_organisation_share_its_quota(connect, own_server):
    sdk = connect(own_server)
    spend(sdk)
    token = sdk.app_token("ding-frugal-too")
    assert_refusal(refusal_of(sdk.read_room, token, ROOM, MANAGER), SPENT)


def test_another_organisation_is_not_held_back(connect, own_server):
    sdk = connect(own_server)
    token = spend(sdk)
    assert_refusal(refusal_of(sdk.read_room, token, ROOM, MANAGER), SPENT)
    assert sdk.read_room(sdk.app_token(), ROOM, MANAGER).status_code == 200


def test_the_count_outlives_a_restart(connect, own_server):
    token = spend(connect(own_server))
    own_server.restart()
    sdk = connect(own_server)
    assert_refusal(refusal_of(sdk.read_room, token, ROOM, MANAGER), SPENT)
