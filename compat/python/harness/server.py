"""The server under test: a process of the built binary, with a data directory of its own."""

import json
import signal
import socket
import subprocess
import time
from pathlib import Path

from harness.binary import binary, environment
from harness.database import Database
from harness.http import get
from harness.organisation import CORP, ORGANISATION_FILE

READY_SECONDS = 30
STOP_SECONDS = 30


class Server:
    """`openrooms import` and `openrooms serve` on one data directory and one loopback port.

    `database` is where it keeps its data, by default one of its own; `settings` are OPENROOMS_
    variables that it is given.
    """

    def __init__(self, folder: Path, database=None, settings=None):
        self._folder = folder
        self._data = folder / "data"
        self._log = folder / "server.log"
        self._database = database or Database()
        self._environment = {**environment(), **(settings or {})}
        self._process = None
        self.address = None

    def __enter__(self):
        try:
            self.load(ORGANISATION_FILE)
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        try:
            self.stop()
        finally:
            self._database.drop()

    def load(self, document, *flags):
        """Imports a document: a path, or its content. Safe while the server runs."""
        if isinstance(document, dict):
            content, document = document, self._folder / "imported.json"
            document.write_text(json.dumps(content), "utf-8")
        self.command("import", str(document), *flags)

    def command(self, *words):
        """What a command of the binary prints that works on the database. Safe while it serves."""
        done = subprocess.run(
            [binary(), *words, *self._store()],
            env=self._environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0, f"{words[0]} ended with {done.returncode}:\n{done.stderr}"
        return done.stdout

    def code(self, user, app_key="dingdemo", corp_id=CORP):
        """A person's one-time code for an app."""
        words = ("token", "code", "--corp", corp_id, "--user", user, "--app", app_key)
        return self.command(*words).strip()

    def start(self):
        """Starts it and returns once /readyz answers 200."""
        for _ in range(3):  # another process may take the free port before the server does
            self.address = f"127.0.0.1:{_free_port()}"
            with self._log.open("ab") as log:
                self._process = subprocess.Popen(
                    [binary(), "serve", "--listen", self.address, *self._store()],
                    env=self._environment,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                )
            if self._becomes_ready():
                return
        raise AssertionError(f"the server does not start:\n{self._log_text()}")

    def stop(self):
        """Ends it as a service manager would, and holds it to a clean exit."""
        process, self._process = self._process, None
        if process is None:
            return
        process.send_signal(signal.SIGTERM)
        try:
            code = process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise AssertionError(f"SIGTERM did not end the server:\n{self._log_text()}") from None
        assert code == 0, f"after SIGTERM the server exited with {code}:\n{self._log_text()}"

    def restart(self):
        """Stops it and starts it again on the same data, at another port."""
        self.stop()
        self.start()

    def _store(self):
        return ["--data-dir", str(self._data), *self._database.arguments()]

    def _becomes_ready(self):
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            try:
                if get(self.address, "/readyz").status == 200:
                    return True
            except OSError:
                pass  # nobody listens yet
            try:
                self._process.wait(0.02)
                return False
            except subprocess.TimeoutExpired:
                pass  # still starting
        process, self._process = self._process, None
        process.kill()
        process.wait()
        raise AssertionError(f"not ready after {READY_SECONDS} s:\n{self._log_text()}")

    def _log_text(self):
        return self._log.read_text("utf-8", "replace")


def _free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
