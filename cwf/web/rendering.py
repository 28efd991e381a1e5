"""A document laid out by a process of its own, so that one which goes wrong takes nothing with it.

The child is niced, has limits on memory, CPU and time, and knows neither the application's code
nor its environment: no secret, no database.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
from base64 import b64encode
from dataclasses import asdict, dataclass

from cwf.web import documents
from cwf.web.documents import TOO_BIG, Document, Limits

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
    limits = limits or Limits()
    media = {key: b64encode(data).decode() for key, data in document.media.items()}
    job = json.dumps({"document": {**asdict(document), "media": media}, "limits": asdict(limits)})
    with tempfile.TemporaryDirectory(prefix="cwf-render-") as home:
        kept = {
            name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ
        }
        try:
            child = subprocess.run(  # noqa: S603  (our own interpreter and file)
                [sys.executable, "-I", documents.__file__],
                input=job.encode(),
                capture_output=True,
                cwd=home,
                env={**kept, "HOME": home, "TMPDIR": home, "LANG": "C.UTF-8"},
                timeout=limits.wall,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise TooSlow(f"not ready after {limits.wall:g} seconds") from None
    complaints = tuple(child.stderr.decode(errors="replace").splitlines())
    if child.returncode != 0:
        raise _reason(child.returncode, complaints)
    cost, _, pdf = child.stdout.partition(b"\n")
    return Rendered(pdf=pdf, complaints=complaints, **json.loads(cost))


def _reason(code: int, complaints: tuple[str, ...]) -> RenderError:
    last = complaints[-1] if complaints else f"the process ended with {code}"
    places = [line.strip() for line in complaints if line.startswith("  File ")]
    if code == -signal.SIGXCPU:
        return TooSlow("it used up its seconds of CPU")
    if code == TOO_BIG or any(word in line for line in complaints for word in NO_MEMORY):
        return TooBig(last)
    return Failed(f"{last} ({places[-1]})" if places else last)
