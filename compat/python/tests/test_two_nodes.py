"""Two nodes on one PostgreSQL: what is written through one is read through the other.

A node shows its own writes at once, and another's within a second. A node that is cut from the
database answers 503 within that second, never what it remembers; once it is connected again it
shows what it missed. The tests wait longer than a second, since the machine may be busy.
"""

import pytest

from harness.database import POSTGRES_URL
from harness.nodes import Nodes
from harness.organisation import MANAGER, SELLER
from harness.patience import eventually
from harness.refusal import refusal_of
from harness.sdk import Sdk

pytestmark = pytest.mark.skipif(not POSTGRES_URL, reason="SQLite has one node")

SOON = 5


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

    def names(self):
        """The names of all rooms."""
        names, query = set(), {"unionId": MANAGER, "maxResults": 100}
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


def becomes(node, room_id, wanted):
    eventually(lambda: node.capacity(room_id) == wanted, SOON)


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
        eventually(lambda: writer.capacity(room, SELLER) == "room.not.found", SOON)
        assert writer.remove(room) is True
        assert writer.capacity(room) == "room.not.found"
        becomes(reader, room, "room.not.found")


@pytest.mark.parametrize("breaks", ["cut", "silence"])
def test_a_node_that_is_cut_off_says_so_and_then_shows_what_it_missed(
    nodes, first, second, breaks
):
    room = first.make("room", roomCapacity=1)
    assert (first.capacity(room), second.capacity(room)) == (1, 1)

    getattr(nodes.cables[1], breaks)()
    assert first.change(room, roomCapacity=2) is True
    eventually(lambda: second.capacity(room) == "ServiceUnavailable", SOON)
    # From then on it is never what the node remembers.
    for _ in range(3):
        assert second.capacity(room) == "ServiceUnavailable"
    assert first.capacity(room) == 2
    refusal = refusal_of(second.make, "not made")
    assert refusal.statusCode == 503
    assert "not made" not in first.names()

    nodes.cables[1].mend()
    seen = []

    def has_come_back():
        seen.append(second.capacity(room))
        return seen[-1] == 2

    eventually(has_come_back, SOON)
    assert set(seen) <= {"ServiceUnavailable", 2}
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
        eventually(lambda: _changed(writer, room, capacity), SOON)
        assert writer.capacity(room) == capacity
        becomes(reader, room, capacity)
    assert first.names() == second.names()


def _changed(node, room, capacity):
    try:
        return node.change(room, roomCapacity=capacity)
    except Exception as error:
        assert error.code == "ServiceUnavailable", error
        return False
