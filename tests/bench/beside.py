"""Readers while a book is made: p99 of the page at a quarter of its capacity, with and without."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median

from tests.bench.books import make_book
from tests.bench.load import CONNECTIONS, GZIP, aim_at, press
from tests.bench.rows import Figure, ratios
from tests.bench.serving import Server
from tests.bench.stand import SLUG, Stand
from tests.bench.warm import programme

ROWS = ("p99 beside a book",)


def measure(stand: Stand, planner: Server, *, rounds: int, seconds: int) -> Iterator[Figure]:
    """Without, with, without, with, …; the worker is niced as the Procfile nices it."""
    target = aim_at(planner, programme(SLUG), GZIP)
    capacity = median(press(target, seconds=seconds).rate for _ in range(3))
    # a connection asks again after this many ms; what an answer takes is small beside it
    pause = CONNECTIONS / (capacity / 4) * 1000
    chain, rate = [], 0.0
    with _worker(stand) as worker:
        for place in range(2 * rounds + 1):
            if place % 2:
                with _making(worker):
                    load = press(target, seconds=2 * seconds, pause=pause)
            else:
                load = press(target, seconds=2 * seconds, pause=pause)
            chain.append(load.p99)
            rate = load.rate
    yield Figure(
        name=ROWS[0],
        rounds=tuple(ratios(chain)),
        note=f"at {rate:.0f}/s of {capacity:.0f}/s; p99 {median(chain[::2]):.1f} ms without, "
        f"{median(chain[1::2]):.1f} ms with",
    )


@contextmanager
def _worker(stand: Stand) -> Iterator[object]:
    process = stand.spawn("nice", "-n", "10", sys.executable, "-m", "tests.bench.worker")
    try:
        make_book(process)  # all is imported from here on
        yield process
    finally:
        process.communicate(timeout=120)


@contextmanager
def _making(worker: object) -> Iterator[None]:
    """Book after book is made within; the last one is waited for."""
    over = threading.Event()

    def make() -> None:
        while not over.is_set():
            make_book(worker)

    making = threading.Thread(target=make)
    making.start()
    try:
        yield
    finally:
        over.set()
        making.join()
