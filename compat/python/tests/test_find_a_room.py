"""What may be booked, and why not: calls of ours beside the SDK's, told of what the SDK books."""

from datetime import datetime

import pytest
import requests

from harness.organisation import DESIGNER, MANAGER, SELLER

from test_book_a_room import Caller, wanted

DAY = "2038-03-01"


def at(time, day=DAY):
    return {"dateTime": f"{day}T{time}:00+08:00", "timeZone": "Asia/Shanghai"}


def hour(start, end, **more):
    return {"start": at(start), "end": at(end), **more}


@pytest.fixture
def token(sdk):
    return sdk.app_token()


@pytest.fixture
def ask(server, token):
    """Asks on behalf of somebody: the reply's status and body."""

    def ask(user, path, **body):
        url = f"http://{server.address}/v1.0/calendar/users/{user}/meetingRooms/{path}"
        headers = {"x-acs-dingtalk-access-token": token}
        reply = requests.post(url, json=body, headers=headers, timeout=10)
        return reply.status_code, reply.json()

    return ask


@pytest.fixture
def floor(sdk, token, server):
    """Two rooms of a group, of four and of eight seats; the larger one is accessible."""
    made = {}

    def call(method, path, **body):
        url = f"http://{server.address}/v1.0/rooms/{path}"
        headers = {"x-acs-dingtalk-access-token": token}
        reply = requests.request(method, url, json={"unionId": MANAGER, **body}, headers=headers, timeout=10)
        assert reply.status_code == 200, reply.text
        return reply.json()["result"]

    group = call("POST", "groups", groupName="Floor", parentGroupId=0)
    for seats in (4, 8):
        made[seats] = call("POST", "meetingrooms", roomName=f"Room of {seats}", roomStatus=0, groupId=group,
                           isvRoomId="floor", roomCapacity=seats)
    call("PUT", "meetingRooms", roomId=made[8],
         extensionConfig={"accessible": True, "attributes": {"view": "river"}})
    yield group, made[4], made[8]
    for room in made.values():
        body = {"unionId": MANAGER, "roomId": room}
        sdk.room_call("deleteMeetingRoom", token, body)
    sdk.room_call("deleteMeetingRoomGroup", token, {"unionId": MANAGER, "groupId": group})


def test_a_refusal_is_explained_and_what_is_told_can_be_had(sdk, token, ask, floor):
    _, four, eight = floor
    designer, seller = Caller(sdk, token, DESIGNER), Caller(sdk, token, SELLER)
    event = designer("createEvent", summary="x", **hour("10:00", "11:00"))
    assert designer("addMeetingRooms", eventId=event.id, **wanted(four)).result is True
    status, reply = ask(SELLER, "bookings/explain", roomId=four, event=hour("10:30", "11:30"))
    told = reply["result"]
    assert (status, told["available"]) == (200, False)
    (refusal,) = told["refusals"]
    assert (refusal["rule"], refusal["level"]) == ("overlap", "room")
    assert refusal["dates"] == [f"{DAY}T10:30:00+08:00"]
    assert told["nearestTime"] == {
        "startTime": f"{DAY}T11:00:00+08:00", "endTime": f"{DAY}T12:00:00+08:00",
    }
    assert told["nearestRoom"]["roomId"] == eight
    later = seller("createEvent", summary="x", **hour("11:00", "12:00"))
    assert seller("addMeetingRooms", eventId=later.id, **wanted(four)).result is True

    # A series is told another hour for all of its dates.
    daily = {"pattern": {"type": "daily", "interval": 1},
             "range": {"type": "numbered", "numberOfOccurrences": 2}}
    event = hour("10:15", "11:15", recurrence=daily)
    _, reply = ask(SELLER, "bookings/explain", roomId=four, event=event)
    assert reply["result"]["refusals"][0]["dates"] == [f"{DAY}T10:15:00+08:00"]
    found = reply["result"]["nearestTime"]["startTime"]
    assert found == f"{DAY}T09:00:00+08:00"
    series = seller("createEvent", summary="x", **hour("09:00", "10:00", recurrence=daily))
    assert seller("addMeetingRooms", eventId=series.id, **wanted(four)).result is True

    _, reply = ask(SELLER, "bookings/explain", roomId=eight, event=hour("10:00", "11:00"))
    assert reply["result"] == {"available": True, "needsApproval": False, "refusals": []}


def test_rooms_are_found_by_what_they_have_and_when_they_are_free(sdk, token, ask, floor):
    group, four, eight = floor

    def found(**search):
        status, reply = ask(SELLER, "find", groupId=group, **search)
        assert status == 200, reply
        return [room["roomId"] for room in reply["rooms"]], reply.get("nearMisses", [])

    free = {"start": at("14:00"), "end": at("15:00")}
    assert found(event=free) == ([four, eight], [])
    assert found(event=free, roomCapacity=5) == ([eight], [])
    assert found(event=free, accessible=True) == ([eight], [])
    assert found(event=free, attributes={"view": "river"}) == ([eight], [])
    seller = Caller(sdk, token, SELLER)
    event = seller("createEvent", summary="x", **free)
    assert seller("addMeetingRooms", eventId=event.id, **wanted(four, eight)).result is True
    rooms, near = found(event=free, maxResults=5)
    assert rooms == []
    assert {"earlier", "later"} & {one["kind"] for one in near}


def test_busy_times_of_many_rooms_are_told_at_once(sdk, token, ask, floor):
    _, four, eight = floor
    seller = Caller(sdk, token, SELLER)
    event = seller("createEvent", summary="x", **hour("16:00", "17:00"))
    assert seller("addMeetingRooms", eventId=event.id, **wanted(four)).result is True
    day = {"startTime": f"{DAY}T00:00:00+08:00", "endTime": f"{DAY}T23:59:00+08:00"}
    status, reply = ask(DESIGNER, "busy/query", roomIds=[four, eight, "nowhere"], **day)
    assert status == 200, reply
    busy = {room["roomId"]: room.get("busy", []) for room in reply["rooms"]}
    assert set(busy) == {four, eight}
    ends = [1000 * round(datetime.fromisoformat(f"{DAY}T{time}:00+08:00").timestamp()) for time in ("16:00", "17:00")]
    # Who has it, and not what for.
    told = {"status": "BUSY", "eventId": event.id, "organizerId": SELLER}
    assert busy[four] == [{"startTime": ends[0], "endTime": ends[1], **told}]
    assert busy[eight] == []
    assert [each["displayName"] for each in reply["organizers"]] == ["Zhao Liu"]


@pytest.mark.parametrize(
    ("path", "body", "message"),
    [
        ("bookings/explain", {"event": hour("10:00", "11:00")}, "roomId must be provided."),
        ("bookings/explain", {"roomId": "nowhere", "event": hour("10:00", "11:00")}, "roomId invalid"),
        ("find", {}, "event must be provided."),
        ("find", {"event": hour("10:00", "11:00"), "maxResults": 101}, "maxResults must be from 1 to 100"),
        ("busy/query", {}, "startTime must be provided."),
    ],
)
def test_what_cannot_be_asked_is_refused(ask, path, body, message):
    status, reply = ask(SELLER, path, **body)
    assert (status, reply["code"], reply["message"]) == (400, "invalidParameter", message)
