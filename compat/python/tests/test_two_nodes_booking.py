"""Two nodes on one PostgreSQL: of those who want a room at once through both, one gets it; what is booked
through one moves through the other; and nothing overlaps afterwards."""

import threading
from collections import Counter

import pytest

from harness.database import POSTGRES_URL
from harness.nodes import Nodes
from harness.organisation import DESIGNER, MANAGER, SELLER
from harness.sdk import Sdk

from test_book_a_room import Caller, hour, reasons, wanted

pytestmark = pytest.mark.skipif(not POSTGRES_URL, reason="SQLite has one node")

ROOM = "room-bare"
#: Whoever waits for the other's change longer than the database is waited for is told so.
BUSY = "ServiceUnavailable"


@pytest.fixture(scope="module")
def nodes(tmp_path_factory):
    with Nodes(tmp_path_factory.mktemp("nodes")) as running:
        yield running


@pytest.fixture
def sdks(nodes):
    return [Sdk(node.address, is_async=False) for node in (nodes.first, nodes.second)]


@pytest.fixture
def token(sdks):
    return sdks[0].app_token()


def test_of_those_who_want_a_room_at_once_one_gets_it(nodes, sdks, token):
    people = [DESIGNER, SELLER, MANAGER, "union-draughtsman"]
    rounds = range(1, 13)
    outcomes, failures = [Counter() for _ in rounds], []
    starting = threading.Barrier(2 * len(people))

    def race(sdk, who):
        caller = Caller(sdk, token, who)
        try:
            for number, outcome in zip(rounds, outcomes):
                # Not all want the very same hour.
                start, end = ("10:00", "11:00") if who in people[:2] else ("10:30", "11:30")
                event = caller("createEvent", **hour(f"2041-{number:02}-05", start, end))
                starting.wait(60)
                while True:
                    try:
                        caller("addMeetingRooms", eventId=event.id, **wanted(ROOM))
                        outcome["had"] += 1
                    except Exception as error:
                        if getattr(error, "code", None) == BUSY:
                            continue
                        assert error.code == "meetingRoomNotAvailable", error
                        outcome["refused"] += 1
                    break
        except BaseException as error:
            failures.append(error)
            starting.abort()

    threads = [threading.Thread(target=race, args=(sdk, who)) for sdk in sdks for who in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures, failures[0]
    # Someone always wins, and nobody beside them.
    assert outcomes == [Counter(had=1, refused=7)] * len(rounds)
    assert nodes.first.command("verify").startswith("No two of ")


def test_what_is_booked_through_one_node_moves_through_the_other(nodes, sdks, token):
    first, second = sdks
    for number in range(1, 7):
        day = f"2042-{number:02}-05"
        here, there = (first, second) if number % 2 else (second, first)
        designer, other = Caller(here, token, DESIGNER), Caller(there, token, DESIGNER)
        seller = Caller(there, token, SELLER)
        event = designer("createEvent", **hour(day, "10:00", "11:00"))
        assert designer("addMeetingRooms", eventId=event.id, **wanted(ROOM)).result is True
        late = seller("createEvent", **hour(day, "11:00", "12:00"))
        # Each node knows at once what the other one booked: the database is asked.
        moved = hour(day, "11:30", "12:30")
        assert other("patchEvent", eventId=event.id, id=event.id, start=moved["start"],
                     end=moved["end"]).start.date_time == f"{day}T11:30:00+08:00"
        refusal = seller.refused("addMeetingRooms", eventId=late.id, **wanted(ROOM))
        assert list(reasons(refusal)) == ["Bare room"]
        assert designer.rooms(event.id) == {ROOM: "accepted"}
        assert designer("cancelEvent", eventId=event.id).result is True
        assert seller("addMeetingRooms", eventId=late.id, **wanted(ROOM)).result is True
    assert nodes.second.command("verify").startswith("No two of ")


def test_a_room_that_both_nodes_move_into_at_once_is_had_by_one(nodes, sdks, token):
    callers = [Caller(sdk, token, who) for sdk, who in zip(sdks, (DESIGNER, SELLER))]
    for number in range(1, 9):
        day = f"2043-{number:02}-05"
        events = []
        for caller, (start, end) in zip(callers, (("08:00", "09:00"), ("12:00", "13:00"))):
            event = caller("createEvent", **hour(day, start, end))
            assert caller("addMeetingRooms", eventId=event.id, **wanted(ROOM)).result is True
            events.append(event.id)
        outcome, failures = Counter(), []
        starting = threading.Barrier(2)

        def move(caller, event, outcome=outcome, failures=failures, starting=starting, day=day):
            to = hour(day, "10:00", "11:00")
            starting.wait(60)
            while True:
                try:
                    caller("patchEvent", eventId=event, id=event, start=to["start"], end=to["end"])
                    outcome["moved"] += 1
                except Exception as error:
                    if getattr(error, "code", None) == BUSY:
                        continue
                    if getattr(error, "code", None) != "meetingRoomNotAvailable":
                        failures.append(error)
                    outcome["refused"] += 1
                return

        threads = [threading.Thread(target=move, args=pair) for pair in zip(callers, events)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not failures, failures[0]
        assert outcome == Counter(moved=1, refused=1)
        # Whoever was refused still has what they had.
        assert [caller.rooms(event) for caller, event in zip(callers, events)] == [{ROOM: "accepted"}] * 2
    assert nodes.first.command("verify").startswith("No two of ")
