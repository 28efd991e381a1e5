"""A process of the application that stops at a given step until it is killed there.

    python -m tests.faults.dying STEP FILE WORDS...

runs `flask WORDS`; when STEP (a name in STEPS) is reached it writes FILE and waits for its end.
"""

import signal
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from cwf import create_app, mail
from cwf.agendas.actions import notices
from cwf.delegations.actions import member_imports, taking_over
from cwf.delegations.jobs import imports as reading
from cwf.people import jobs as retention
from cwf.programme.actions import books, publishing
from cwf.programme.exports import renderings
from cwf.programme.jobs import books as making
from cwf.registration.actions import keeping

# Where to stop: after rendering, before and amid the one transaction, while a book is laid out;
# between the rows of who is told and their mails, at the second batch of readers, at the end of
# their round; while a list of members is read, rehearsed, and amid the one transaction that takes
# it over: the first call of that is the rehearsal. The number says at which call.
STEPS: dict[str, tuple[Any, str, int]] = {
    "rendering": (renderings, "render_all", 1),
    "before": (publishing, "publish", 1),
    "amid": (publishing, "_forget_old_artefacts", 1),
    "laying out": (making, "render_in_child", 1),
    "delivering": (books, "_forget_bytes", 1),
    "mailing": (mail, "queue_all", 1),
    "next batch": (notices, "tell", 2),
    "settling": (notices, "settle", 1),
    "reading a list": (reading, "confine", 1),
    "rehearsing": (taking_over, "_accompany", 1),
    "amid a list": (taking_over, "_accompany", 2),
    "list taken over": (member_imports, "settle", 1),
    "letting go": (retention, "_purge", 2),
    "amid erasing": (keeping, "erase_row", 3),
}


def stop_at(step: str, told: Path) -> None:
    """Let the application stop when it comes to that step."""
    owner, name, number = STEPS[step]
    really, calls = getattr(owner, name), count(1)

    def stop(*words: object, **more: object) -> object:
        if next(calls) < number:
            return really(*words, **more)
        told.write_text("here")
        return signal.pause()

    setattr(owner, name, stop)


def main() -> None:
    """Run a command of the application until its end."""
    step, told, *words = sys.argv[1:]
    stop_at(step, Path(told))
    app = create_app()
    command: Callable[..., Any] = app.cli.main
    command(args=words, obj=None, prog_name="flask")


if __name__ == "__main__":
    main()
