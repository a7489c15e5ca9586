"""The program of docs/SDKS.md, as it stands there but for the address."""

import re
import subprocess
import sys
from pathlib import Path

SDKS = Path(__file__).resolve().parents[3] / "docs" / "SDKS.md"


def test_the_documented_program_reads_a_room(server, tmp_path):
    (program,) = re.findall(r"^```python\n(.*?)^```$", SDKS.read_text("utf-8"), re.S | re.M)
    assert program.count("127.0.0.1:8080") == 1
    file = tmp_path / "read_room.py"
    file.write_text(program.replace("127.0.0.1:8080", server.address), "utf-8")
    done = subprocess.run([sys.executable, file], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, "Test meeting room\n", "")
