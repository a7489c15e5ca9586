"""Series by the official SDK: made, listed by their dates, changed, booked, cancelled."""

import pytest

from harness.organisation import DESIGNER, SELLER
from harness.refusal import assert_refusal

from test_book_a_room import Caller, reasons, wanted


def at(time):
    return {"dateTime": time, "timeZone": "Asia/Shanghai"}


def mondays(year, times):
    """Mondays from ten to eleven."""
    return {
        "summary": "Standup",
        "start": at(f"{year}-03-03T10:00:00+08:00"),
        "end": at(f"{year}-03-03T11:00:00+08:00"),
        "recurrence": {
            "pattern": {"type": "weekly", "daysOfWeek": "monday", "interval": 1},
            "range": {"type": "numbered", "numberOfOccurrences": times},
        },
    }


@pytest.fixture
def callers(sdk):
    token = sdk.app_token()
    page = sdk.room_call("queryMeetingRoomList", token, {"unionId": DESIGNER, "maxResults": 100})
    rooms = {room.room_name: room.room_id for room in page.body.result}
    return Caller(sdk, token, DESIGNER), Caller(sdk, token, SELLER), rooms["Bare room"]


def dates(caller, series):
    found = caller("listInstances", eventId=series).events
    return [(event.id, event.start.date_time[:16]) for event in found]


def test_a_series_is_booked_moved_and_cancelled(callers):
    designer, seller, bare = callers
    series = designer("createEvent", **mondays(2036, 3))
    found = dates(designer, series.id)
    assert [start for _, start in found] == ["2036-03-03T10:00", "2036-03-10T10:00", "2036-03-17T10:00"]
    assert all(id.startswith(f"{series.id}_") for id, _ in found)

    # All dates or none.
    once = seller("createEvent", summary="Once", start=at("2036-03-10T10:30:00+08:00"),
                  end=at("2036-03-10T11:30:00+08:00"))
    assert seller("addMeetingRooms", eventId=once.id, **wanted(bare)).result is True
    refusal = designer.refused("addMeetingRooms", eventId=series.id, **wanted(bare))
    assert list(reasons(refusal)) == ["Bare room"]
    seller("deleteEvent", eventId=once.id)
    assert designer("addMeetingRooms", eventId=series.id, **wanted(bare)).result is True
    assert designer.rooms(found[1][0]) == {bare: "accepted"}

    # One date by itself, and then all of them: it stays.
    second = found[1][0]
    moved = designer("patchEvent", eventId=second, id=second, start=at("2036-03-11T15:00:00+08:00"),
                     end=at("2036-03-11T16:00:00+08:00"))
    assert (moved.id, moved.start.date_time) == (second, "2036-03-11T15:00:00+08:00")
    # The SDK knows this of a read alone.
    assert designer("getEvent", eventId=second).origin_start.date_time == "2036-03-10T10:00:00+08:00"
    whole = designer("patchEvent", eventId=series.id, id=series.id, start=at("2036-03-03T12:00:00+08:00"),
                     end=at("2036-03-03T13:00:00+08:00"))
    assert whole.start.date_time == "2036-03-03T12:00:00+08:00"
    assert dates(designer, series.id) == [
        (found[0][0], "2036-03-03T12:00"), (second, "2036-03-11T15:00"), (found[2][0], "2036-03-17T12:00"),
    ]
    assert designer.rooms(second) == {bare: "accepted"}

    assert designer("cancelEvent", eventId=second, scope="this").result is True
    assert designer("getEvent", eventId=second).status == "cancelled"
    designer("deleteEvent", eventId=found[2][0])
    gone = {"status": 404, "code": "instanceNotExist"}
    assert_refusal(designer.refused("getEvent", eventId=found[2][0]), gone)
    assert designer("cancelEvent", eventId=series.id).result is True
    assert designer("getEvent", eventId=series.id).status == "cancelled"
