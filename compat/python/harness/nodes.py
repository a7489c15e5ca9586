"""Two servers on one PostgreSQL database, each on a cable of its own."""

from urllib.parse import urlsplit

from harness.cable import Cable
from harness.database import Database
from harness.organisation import ORGANISATION_FILE
from harness.server import Server


class Nodes:
    """`first` and `second` share a database and the server key; `cables` lead them to it."""

    def __init__(self, folder):
        self._database = Database()
        target = urlsplit(self._database.url)
        self.cables = [Cable((target.hostname, target.port or 5432)) for _ in range(2)]
        key = {"OPENROOMS_SECRET_KEY_FILE": str(folder / "secret.key")}
        folders = [folder / name for name in ("first", "second")]
        for own in folders:
            own.mkdir()
        self.first, self.second = (
            Server(own, database=_Reached(self._database.url, cable.address), settings=key)
            for own, cable in zip(folders, self.cables)
        )
        (folder / "secret.key").write_text("5a" * 32, "ascii")

    def __enter__(self):
        try:
            self.first.load(ORGANISATION_FILE)
            self.first.start()
            self.second.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for cable in self.cables:
            cable.mend()
        try:
            try:
                self.first.stop()
            finally:
                self.second.stop()
        finally:
            for cable in self.cables:
                cable.end()
            self._database.drop()


class _Reached:
    """A database that somebody else made, at the near end of a cable."""

    def __init__(self, url, address):
        parts = urlsplit(url)
        user, _, _ = parts.netloc.rpartition("@")
        self.url = parts._replace(netloc=f"{user}@{address}" if user else address).geturl()

    def arguments(self):
        return ["--database-url", self.url]

    def drop(self):
        """Not ours."""
