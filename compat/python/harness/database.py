"""Where a server keeps its data: SQLite in its folder, or a PostgreSQL database of its own.

With TEST_POSTGRES_URL set, every server of the run gets a new database beside the
one that the URL names, made and dropped by `psql`.
"""

import os
import subprocess
import uuid
from urllib.parse import urlsplit

POSTGRES_URL = os.environ.get("TEST_POSTGRES_URL")


class Database:
    """An empty database."""

    def __init__(self):
        self.url = None
        if POSTGRES_URL:
            self._name = f"openrooms_compat_{uuid.uuid4().hex}"
            _psql(f'CREATE DATABASE "{self._name}"')
            self.url = urlsplit(POSTGRES_URL)._replace(path=f"/{self._name}").geturl()

    def arguments(self):
        """What tells `openrooms` of it, besides the data directory."""
        return ["--database-url", self.url] if self.url else []

    def drop(self):
        if self.url:
            _psql(f'DROP DATABASE "{self._name}" WITH (FORCE)')


def _psql(statement):
    subprocess.run(
        ["psql", "--no-psqlrc", "--quiet", "--dbname", POSTGRES_URL, "--command", statement],
        check=True,
        stdin=subprocess.DEVNULL,
    )
