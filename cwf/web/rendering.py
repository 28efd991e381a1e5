"""Documents laid out by a process of its own, so that one which goes wrong takes nothing with it.

The child is niced, has limits on memory, CPU and time, and knows neither the application nor its
environment: no secret, no database. It may lay out many documents, one after another, for its
start costs as much as twenty short ones; one that is lost is replaced for the next document.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from base64 import b64encode
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from cwf.web.documents import Document
from cwf.web.press import TOO_BIG, Limits

AT_MOST = 100  # documents of one child; what its libraries keep goes with it
MOST_SAID = 2**20  # bytes of complaints that are read

# Only the two packages on the way, not their entrances: those would load the application.
ROOT = str(Path(__file__).resolve().parents[2])
_PROGRAM = f"""
import sys, types
for name in ("cwf", "cwf.web"):
    package = sys.modules[name] = types.ModuleType(name)
    package.__path__ = [{ROOT!r} + "/" + name.replace(".", "/")]
from cwf.web.press import main
main()
"""

# What Python, GLib and Pango say when an allocation or a thread's stack is refused.
NO_MEMORY = ("MemoryError", "allocate memory", "failed to allocate", "Error creating thread")


@dataclass(frozen=True, kw_only=True)
class Rendered:
    """A PDF and what it cost: seconds of CPU, bytes in memory at most; what WeasyPrint minded."""

    pdf: bytes
    pages: int
    seconds: float
    peak_bytes: int
    complaints: tuple[str, ...]


class RenderError(Exception):
    """A document that did not become a PDF."""


class TooBig(RenderError):
    """It needs more memory, or makes a larger file, than is allowed."""


class TooSlow(RenderError):
    """It needs more time than is allowed."""


class Failed(RenderError):
    """It went wrong; the text says why."""


def render_in_child(document: Document, *, limits: Limits | None = None) -> Rendered:
    """The document as PDF, laid out by a niced process of its own.

    Raises TooBig, TooSlow or Failed; never takes the calling process down.
    """
    with Press(limits) as press:
        return press.lay_out(document)


class Press:
    """A child for many documents. Use it as a context, in one thread."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._child: _Child | None = None
        self._done = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def lay_out(self, document: Document) -> Rendered:
        """The document as PDF. Raises TooBig, TooSlow or Failed; the next one may do better."""
        if self._done >= AT_MOST:
            self._end()
        if self._child is None:
            self._child, self._done = _Child(self._limits), 0
        self._done += 1
        try:
            return self._child.lay_out(document)
        except RenderError:
            if self._child.lost:
                self._end()
            raise

    def _end(self) -> None:
        if self._child:
            self._child.end()
            self._child = None


class _Child:
    """One process. `lost` once it answers no more."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._home = tempfile.TemporaryDirectory(prefix="cwf-render-")
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 - `end` closes it
        kept = {
            name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ
        }
        home = self._home.name
        self._process = subprocess.Popen(  # noqa: S603  (our own interpreter and text)
            [sys.executable, "-I", "-c", _PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            cwd=home,
            env={**kept, "HOME": home, "TMPDIR": home, "LANG": "C.UTF-8"},
        )
        self._heard = 0
        self.lost = False
        self._ask(asdict(limits))

    def lay_out(self, document: Document) -> Rendered:
        late = threading.Event()

        def stop() -> None:
            late.set()
            self._process.kill()

        timer = threading.Timer(self._limits.wall, stop)
        timer.start()
        try:
            self._ask(_plain(document))
            told, pdf = self._answer()
        finally:
            timer.cancel()
        if told is None:
            self.lost = True
            code = self._process.wait()
            if late.is_set():
                raise TooSlow(f"not ready after {self._limits.wall:g} seconds")
            raise _reason(code, self._complained())
        complaints = self._complained()
        if failed := told.get("failed"):
            raise _reason(TOO_BIG if failed == "too big" else 1, complaints)
        return Rendered(pdf=pdf, complaints=complaints, **told)

    def end(self) -> None:
        """Let it go, and all that it left."""
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                _open(pipe).close()
        self._process.kill()
        self._process.wait()
        self._complaints.close()
        self._home.cleanup()

    def _ask(self, what: dict[str, Any]) -> None:
        with suppress(BrokenPipeError):  # that it is gone shows where its answer is missing
            _open(self._process.stdin).write(json.dumps(what).encode() + b"\n")
            _open(self._process.stdin).flush()

    def _answer(self) -> tuple[dict[str, Any] | None, bytes]:
        """What it tells, and the PDF; None where it is gone."""
        answers = _open(self._process.stdout)
        line = answers.readline()
        if not line.endswith(b"\n"):
            return None, b""
        told: dict[str, Any] = json.loads(line)
        pdf = answers.read(size := told.pop("size", 0))
        return (told, pdf) if len(pdf) == size else (None, b"")

    def _complained(self) -> tuple[str, ...]:
        """The lines that it wrote since they were read last."""
        said = os.pread(self._complaints.fileno(), MOST_SAID, self._heard)
        self._heard += len(said)
        return tuple(said.decode(errors="replace").splitlines())


def _open(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe


def _plain(document: Document) -> dict[str, Any]:
    """The document as JSON can say it."""
    plain = asdict(document)
    plain["media"] = {key: b64encode(data).decode() for key, data in document.media.items()}
    for one in plain["attachments"]:
        one["body"] = b64encode(one["body"]).decode()
    return plain


def _reason(code: int, complaints: tuple[str, ...]) -> RenderError:
    last = complaints[-1] if complaints else f"the process ended with {code}"
    places = [line.strip() for line in complaints if line.startswith("  File ")]
    if code == -signal.SIGXCPU:
        return TooSlow("it used up its seconds of CPU")
    if code == TOO_BIG or any(word in line for line in complaints for word in NO_MEMORY):
        return TooBig(last)
    return Failed(f"{last} ({places[-1]})" if places else last)
