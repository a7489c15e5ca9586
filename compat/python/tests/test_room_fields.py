"""Rooms unlike the sample: what was never set, what is ours, what is stored elsewhere."""

import pytest

from harness.http import read_room
from harness.organisation import MANAGER
from harness.sdk import Sdk


@pytest.fixture(scope="module")
def token(server):
    return Sdk(server.address, is_async=False).app_token()


@pytest.fixture
def raw_room(server, token):
    return lambda room_id: read_room(server.address, token, room_id, MANAGER).json()["result"]


def test_a_field_that_was_never_set_is_left_out(sdk, token, raw_room):
    room = raw_room("room-bare")
    for field in (
        "roomStaffId",
        "roomCapacity",
        "roomLocation",
        "roomPicture",
        "isvRoomId",
        "roomGroup",
        "roomDescription",
        "timeZone",
    ):
        assert field not in room
    assert not holds_null(room)
    result = sdk.read_room(token, "room-bare", MANAGER).body.result
    assert (result.room_id, result.room_name, result.room_status) == ("room-bare", "Bare room", 0)
    assert result.room_location is None


def test_a_closure_for_good_has_no_end(sdk, token, raw_room):
    closure = {"taskStartTime": 1740463800000, "closeReason": "Given up", "sendNotify": False}
    config = raw_room("room-closed-for-good")["extensionConfig"]
    assert config["reservationCloseDetail"] == closure
    assert config["openReservation"] is False
    model = sdk.read_room(token, "room-closed-for-good", MANAGER).body.result.extension_config
    assert model.reservation_close_detail.to_map() == closure
    assert model.open_reservation is False


def test_text_beyond_ascii_and_a_zone_of_its_own(sdk, token, raw_room):
    name = "柏林会议室 “Spree” 🛶"
    assert raw_room("room-in-berlin")["timeZone"] == "Europe/Berlin"
    assert raw_room("room-in-berlin")["roomName"] == name
    assert sdk.read_room(token, "room-in-berlin", MANAGER).body.result.room_name == name


def test_devices_are_those_stored_and_those_placed_in_the_room(sdk, token):
    room = sdk.read_room(token, "room-with-devices", MANAGER).body.result
    assert sorted(room.device_union_ids) == ["device-placed", "device-stored"]


def holds_null(value):
    if isinstance(value, dict):
        return any(holds_null(item) for item in value.values())
    if isinstance(value, list):
        return any(holds_null(item) for item in value)
    return value is None
