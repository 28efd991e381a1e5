"""How a child tells the worker what it has: a line on standard output for each word."""

import sys
import time

from cwf.programme.incoming import Progress

PER_MILLE = 1000
EVERY = 0.25  # seconds between two words of progress


def part(progress: Progress, first: int, last: int) -> Progress:
    """Progress of one step, as a part of the whole in per mille."""

    def say(done: int, total: int) -> None:
        progress(first + (last - first) * min(done, total) // max(total, 1), PER_MILLE)

    return say


def tell_progress() -> Progress:
    """Progress as a line, not too often."""
    last = 0.0

    def say(done: int, total: int) -> None:
        nonlocal last
        if (now := time.monotonic()) - last >= EVERY:
            last = now
            tell("progress", b"%d %d" % (done, total))

    return say


def tell(word: str, said: bytes) -> None:
    """A word and what it brings, at once."""
    sys.stdout.buffer.write(word.encode() + b" " + said + b"\n")
    sys.stdout.buffer.flush()
