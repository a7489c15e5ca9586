"""Servers and SDKs that the tests ask for."""

import os
import signal

import pytest

pytest.register_assert_rewrite("harness")

from harness.sdk import Sdk  # noqa: E402
from harness.server import Server  # noqa: E402

# The SDK would send its calls to a proxy, even those to the loopback address.
for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
    os.environ.pop(name, None)

# A signal ends the run as Ctrl-C does, so that no server outlives it.
for number in (signal.SIGHUP, signal.SIGTERM):
    signal.signal(number, signal.default_int_handler)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A server that the tests of one file share: they only read, or use apps of their own."""
    with Server(tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture
def own_server(tmp_path):
    """A server for one test, which may spend its quota, import into it or restart it."""
    with Server(tmp_path) as running:
        yield running


@pytest.fixture(params=["sync", "async"])
def connect(request):
    """Makes an SDK for a server: once by the sync methods, once by the async ones."""
    return lambda server: Sdk(server.address, is_async=request.param == "async")


@pytest.fixture
def sdk(connect, server):
    """The SDK on the shared server."""
    return connect(server)
