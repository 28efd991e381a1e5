"""The worker's children: programs of their own that work on what somebody sent.

A child loads readers and rules only: of the packages whose entrance would load the application it
gets the parts, not the entrance. What it tells is a line each: progress, then outcomes by a word.
"""

from base64 import b64decode
from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec
import structlog

from cwf import clock
from cwf.database import db
from cwf.programme import packing
from cwf.programme.actions.desk import Desk
from cwf.programme.orders import Remarking
from cwf.settings import ROOT
from cwf.web.confined import Limits, TooBig, TooSlow, Unfinished, confine

READING = Limits(memory=1024 * 2**20, cpu=120, wall=170, told=32 * 2**20)
REMARKING = Limits(memory=1024 * 2**20, cpu=60, wall=60, told=64 * 2**20)

_PROGRAM = """
import sys, types
for name in {packages!r}:
    package = sys.modules[name] = types.ModuleType(name)
    package.__path__ = [{root!r} + "/" + name.replace(".", "/")]
try:
    from {module} import main
    main()
except MemoryError:
    sys.exit(70)
"""
PACKAGES = ("cwf", "cwf.programme")

log = structlog.get_logger()


def program(module: str, *more: str) -> str:
    """The text of a program whose `main` stands in this module; `more` are further packages of
    which it gets no entrance."""
    return _PROGRAM.format(root=str(ROOT), module=module, packages=(*PACKAGES, *more))


def read_each(
    take: Callable[[datetime], Any], read: Callable[[Any], None], desk: Desk, *, what: str
) -> None:
    """Read the files that wait at a desk, one by one; one that fails holds back no other.

    `take(at)` gives the next order, None when there is none; `read` may commit. Each is a
    transaction at least. `what` is what the log calls one.
    """
    while order := take(clock.now()):
        db.session.commit()
        try:
            read(order)
        except (Unfinished, msgspec.MsgspecError) as error:
            db.session.rollback()
            log.warning("not read", what=what, number=order.id, why=kind_of(error))
            desk.fail(order, failure_of(error), at=clock.now())
        except Exception:
            db.session.rollback()
            log.exception("reading failed", what=what, number=order.id)
            desk.fail(order, "broken", at=clock.now())
        db.session.commit()


class Told:
    """What a child told so far; progress is passed on at once."""

    def __init__(self, progress: Callable[[int, int], None]) -> None:
        self.progress = progress
        self.outcomes: dict[str, bytes] = {}

    def __call__(self, line: bytes) -> None:
        """Hear a line."""
        word, _space, said = line.partition(b" ")
        if word == b"progress":
            done, total = map(int, said.split())
            self.progress(done, total)
        else:
            self.outcomes[word.decode()] = said


def with_remarks(number: int, body: bytes, wanted: Remarking) -> tuple[bytes, str] | None:
    """The sheet that was sent with remarks in it, and its media type; None where that fails."""
    lines: list[bytes] = []
    try:
        confine(
            program("cwf.programme.jobs.remarking"),
            packing.write(wanted) + b"\n" + body,
            heard=lines.append,
            limits=REMARKING,
        )
    except Unfinished as error:
        log.warning("no sheet with remarks", number=number, why=kind_of(error))
        return None
    media_type, made = lines
    return b64decode(made), media_type.decode().strip()


def kind_of(error: Exception) -> str:
    """What kind of error, for the log: what follows the colon may quote the file."""
    return str(error).partition(":")[0][:100]


def failure_of(error: Exception) -> str:
    """The code of a failure to read: "too_big", "too_slow" or "broken"."""
    if isinstance(error, TooBig):
        return "too_big"
    return "too_slow" if isinstance(error, TooSlow) else "broken"
