"""House rules, ours: set by extensionConfig, which the SDK does not know, on a room and on a group; each
refuses by its own text what the SDK asks for."""

import itertools
from datetime import datetime, timedelta, timezone

import pytest
import requests

from harness.organisation import DESIGNER, MANAGER, SELLER

from test_book_a_room import Caller, reasons, wanted

NAMES = itertools.count(1)
#: A year of Mondays: one for each case, so that they do not meet.
MONDAYS = (datetime(2037, 3, 2) + timedelta(weeks=week) for week in itertools.count())


def hour(day, start, end, **more):
    def at(time):
        return {"dateTime": f"{day}T{time}:00+08:00", "timeZone": "Asia/Shanghai"}

    return {"summary": "House", "start": at(start), "end": at(end), **more}


@pytest.fixture
def token(sdk):
    return sdk.app_token()


@pytest.fixture
def call(server, token):
    def call(method, path, **body):
        url = f"http://{server.address}/v1.0/rooms/{path}"
        headers = {"x-acs-dingtalk-access-token": token}
        body = {"unionId": MANAGER, **body}
        reply = requests.request(method, url, json=body, headers=headers, timeout=10)
        assert reply.status_code == 200, reply.text
        return reply.json()["result"]

    return call


@pytest.fixture
def house(call):
    """A group and a room in it, and how rules are set on either and taken away."""
    number = next(NAMES)
    group = call("POST", "groups", groupName=f"House {number}", parentGroupId=0)
    room = call("POST", "meetingrooms", roomName=f"House room {number}", roomStatus=0, isvRoomId="house",
                groupId=group, roomCapacity=2)

    def set_on(level, **config):
        if level == "room":
            call("PUT", "meetingRooms", roomId=room, extensionConfig=config)
        else:
            call("PUT", "groups", groupId=group, extensionConfig=config)

    return group, room, set_on


HOURS = [{"day": "monday", "from": "08:00", "to": "12:00"}]
#: The rule, what takes it away, an event on a Monday that it refuses, and its words.
CASES = {
    "opening hours": (
        {"weeklyHours": HOURS}, {"weeklyHours": []}, ("12:00", "13:00", {}),
        "weeklyHours: open monday 08:00-12:00",
    ),
    "seats": (
        {"capacityCheck": True}, {"capacityCheck": False},
        ("10:00", "11:00", {"attendees": [{"id": SELLER}, {"id": MANAGER}]}),
        "capacityCheck: 2 seats, and 3 people come",
    ),
    "hours a day": (
        {"bookingQuota": {"hoursPerDay": 1}}, {"bookingQuota": {}}, ("10:00", "11:30", {}),
        "bookingQuota.hoursPerDay: 1 hour a person, 0 minutes are booked and 90 minutes asked for",
    ),
    "closed days": (
        {"closedDays": [{"date": "2037-01-01", "endDate": "2040-12-31", "name": "Rebuilt"}]},
        {"closedDays": []}, ("10:00", "11:00", {}),
        "closedDays: closed on 2037-01-01 until 2040-12-31 (Rebuilt)",
    ),
}


@pytest.mark.parametrize("level", ["room", "group"])
@pytest.mark.parametrize("case", CASES)
def test_a_rule_refuses_by_its_own_text_until_it_is_taken_away(sdk, token, house, case, level):
    rule, nothing, (start, end, more), text = CASES[case]
    _, room, set_on = house
    designer = Caller(sdk, token, DESIGNER)
    day = f"{next(MONDAYS):%Y-%m-%d}"
    event = designer("createEvent", **hour(day, start, end, **more))
    set_on(level, **rule)
    (told,) = reasons(designer.refused("addMeetingRooms", eventId=event.id, **wanted(room))).values()
    assert told.startswith(text)
    assert ("(set by room group " in told) == (level == "group")
    if level == "group" and case != "closed days":
        # What the room says itself counts before what its group says; closed days add up.
        set_on("room", **{name: LOOSE[name] for name in rule})
        assert designer("addMeetingRooms", eventId=event.id, **wanted(room)).result is True
    else:
        set_on(level, **nothing)
        assert designer("addMeetingRooms", eventId=event.id, **wanted(room)).result is True
    assert designer("cancelEvent", eventId=event.id).result is True


LOOSE = {
    "weeklyHours": [{"day": "monday", "from": "00:00", "to": "24:00"}],
    "capacityCheck": False,
    "bookingQuota": {"hoursPerDay": 9},
}


def test_buffers_are_held_between_bookings(sdk, token, house):
    _, room, set_on = house
    designer, seller = Caller(sdk, token, DESIGNER), Caller(sdk, token, SELLER)
    day = f"{next(MONDAYS):%Y-%m-%d}"
    set_on("group", bufferBefore=10, bufferAfter=20)
    first = designer("createEvent", **hour(day, "10:00", "11:00"))
    assert designer("addMeetingRooms", eventId=first.id, **wanted(room)).result is True
    for start, is_free in (("11:15", False), ("11:29", False), ("11:30", True)):
        event = seller("createEvent", **hour(day, start, "12:00"))
        if is_free:
            assert seller("addMeetingRooms", eventId=event.id, **wanted(room)).result is True
        else:
            (told,) = reasons(seller.refused("addMeetingRooms", eventId=event.id, **wanted(room))).values()
            assert told.startswith(f"overlap: taken from {day}T09:50:00+08:00 until {day}T11:20:00+08:00")


def test_open_bookings_are_counted_in_all_rooms_of_the_group(sdk, token, house, call):
    group, room, set_on = house
    other = call("POST", "meetingrooms", roomName=f"Beside {group}", roomStatus=0, isvRoomId="house",
                 groupId=group)
    designer = Caller(sdk, token, DESIGNER)
    set_on("group", bookingQuota={"openBookings": 2})
    text = "bookingQuota.openBookings: 2 bookings a person, and 2 are open"

    def made():
        return designer("createEvent", **hour(f"{next(MONDAYS):%Y-%m-%d}", "10:00", "11:00"))

    first, second = made(), made()
    assert designer("addMeetingRooms", eventId=first.id, **wanted(room)).result is True
    # The two of one call count together.
    told = reasons(designer.refused("addMeetingRooms", eventId=second.id, **wanted(room, other)))
    assert [one.startswith(text) for one in told.values()] == [True]
    assert designer("addMeetingRooms", eventId=second.id, **wanted(other)).result is True
    (told,) = reasons(designer.refused("addMeetingRooms", eventId=made().id, **wanted(room))).values()
    assert told.startswith(text)
    assert designer("cancelEvent", eventId=first.id).result is True
    assert designer("addMeetingRooms", eventId=made().id, **wanted(room)).result is True


def test_a_room_that_asks_for_notice_is_given_back_in_time(sdk, token, house):
    _, room, set_on = house
    designer, manager = Caller(sdk, token, DESIGNER), Caller(sdk, token, MANAGER)
    tomorrow = datetime.now(timezone(timedelta(hours=8))) + timedelta(days=1)
    day, later = f"{tomorrow:%Y-%m-%d}", f"{tomorrow + timedelta(days=30):%Y-%m-%d}"
    event = designer("createEvent", **hour(day, "10:00", "11:00"))
    assert designer("addMeetingRooms", eventId=event.id, **wanted(room)).result is True
    set_on("group", leastCancelNotice=7 * 1440)
    text = "leastCancelNotice: 10080 minutes before the start"
    moved = hour(later, "10:00", "11:00")
    for operation, arguments in (
        ("removeMeetingRooms", {"meetingRoomsToRemove": [{"roomId": room}]}),
        ("cancelEvent", {}),
        ("deleteEvent", {}),
        ("patchEvent", {"id": event.id, "start": moved["start"], "end": moved["end"]}),
    ):
        (told,) = reasons(designer.refused(operation, eventId=event.id, **arguments)).values()
        assert told.startswith(text), operation
    assert designer.rooms(event.id) == {room: "accepted"}
    # Who administers the room is not bound, and what begins later is in time.
    own = manager("createEvent", **hour(day, "12:00", "13:00"))
    assert manager("addMeetingRooms", eventId=own.id, **wanted(room)).result is True
    assert manager("cancelEvent", eventId=own.id).result is True
    in_time = designer("createEvent", **moved)
    assert designer("addMeetingRooms", eventId=in_time.id, **wanted(room)).result is True
    assert designer("cancelEvent", eventId=in_time.id).result is True


def test_more_people_than_seats_are_not_invited(sdk, token, house):
    _, room, set_on = house
    designer = Caller(sdk, token, DESIGNER)
    event = designer("createEvent", **hour(f"{next(MONDAYS):%Y-%m-%d}", "10:00", "11:00"))
    assert designer("addMeetingRooms", eventId=event.id, **wanted(room)).result is True
    set_on("room", capacityCheck=True)
    designer("addAttendee", eventId=event.id, attendeesToAdd=[{"id": SELLER}])
    refusal = designer.refused("addAttendee", eventId=event.id, attendeesToAdd=[{"id": MANAGER}])
    (told,) = reasons(refusal).values()
    assert told.startswith("capacityCheck: 2 seats, and 3 people come")
    assert [one.id for one in designer("getEvent", eventId=event.id).attendees] == [SELLER]
