"""A Python with Django set up on a home, off which commands branch."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Timer

# The child goes on behind the loop and ends as the command ends: exit code, ``atexit`` and all.
_CODE = """
import json, os, sys
import django
django.setup()
from xieshou.cli import main

for line in sys.stdin:
    asked = json.loads(line)
    child = os.fork()
    if child == 0:
        break
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
else:
    os._exit(0)
for number, name, how in (
    (0, os.devnull, os.O_RDONLY), (1, asked["output"], os.O_WRONLY), (2, asked["errors"], os.O_WRONLY)
):
    opened = os.open(name, how)
    os.dup2(opened, number)
    os.close(opened)
sys.stdin = open(0)
sys.argv = asked["words"]
main()
"""


class StandBy:
    """The prepared process; one command at a time. It keeps no connection and has read no record."""

    def __init__(self, environment: Mapping[str, str], program: Path) -> None:
        self.program = program
        self.process = subprocess.Popen(
            [sys.executable, "-c", _CODE],
            env={**environment, "DJANGO_SETTINGS_MODULE": "xieshou.config.settings"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, words: Sequence[str], patience: float) -> subprocess.CompletedProcess[str]:
        """Branch off a command, and wait for its end.

        Raises:
            RuntimeError: the prepared process is not there, or was ended after ``patience`` seconds.
        """
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        with tempfile.TemporaryDirectory() as folder:
            output, errors = Path(folder, "output"), Path(folder, "errors")
            output.touch()
            errors.touch()
            asked = {"words": [str(self.program), *words], "output": str(output), "errors": str(errors)}
            limit = Timer(patience, self.process.kill)
            limit.start()
            try:
                self.process.stdin.write(json.dumps(asked) + "\n")
                self.process.stdin.flush()
                code = self.process.stdout.readline()
            finally:
                limit.cancel()
            said, refused = output.read_text("utf-8"), errors.read_text("utf-8")
            if not code:
                raise RuntimeError(f"no end of {words}:\n{said}\n{refused}")
            return subprocess.CompletedProcess([str(self.program), *words], int(code), said, refused)

    def end(self) -> None:
        """End the process."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(20)
