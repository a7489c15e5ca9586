"""The server under test."""

import os
import signal

import hypothesis

from served import Served, running

# A client would send its calls to a proxy, even those to the loopback address.
for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
    os.environ.pop(name, None)

# A signal ends the run as Ctrl-C does, so that no server outlives it.
for number in (signal.SIGHUP, signal.SIGTERM):
    signal.signal(number, signal.default_int_handler)

#: How many requests are made up for each operation. The same ones each time, unless it is set.
ROUNDS = int(os.environ.get("TEST_ROUNDS", "25"))

hypothesis.settings.register_profile(
    "bounded",
    max_examples=ROUNDS,
    deadline=None,
    database=None,
    derandomize="TEST_ROUNDS" not in os.environ,
    suppress_health_check=list(hypothesis.HealthCheck),
)
hypothesis.settings.load_profile("bounded")


def pytest_sessionstart(session):
    running.append(Served())


def pytest_sessionfinish(session):
    if running:
        running.pop().end()
