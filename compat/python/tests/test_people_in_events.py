"""The story of people in events: invited, answering, busy, there and gone; and changes sent twice."""

import itertools

import pytest

from harness.organisation import DESIGNER, MANAGER, SELLER
from harness.refusal import assert_refusal, refusal_of

#: A day for each test, so that they do not see each other's hours.
DAYS = itertools.count(1)
NOT_FOUND = {"status": 404, "code": "itemNotFound"}
NOT_IN_EVENT = {"status": 400, "code": "notInEvent", "message": "用户不在日程内"}
NOT_ORGANISER = {"status": 400, "code": "permissionDeny"}
REUSED = {
    "status": 409,
    "code": "invalidRequest.duplicateClientToken",
    "message": "Duplicate ClientToken detected. Please generate a new client token and retry.",
}


@pytest.fixture
def day():
    return f"2032-{next(DAYS):02}-14"


def hour(day, **more):
    """An hour by the clock of Shanghai."""
    def at(time):
        return {"dateTime": f"{day}T{time}:00+08:00", "timeZone": "Asia/Shanghai"}

    return {"summary": "Weekly", "start": at("10:00"), "end": at("11:00"), **more}


class Caller:
    """Somebody's calendar by the SDK."""

    def __init__(self, sdk, user, token=None):
        self.sdk, self.user, self.token = sdk, user, token or sdk.app_token()

    def __call__(self, operation, client_token=None, **arguments):
        arguments = {"userId": self.user, **arguments}
        call = self.sdk.calendar_call
        reply = call(operation, self.token, arguments, client_token=client_token)
        return getattr(reply, "body", None)

    def refused(self, operation, client_token=None, **arguments):
        return refusal_of(lambda: self(operation, client_token, **arguments))

    def people(self, event_id):
        """Who is invited, and what they answered."""
        page = self("listAttendees", eventId=event_id)
        return [(one.id, one.response_status) for one in page.attendees]


def ids(*people):
    return [{"id": person} for person in people]


def test_people_are_invited_answer_and_are_removed(sdk, day):
    designer, seller = Caller(sdk, DESIGNER), Caller(sdk, SELLER)
    event = designer("createEvent", **hour(day)).id
    assert designer.people(event) == []
    designer("addAttendee", eventId=event, attendeesToAdd=ids(SELLER, MANAGER))
    assert designer.people(event) == [(SELLER, "needsAction"), (MANAGER, "needsAction")]
    seller("respondEvent", eventId=event, responseStatus="accepted")
    assert seller.people(event) == [(SELLER, "accepted"), (MANAGER, "needsAction")]
    assert_refusal(seller.refused("addAttendee", eventId=event, attendeesToAdd=ids("union-draughtsman")), NOT_ORGANISER)
    assert_refusal(seller.refused("removeAttendee", eventId=event, attendeesToRemove=ids(MANAGER)), NOT_ORGANISER)

    page = designer("listAttendees", eventId=event, maxResults=1)
    assert [one.id for one in page.attendees] == [SELLER]
    page = designer("listAttendees", eventId=event, maxResults=1, nextToken=page.next_token)
    assert [one.id for one in page.attendees] == [MANAGER] and page.next_token is None

    designer("removeAttendee", eventId=event, attendeesToRemove=ids(SELLER))
    assert_refusal(seller.refused("listAttendees", eventId=event), NOT_FOUND)
    assert_refusal(seller.refused("respondEvent", eventId=event, responseStatus="declined"), NOT_FOUND)
    assert designer.people(event) == [(MANAGER, "needsAction")]


def test_one_date_of_a_series_is_answered_by_itself(sdk, day):
    designer, seller = Caller(sdk, DESIGNER), Caller(sdk, SELLER)
    daily = {"pattern": {"type": "daily", "interval": 1},
             "range": {"type": "numbered", "numberOfOccurrences": 3}}
    event = designer("createEvent", **hour(day, recurrence=daily, attendees=ids(SELLER))).id
    dates = [each.id for each in designer("listInstances", eventId=event).events]
    seller("respondEvent", eventId=dates[1], responseStatus="declined")
    answers = [designer.people(date) for date in dates]
    assert answers == [[(SELLER, answer)] for answer in ("needsAction", "declined", "needsAction")]


def test_people_are_busy(sdk, day):
    designer, seller = Caller(sdk, DESIGNER), Caller(sdk, SELLER)
    span = {"startTime": f"{day}T00:00:00+08:00", "endTime": f"{day}T23:00:00+08:00"}

    def busy():
        told = seller("getSchedule", userIds=[DESIGNER, SELLER], **span).schedule_information
        return {one.user_id: [item.status for item in one.schedule_items] for one in told}

    assert busy() == {DESIGNER: [], SELLER: []}
    event = designer("createEvent", **hour(day, attendees=ids(SELLER))).id
    assert busy() == {DESIGNER: ["BUSY"], SELLER: ["TENTATIVE"]}
    seller("respondEvent", eventId=event, responseStatus="declined")
    assert busy() == {DESIGNER: ["BUSY"], SELLER: []}


def test_people_come_and_go(sdk, day):
    designer, seller = Caller(sdk, DESIGNER), Caller(sdk, SELLER)
    event = designer("createEvent", **hour(day, attendees=ids(SELLER))).id
    came = seller("signIn", eventId=event).check_in_time
    assert seller("checkIn", eventId=event).check_in_time == came
    listed = designer("getSignInList", eventId=event, maxResults=10, type="check_in").users
    assert [(one.user_id, one.check_in_time) for one in listed] == [(SELLER, came)]
    missing = designer("getSignInList", eventId=event, maxResults=10, type="not_yet_check_in").users
    assert [one.user_id for one in missing] == [DESIGNER]
    went = seller("signOut", eventId=event).check_out_time
    assert went >= came
    listed = designer("getSignOutList", eventId=event, maxResults=10, type="check_out").users
    assert [(one.user_id, one.check_out_time) for one in listed] == [(SELLER, went)]
    for how in ("signIn", "checkIn", "signOut"):
        assert_refusal(Caller(sdk, MANAGER).refused(how, eventId=event), NOT_IN_EVENT)

    assert designer("getSignInLink", eventId=event).sign_in_link.endswith(event)
    assert designer("getSignOutLink", eventId=event).sign_out_link.endswith(event)
    denied = {"status": 400, "code": "permissionDenied"}
    for link, how in (("getSignInLink", "check in"), ("getSignOutLink", "sign out")):
        message = f"Request user has no permission to launch {how}"
        assert_refusal(seller.refused(link, eventId=event), {**denied, "message": message})


def test_a_change_that_is_sent_again_is_made_once(sdk, day):
    designer = Caller(sdk, DESIGNER)
    first = designer("createEvent", f"{day}-1", **hour(day))
    again = designer("createEvent", f"{day}-1", **hour(day))
    assert again.to_map() == first.to_map()
    other = hour(day, summary="Another")
    assert_refusal(designer.refused("createEvent", f"{day}-1", **other), REUSED)
    assert designer("createEvent", f"{day}-2", **hour(day)).id != first.id


def test_it_outlives_a_restart(connect, own_server):
    designer = Caller(connect(own_server), DESIGNER)
    first = designer("createEvent", "t-1", **hour("2032-01-01"))
    own_server.restart()
    again = Caller(connect(own_server), DESIGNER)("createEvent", "t-1", **hour("2032-01-01"))
    assert again.to_map() == first.to_map()


def test_a_user_has_a_calendar_of_their_own(server, sdk, day):
    token = sdk.user_token(server.code("designer01")).access_token
    designer = Caller(sdk, DESIGNER, token)
    event = designer("createEventByMe", **hour(day))
    assert event.organizer.id == DESIGNER
    view = designer(
        "listEventsViewByMe", timeMin=f"{day}T00:00:00+08:00", timeMax=f"{day}T23:00:00+08:00"
    )
    assert [each.id for each in view.events] == [event.id]
    span = {"startTime": f"{day}T00:00:00+08:00", "endTime": f"{day}T23:00:00+08:00"}
    (told,) = designer("getScheduleByMe", userIds=[DESIGNER], **span).schedule_information
    assert [item.status for item in told.schedule_items] == ["BUSY"]
    # Of somebody else's calendar nothing is theirs.
    refusal = Caller(sdk, SELLER, token).refused("getEvent", eventId=event.id)
    assert_refusal(refusal, {"status": 400, "code": "invalidParameter", "message": "userId invalid"})
    # And an app has none of its own.
    invalid = {"status": 400, "code": "InvalidAuthentication"}
    app = Caller(sdk, DESIGNER)
    for operation, arguments in (
        ("createEventByMe", hour(day)), ("listEventsViewByMe", {}),
        ("getScheduleByMe", {"userIds": [DESIGNER], **span}),
    ):
        assert_refusal(app.refused(operation, **arguments), invalid)
