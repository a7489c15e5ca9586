"""The story of labels of an organisation's own: calls of ours, whose names the SDK reads in rooms."""

import pytest
import requests

from harness.organisation import MANAGER, SELLER

ROOM = "0ffb7184xxxxx"


@pytest.fixture
def token(sdk):
    return sdk.app_token()


@pytest.fixture
def call(server, token):
    def call(method, path, **body):
        url = f"http://{server.address}/v1.0/rooms/{path}"
        headers = {"x-acs-dingtalk-access-token": token}
        return requests.request(method, url, json=body or None, headers=headers, timeout=10)

    return call


def test_a_label_is_made_given_to_a_room_renamed_and_removed(sdk, token, call):
    def shown():
        labels = sdk.read_room(token, ROOM, SELLER).body.result.room_labels
        return [(label.label_id, label.label_name) for label in labels]

    before = shown()
    label = call("POST", "labels", unionId=MANAGER, labelName="讲台 Stage").json()["result"]
    try:
        wanted = [*(one for one, _ in before), label]
        tagged = {"unionId": MANAGER, "roomId": ROOM, "roomLabelIds": wanted}
        assert sdk.room_call("updateMeetingRoom", token, tagged).body.result is True
        assert shown() == [*before, (label, "讲台 Stage")]
        renamed = call("PUT", "labels", unionId=MANAGER, labelId=label, labelName="Podium")
        assert renamed.json() == {"result": True}
        assert shown() == [*before, (label, "Podium")]
        page = sdk.room_call("queryMeetingRoomList", token, {"unionId": SELLER, "maxResults": 100})
        listed = next(room for room in page.body.result if room.room_id == ROOM)
        assert listed.room_labels[-1].label_name == "Podium"
        all_labels = call("GET", f"labelLists?unionId={SELLER}").json()["result"]
        assert all_labels[0] == {"labelId": 1, "labelName": "TV"}
        assert all_labels[-1] == {"labelId": label, "labelName": "Podium"}
    finally:
        assert call("DELETE", f"labels/{label}?unionId={MANAGER}").json() == {"result": True}
    assert shown() == before


@pytest.mark.parametrize(
    ("method", "path", "body", "code", "message"),
    [
        ("POST", "labels", {"labelName": "TV"}, "label.exist", "Label Exist"),
        ("PUT", "labels", {"labelId": 1, "labelName": "x"}, "param.error",
         "Error:labels 1 to 5 are fixed"),
        ("PUT", "labels", {"labelId": 999, "labelName": "x"}, "label.not.found",
         "Label Not Found"),
        ("DELETE", f"labels/999?unionId={MANAGER}", {}, "label.not.found", "Label Not Found"),
        ("POST", "labels", {"unionId": SELLER, "labelName": "x"}, "user.not.admin",
         "User Not Admin"),
    ],
)
def test_a_label_is_refused(call, method, path, body, code, message):
    body = {"unionId": MANAGER, **body} if body else body
    reply = call(method, path, **body)
    assert (reply.status_code, reply.json()["code"], reply.json()["message"]) == (
        400, code, message,
    )
