"""The story of an integration that dresses screens: templates made, read, replaced, removed."""

import base64
import json
from urllib.parse import urlsplit

from harness.http import TOKEN_HEADER, get, post, send
from harness.organisation import CORP, MANAGER, ROOM
from harness.refusal import assert_refusal, refusal_of

#: An app that may do all with templates, and read and change rooms.
APP = "ding-screens"
#: A picture of one grey pixel, which the server has nothing to take out of.
PICTURE = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="
)
LOBBY = {
    "templateName": "大堂 “Lobby” 🛶",
    "bgImgList": ["https://example.org/1.png", "https://example.org/2.png"],
    "bgType": 2,
    "bgUrl": "https://example.org/lobby.png",
    "customDoc": "Quiet, please",
    "desensitizeUserName": True,
    "deviceUnionIds": ["device-placed"],
    "groupIds": [1],
    "hideServerCodeWhenProjecting": True,
    "instruction": True,
    "isPicTop": 0,
    "logo": "https://example.org/logo.png",
    "orgName": "xxx Company",
    "picturePlayInterval": 5,
    "roomIds": [ROOM, "room-bare"],
    "showCalendarCard": True,
    "showCalendarTitle": True,
    "showFunctionCard": True,
}
PLACES = ("deviceUnionIds", "groupIds", "roomIds")
DEFAULTS = {
    "bgImageList": [],
    "bgType": 1,
    "desensitizeUserName": False,
    "hideServerCodeWhenProjecting": False,
    "instruction": False,
    "isPicTop": 1,
    "showCalendarCard": False,
    "showCalendarTitle": False,
    "showFunctionCard": False,
}
NAME_TAKEN = {
    "status": 400,
    "code": "duplicate.template.name",
    "message": "Duplicate Template Name",
}
NOT_FOUND = {"status": 400, "code": "template.not.found", "message": "Template Not Found"}


def test_a_template_is_made_read_replaced_listed_and_removed(sdk, server):
    token = sdk.app_token(APP)

    def call(operation, arguments=()):
        return sdk.room_call(operation, token, arguments).body

    template_id = call("createDeviceCustomTemplate", LOBBY).template_id
    which = {"templateId": template_id}
    in_path = {"templateId": str(template_id)}

    found = call("queryDeviceCustomTemplate", in_path).result.to_map()
    look = {name: value for name, value in LOBBY.items() if name not in PLACES}
    look["bgImageList"] = look.pop("bgImgList")
    assert found["deviceCustomTemplate"] == {**look, **which, "corpId": CORP}
    assert {name: found[name] for name in PLACES} == {name: LOBBY[name] for name in PLACES}

    other_id = call("createDeviceCustomTemplate", {"templateName": "Bare"}).template_id
    listed = call("queryDeviceCustomTemplateList").result.to_map()
    first, second = listed["deviceCustomTemplates"]
    assert first == found["deviceCustomTemplate"]
    assert (second["templateId"], second["templateName"]) == (other_id, "Bare")
    one, other = str(template_id), str(other_id)
    assert listed["deviceTemplateMap"] == {one: ["device-placed"], other: []}
    assert listed["groupIdTemplateMap"] == {one: [1], other: []}
    assert listed["roomIdTemplateMap"] == {one: [ROOM, "room-bare"], other: []}

    # What is absent goes back to its default; the name stays.
    assert call("updateDeviceCustomTemplate", {**which, "orgName": "Else"}).result is True
    found = call("queryDeviceCustomTemplate", in_path).result.to_map()
    name = {"templateName": LOBBY["templateName"], "orgName": "Else", "corpId": CORP}
    assert found["deviceCustomTemplate"] == {**DEFAULTS, **which, **name}
    assert [found[name] for name in PLACES] == [[], [], []]

    # Ours: whoever saw it as it was changes nothing.
    late = {**which, "orgName": "Late", "expected": {"deviceCustomTemplate": {**look, **which}}}
    headers = {TOKEN_HEADER: token, "Content-Type": "application/json"}
    reply = send(server.address, "PUT", "/v1.0/rooms/devices/screens/templates", headers=headers,
                 body=json.dumps(late).encode())
    assert (reply.status, reply.json()["code"]) == (409, "template.changed")
    assert reply.json()["message"] == "Template Changed"
    assert call("queryDeviceCustomTemplate", in_path).result.to_map() == found

    taken = {**which, "templateName": "Bare"}
    refusal = refusal_of(sdk.room_call, "updateDeviceCustomTemplate", token, taken)
    assert_refusal(refusal, NAME_TAKEN)

    for gone in (which, {"templateId": other_id}):
        assert call("deleteDeviceCustomTemplate", gone).result is True
    for operation, arguments in [
        ("deleteDeviceCustomTemplate", which),
        ("updateDeviceCustomTemplate", which),
        ("queryDeviceCustomTemplate", in_path),
    ]:
        assert_refusal(refusal_of(sdk.room_call, operation, token, arguments), NOT_FOUND)
    assert call("queryDeviceCustomTemplateList").result.device_custom_templates == []


def test_an_uploaded_picture_is_a_rooms_and_a_templates(sdk, server):
    token = sdk.app_token(APP)
    headers = {TOKEN_HEADER: token, "Content-Type": "application/json"}
    body = f'{{"unionId": "{MANAGER}", "content": "{PICTURE}"}}'.encode()
    reply = send(server.address, "POST", "/v1.0/rooms/pictures", headers=headers, body=body)
    assert reply.status == 200, reply
    picture = reply.json()["result"]
    assert (picture["mediaType"], picture["width"], picture["height"]) == ("image/png", 1, 1)
    url = picture["url"]

    change = {"unionId": MANAGER, "roomId": "room-bare", "roomPicture": url}
    assert sdk.room_call("updateMeetingRoom", token, change).body.result is True
    assert sdk.read_room(token, "room-bare", MANAGER).body.result.room_picture == url
    dressed = {"templateName": "Picture", "bgUrl": url, "bgImgList": [url]}
    made = sdk.room_call("createDeviceCustomTemplate", token, dressed).body.template_id
    sdk.room_call("deleteDeviceCustomTemplate", token, {"templateId": made})

    # A browser has no token.
    parts = urlsplit(url)
    assert (parts.scheme, parts.netloc) == ("http", server.address)
    shown = get(server.address, parts.path)
    assert (shown.status, shown.body) == (200, base64.b64decode(PICTURE))
    assert shown.headers["content-type"] == "image/png"
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert "immutable" in shown.headers["cache-control"]
    assert "default-src 'none'" in shown.headers["content-security-policy"]

    nowhere = f"/v1.0/rooms/pictures/{CORP}/{'0' * 32}"
    assert get(server.address, nowhere).json()["code"] == "InvalidAction.NotFound"
    without = post(server.address, "/v1.0/rooms/pictures", {"unionId": MANAGER})
    assert without.json()["code"] == "AuthenticationFailed.MissingParameter"
