"""From an invitation to an app that acts for a person, by HTTP as a browser and an app do it."""

import base64
import hashlib
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlencode, urlsplit

from harness.http import TOKEN_HEADER, get, post, read_room, send
from harness.organisation import CORP, DESIGNER, MANAGER, ROOM, app_secret
from harness.refusal import refusal_of

BACK = "http://127.0.0.1:3000/callback?from=openrooms"
PASSWORD = "reeds bend in the wind"
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}

#: An app that may invite people.
INVITER = {
    "appKey": "ding-inviter",
    "appSecret": "inviter-secret",
    "scopes": ["qyapi_manage_addresslist"],
}


class Hidden(HTMLParser):
    """The hidden fields of a page."""

    def __init__(self, page):
        super().__init__()
        self.fields = {}
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "input" and attrs.get("type") == "hidden":
            self.fields[attrs["name"]] = attrs["value"]


def invited(server, inviter):
    """The cookie of the designer, who was invited and chose a password."""
    body = {"unionId": MANAGER, "inviteeUnionId": DESIGNER}
    reply = post(
        server.address, "/v1.0/contact/users/invitations", body, headers={TOKEN_HEADER: inviter}
    )
    assert reply.status == 200, reply
    token = reply.json()["result"]["token"]
    shown = get(server.address, f"/console/invitation/{token}").json()
    assert shown["userId"] == "designer01"
    chosen = {"token": token, "password": PASSWORD}
    reply = post(server.address, "/console/invitation", chosen)
    assert reply.status == 204, reply
    again = post(server.address, "/console/invitation", chosen)
    assert (again.status, again.json()["code"]) == (404, "invitation.not.found")
    return reply.headers["set-cookie"].split(";")[0]


def code_of(server, cookie, question):
    """The code that an app gets once the person has allowed it, and the state that came back."""
    page = get(server.address, f"/oauth2/auth?{urlencode(question)}", headers={"Cookie": cookie})
    assert page.status == 200, page
    fields = {**Hidden(page.body.decode("utf-8")).fields, "decision": "allow"}
    reply = send(
        server.address,
        "POST",
        "/oauth2/auth",
        headers={**FORM, "Cookie": cookie},
        body=urlencode(fields).encode("ascii"),
    )
    assert reply.status == 303, reply
    assert reply.headers["location"].startswith(f"{BACK}&code=")
    answer = parse_qs(urlsplit(reply.headers["location"]).query)
    return answer["code"][0], answer["state"][0]


def test_an_app_acts_for_who_was_invited_and_allowed_it(connect, own_server):
    inviting = {"corpId": CORP, "corpName": "xxx Company", "apps": [INVITER]}
    own_server.load({"organisations": [inviting]})
    own_server.command("app", "redirect", "dingdemo", BACK)
    sdk = connect(own_server)
    secrets = {"appKey": INVITER["appKey"], "appSecret": INVITER["appSecret"]}
    inviter = sdk.token_call("getAccessToken", secrets).access_token
    cookie = invited(own_server, inviter)

    # The page's own token acts for its person alone.
    opened = post(own_server.address, "/console/token", headers={"Cookie": cookie}).json()
    assert (opened["corpId"], opened["unionId"], opened["isAdmin"]) == (CORP, DESIGNER, False)
    assert sdk.read_room(opened["accessToken"], ROOM, DESIGNER).body.result.corp_id == CORP
    refusal = refusal_of(sdk.read_room, opened["accessToken"], ROOM, MANAGER)
    assert (refusal.statusCode, refusal.code) == (400, "user.not.employee")

    question = {
        "client_id": "dingdemo",
        "redirect_uri": BACK,
        "response_type": "code",
        "scope": "openid",
        "state": "a b&c",
    }
    code, state = code_of(own_server, cookie, question)
    assert state == "a b&c"
    issued = sdk.user_token(code)
    assert sdk.read_room(issued.access_token, ROOM, DESIGNER).body.result.corp_id == CORP
    refusal = refusal_of(sdk.read_room, issued.access_token, ROOM, MANAGER)
    assert (refusal.statusCode, refusal.code) == (400, "user.not.employee")

    # With a challenge the code opens with its verifier, a field of ours, and not without.
    digest = hashlib.sha256(VERIFIER.encode("ascii")).digest()
    challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")
    proof = {"code_challenge": challenge, "code_challenge_method": "S256"}
    code, _ = code_of(own_server, cookie, {**question, **proof})
    refusal = refusal_of(sdk.user_token, code)
    assert (refusal.statusCode, refusal.code) == (400, "invalidParameter.authCode.notFound")
    body = {
        "clientId": "dingdemo",
        "clientSecret": app_secret("dingdemo"),
        "code": code,
        "codeVerifier": VERIFIER,
        "grantType": "authorization_code",
    }
    issued = post(own_server.address, "/v1.0/oauth2/userAccessToken", body)
    assert issued.status == 200, issued
    token = issued.json()["accessToken"]
    assert read_room(own_server.address, token, ROOM, DESIGNER).status == 200

    # Nothing is sent to an address that the app has not.
    wrong = {**question, "redirect_uri": "https://evil.example.org/"}
    page = get(own_server.address, f"/oauth2/auth?{urlencode(wrong)}", headers={"Cookie": cookie})
    assert (page.status, page.headers.get("location")) == (400, None)

    # Who signs out everywhere ends the page's token, and not what they allowed the app.
    reply = post(own_server.address, "/console/signout/everywhere", headers={"Cookie": cookie})
    assert reply.status == 204
    refusal = refusal_of(sdk.read_room, opened["accessToken"], ROOM, DESIGNER)
    assert refusal.code == "InvalidAuthentication"
    assert read_room(own_server.address, token, ROOM, DESIGNER).status == 200
