"""Waiting for what the server does by itself, without a fixed pause."""

import time


def eventually(ask, seconds=10):
    """Asks again and again until the answer is true, and returns it; a no that stays fails."""
    deadline = time.monotonic() + seconds
    while not (answer := ask()):
        assert time.monotonic() < deadline, f"still not so after {seconds} s"
    return answer
