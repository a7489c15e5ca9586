"""Two nodes on one PostgreSQL: what is written through one is read through the other.

The bounds, for a room, for lists, and for what people may see:

* A node shows its own writes at once: in the first read that begins after the write's reply.
* Another node shows them in every read that begins a second after that reply, or later. However
  busy the machine is: a node that has not heard of changes for a second asks the database.
* A node that is cut from the database answers 503 once the second is over, never what it
  remembers; once it is connected again it shows what it missed.
"""

import copy
import time

import pytest

from harness.database import POSTGRES_URL
from harness.nodes import Nodes
from harness.organisation import CORP, MANAGER, ORGANISATION, SELLER
from harness.patience import eventually
from harness.refusal import refusal_of
from harness.sdk import Sdk

pytestmark = pytest.mark.skipif(not POSTGRES_URL, reason="SQLite has one node")

SOON = 5
#: The second, and a millisecond that rounding may take.
BOUND = 1.001


@pytest.fixture
def nodes(tmp_path):
    with Nodes(tmp_path) as running:
        yield running


class Node:
    """What a test asks of one node."""

    def __init__(self, server, token=None):
        self._sdk = Sdk(server.address, is_async=False)
        self.token = token or self._sdk.app_token()

    def make(self, name, **more):
        body = {"unionId": MANAGER, "roomName": name, "roomStatus": 0, "isvRoomId": "isv", **more}
        return self._sdk.room_call("createMeetingRoom", self.token, body).body.result

    def change(self, room_id, **more):
        body = {"unionId": MANAGER, "roomId": room_id, **more}
        return self._sdk.room_call("updateMeetingRoom", self.token, body).body.result

    def remove(self, room_id):
        body = {"unionId": MANAGER, "roomId": room_id}
        return self._sdk.room_call("deleteMeetingRoom", self.token, body).body.result

    def capacity(self, room_id, union_id=MANAGER):
        """The room's capacity, or the code of the refusal."""
        try:
            return self._sdk.read_room(self.token, room_id, union_id).body.result.room_capacity
        except Exception as error:
            return getattr(error, "code", None) or repr(error)

    def listed(self, union_id=MANAGER):
        """The names of all rooms that a person is shown, or the code of the refusal."""
        try:
            return self.names(union_id)
        except Exception as error:
            return getattr(error, "code", None) or repr(error)

    def names(self, union_id=MANAGER):
        """The names of all rooms that a person is shown, on pages of a few."""
        names, query = set(), {"unionId": union_id, "maxResults": 5}
        while True:
            page = self._sdk.room_call("queryMeetingRoomList", self.token, query).body
            names.update(room.room_name for room in page.result)
            if not page.has_more:
                return names
            query["nextToken"] = page.next_token


@pytest.fixture
def first(nodes):
    return Node(nodes.first)


@pytest.fixture
def second(nodes, first):
    """The second node takes the first one's token, as any node does."""
    return Node(nodes.second, first.token)


def within_a_second(ask, wanted):
    """Asks until the answer is the wanted one. An older one may be given to a question only that
    begins within a second of now, which is when the change was answered."""
    changed = time.monotonic()
    while True:
        began = time.monotonic()
        answer = ask()
        if answer == wanted:
            return
        late = began - changed
        assert late < BOUND, f"{answer!r} to a question of {late:.3f} s after, not {wanted!r}"


def becomes(node, room_id, wanted):
    within_a_second(lambda: node.capacity(room_id), wanted)


def test_both_nodes_give_the_same_token(nodes, first):
    assert Node(nodes.second).token == first.token


def test_a_node_shows_its_own_writes_at_once_and_the_others_soon(first, second):
    for round in range(10):
        writer, reader = (first, second) if round % 2 else (second, first)
        room = writer.make(f"room {round}", roomCapacity=1)
        assert writer.capacity(room) == 1
        assert f"room {round}" in writer.names()
        # No node keeps that a room is not there.
        assert reader.capacity(room) == 1
        for capacity in (2, 3):
            assert writer.change(room, roomCapacity=capacity) is True
            assert writer.capacity(room) == capacity
            becomes(reader, room, capacity)
        assert reader.change(room, roomStatus=1) is True
        assert reader.capacity(room, SELLER) == "room.not.found"
        within_a_second(lambda: writer.capacity(room, SELLER), "room.not.found")
        assert writer.remove(room) is True
        assert writer.capacity(room) == "room.not.found"
        becomes(reader, room, "room.not.found")


def test_lists_show_what_was_written(first, second):
    # Asked for again and again, lists come from memory, for those who see all and for others.
    people = (MANAGER, SELLER)
    held = {person: first.listed(person) for person in people}

    def show(node):
        return {person: node.listed(person) for person in people}

    for _ in range(3):
        assert show(first) == held
        assert show(second) == held
    for round in range(6):
        writer, reader = (first, second) if round % 2 else (second, first)

        def is_shown(writer=writer, reader=reader):
            assert show(writer) == held
            within_a_second(lambda: show(reader), held)
            # From memory again, and the same.
            assert [show(writer), show(reader)] == [held, held]

        room = writer.make(f"listed {round}")
        for person in people:
            held[person] = held[person] | {f"listed {round}"}
        is_shown()
        assert writer.change(room, roomName=f"renamed {round}") is True
        for person in people:
            held[person] = held[person] - {f"listed {round}"} | {f"renamed {round}"}
        is_shown()
        assert writer.change(room, roomStatus=1) is True
        held[SELLER] = held[SELLER] - {f"renamed {round}"}
        is_shown()
        assert writer.remove(room) is True
        held[MANAGER] = held[MANAGER] - {f"renamed {round}"}
        is_shown()


def test_what_becomes_of_a_person_is_seen_by_both_nodes(nodes, first, second):
    rooms = next(o for o in ORGANISATION["organisations"] if o["corpId"] == CORP)["rooms"]
    named = {room["roomId"]: room["roomName"] for room in rooms}
    restricted = ("room-of-administrators", "room-of-design", "room-of-prototypes")

    def sees(node):
        """The restricted rooms that the seller reads, and that they are shown in the list."""
        listed = node.listed(SELLER)
        reads = {room for room in restricted if node.capacity(room, SELLER) != "room.not.found"}
        return reads, {room for room in restricted if named[room] in listed}

    # Asked for more than once, so that the answers come from memory.
    for _ in range(3):
        assert [sees(first), sees(second)] == [(set(), set())] * 2
    for change, wanted in (
        ({"admin": True}, set(restricted)),
        ({"admin": False}, set()),
        ({"deptIds": [3]}, {"room-of-design", "room-of-prototypes"}),
        ({"deptIds": [4]}, set()),
    ):
        document = copy.deepcopy(ORGANISATION)
        users = next(o for o in document["organisations"] if o["corpId"] == CORP)["users"]
        next(user for user in users if user["unionId"] == SELLER).update(change)
        nodes.first.load(document)
        for node in (first, second):
            within_a_second(lambda: sees(node), (wanted, wanted))
            assert sees(node) == (wanted, wanted)


@pytest.mark.parametrize("breaks", ["cut", "silence"])
def test_a_node_that_is_cut_off_says_so_and_then_shows_what_it_missed(
    nodes, first, second, breaks
):
    room = first.make("room", roomCapacity=1)
    assert (first.capacity(room), second.capacity(room)) == (1, 1)
    before = first.listed()
    for _ in range(3):
        assert second.listed() == before

    getattr(nodes.cables[1], breaks)()
    assert first.change(room, roomCapacity=2, roomName="renamed") is True
    within_a_second(lambda: second.capacity(room), "ServiceUnavailable")
    # From then on it is never what the node remembers.
    for _ in range(3):
        assert second.capacity(room) == "ServiceUnavailable"
        assert second.listed() == "ServiceUnavailable"
    assert first.capacity(room) == 2
    after = before - {"room"} | {"renamed"}
    assert first.listed() == after
    refusal = refusal_of(second.make, "not made")
    assert refusal.statusCode == 503
    assert "not made" not in first.names()

    nodes.cables[1].mend()
    seen = []

    def has_come_back():
        seen.append(second.capacity(room))
        lists.append(second.listed())
        return (seen[-1], lists[-1]) == (2, after)

    lists = []
    eventually(has_come_back, SOON)
    assert set(seen) <= {"ServiceUnavailable", 2}
    assert all(names in ("ServiceUnavailable", after) for names in lists)
    made = second.make("made", roomCapacity=7)
    assert first.capacity(made) == 7
    assert second.change(room, roomCapacity=3) is True
    becomes(first, room, 3)


def test_a_story_whose_every_step_meets_a_broken_connection(nodes, first, second):
    room = first.make("room", roomCapacity=0)
    for capacity in range(1, 7):
        writer, reader = (first, second) if capacity % 2 else (second, first)
        broken = nodes.cables[capacity // 2 % 2]
        broken.cut()
        broken.mend()
        # Connections are dead, and new ones are made: nobody notices.
        eventually(lambda: _changed(writer, room, roomCapacity=capacity), SOON)
        assert writer.capacity(room) == capacity
        eventually(lambda: _changed(writer, room, roomName=f"room {capacity}"), SOON)
        names = writer.listed()
        assert f"room {capacity}" in names
        # A connection that breaks is made anew meanwhile: that may take longer than the second.
        eventually(lambda: reader.capacity(room) == capacity, SOON)
        eventually(lambda: reader.listed() == names, SOON)
    assert first.names() == second.names()


def _changed(node, room, **fields):
    try:
        return node.change(room, **fields)
    except Exception as error:
        assert error.code == "ServiceUnavailable", error
        return False
