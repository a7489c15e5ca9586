"""The server that all tests share, and a token for it."""

import tempfile
from pathlib import Path

from harness.http import TOKEN_HEADER, post
from harness.organisation import MANAGER, app_secret
from harness.server import Server
from known import know_event


class Served:
    """It runs before the tests are collected, since there is one for each operation of its document."""

    def __init__(self):
        self._folder = tempfile.TemporaryDirectory()
        self.server = Server(Path(self._folder.name))
        self.server.__enter__()
        self.address = self.server.address
        self.url = f"http://{self.address}"
        credentials = {"appKey": "dingdemo", "appSecret": app_secret("dingdemo")}
        reply = post(self.address, "/v1.0/oauth2/accessToken", credentials)
        #: Of an app that may do everything.
        self.token = reply.json()["accessToken"]
        path = f"/v1.0/calendar/users/{MANAGER}/calendars/primary/events"
        event = {
            "summary": "Weekly",
            "start": {"dateTime": "2031-01-01T10:00:00+08:00"},
            "end": {"dateTime": "2031-01-01T11:00:00+08:00"},
            "recurrence": {"pattern": {"type": "weekly"}, "range": {"type": "noEnd"}},
        }
        made = post(self.address, path, event, headers={TOKEN_HEADER: self.token})
        know_event(made.json()["id"])

    def end(self):
        self.server.__exit__()
        self._folder.cleanup()


#: The one that runs.
running = []
