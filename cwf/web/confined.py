"""Work on what somebody sent, done by a process of its own: it goes wrong alone.

The child has limits on memory, CPU and time, and no environment: no secret, no database. It reads
what was sent from its standard input, and tells line by line how far it is and what it found.
"""

import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

TOO_BIG = 70  # the exit code by which a child says that its memory did not do
NO_MEMORY = ("MemoryError", "memory allocation of", "allocate memory", "failed to allocate")

_PRELUDE = """
import resource
resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
resource.setrlimit(resource.RLIMIT_CPU, ({cpu}, {cpu} + 5))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
resource.setrlimit(resource.RLIMIT_FSIZE, ({written}, {written}))
"""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much the work may cost: bytes of address space, of a file it writes, and of a line that
    it tells; seconds."""

    memory: int = 1024 * 2**20
    cpu: int = 60
    wall: float = 120
    written: int = 64 * 2**20
    told: int = 64 * 2**20


class Unfinished(Exception):
    """The work was not done; the text says why, for the log."""


class TooBig(Unfinished):
    """It needs more memory than it may have."""


class TooSlow(Unfinished):
    """It needs more time than it may have."""


def confine(
    program: str, sent: bytes, *, heard: Callable[[bytes], None], limits: Limits | None = None
) -> None:
    """Run a text of Python on what was sent; `heard` gets each line that it tells.

    Raises TooBig, TooSlow or Unfinished; what `heard` raises ends the child, too.
    """
    limits = limits or Limits()
    prelude = _PRELUDE.format(memory=limits.memory, cpu=limits.cpu, written=limits.written)
    with (
        tempfile.TemporaryDirectory(prefix="cwf-confined-") as home,
        tempfile.TemporaryFile() as given,
        tempfile.TemporaryFile() as complaints,
    ):
        given.write(sent)
        given.seek(0)
        child = subprocess.Popen(  # noqa: S603 - our own interpreter and text
            [sys.executable, "-I", "-c", prelude + program],
            stdin=given,
            stdout=subprocess.PIPE,
            stderr=complaints,
            cwd=home,
            env=_environment(home),
        )
        in_time = _listen(child, heard, limits)
        complaints.seek(max(0, complaints.seek(0, os.SEEK_END) - 10_000))
        said = complaints.read().decode(errors="replace")
    if not in_time:
        raise TooSlow(f"not ready after {limits.wall:g} seconds")
    if child.returncode != 0:
        raise _reason(child.returncode, said)


def _environment(home: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    return {**kept, "HOME": home, "TMPDIR": home, "LANG": "C.UTF-8"}


def _listen(child: subprocess.Popen[bytes], heard: Callable[[bytes], None], limits: Limits) -> bool:
    """Hear all that it tells; whether it ended by itself."""
    late = threading.Event()

    def end() -> None:
        late.set()
        child.kill()

    timer = threading.Timer(limits.wall, end)
    timer.start()
    try:
        assert child.stdout is not None
        _hear(child.stdout, heard, limits.told)
        child.wait()
    finally:
        timer.cancel()
        child.kill()
        child.wait()
    return not late.is_set()


def _hear(told: IO[bytes], heard: Callable[[bytes], None], most: int) -> None:
    with told:
        while line := told.readline(most):
            if not line.endswith(b"\n"):
                raise TooBig("it told more than it may")
            heard(line)


def _reason(code: int, said: str) -> Unfinished:
    last = said.strip().splitlines()[-1:] or [f"the process ended with {code}"]
    if code == -signal.SIGXCPU:
        return TooSlow("it used up its seconds of CPU")
    if code == TOO_BIG or any(word in said for word in NO_MEMORY):
        return TooBig(last[0])
    return Unfinished(last[0])
