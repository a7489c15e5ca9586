"""Where the binary under test is, and the environment it is run in."""

import os
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[3]


def binary():
    """The path of `openrooms`: OPENROOMS_BIN, or what `cargo build` leaves."""
    path = Path(os.environ.get("OPENROOMS_BIN") or REPOSITORY / "target/debug/openrooms").resolve()
    if not os.access(path, os.X_OK):
        raise FileNotFoundError(f"no binary at {path}: build it first, or set OPENROOMS_BIN")
    return str(path)


def environment():
    """Ours, without the settings of a server that the caller may have."""
    return {name: value for name, value in os.environ.items() if not name.startswith("OPENROOMS_")}
