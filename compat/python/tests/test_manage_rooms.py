"""The story of an integration that manages rooms: made, read, changed, listed, removed."""

import pytest
import requests

from harness.organisation import CORP, MANAGER, SELLER
from harness.refusal import assert_refusal, refusal_of

EVERYTHING = {
    "unionId": MANAGER,
    "roomName": "会议室 “Spree” 🛶",
    "roomStatus": 2,
    "isvRoomId": "isv-1",
    "roomCapacity": 8,
    "roomLabelIds": [1, 5],
    "roomLocation": {"title": "Berlin", "desc": "Third floor"},
    "roomPicture": "https://example.org/room.png",
    "roomDescription": "By the river",
    "groupId": 1,
    "reservationAuthority": {
        "authorizedMembers": [
            {"memberId": SELLER, "memberType": "user", "memberName": "Seller"},
            {"memberId": "2", "memberType": "dept", "memberName": "Design"},
        ]
    },
    "enableCycleReservation": True,
    "openReservation": False,
}
NOT_FOUND = {"status": 400, "code": "room.not.found", "message": "Room Not Found"}


@pytest.fixture(params=["an internal app", "a third-party app"])
def token(request, sdk):
    if request.param == "an internal app":
        return sdk.app_token()
    return sdk.suite_token("suite-writer", CORP)


def listed(sdk, token):
    """Every room that the manager sees, by its id."""
    rooms, query = {}, {"unionId": MANAGER, "maxResults": 3}
    while True:
        page = sdk.room_call("queryMeetingRoomList", token, query).body
        rooms.update({room.room_id: room for room in page.result})
        if not page.has_more:
            return rooms
        query["nextToken"] = page.next_token


def test_a_room_is_made_read_changed_listed_and_removed(sdk, server, token):
    made = sdk.room_call("createMeetingRoom", token, EVERYTHING)
    assert made.status_code == 200
    room_id = made.body.result
    assert len(room_id) == 32

    room = sdk.read_room(token, room_id, MANAGER).body.result
    for field in ("roomName", "roomStatus", "isvRoomId", "roomCapacity", "roomLocation",
                  "roomPicture", "roomDescription", "reservationAuthority",
                  "enableCycleReservation"):
        assert room.to_map()[field] == EVERYTHING[field], field
    assert [label.label_name for label in room.room_labels] == ["TV", "Video Meeting"]
    assert (room.room_group.group_id, room.corp_id) == (1, CORP)
    assert room.extension_config.open_reservation is False
    assert listed(sdk, token)[room_id].room_name == EVERYTHING["roomName"]

    change = {"unionId": MANAGER, "roomId": room_id, "roomCapacity": 12, "roomStatus": 0}
    assert sdk.room_call("updateMeetingRoom", token, change).body.result is True
    # The same node shows it at once, and nothing else has changed.
    after = sdk.read_room(token, room_id, MANAGER).body.result.to_map()
    assert after == {**room.to_map(), "roomCapacity": 12, "roomStatus": 0}

    # Ours: whoever says what they saw overwrites nobody. The SDK's own reading of the room will do.
    url = f"http://{server.address}/v1.0/rooms/meetingRooms"
    headers = {"x-acs-dingtalk-access-token": token}
    body = {**change, "roomCapacity": 6, "expected": room.to_map()}
    late = requests.put(url, json=body, headers=headers, timeout=10)
    assert (late.status_code, late.json()["code"]) == (409, "room.changed")
    body["expected"] = after
    reply = requests.put(url, json=body, headers=headers, timeout=10)
    assert (reply.status_code, reply.json()) == (200, {"result": True})

    gone = {"unionId": MANAGER, "roomId": room_id}
    assert sdk.room_call("deleteMeetingRoom", token, gone).body.result is True
    assert_refusal(refusal_of(sdk.read_room, token, room_id, MANAGER), NOT_FOUND)
    assert room_id not in listed(sdk, token)
    assert_refusal(refusal_of(sdk.room_call, "deleteMeetingRoom", token, gone), NOT_FOUND)
