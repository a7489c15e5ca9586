#!/usr/bin/env python3
"""What rooms hold, asked with a million bookings stored: 20 rooms for a week, 1,000 rooms for a week.
Linux, loopback, Python alone; PostgreSQL where --postgres or TEST_POSTGRES_URL names a server on which
databases may be made.

    bench/schedule.py [--bin target/release/openrooms] [--bookings 1000000] [--rounds 10]

Tables are filled by SQL: rooms have four hours a day on five days a week. Databases and sizes take
turns within a round; figures are of all rounds together.
"""

import argparse
import json
import os
import random
import signal
import socket
import sqlite3
import subprocess
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROOMS, PEOPLE, HOUR = 1000, 1000, 3_600_000
DAY = 24 * HOUR
WEEK = 7 * DAY
BASE = 1_767_571_200_000  # Monday, 5 January 2026, midnight UTC
MIDDLE = 25  # the week that every size has


def document():
    return {"organisations": [{
        "corpId": "bench", "corpName": "Bench",
        "users": [{"userId": f"u{at}", "unionId": f"p{at}", "name": f"Person {at}", "admin": at == 0}
                  for at in range(PEOPLE)],
        "apps": [{"appKey": "bench", "appSecret": "bench",
                  "scopes": ["Calendar.Event.Read", "Calendar.Event.Write"]}],
        "rooms": [{"roomId": f"r{at}", "roomName": f"Room {at}", "roomStatus": 0, "roomCapacity": 8}
                  for at in range(ROOMS)],
    }]}


def statements(bookings, numbers):
    """What fills the tables. `numbers` gives rows of n.i from 0 on."""
    rooms = min(ROOMS, max(1, bookings // 20))
    first = BASE + (MIDDLE - bookings // rooms // 20 // 2) * WEEK
    at = f"(n.i / {rooms})"
    start = (f"({first} + {at} / 20 * {WEEK} + {at} % 20 / 4 * {DAY} "
             f"+ (9 + 2 * ({at} % 4)) * {HOUR})")
    end = f"({start} + {HOUR} + n.i % 3 * 1200000)"
    event, person = "'e' || n.i", f"'p' || (n.i % {PEOPLE})"
    return [
        "INSERT INTO events (corp_id, event_id, organiser, summary, starts_at, ends_at, zone, "
        "is_all_day, state, created_at, updated_at, changed_seq) "
        f"SELECT 'bench', {event}, {person}, 'Meeting ' || n.i, {start}, {end}, 'Asia/Shanghai', "
        f"FALSE, 'confirmed', 0, 0, n.i + 1 FROM {numbers}",
        "INSERT INTO occurrences (corp_id, event_id, origin, starts_at, ends_at, state) "
        f"SELECT 'bench', {event}, {start}, {start}, {end}, 'confirmed' FROM {numbers}",
        "INSERT INTO attendees (corp_id, event_id, union_id, position, is_organiser, is_optional, "
        f"response, is_removed, changed_seq) SELECT 'bench', {event}, {person}, 0, TRUE, FALSE, "
        f"'accepted', FALSE, n.i + 1 FROM {numbers}",
        "INSERT INTO bookings (corp_id, event_id, origin, room_id, starts_at, ends_at, held_from, "
        "held_until, state, booked_by, booked_at) "
        f"SELECT 'bench', {event}, {start}, 'r' || (n.i % {rooms}), {start}, {end}, {start}, {end}, "
        f"'accepted', {person}, 0 FROM {numbers}",
        f"UPDATE organisations SET calendar_head = {bookings} WHERE corp_id = 'bench'",
    ]


class Side:
    """A server with so many bookings."""

    def __init__(self, args, database, bookings, folder):
        self.name = f"{database}, {bookings:,} bookings"
        self.bookings, self.rooms = bookings, min(ROOMS, max(1, bookings // 20))
        self.folder = folder
        self.where = ["--data-dir", str(folder)]
        self.made = None
        if database == "PostgreSQL":
            self.made = (args.postgres, f"openrooms_bench_{os.getpid()}_{bookings}")
            self.psql(args.postgres, f"CREATE DATABASE {self.made[1]}")
            self.url = args.postgres.rsplit("/", 1)[0] + "/" + self.made[1]
            self.environment = {**os.environ, "OPENROOMS_DATABASE_URL": self.url}
        else:
            self.environment = dict(os.environ)
        paper = folder / "bench.json"
        paper.write_text(json.dumps(document()))
        subprocess.run([args.bin, "import", str(paper), *self.where], check=True, capture_output=True,
                       env=self.environment)
        began = time.monotonic()
        self.fill()
        self.filled = time.monotonic() - began
        self.start(args)

    @staticmethod
    def psql(url, *commands):
        words = [word for command in commands for word in ("-c", command)]
        subprocess.run(["psql", "-q", "-v", "ON_ERROR_STOP=1", url, *words], check=True,
                       capture_output=True)

    def fill(self):
        if self.made:
            numbers = f"(SELECT CAST(g AS BIGINT) AS i FROM generate_series(0, {self.bookings - 1}) g) n"
            guard = [
                "ALTER TABLE bookings DROP CONSTRAINT bookings_never_overlap",
                "ALTER TABLE bookings ADD CONSTRAINT bookings_never_overlap EXCLUDE USING gist "
                "(corp_id WITH =, room_id WITH =, int8range(held_from, held_until) WITH &&) "
                "WHERE (state IN ('accepted', 'waiting'))",
            ]
            self.psql(self.url, guard[0], *statements(self.bookings, numbers), guard[1],
                      "VACUUM ANALYZE")
            return
        numbers = (f"(WITH RECURSIVE c(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM c "
                   f"WHERE i < {self.bookings - 1}) SELECT i FROM c) n")
        db = sqlite3.connect(self.folder / "openrooms.db")
        db.execute("PRAGMA synchronous = OFF")
        guards = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            db.execute(f"DROP TRIGGER {name}")
        for statement in statements(self.bookings, numbers):
            db.execute(statement)
        for _, sql in guards:
            db.execute(sql)
        db.commit()
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        db.close()

    def start(self, args):
        pinned = ["taskset", "-c", args.core] if args.core else []
        log = open(self.folder / "server.log", "w")
        self.process = subprocess.Popen(
            [*pinned, args.bin, "serve", *self.where, "--listen", "127.0.0.1:0"],
            stderr=subprocess.PIPE, text=True, env=self.environment)
        line = next(line for line in self.process.stderr if " address=" in line)
        host, port = line.split(" address=")[1].split()[0].rsplit(":", 1)
        threading.Thread(target=lambda: log.write(self.process.stderr.read()), daemon=True).start()
        self.socket = socket.create_connection((host, int(port)), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.token = None
        body = {"appKey": "bench", "appSecret": "bench"}
        self.token = json.loads(self.send("POST", "/v1.0/oauth2/accessToken", body)[1])["accessToken"]

    def send(self, method, path, body):
        """Milliseconds, and the reply's body."""
        text = json.dumps(body).encode()
        head = f"{method} {path} HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
        if self.token:
            head += f"x-acs-dingtalk-access-token: {self.token}\r\n"
        request = f"{head}Content-Length: {len(text)}\r\n\r\n".encode() + text
        began = time.perf_counter()
        self.socket.sendall(request)
        got = bytearray()
        while (end := got.find(b"\r\n\r\n")) < 0:
            got += self.socket.recv(1 << 16)
        length = next(int(line.split(b":")[1]) for line in bytes(got[:end]).lower().split(b"\r\n")
                      if line.startswith(b"content-length"))
        while len(got) < end + 4 + length:
            got += self.socket.recv(1 << 20)
        took = (time.perf_counter() - began) * 1000
        assert got.startswith(b"HTTP/1.1 200"), bytes(got[:2000])
        return took, bytes(got[end + 4:])

    def week(self, which):
        start = BASE + which * WEEK
        text = lambda at: time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at / 1000))
        return {"startTime": text(start), "endTime": text(start + WEEK)}

    def schedule(self, rooms, which, person):
        body = {"roomIds": [f"r{room}" for room in rooms], **self.week(which)}
        return self.send("POST", f"/v1.0/calendar/users/{person}/meetingRooms/schedules/query", body)

    def busy(self, which, person):
        return self.send("POST", f"/v1.0/calendar/users/{person}/meetingRooms/busy/query",
                         self.week(which))

    def rename(self, event):
        return self.send("PUT", f"/v1.0/calendar/users/p{event % PEOPLE}/calendars/primary/events/"
                         f"e{event}", {"summary": f"Meeting {event} again"})

    def memory(self):
        for line in open(f"/proc/{self.process.pid}/status"):
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()
        if self.made:
            self.psql(self.made[0], f"DROP DATABASE {self.made[1]}")


def percentile(values, part):
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", default=str(ROOT / "target/release/openrooms"))
    parser.add_argument("--bookings", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--core", default="0", help="the servers' core; empty: any")
    parser.add_argument("--postgres", default=os.environ.get("TEST_POSTGRES_URL", ""))
    args = parser.parse_args()
    few = min(10_000, args.bookings)
    dice, sides, figures = random.Random(7), [], {}
    with tempfile.TemporaryDirectory() as folder:
        try:
            for database in ["SQLite"] + (["PostgreSQL"] if args.postgres else []):
                for bookings in sorted({few, args.bookings}, reverse=True):
                    place = Path(folder) / f"{database}-{bookings}"
                    place.mkdir()
                    sides.append(Side(args, database, bookings, place))
                    print(f"{sides[-1].name}: filled in {sides[-1].filled:.0f} s", flush=True)
            measure(args, sides, dice, figures)
        finally:
            for side in sides:
                side.stop()
    print("\n| ms | times | p50 | p99 | most |\n| --- | ---: | ---: | ---: | ---: |")
    for (side, what), values in figures.items():
        print(f"| {side}: {what} | {len(values)} | {percentile(values, 0.5):.2f} "
              f"| {percentile(values, 0.99):.2f} | {max(values):.2f} |")


def measure(args, sides, dice, figures):
    def note(side, what, took):
        figures.setdefault((side.name, what), []).append(took)

    large = [side for side in sides if side.rooms == ROOMS]
    # Another week each round, which nobody has looked at.
    cold = [which for which in range(5, 45) if which != MIDDLE]
    dice.shuffle(cold)
    for side in sides:
        side.busy(MIDDLE, "p1")
        side.before = side.memory()
        for _ in range(20):
            side.schedule(dice.sample(range(side.rooms), 20), MIDDLE - 1, "p1")
    for turn in range(args.rounds):
        for side in sides:
            for _ in range(100):
                rooms = dice.sample(range(side.rooms), 20)
                # In the one week that a few bookings have, those of the others' middle.
                which = dice.choice(cold) if side in large else MIDDLE
                if side in large:
                    note(side, "20 rooms, any week, from the database",
                         side.schedule(rooms, which, f"p{dice.randrange(PEOPLE)}")[0])
                took, body = side.schedule(rooms, MIDDLE, f"p{dice.randrange(PEOPLE)}")
                note(side, "20 rooms, a week that is kept", took)
                assert body.count(b'"eventId"') == 400, body.count(b'"eventId"')
        for side in large:
            took, body = side.busy(cold[turn], "p1")
            assert body.count(b'"eventId"') == 20 * ROOMS, body.count(b'"eventId"')
            note(side, "1,000 rooms, a week that nobody looked at", took)
            for _ in range(20):
                note(side, "1,000 rooms, warm", side.busy(MIDDLE, "p1")[0])
                note(side, "1,000 rooms, warm, sees all titles", side.busy(MIDDLE, "p0")[0])
            for at in range(5):
                side.rename(dice.randrange(side.bookings))
                note(side, "1,000 rooms, warm, after a change", side.busy(MIDDLE, "p1")[0])
    for side in large:
        print(f"{side.name}: {side.before:.0f} MB resident with one week kept, {side.memory():.0f} "
              f"with {args.rounds + 1}; a reply of 1,000 rooms has "
              f"{len(side.busy(MIDDLE, 'p1')[1]) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
