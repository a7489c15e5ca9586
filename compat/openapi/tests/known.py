"""Made-up requests that name what is there: a generator does not guess an id."""

import hashlib

from harness.organisation import DESIGNER, MANAGER, ORGANISATION, ROOM, SELLER

_OURS = ORGANISATION["organisations"][0]

#: By the name of a parameter: what it may be called with.
_KNOWN = {
    "unionId": [MANAGER, MANAGER, MANAGER, DESIGNER],
    "operatorUnionId": [MANAGER, MANAGER, MANAGER, DESIGNER],
    "blacklistUnionId": [SELLER],
    "roomId": [ROOM, *(room["roomId"] for room in _OURS["rooms"])],
    "groupId": [0, *(group["groupId"] for group in _OURS["roomGroups"])],
    "parentId": [0, *(group["groupId"] for group in _OURS["roomGroups"])],
    "deviceId": [device["deviceId"] for device in _OURS["devices"]],
    "deviceUnionId": [device["deviceUnionId"] for device in _OURS["devices"]],
    "shareCode": [device["shareCode"] for device in _OURS["devices"] if "shareCode" in device],
    "userid": [user["userId"] for user in _OURS["users"] if user["unionId"] != MANAGER],
    "unionid": [MANAGER, DESIGNER],
    "dept_id": [department["deptId"] for department in _OURS["departments"]],
    "parent_id": [department["deptId"] for department in _OURS["departments"]],
    "corpId": [_OURS["corpId"]],
    # What is refused when it is made up, so that nothing behind it would ever be reached.
    "roomName": ["Oak", "Elm", "Ash", "会议室"],
    "roomStatus": [0, 1],
    "groupName": ["North", "South"],
    "timeZone": ["Europe/Berlin"],
    "roomPicture": ["https://pictures.example/room.png"],
    "userId": [MANAGER, MANAGER, DESIGNER],
    "calendarId": ["primary"],
    "newOrganizerId": [DESIGNER],
    "attendees": [[{"id": SELLER}, {"id": DESIGNER, "isOptional": True}]],
    "start": [
        {"dateTime": "2031-01-01T10:00:00+08:00", "timeZone": "Asia/Shanghai"},
        {"dateTime": "2031-01-01T02:00Z"},
    ],
    "end": [{"dateTime": "2031-01-01T11:00:00+08:00"}],
    "timeMin": ["2031-01-01T00:00:00+08:00"],
    "timeMax": ["2031-12-01T00:00:00+08:00"],
    "startTime": ["2031-01-01T00:00:00+08:00"],
    "endTime": ["2031-02-01T00:00:00+08:00"],
    "recurrence": [
        {"pattern": {"type": "daily"}, "range": {"type": "numbered", "numberOfOccurrences": 3}}
    ],
    "syncToken": ["s0"],
    "scope": ["this", "following", "all"],
    "meetingRoomsToAdd": [[{"roomId": ROOM}], [{"roomId": "room-bare"}]],
    "meetingRoomsToRemove": [[{"roomId": ROOM}]],
    "grant_type": ["client_credentials"],
    "appKey": ["dingdemo"],
}


def know_event(event_id):
    """Puts an event among what is there."""
    for name in ("eventId", "seriesMasterId", "id"):
        _KNOWN[name] = [event_id]


def with_known(case, token):
    """Puts what is there into three of four places that ask for it, the same ones each time."""
    for part in (case.path_parameters, case.query, case.body):
        if not isinstance(part, dict):
            continue
        for name in list(part):
            draw = hashlib.sha256(f"{name} {part[name]!r}".encode("utf-8", "replace")).digest()
            if name == "access_token":
                part[name] = token
            elif _KNOWN.get(name) and draw[0] % 4:
                part[name] = _KNOWN[name][draw[1] % len(_KNOWN[name])]
