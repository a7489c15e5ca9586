"""The story of somebody who administers one room: named by a call of ours, and seen by the SDK."""

import requests

from harness.organisation import DESIGNER, MANAGER
from harness.refusal import assert_refusal, refusal_of

NOT_ADMIN = {"status": 400, "code": "user.not.admin", "message": "User Not Admin"}
NOT_FOUND = {"status": 400, "code": "room.not.found", "message": "Room Not Found"}


def test_somebody_administers_one_room(sdk, server):
    token = sdk.app_token()

    def name(*people):
        url = f"http://{server.address}/v1.0/rooms/roomAdmin/{room}"
        body = {"unionId": MANAGER, "adminUnionIds": people}
        headers = {"x-acs-dingtalk-access-token": token}
        reply = requests.put(url, json=body, headers=headers, timeout=10)
        assert (reply.status_code, reply.json()) == (200, {"result": True})

    def by_designer(operation, **arguments):
        return sdk.room_call(operation, token, {"unionId": DESIGNER, **arguments}).body.result

    def listed():
        page = {"unionId": DESIGNER, "maxResults": 100}
        rooms = sdk.room_call("queryMeetingRoomList", token, page).body.result
        return room in [each.room_id for each in rooms]

    new = {"unionId": MANAGER, "roomName": "Vault", "roomStatus": 1, "isvRoomId": "vault"}
    room = sdk.room_call("createMeetingRoom", token, new).body.result
    assert_refusal(refusal_of(sdk.read_room, token, room, DESIGNER), NOT_FOUND)
    assert not listed()
    name(DESIGNER)
    assert sdk.read_room(token, room, DESIGNER).body.result.room_name == "Vault"
    assert listed()
    assert by_designer("updateMeetingRoom", roomId=room, roomCapacity=3) is True
    assert by_designer("setSuperUserMeetingRoom", roomId=room, deptIdWhiteList=[2]) is True
    gone = {"unionId": DESIGNER, "roomId": room}
    assert_refusal(refusal_of(sdk.room_call, "deleteMeetingRoom", token, gone), NOT_ADMIN)
    name()
    assert_refusal(refusal_of(sdk.read_room, token, room, DESIGNER), NOT_FOUND)
    assert not listed()
    assert sdk.room_call("deleteMeetingRoom", token, {"unionId": MANAGER, "roomId": room})
