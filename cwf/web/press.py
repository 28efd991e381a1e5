"""The program that lays documents out, one after another, in a process with limits.

On its standard input a line of JSON with the limits, then one for each document. For each it
answers with a line of JSON and, where that tells of pages, the PDF; what was minded stands on
standard error. `rendering.py` runs it; it knows neither the application nor its environment.
"""

import gc
import json
import logging
import os
import resource
import sys
import time
import traceback
from base64 import b64decode
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cwf.web.documents import Attachment, Document, lay_out

TOO_BIG = 70  # the exit code that says so


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much one document may cost: bytes of address space and of result, seconds.

    A book of 300 sessions reserves 420 MiB of addresses while 140 MiB are in use.
    """

    memory: int = 1024 * 2**20
    cpu: int = 180
    wall: float = 600
    size: int = 64 * 2**20


def main() -> None:
    """Lay out what is asked for until nothing more comes."""
    limits = Limits(**json.loads(sys.stdin.buffer.readline()))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(10)
    gc.disable()  # a tenth of the time for a hundredth of the memory: it is tidied in between
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    spent = 0.0
    try:
        while asked := sys.stdin.buffer.readline():
            resource.setrlimit(
                resource.RLIMIT_CPU, (int(spent) + limits.cpu, resource.RLIM_INFINITY)
            )
            told, pdf = _answer(asked, limits)
            now = time.process_time()
            told["seconds"], spent = now - spent, now
            sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + pdf)
            sys.stdout.buffer.flush()
            gc.collect()
    except MemoryError:
        sys.exit(TOO_BIG)


def _answer(asked: bytes, limits: Limits) -> tuple[dict[str, Any], bytes]:
    """What is told of a document, and its PDF. Raises MemoryError."""
    try:
        pdf, pages = lay_out(_document(json.loads(asked)))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - the documents after it are no worse for it
        traceback.print_exc()
        return {"failed": "wrong"}, b""
    if len(pdf) > limits.size:
        return {"failed": "too big"}, b""
    return {"pages": pages, "size": len(pdf), "peak_bytes": _peak()}, pdf


def _document(given: dict[str, Any]) -> Document:
    given["stylesheets"] = tuple(given["stylesheets"])
    given["media"] = {key: b64decode(data) for key, data in given["media"].items()}
    given["attachments"] = tuple(
        Attachment(**{**one, "body": b64decode(one["body"])}) for one in given["attachments"]
    )
    return Document(**given)


def _peak() -> int:
    """Most memory in use so far, in bytes. (Linux lets ru_maxrss begin with the parent's.)"""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
