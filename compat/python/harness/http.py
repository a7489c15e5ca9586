"""Plain HTTP, for what the SDK hides: the reply's bytes, its headers, the legacy calls."""

import http.client
import json
from dataclasses import dataclass
from urllib.parse import quote, urlencode

TOKEN_HEADER = "x-acs-dingtalk-access-token"


@dataclass(frozen=True)
class Reply:
    """A reply as it came; header names are in lower case."""

    status: int
    headers: dict
    body: bytes

    def json(self):
        """The body, which must be one JSON object in UTF-8 that names no field twice."""
        value = json.loads(self.body.decode("utf-8"), object_pairs_hook=_object)
        assert isinstance(value, dict), f"not a JSON object: {value!r}"
        return value


def get(address, path, *, headers=None):
    return send(address, "GET", path, headers=headers)


def post(address, path, body=None, *, headers=None):
    """Posts a JSON value, bytes as they are, or nothing."""
    if body is None or isinstance(body, bytes):
        return send(address, "POST", path, body=body, headers=headers)
    return send(
        address,
        "POST",
        path,
        headers={"Content-Type": "application/json", **(headers or {})},
        body=json.dumps(body).encode("utf-8"),
    )


def send(address, method, path, *, headers=None, body=None):
    """One request on a connection of its own, its path and body sent as they are."""
    connection = http.client.HTTPConnection(address, timeout=30)
    try:
        connection.request(method, path, body=body, headers=headers or {})
        response = connection.getresponse()
        return Reply(
            response.status,
            {name.lower(): value for name, value in response.getheaders()},
            response.read(),
        )
    finally:
        connection.close()


def read_room(address, token, room_id, union_id):
    """QueryMeetingRoom by hand."""
    path = f"/v1.0/rooms/meetingRooms/{quote(room_id, safe='')}?{urlencode({'unionId': union_id})}"
    return get(address, path, headers={TOKEN_HEADER: token})


def _object(pairs):
    value = dict(pairs)
    assert len(value) == len(pairs), f"a field is there twice: {pairs!r}"
    return value
