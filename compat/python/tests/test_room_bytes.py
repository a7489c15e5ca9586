"""The reply of QueryMeetingRoom as it travels: bytes and headers, without the SDK."""

import json
import re

import pytest

from harness.http import TOKEN_HEADER, get, read_room
from harness.organisation import CORP, MANAGER, ROOM, SAMPLE_REPLY
from harness.refusal import REQUEST_ID
from harness.sdk import Sdk

JSON_TYPE = "application/json;charset=utf-8"


@pytest.fixture(scope="module")
def tokens(server):
    sdk = Sdk(server.address, is_async=False)
    return {"internal": sdk.app_token(), "third-party": sdk.suite_token("suitedemo", CORP)}


def canonical(value):
    """One text for one JSON value; unlike ==, it tells true from 1 and 1 from 1.0."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


@pytest.mark.parametrize("app_type", ["internal", "third-party"])
def test_the_bytes_are_the_sample(server, tokens, app_type):
    reply = read_room(server.address, tokens[app_type], ROOM, MANAGER)
    assert reply.status == 200
    assert canonical(reply.json()) == canonical(SAMPLE_REPLY)


def test_a_reply_names_its_type_its_length_and_its_ids(server, tokens):
    reply = read_room(server.address, tokens["internal"], ROOM, MANAGER)
    assert reply.headers["content-type"] == JSON_TYPE
    assert int(reply.headers["content-length"]) == len(reply.body)
    assert REQUEST_ID.fullmatch(reply.headers["x-acs-request-id"])
    assert re.fullmatch("[0-9a-f]{32}", reply.headers["x-acs-trace-id"])


def test_a_refusal_names_its_type_and_its_id_twice(server, tokens):
    reply = read_room(server.address, tokens["internal"], "room-nowhere", MANAGER)
    assert reply.status == 400
    assert reply.headers["content-type"] == JSON_TYPE
    assert int(reply.headers["content-length"]) == len(reply.body)
    assert reply.headers["x-acs-request-id"] == reply.json()["requestid"]
    assert re.fullmatch("[0-9a-f]{32}", reply.headers["x-acs-trace-id"])


def test_nothing_is_compressed_unasked(server, tokens):
    reply = read_room(server.address, tokens["internal"], ROOM, MANAGER)
    assert "content-encoding" not in reply.headers


def test_a_room_id_may_be_escaped(server, tokens):
    path = "/v1.0/rooms/meetingRooms/%30ffb7184xxxxx?unionId=%32iPOLxxxxx"
    reply = get(server.address, path, headers={TOKEN_HEADER: tokens["internal"]})
    assert canonical(reply.json()) == canonical(SAMPLE_REPLY)


def test_the_header_of_the_token_has_no_case(server, tokens):
    path = f"/v1.0/rooms/meetingRooms/{ROOM}?unionId={MANAGER}"
    reply = get(server.address, path, headers={TOKEN_HEADER.upper(): tokens["internal"]})
    assert canonical(reply.json()) == canonical(SAMPLE_REPLY)


@pytest.mark.parametrize("place", ["bearer", "query"])
def test_a_token_elsewhere_than_in_its_header_does_not_count(server, tokens, place):
    token = tokens["internal"]
    query = f"&access_token={token}&accessToken={token}" if place == "query" else ""
    headers = {"Authorization": f"Bearer {token}"} if place == "bearer" else {}
    path = f"/v1.0/rooms/meetingRooms/{ROOM}?unionId={MANAGER}{query}"
    reply = get(server.address, path, headers=headers)
    assert (reply.status, reply.json()["code"]) == (400, "AuthenticationFailed.MissingParameter")
