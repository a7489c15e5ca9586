"""The story of an administrator in the console: an app is made, serves by the SDK, and goes; the record
tells it. And of a problem in a room, which an app reports and closes."""

import requests

from harness.organisation import CORP, DESIGNER, MANAGER
from harness.refusal import refusal_of

READ = "VideoConference.Conference.Read"
# The app of the sample may not invite anybody.
INVITER = {
    "appKey": "ding-administers",
    "appSecret": "administers-secret",
    "scopes": ["qyapi_manage_addresslist"],
}


class Api:
    """Calls of ours, with a token."""

    def __init__(self, server, token):
        self._address = f"http://{server.address}"
        self._headers = {"x-acs-dingtalk-access-token": token}

    def call(self, method, path, body=None):
        url = f"{self._address}/v1.0/{path}"
        reply = requests.request(method, url, json=body, headers=self._headers, timeout=10)
        return reply.status_code, reply.json()

    def done(self, method, path, body=None):
        status, reply = self.call(method, path, body)
        assert status == 200, reply
        return reply["result"]


def signed_in(server, sdk, union_id):
    """Somebody's own token: invited, with a password, as a browser does it."""
    inviting = {"corpId": CORP, "corpName": "xxx Company", "apps": [INVITER]}
    server.load({"organisations": [inviting]})
    by_app = Api(server, opens(sdk, INVITER))
    invited = {"unionId": MANAGER, "inviteeUnionId": union_id}
    token = by_app.done("POST", "contact/users/invitations", invited)["token"]
    browser = requests.Session()
    console = f"http://{server.address}/console"
    accepted = {"token": token, "password": "correct horse battery"}
    assert browser.post(f"{console}/invitation", json=accepted, timeout=30).status_code == 204
    return Api(server, browser.post(f"{console}/token", timeout=10).json()["accessToken"])


def opens(sdk, app):
    body = {"appKey": app["appKey"], "appSecret": app["appSecret"]}
    return sdk.token_call("getAccessToken", body).access_token


def test_an_administrator_keeps_the_apps(sdk, server):
    manager = signed_in(server, sdk, MANAGER)
    new = {"appName": "Signage", "scopes": [READ], "redirectUris": ["https://example.org/back"]}
    app = manager.done("POST", "console/apps", new)
    token = opens(sdk, app)
    room = sdk.read_room(token, "0ffb7184xxxxx", MANAGER)
    assert room.body.result.room_name == "Test meeting room"
    [shown] = [one for one in manager.done("GET", "console/apps") if one["appKey"] == app["appKey"]]
    assert shown == {**new, "appKey": app["appKey"], "liveSecrets": 1}

    manager.done("PUT", "console/apps", {"appKey": app["appKey"], "scopes": []})
    # Whoever saw it as it was changes nothing.
    late = {"appKey": app["appKey"], "appName": "Late", "expected": shown}
    status, reply = manager.call("PUT", "console/apps", late)
    assert (status, reply["code"], reply["message"]) == (409, "app.changed", "App Changed")
    lacks = refusal_of(sdk.read_room, token, "0ffb7184xxxxx", MANAGER)
    assert lacks.code == "Forbidden.AccessDenied.AccessTokenPermissionDenied"
    rotation = {"appKey": app["appKey"], "keepOldSeconds": 3600}
    rotated = manager.done("POST", "console/apps/secrets", rotation)
    assert opens(sdk, app) and opens(sdk, rotated)
    manager.done("POST", "console/apps/revoke", {"appKey": app["appKey"]})
    assert refusal_of(opens, sdk, rotated).code == "invalidClientIdOrSecret"
    manager.done("DELETE", f"console/apps/{app['appKey']}")
    for method, path, body in [
        ("PUT", "console/apps", {"appKey": app["appKey"]}),
        ("POST", "console/apps/secrets", {"appKey": app["appKey"]}),
        ("POST", "console/apps/revoke", {"appKey": app["appKey"]}),
        ("DELETE", f"console/apps/{app['appKey']}", None),
    ]:
        status, reply = manager.call(method, path, body)
        assert (status, reply["code"]) == (400, "app.not.found")

    told = manager.done("GET", f"console/audit?objectKind=app&objectId={app['appKey']}")
    assert [entry["action"] for entry in told] == [
        "DeleteApp", "RevokeApp", "RotateAppSecret", "UpdateApp", "CreateApp",
    ]
    assert told[3]["before"] == {"scopes": [READ]} and told[3]["after"] == {"scopes": []}
    assert {entry["operatorUnionId"] for entry in told} == {MANAGER}
    assert app["appSecret"] not in str(told) and rotated["appSecret"] not in str(told)

    designer = signed_in(server, sdk, DESIGNER)
    assert designer.done("GET", "console/consents") == []
    status, reply = designer.call("DELETE", "console/consents/dingdemo")
    assert (status, reply["code"]) == (400, "consent.not.found")
    for path in ["console/apps", "console/audit"]:
        status, reply = designer.call("GET", path)
        assert (status, reply["code"]) == (400, "no.permission")


def test_a_problem_is_reported_and_closed(sdk, server):
    api = Api(server, sdk.app_token())
    report = {"unionId": DESIGNER, "roomId": "room-bare", "problemKind": "cable"}
    problem = api.done("POST", "rooms/problems", {**report, "description": "No HDMI 线"})
    [seen] = api.done("GET", f"rooms/problemLists?unionId={DESIGNER}&roomId=room-bare")
    assert (seen["problemId"], seen["description"]) == (problem, "No HDMI 线")
    assert "reporterUnionId" not in seen
    [seen] = api.done("GET", f"rooms/problemLists?unionId={MANAGER}")
    assert seen["reporterUnionId"] == DESIGNER
    close = {"unionId": MANAGER, "problemId": problem, "closeNote": "A new cable"}
    assert api.done("POST", "rooms/problems/close", close) is True
    assert api.done("GET", f"rooms/problemLists?unionId={MANAGER}") == []
