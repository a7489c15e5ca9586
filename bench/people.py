#!/usr/bin/env python3
"""How fast an organisation of 50,000 people in 2,000 departments is filled from empty: by single
calls, by batch calls, and by import. Linux, loopback, Python alone.

    bench/people.py [--bin target/release/openrooms] [--people 50000] [--departments 2000]

Single calls are measured on a sample, at the beginning and again when everybody is there: what
one more person costs must not grow with the organisation.
"""

import argparse
import http.client
import json
import signal
import subprocess
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BATCH = 1000


class Server:
    def __init__(self, binary, folder):
        self.run = lambda *args: subprocess.run(
            [binary, *args, "--data-dir", folder], check=True, capture_output=True, text=True
        ).stdout
        self.run("org", "create", "--corp", "bench", "--name", "Bench")
        scopes = "qyapi_manage_addresslist,qyapi_get_department_list,qyapi_get_member"
        made = self.run("app", "create", "--corp", "bench", "--key", "bench", "--scope", scopes, "--json")
        self.secret = json.loads(made)["secret"]
        self.process = subprocess.Popen(
            [binary, "serve", "--data-dir", folder, "--listen", "127.0.0.1:0"],
            stderr=subprocess.PIPE, text=True,
        )
        line = next(line for line in self.process.stderr if " address=" in line)
        self.address = line.split(" address=")[1].split()[0]
        # What is never read would fill the pipe, and the server would wait.
        threading.Thread(target=self.process.stderr.read, daemon=True).start()
        self.token = self.connect().get(f"/gettoken?appkey=bench&appsecret={self.secret}")["access_token"]

    def connect(self):
        return Connection(self.address, getattr(self, "token", None))

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()


class Connection:
    """One connection that is kept."""

    def __init__(self, address, token):
        self.http = http.client.HTTPConnection(address, timeout=60)
        self.token = token

    def get(self, path):
        self.http.request("GET", path)
        return json.loads(self.http.getresponse().read())

    def call(self, action, **body):
        path = f"/topapi/v2/{action}?access_token={self.token}"
        self.http.request("POST", path, json.dumps(body).encode(), {"Content-Type": "application/json"})
        reply = json.loads(self.http.getresponse().read())
        assert reply["errcode"] == 0, reply
        return reply.get("result")


def person(at, departments):
    return {
        "userid": f"u{at}", "name": f"Person {at}", "mobile": f"138{at:08}",
        "dept_id_list": str(departments[at % len(departments)]), "email": f"u{at}@example.org",
        "title": "Engineer", "job_number": f"{at:06}",
    }


def timed(work):
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def singles(server, people, connections):
    """People a second by single calls on so many connections."""
    shares = [people[at::connections] for at in range(connections)]

    def add(share):
        connection = server.connect()
        for one in share:
            connection.call("user/create", **one)

    threads = [threading.Thread(target=add, args=[share]) for share in shares]

    def all_of_them():
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    return len(people) / timed(all_of_them)


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--bin", default=str(ROOT / "target/release/openrooms"))
    options.add_argument("--people", type=int, default=50_000)
    options.add_argument("--departments", type=int, default=2_000)
    options.add_argument("--sample", type=int, default=1_000)
    options = options.parse_args()
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as other:
        server = Server(options.bin, folder)
        connection = server.connect()
        tops, ids = min(40, options.departments), []

        def departments():
            level = [{"name": f"Division {at}", "parent_id": 1} for at in range(tops)]
            ids.extend(connection.call("department/batchcreate", dept_list=level)["dept_id_list"])
            rest = [
                {"name": f"Team {at}", "parent_id": ids[at % tops]}
                for at in range(options.departments - tops)
            ]
            for at in range(0, len(rest), BATCH):
                made = connection.call("department/batchcreate", dept_list=rest[at : at + BATCH])
                ids.extend(made["dept_id_list"])

        took = timed(departments)
        print(f"{len(ids)} departments by batch calls: {took:.2f} s")
        many = [person(at, ids) for at in range(options.people)]
        extra = [person(options.people + at, ids) for at in range(4 * options.sample)]
        sample = [extra[at :: 4] for at in range(4)]
        early = singles(server, sample[0], 1), singles(server, sample[1], 16)

        def batches():
            for at in range(0, len(many), BATCH):
                connection.call("user/batchcreate", user_list=many[at : at + BATCH])

        took = timed(batches)
        batch = len(many) / took
        print(f"{len(many)} people by batch calls: {took:.1f} s, {batch:.0f} a second")
        late = singles(server, sample[2], 1), singles(server, sample[3], 16)
        for when, rates in (("at the beginning", early), ("when all are there", late)):
            print(
                f"single calls {when}: {rates[0]:.0f} a second on one connection, "
                f"{rates[1]:.0f} on 16"
            )
        server.stop()
        document = server.run("export", "--corp", "bench")
        file = Path(other) / "organisation.json"
        file.write_text(document, encoding="utf-8")
        people = len(json.loads(document)["organisations"][0]["users"])
        load = [options.bin, "import", str(file), "--data-dir", other]
        took = timed(lambda: subprocess.run(load, check=True, capture_output=True))
        imported = people / took
        print(f"{people} people by import: {took:.1f} s, {imported:.0f} a second")
        print(
            f"ratios: batch over single {batch / late[0]:.1f}, batch over 16 at once "
            f"{batch / late[1]:.1f}, import over batch {imported / batch:.1f}, "
            f"single at the end over the beginning {late[0] / early[0]:.2f}"
        )


if __name__ == "__main__":
    main()
