"""The story of the plan of a floor: calls of ours, about rooms that the SDK makes and removes."""

import pytest
import requests

from harness.organisation import MANAGER, SELLER

PICTURE = "https://rooms.example.org/floor.png"


@pytest.fixture
def token(sdk):
    return sdk.app_token()


@pytest.fixture
def call(server, token):
    def call(method, path, **body):
        url = f"http://{server.address}/v1.0/rooms/{path}"
        headers = {"x-acs-dingtalk-access-token": token}
        return requests.request(method, url, json=body or None, headers=headers, timeout=10)

    return call


@pytest.fixture
def group(call):
    made = call("POST", "groups", unionId=MANAGER, groupName="Planned", parentGroupId=0)
    group = made.json()["result"]
    yield group
    assert call("DELETE", f"groups/{group}?unionId={MANAGER}").json() == {"result": True}


def place(room, **more):
    return {"roomId": room, "left": 100, "top": 200, "width": 300, "height": 150, **more}


def test_a_floor_is_drawn_read_and_loses_a_room(sdk, token, call, group):
    made = {"unionId": MANAGER, "roomName": "On the plan", "roomStatus": 0, "groupId": group,
            "isvRoomId": "plan"}
    room = sdk.room_call("createMeetingRoom", token, made).body.result

    def shown(more=f"&groupId={group}"):
        return call("GET", f"groupPlans?unionId={SELLER}{more}").json()["result"]

    assert shown() == []
    plan = {"picture": PICTURE, "places": [place(room)]}
    drawn = call("PUT", f"groupPlans/{group}", unionId=MANAGER, **plan)
    assert drawn.json() == {"result": True}
    assert shown() == [{"groupId": group, **plan}]
    assert {"groupId": group, "picture": PICTURE} in shown("")
    gone = {"roomId": room, "unionId": MANAGER}
    assert sdk.room_call("deleteMeetingRoom", token, gone).body.result is True
    assert shown() == [{"groupId": group, "picture": PICTURE, "places": []}]
    assert call("PUT", f"groupPlans/{group}", unionId=MANAGER, picture="").json() == {"result": True}
    assert shown() == []


@pytest.mark.parametrize(
    ("who", "of", "body", "code", "message"),
    [
        (SELLER, None, {"picture": PICTURE}, "user.not.admin", "User Not Admin"),
        (MANAGER, 999, {"picture": PICTURE}, "group.not.found", "Group Not Found"),
        (MANAGER, None, {}, "param.error", "Error:picture is missing"),
        (MANAGER, None, {"picture": PICTURE, "places": [place("nowhere")]}, "param.error",
         'Error:places: "nowhere" is no room of the group'),
    ],
)
def test_a_plan_is_refused(call, group, who, of, body, code, message):
    reply = call("PUT", f"groupPlans/{of or group}", unionId=who, **body)
    assert (reply.status_code, reply.json()["code"], reply.json()["message"]) == (
        400, code, message,
    )
