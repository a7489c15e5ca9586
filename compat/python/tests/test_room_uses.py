"""How much rooms are used: a call of ours, asked by HTTP about what the SDK booked."""

import csv
import io
import subprocess

import pytest
import requests

from harness.binary import binary, environment
from harness.http import TOKEN_HEADER
from harness.organisation import DESIGNER, MANAGER, SELLER

PRIVATE = "room-of-design"
#: A Monday, on which nothing else is booked.
DAY = "2032-03-01"


@pytest.fixture
def token(sdk):
    return sdk.app_token()


@pytest.fixture
def uses(server, token):
    def uses(**query):
        url = f"http://{server.address}/v1.0/rooms/meetingRoomUses"
        return requests.get(url, params=query, headers={TOKEN_HEADER: token}, timeout=10)

    return uses


def booked(sdk, token, room, start, end):
    def at(time):
        return {"dateTime": f"{DAY}T{time}:00+08:00", "timeZone": "Asia/Shanghai"}

    event = {
        "userId": DESIGNER,
        "summary": "Weekly",
        "start": at(start),
        "end": at(end),
        "attendees": [{"id": SELLER}],
    }
    made = sdk.calendar_call("createEvent", token, event).body.id
    wanted = {"userId": DESIGNER, "eventId": made, "meetingRoomsToAdd": [{"roomId": room}]}
    sdk.calendar_call("addMeetingRooms", token, wanted)
    return made


def test_what_is_booked_is_counted_and_cancelled_is_not(sdk, token, uses, server):
    event = booked(sdk, token, PRIVATE, "09:00", "10:30")
    try:
        asked = {"unionId": MANAGER, "startDate": DAY, "endDate": DAY, "roomId": PRIVATE}
        found = uses(**asked).json()["result"]
        total = found["total"]
        assert (total["usedMinutes"], total["meetings"], total["people"]) == (90, 1, 2)
        assert [room["roomId"] for room in found["rooms"]] == [PRIVATE]
        taken = {(h["weekday"], h["hour"]): h["usedMinutes"] for h in found["hours"]}
        assert (taken[1, 9], taken[1, 10], taken[1, 11]) == (60, 30, 0)
        by = ["--union-id", MANAGER, "--address", f"http://{server.address}", "--token", token]
        words = ["room", "use", "--from", DAY, "--to", DAY, "--room", PRIVATE, "--csv", *by]
        done = subprocess.run(
            [binary(), *words], env=environment(), capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 0, done.stderr
        table = list(csv.DictReader(io.StringIO(done.stdout)))
        assert [(line["roomId"], line["usedMinutes"]) for line in table] == [(PRIVATE, "90")]
    finally:
        sdk.calendar_call("deleteEvent", token, {"userId": DESIGNER, "eventId": event})
    assert uses(**asked).json()["result"]["total"]["meetings"] == 0
