"""The story of an integration that keeps a site: groups, who may book, who is bound by no rule."""

import pytest

from harness.organisation import CORP, DESIGNER, MANAGER, ORGANISATION, SELLER
from harness.refusal import assert_refusal, refusal_of

NOT_FOUND = {"status": 400, "code": "group.not.found", "message": "Group Not Found"}


@pytest.fixture(params=["an internal app", "a third-party app"])
def token(request, sdk):
    if request.param == "an internal app":
        return sdk.app_token()
    return sdk.suite_token("suite-writer", CORP)


def test_a_site_is_built_kept_and_torn_down(sdk, token):
    def done(operation, **arguments):
        return sdk.room_call(operation, token, {"unionId": MANAGER, **arguments}).body.result

    def group(group_id):
        arguments = {"unionId": SELLER, "groupId": str(group_id)}
        return sdk.room_call("queryMeetingRoomGroup", token, arguments).body.to_map()

    site = done("createMeetingRoomGroup", groupName="园区 “North” 🏢", parentGroupId=0)
    floor = done("createMeetingRoomGroup", groupName="Floor", parentGroupId=site)
    # Bare, not under result.
    wanted = {"groupId": floor, "groupName": "Floor", "parentId": site}
    assert group(floor) == wanted
    assert done("updateMeetingRoomGroup", groupId=floor, groupName="Third floor") is True
    wanted["groupName"] = "Third floor"
    assert group(floor) == wanted
    groups = sdk.room_call("queryMeetingRoomGroupList", token, {"unionId": SELLER}).body.result
    assert wanted in [each.to_map() for each in groups]
    admins = done("queryMeetingRoomGroupAdmin", groupId=str(floor))
    assert (admins.group_id, admins.group_name, admins.group_admins) == (floor, "Third floor", [])

    room = done("createMeetingRoom", roomName=f"Oak {floor}", roomStatus=0, isvRoomId="oak",
                groupId=floor)
    read = sdk.read_room(token, room, SELLER).body.result
    assert read.room_group.to_map() == wanted
    members = {"authorizedMembers": [{"memberId": DESIGNER, "memberType": "user"}]}
    assert done("updateMeetingRoom", roomId=room, roomStatus=2, reservationAuthority=members)
    refused = {"status": 400, "code": "room.not.found", "message": "Room Not Found"}
    assert_refusal(refusal_of(sdk.read_room, token, room, SELLER), refused)

    users, departments = ["seller01", "designer01"], [2]
    assert done("setSuperUserMeetingRoom", roomId=room, userIdWhiteList=users,
                deptIdWhiteList=departments) is True
    assert done("removeSuperUserMeetingRoom", roomId=room) is True
    assert done("createBookingBlacklist", blacklistUnionId=SELLER, startTime=1780000000000,
                endTime=1790000000000, memo="no show") is True
    assert done("deleteBookingBlacklist", blacklistUnionIds=[SELLER]) is True

    # The room moves up with the floor gone, and is in no group in the end.
    assert done("deleteMeetingRoomGroup", groupId=str(floor)) is True
    assert sdk.read_room(token, room, MANAGER).body.result.room_group.group_id == site
    gone = {"unionId": SELLER, "groupId": str(floor)}
    assert_refusal(refusal_of(sdk.room_call, "queryMeetingRoomGroup", token, gone), NOT_FOUND)
    assert done("deleteMeetingRoomGroup", groupId=str(site)) is True
    assert sdk.read_room(token, room, MANAGER).body.result.room_group is None
    assert done("deleteMeetingRoom", roomId=room) is True


def test_there_are_a_thousand_groups_at_most(connect, own_server):
    sdk = connect(own_server)
    groups = [{"groupId": at, "groupName": "group", "parentId": 0} for at in range(1, 1001)]
    organisation = ORGANISATION["organisations"][0]
    some = {"corpId": CORP, "corpName": organisation["corpName"], "roomGroups": groups}
    own_server.load({"organisations": [some]})
    new = {"unionId": MANAGER, "groupName": "one too many", "parentGroupId": 0}
    refusal = refusal_of(sdk.room_call, "createMeetingRoomGroup", sdk.app_token(), new)
    expected = {"status": 400, "code": "group.too.much", "message": "Group Too Much"}
    assert_refusal(refusal, expected)
