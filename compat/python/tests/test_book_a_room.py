"""The story of an integration that books rooms: searched, booked, in conflict, moved, approved,
cancelled."""

import itertools
import json

import pytest

from harness.organisation import CORP, DESIGNER, MANAGER, SELLER
from harness.refusal import assert_refusal, refusal_of

#: A day for each test, so that they do not book the same hours.
DAYS = itertools.count(1)
NOT_FOUND = {"status": 404, "code": "itemNotFound"}
NOT_ORGANISER = {"status": 400, "code": "permissionDeny"}


@pytest.fixture(params=["an internal app", "a third-party app"])
def token(request, sdk):
    if request.param == "an internal app":
        return sdk.app_token()
    return sdk.suite_token("suite-writer", CORP)


@pytest.fixture
def day():
    return f"2031-{next(DAYS):02}-14"


def hour(day, start, end, **more):
    """An event by the clock of Shanghai."""
    def at(time):
        return {"dateTime": f"{day}T{time}:00+08:00", "timeZone": "Asia/Shanghai"}

    return {"summary": "Weekly “Spree” 🛶", "start": at(start), "end": at(end), **more}


class Caller:
    """Somebody's calendar by the SDK."""

    def __init__(self, sdk, token, user):
        self.sdk, self.token, self.user = sdk, token, user

    def __call__(self, operation, **arguments):
        arguments = {"userId": self.user, **arguments}
        response = self.sdk.calendar_call(operation, self.token, arguments)
        # Where the SDK awaits no body, it keeps none.
        return getattr(response, "body", None)

    def refused(self, operation, **arguments):
        arguments = {"userId": self.user, **arguments}
        return refusal_of(self.sdk.calendar_call, operation, self.token, arguments)

    def rooms(self, event_id):
        """The rooms of an event, and whether it has them."""
        event = self("getEvent", eventId=event_id)
        return {room.room_id: room.response_status for room in event.meeting_rooms}


def wanted(*rooms):
    return {"meetingRoomsToAdd": [{"roomId": room} for room in rooms]}


def reasons(refusal):
    """The rooms that a refusal names, and why each cannot be had."""
    assert refusal.data["code"] == "meetingRoomNotAvailable"
    prefix = "code: 321001, developerMessage: "
    assert refusal.data["message"].startswith(prefix)
    told = json.loads(refusal.data["message"].removeprefix(prefix))
    assert all(set(room) == {"roomName", "text"} and room["text"] for room in told)
    return {room["roomName"]: room["text"] for room in told}


def test_a_room_is_searched_booked_moved_approved_and_cancelled(sdk, token, day):
    designer, seller, manager = (Caller(sdk, token, who) for who in (DESIGNER, SELLER, MANAGER))
    page = sdk.room_call("queryMeetingRoomList", token, {"unionId": DESIGNER, "maxResults": 100})
    rooms = {room.room_name: room.room_id for room in page.body.result}
    bare, approved = rooms["Bare room"], rooms["Room with approval"]
    span = {"startTime": f"{day}T00:00:00+08:00", "endTime": f"{day}T23:00:00+08:00"}

    def taken():
        found = designer("getMeetingRoomsSchedule", roomIds=[bare], **span)
        (schedule,) = found.schedule_information
        assert schedule.room_id == bare
        return [(item.event_id, item.status, item.start.date_time, item.organizer.id)
                for item in schedule.schedule_items]

    assert taken() == []
    body = hour(day, "10:00", "11:00", attendees=[{"id": SELLER}], description="By the river")
    event = designer("createEvent", **body)
    assert (event.summary, event.organizer.id) == (body["summary"], DESIGNER)
    assert [person.id for person in event.attendees] == [SELLER]
    assert designer("addMeetingRooms", eventId=event.id, **wanted(bare)).result is True
    assert designer.rooms(event.id) == {bare: "accepted"}
    assert taken() == [(event.id, "BUSY", f"{day}T10:00:00+08:00", DESIGNER)]

    # Somebody else wants it a little later.
    other = seller("createEvent", **hour(day, "10:30", "11:30"))
    refusal = seller.refused("addMeetingRooms", eventId=other.id, **wanted(bare))
    assert list(reasons(refusal)) == ["Bare room"]
    assert seller.rooms(other.id) == {}
    # All or none.
    refusal = seller.refused("addMeetingRooms", eventId=other.id, **wanted(approved, bare))
    assert list(reasons(refusal)) == ["Bare room"]
    assert seller.rooms(other.id) == {}

    # Half-open: right behind it there is place. Moved into it there is none.
    later = hour(day, "11:00", "12:00")
    moved = seller("patchEvent", eventId=other.id, id=other.id, start=later["start"], end=later["end"])
    assert moved.start.date_time == f"{day}T11:00:00+08:00"
    assert seller("addMeetingRooms", eventId=other.id, **wanted(bare)).result is True
    back = hour(day, "10:30", "11:30")
    refusal = seller.refused("patchEvent", eventId=other.id, id=other.id, start=back["start"], end=back["end"])
    assert list(reasons(refusal)) == ["Bare room"]
    assert seller("getEvent", eventId=other.id).start.date_time == f"{day}T11:00:00+08:00"

    # One that waits is held, until somebody who administers it says yes or no.
    assert designer("addMeetingRooms", eventId=event.id, **wanted(approved)).result is True
    assert designer.rooms(event.id) == {bare: "accepted", approved: "tentative"}
    answer = {"eventId": event.id, "roomId": approved, "responseStatus": "accepted"}
    assert manager("meetingRoomRespond", **answer).result is True
    assert designer.rooms(event.id) == {bare: "accepted", approved: "accepted"}
    assert designer("removeMeetingRooms", eventId=event.id,
                    meetingRoomsToRemove=[{"roomId": approved}]).result is True
    assert designer.rooms(event.id) == {bare: "accepted"}

    # The SDK sends an empty list for each that is not set: it changes nothing.
    assert designer("patchEvent", eventId=event.id, id=event.id, summary="Monthly").summary == "Monthly"
    assert [person.id for person in designer("getEvent", eventId=event.id).attendees] == [SELLER]

    # An attendee sees it, and changes nothing; a stranger does not see it.
    assert seller("getEvent", eventId=event.id).attendees[0].to_map()["self"] is True
    assert_refusal(seller.refused("patchEvent", eventId=event.id, id=event.id, summary="Mine"), NOT_ORGANISER)
    assert_refusal(manager.refused("getEvent", eventId=event.id), NOT_FOUND)

    assert designer("cancelEvent", eventId=event.id).result is True
    assert designer("getEvent", eventId=event.id).status == "cancelled"
    assert [item[0] for item in taken()] == [other.id]
    seller("deleteEvent", eventId=other.id)
    assert_refusal(seller.refused("getEvent", eventId=other.id), NOT_FOUND)
    assert taken() == []


def test_a_calendar_is_listed_and_followed(sdk, token, day):
    draughtsman = Caller(sdk, token, "union-draughtsman")
    since = draughtsman("listEvents").sync_token
    event = draughtsman("createEvent", **hour(day, "09:00", "09:30"))
    whole = draughtsman("createEvent", summary="Away", isAllDay=True, start={"date": day}, end={"date": f"{day[:-2]}16"})
    assert (whole.start.date, whole.start.date_time) == (day, None)
    changed = draughtsman("listEvents", syncToken=since)
    assert [each.id for each in changed.events] == [event.id, whole.id]
    view = draughtsman("listEventsView", timeMin=f"{day}T00:00:00+08:00", timeMax=f"{day}T23:59:59+08:00")
    assert [each.id for each in view.events] == [whole.id, event.id]
    first = draughtsman("listEventsView", timeMin=f"{day}T00:00:00+08:00",
                        timeMax=f"{day}T23:59:59+08:00", maxResults=1)
    assert [each.id for each in first.events] == [whole.id]
    rest = draughtsman("listEventsView", timeMin=f"{day}T00:00:00+08:00",
                       timeMax=f"{day}T23:59:59+08:00", nextToken=first.next_token)
    assert [each.id for each in rest.events] == [event.id]
    (calendar,) = draughtsman("listCalendars").response.calendars
    assert (calendar.id, calendar.summary) == ("primary", "Wang Wu")
    assert draughtsman("transferEvent", eventId=event.id, newOrganizerId=DESIGNER).result is True
    assert draughtsman("getEvent", eventId=event.id).organizer.id == DESIGNER
    draughtsman("deleteEvent", eventId=whole.id)
    told = draughtsman("listEvents", syncToken=changed.sync_token)
    assert {each.id: each.status for each in told.events} == {event.id: "confirmed", whole.id: "cancelled"}
