"""A process of the application that stops at a given step until it is killed there.

    python -m tests.faults.dying STEP FILE WORDS...

runs `flask WORDS`; when STEP (a name in STEPS) is reached it writes FILE and waits for its end.
"""

import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cwf import create_app
from cwf.programme.actions import books, publishing
from cwf.programme.exports import renderings
from cwf.programme.jobs import books as making

# Where to stop: after rendering, before and amid the one transaction, and while a book is laid out.
STEPS: dict[str, tuple[Any, str]] = {
    "rendering": (renderings, "render_all"),
    "before": (publishing, "publish"),
    "amid": (publishing, "_forget_old_artefacts"),
    "laying out": (making, "render_in_child"),
    "delivering": (books, "_forget_bytes"),
}


def stop_at(step: str, told: Path) -> None:
    """Let the application stop when it comes to that step."""
    owner, name = STEPS[step]

    def stop(*words: object, **more: object) -> None:
        told.write_text("here")
        signal.pause()

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
