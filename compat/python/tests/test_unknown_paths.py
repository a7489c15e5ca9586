"""Paths and methods that no operation has: always a JSON object that a client can read."""

import pytest

from harness.http import get, post, send
from harness.organisation import MANAGER, ROOM
from harness.refusal import assert_refusal, refusal_of

NOT_FOUND = {
    "status": 404,
    "code": "InvalidAction.NotFound",
    "message": "Specified api is not found, please check your url and method.",
}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/v1.0/"),
        ("GET", "/v1.0/todo/users/union/tasks/task"),
        ("GET", f"/v1.0/rooms/meetingrooms/{ROOM}"),
        ("GET", f"/v1.0/rooms/MeetingRooms/{ROOM}"),
        ("GET", f"/v1.0/Rooms/meetingRooms/{ROOM}"),
        ("PATCH", f"/v1.0/rooms/meetingRooms/{ROOM}"),
        ("GET", "/v1.0/oauth2/accessToken"),
        ("DELETE", "/v1.0/oauth2/corpAccessToken"),
        ("POST", "/v1.0/oauth2/AccessToken"),
    ],
)
def test_an_unknown_path_or_method_of_the_new_api(sdk, method, path):
    assert_refusal(refusal_of(sdk.any_call, method, path), NOT_FOUND)


def test_an_unknown_path_of_the_new_api_on_the_wire(server):
    reply = get(server.address, "/v1.0/todo/users/union/tasks/task")
    assert reply.status == 404
    assert reply.headers["content-type"] == "application/json;charset=utf-8"
    assert reply.json() == {
        "code": NOT_FOUND["code"],
        "message": NOT_FOUND["message"],
        "requestid": reply.headers["x-acs-request-id"],
    }


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_unknown_path_of_topapi(server, method):
    reply = send(server.address, method, "/topapi/no/such/call")
    assert reply.status == 200
    answer = reply.json()
    text = "不合法ApiName，ApiName = dingtalk.oapi.no.such.call"
    assert (answer["errcode"], answer["sub_msg"]) == (22, text)
    assert answer["errmsg"] == f"Invalid method[submsg={text}]"


@pytest.mark.parametrize("path", ["/nowhere", "/service/nowhere", "/v2.0/rooms"])
def test_any_other_unknown_path(server, path):
    for reply in (get(server.address, path), post(server.address, path, {})):
        assert reply.status == 200
        assert reply.json() == {"errcode": 404, "errmsg": "请求的URI地址不存在"}


@pytest.mark.parametrize(
    "path",
    [
        f"/v1.0/rooms/meetingRooms/%zz?unionId={MANAGER}",
        f"/v1.0/rooms/meetingRooms/%ff%fe?unionId={MANAGER}",
        f"/v1.0/rooms/meetingRooms/{ROOM}%?unionId={MANAGER}",
    ],
)
def test_a_malformed_escape_is_an_error_in_json(sdk, server, path):
    token = sdk.app_token()
    reply = get(server.address, path, headers={"x-acs-dingtalk-access-token": token})
    assert reply.status == 400
    error = reply.json()
    assert error["code"] and error["message"]
    assert error["requestid"] == reply.headers["x-acs-request-id"]
