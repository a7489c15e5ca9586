"""/gettoken and /service/get_corp_token: plain HTTP, since the SDK has no legacy calls."""

import base64
import hashlib
import hmac
import re
import time
from urllib.parse import urlencode

import pytest

from harness.http import post, send
from harness.organisation import CORP, MANAGER, ROOM, SAMPLE_REPLY, suite

SUITE_SECRET = suite("suitedemo")["suiteSecret"]


def legacy(reply):
    """The body of a legacy reply, whose status is always 200."""
    assert reply.status == 200
    assert reply.headers["content-type"].startswith("application/json")
    return reply.json()


def get_token(server, method="GET", **query):
    return legacy(send(server.address, method, f"/gettoken?{urlencode(query)}"))


def signature(timestamp, ticket, secret=SUITE_SECRET):
    """The signature, before it is escaped for the query."""
    text = f"{timestamp}\n{ticket}".encode()
    return base64.b64encode(
        hmac.new(secret.encode("utf-8"), text, hashlib.sha256).digest()
    ).decode()


def get_corp_token(server, corp_id=CORP, **changed):
    """The call as a suite makes it, but for what is changed; None leaves a parameter out."""
    timestamp = changed.get("timestamp") or int(time.time() * 1000)
    ticket = changed.get("suiteTicket") or "any-ticket"
    query = {
        "accessKey": "suitedemo",
        "timestamp": timestamp,
        "suiteTicket": ticket,
        "signature": signature(timestamp, ticket),
    } | changed
    query = {name: value for name, value in query.items() if value is not None}
    body = {} if corp_id is None else {"auth_corpid": corp_id}
    return legacy(post(server.address, f"/service/get_corp_token?{urlencode(query)}", body))


def assert_issued(reply):
    assert set(reply) == {"errcode", "errmsg", "access_token", "expires_in"}
    assert (reply["errcode"], reply["errmsg"], reply["expires_in"]) == (0, "ok", 7200)
    assert re.fullmatch("[0-9a-f]{32}", reply["access_token"])


def assert_reads(sdk, token):
    assert sdk.read_room(token, ROOM, MANAGER).body.to_map() == SAMPLE_REPLY


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_gettoken_gives_the_same_token_again(server, sdk, method):
    first = get_token(server, method, appkey="dingdemo", appsecret="demo-secret")
    again = get_token(server, method, appkey="dingdemo", appsecret="demo-secret")
    assert_issued(first)
    assert again == first
    assert_reads(sdk, first["access_token"])


@pytest.mark.parametrize(
    "query",
    [
        pytest.param({"appkey": "dingdemo", "appsecret": "wrong"}, id="secret"),
        pytest.param({"appkey": "ding-nobody", "appsecret": "demo-secret"}, id="key"),
    ],
)
def test_gettoken_refuses_a_wrong(server, query):
    assert get_token(server, **query) == {"errcode": 40096, "errmsg": "不合法的appKey或appSecret"}


@pytest.mark.parametrize(
    "query",
    [
        pytest.param({"appsecret": "demo-secret"}, id="appkey"),
        pytest.param({"appkey": "dingdemo"}, id="appsecret"),
        pytest.param({}, id="both"),
    ],
)
def test_gettoken_refuses_to_miss(server, query):
    assert get_token(server, **query) == {"errcode": 40035, "errmsg": "缺少参数 corpid or appkey"}


def test_get_corp_token_gives_a_new_token(server, sdk):
    first, again = get_corp_token(server), get_corp_token(server)
    assert_issued(first)
    assert_issued(again)
    assert again["access_token"] != first["access_token"]
    assert_reads(sdk, again["access_token"])


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"accessKey": "suite-nobody"}, id="key"),
        pytest.param({"signature": signature(1, "any-ticket")}, id="signature"),
        pytest.param({"signature": "%%%"}, id="signature that is not base64"),
    ],
)
def test_get_corp_token_refuses_a_wrong(server, changed):
    reply = get_corp_token(server, **changed)
    assert reply["errcode"] == 40096
    assert "access_token" not in reply


@pytest.mark.parametrize("name", ["accessKey", "timestamp", "suiteTicket", "signature"])
def test_get_corp_token_refuses_to_miss(server, name):
    reply = get_corp_token(server, **{name: None})
    assert reply["errcode"] == 400002
    assert "access_token" not in reply


def test_get_corp_token_refuses_to_miss_the_organisation(server):
    assert get_corp_token(server, corp_id=None)["errcode"] == 400002


@pytest.mark.parametrize("minutes", [-6, 6])
def test_get_corp_token_refuses_another_time(server, minutes):
    reply = get_corp_token(server, timestamp=int(time.time() * 1000) + minutes * 60_000)
    assert reply["errcode"] != 0
    assert "access_token" not in reply


@pytest.mark.parametrize("minutes", [-4, 4])
def test_get_corp_token_takes_a_clock_that_is_somewhat_off(server, minutes):
    assert_issued(get_corp_token(server, timestamp=int(time.time() * 1000) + minutes * 60_000))


@pytest.mark.parametrize("corp_id", ["ding-other", "ding-nowhere"])
def test_get_corp_token_refuses_an_organisation_that_has_not_authorised_the_suite(server, corp_id):
    reply = get_corp_token(server, corp_id=corp_id)
    assert reply["errcode"] != 0
    assert "access_token" not in reply
