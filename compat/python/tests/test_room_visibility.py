"""Who is shown a room. Those who are not are in refusals.json."""

import pytest

from harness.organisation import CORP, DESIGNER, MANAGER, OTHER_CORP, ROOM, SELLER


@pytest.mark.parametrize(
    ("room_id", "union_id"),
    [
        pytest.param(ROOM, SELLER, id="an open room, to any employee"),
        pytest.param("room-of-administrators", MANAGER, id="an administrators' room, to one"),
        pytest.param("room-of-a-designer", DESIGNER, id="a person's room, to that person"),
        pytest.param("room-of-a-designer", MANAGER, id="a person's room, to an administrator"),
        pytest.param("room-of-prototypes", DESIGNER, id="a department's room, to its people"),
        pytest.param("room-of-design", DESIGNER, id="a department's room, to people below it"),
        pytest.param("room-of-design", MANAGER, id="a department's room, to an administrator"),
    ],
)
def test_a_room_is_shown(sdk, room_id, union_id):
    assert sdk.read_room(sdk.app_token(), room_id, union_id).body.result.room_id == room_id


def test_two_organisations_may_have_a_room_of_one_id(sdk):
    ours = sdk.read_room(sdk.app_token("dingdemo"), ROOM, MANAGER).body.result
    theirs = sdk.read_room(sdk.app_token("ding-other-app"), ROOM, MANAGER).body.result
    assert (ours.corp_id, ours.room_name) == (CORP, "Test meeting room")
    assert (theirs.corp_id, theirs.room_name) == (OTHER_CORP, "Same id, other company")


def test_a_suite_reads_the_organisation_that_its_token_is_for(sdk):
    for corp_id in (CORP, OTHER_CORP):
        token = sdk.suite_token("suite-of-both", corp_id)
        assert sdk.read_room(token, ROOM, MANAGER).body.result.corp_id == corp_id
