"""The story of a panel in a room: registered, read, given buttons, commanded, and answering."""

import json

import pytest
import requests
import websocket

from harness.organisation import MANAGER
from harness.refusal import assert_refusal, refusal_of

ROOM = "room-with-devices"
NOT_FOUND = {"status": 400, "code": "device.not.found", "message": "device not found"}
NO_PERMISSION = {"status": 403, "code": "no.permission", "message": "no permission"}


def ours(server, token, method, path, body=None):
    """A call of our own, which no SDK knows."""
    url = f"http://{server.address}/v1.0/rooms/{path}"
    headers = {"x-acs-dingtalk-access-token": token}
    reply = requests.request(method, url, json=body, headers=headers, timeout=10)
    assert reply.status_code == 200, reply.text
    return reply.json()["result"]


class Panel:
    """A panel on the wall: it obeys what it knows."""

    def __init__(self, server, token):
        self._link = websocket.create_connection(
            f"ws://{server.address}/v1.0/rooms/devices/connect",
            header={"x-acs-dingtalk-access-token": token},
            timeout=10,
        )
        assert self.hear()["type"] == "welcome"

    def hear(self):
        return json.loads(self._link.recv())

    def say(self, **message):
        self._link.send(json.dumps(message))

    def closed(self):
        code, _ = self._link.recv_data()
        assert code == websocket.ABNF.OPCODE_CLOSE
        return code


@pytest.fixture
def token(sdk):
    return sdk.app_token()


@pytest.fixture
def wall(server, token):
    """A device, and its token."""
    device = {"unionId": MANAGER, "openRoomId": ROOM, "deviceName": "墙 🛶", "shareCode": "4711"}
    made = ours(server, token, "POST", "devices", device)
    which = {"unionId": MANAGER, "deviceUnionId": made["deviceUnionId"]}
    yield made["deviceUnionId"], ours(server, token, "POST", "devices/tokens", which)["deviceToken"]
    ours(server, token, "POST", "devices/remove", which)


def test_a_device_reports_and_is_read(server, sdk, token, wall):
    device, device_token = wall
    which = {"deviceUnionId": device, "operatorUnionId": MANAGER}
    found = sdk.room_call("queryMeetingRoomDevice", token, which).body.result
    assert (found.device_name, found.open_room_id) == ("墙 🛶", ROOM)
    panel = Panel(server, device_token)
    reported = [{"propertyName": "devNetIp", "propertyValue": "192.0.2.7"},
                {"propertyName": "volume", "propertyValue": "3"}]
    panel.say(type="report", properties=reported, messageId="1")
    assert panel.hear() == {"type": "stored", "messageId": "1"}
    found = sdk.room_call("queryMeetingRoomDevice", token, which).body.result
    assert (found.dev_net_ip, found.device_status) == ("192.0.2.7", "online")
    names = {**which, "propertyNames": ["volume", "nothing"]}
    result = sdk.room_call("queryDeviceProperties", token, names).body.result
    assert [(each.property_name, each.property_value) for each in result] == [("volume", "3")]
    reply = sdk.room_call("queryDeviceIpByCode", token, {"shareCode": "4711"}).body
    assert (reply.result.device_ip, reply.success) == ("192.0.2.7", True)
    nowhere = {"shareCode": "nowhere"}
    assert_refusal(refusal_of(sdk.room_call, "queryDeviceIpByCode", token, nowhere), NOT_FOUND)
    unknown = {**which, "deviceUnionId": "nothing"}
    assert_refusal(refusal_of(sdk.room_call, "queryMeetingRoomDevice", token, unknown), NOT_FOUND)
    stranger = {**which, "operatorUnionId": "union-designer"}
    refused = refusal_of(sdk.room_call, "queryMeetingRoomDevice", token, stranger)
    assert_refusal(refused, NO_PERMISSION)


def test_a_command_reaches_the_panel_and_is_answered(server, sdk, token, wall):
    _, device_token = wall
    panel = Panel(server, device_token)
    command = {"unionId": MANAGER, "roomId": ROOM, "controlBody": '{"light":"灯"}'}
    assert sdk.room_call("sendCentralControl", token, command).body.result is True
    heard = panel.hear()
    assert (heard["type"], heard["controlBody"]) == ("command", '{"light":"灯"}')
    panel.say(type="event", commandId=heard["commandId"], status="done", data="亮", messageId="2")
    assert panel.hear() == {"type": "stored", "messageId": "2"}
    path = f"central/controlLists?unionId={MANAGER}&roomId={ROOM}"
    newest = ours(server, token, "GET", path)[0]
    said = [(on["status"], on["data"]) for on in newest["devices"] if "data" in on]
    assert said == [("done", "亮")]


def test_a_room_has_a_panel(sdk, token):
    button = {"name": "灯", "enName": "Light", "icon": "i", "url": "u", "showTime": 1, "sort": 2}
    panel = {"unionId": MANAGER, "roomId": ROOM, "roomConfig": [button], "status": 1,
             "extra": {"param": {"k": "v"}}}
    assert sdk.room_call("createMeetingRoomControlPanel", token, panel).body.result == "true"
    query = {"unionId": MANAGER, "roomId": ROOM}
    page = sdk.room_call("queryMeetingRoomControlPanelList", token, query).body
    assert (page.has_more, page.total_count, page.result[0].room_id) == (False, 1, ROOM)
    assert page.result[0].room_iot_config[0].to_map() == button
    gone = {"unionId": MANAGER, "roomIds": [ROOM]}
    assert sdk.room_call("deleteMeetingRoomControlPanel", token, gone).body.result == "true"
    page = sdk.room_call("queryMeetingRoomControlPanelList", token, query).body
    assert (page.total_count, page.result) == (0, [])


def test_a_screen_is_paired_by_its_code_and_hears_of_changes(server, token):
    address = f"http://{server.address}/console/panel"
    screen = requests.post(f"{address}/pairing", json={}, timeout=10).json()
    mine = {"x-acs-dingtalk-access-token": screen["deviceToken"]}
    wrong = requests.post(
        f"http://{server.address}/v1.0/rooms/panels/pair",
        json={"unionId": MANAGER, "code": "0000-0000", "roomId": ROOM},
        headers={"x-acs-dingtalk-access-token": token},
        timeout=10,
    )
    assert (wrong.status_code, wrong.json()["code"]) == (400, "panel.code.not.found")
    where = {"unionId": MANAGER, "code": screen["pairingCode"], "roomId": ROOM}
    paired = ours(server, token, "POST", "panels/pair", where)
    day = requests.get(f"{address}/day", headers=mine, timeout=10).json()
    assert (day["kind"], day["deviceUnionId"]) == ("room", paired["deviceUnionId"])

    link = websocket.create_connection(
        f"ws://{server.address}/v1.0/rooms/devices/connect", timeout=10
    )
    hello = {"type": "hello", "token": screen["deviceToken"], "changes": True}
    link.send(json.dumps(hello))
    assert json.loads(link.recv())["type"] == "welcome"
    book = requests.post(f"{address}/book", json={"minutes": 15}, headers=mine, timeout=10)
    assert book.status_code == 200, book.text
    assert json.loads(link.recv()) == {"type": "changed"}
    # Others may have been there before.
    meetings = book.json()["rooms"][0]["meetings"]
    meeting = max((one for one in meetings if one["isWalkUp"]), key=lambda one: one["endTime"])
    end = {"eventId": meeting["eventId"]}
    ended = requests.post(f"{address}/end", json=end, headers=mine, timeout=10)
    assert ended.status_code == 200, ended.text
    assert json.loads(link.recv()) == {"type": "changed"}
    link.close()
