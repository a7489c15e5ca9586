"""Tokens through the SDK: both kinds of app, the rules of same and new token."""

import re

from harness.organisation import CORP, MANAGER, ROOM, app_secret, suite

APP = {"appKey": "dingdemo", "appSecret": app_secret("dingdemo")}
APP_AS_CLIENT = {
    "client_id": "dingdemo",
    "client_secret": app_secret("dingdemo"),
    "grant_type": "client_credentials",
}
SUITE = {
    "suiteKey": "suitedemo",
    "suiteSecret": suite("suitedemo")["suiteSecret"],
    "suiteTicket": "any-ticket",
}
SUITE_AS_CLIENT = {
    "client_id": "suitedemo",
    "client_secret": suite("suitedemo")["suiteSecret"],
    "grant_type": "client_credentials",
}


def assert_token(token, lifetime):
    assert re.fullmatch("[0-9a-f]{32}", token)
    assert lifetime == 7200


def assert_reads(sdk, token):
    assert sdk.read_room(token, ROOM, MANAGER).body.result.corp_id == CORP


def test_an_internal_app_is_given_the_same_token_again(sdk):
    first = sdk.token_call("getAccessToken", APP)
    again = sdk.token_call("getAccessToken", APP)
    assert_token(first.access_token, first.expire_in)
    assert again.to_map() == first.to_map()
    assert_reads(sdk, again.access_token)


def test_an_internal_app_as_client_is_given_the_same_token_again(sdk):
    first = sdk.token_call("getToken", APP_AS_CLIENT, CORP)
    again = sdk.token_call("getToken", APP_AS_CLIENT, CORP)
    assert_token(first.access_token, first.expires_in)
    assert again.to_map() == first.to_map()
    assert_reads(sdk, again.access_token)


def test_a_suite_is_given_a_new_token_of_an_organisation(sdk):
    arguments = SUITE | {"authCorpId": CORP}
    first = sdk.token_call("getCorpAccessToken", arguments)
    again = sdk.token_call("getCorpAccessToken", arguments)
    assert_token(first.access_token, first.expire_in)
    assert_token(again.access_token, again.expire_in)
    assert again.access_token != first.access_token
    assert_reads(sdk, again.access_token)


def test_a_suite_as_client_is_given_a_new_token_of_an_organisation(sdk):
    first = sdk.token_call("getToken", SUITE_AS_CLIENT, CORP)
    again = sdk.token_call("getToken", SUITE_AS_CLIENT, CORP)
    assert_token(first.access_token, first.expires_in)
    assert_token(again.access_token, again.expires_in)
    assert again.access_token != first.access_token
    assert_reads(sdk, again.access_token)


def test_a_suite_is_given_a_token_of_its_own(sdk):
    issued = sdk.token_call("getSuiteAccessToken", SUITE)
    assert re.fullmatch("[0-9a-f]{32}", issued.access_token)
    assert issued.expire_in > 0


def test_a_suite_with_a_ticket_is_given_a_token_for_it(sdk):
    assert_reads(sdk, sdk.suite_token("suite-with-ticket", CORP))


def test_apps_do_not_share_tokens(sdk):
    assert sdk.app_token("dingdemo") != sdk.app_token("ding-here")


def test_tokens_outlive_a_restart(connect, own_server):
    sdk = connect(own_server)
    app, third_party = sdk.app_token(), sdk.suite_token("suitedemo", CORP)
    own_server.restart()
    sdk = connect(own_server)
    assert_reads(sdk, app)
    assert_reads(sdk, third_party)
    assert sdk.app_token() == app
