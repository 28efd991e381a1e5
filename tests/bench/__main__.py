"""`./dev bench`: measure every row, print the table, exit 1 where a must is missed.

Groups run one after another on one stand; what a group reports goes to standard error at once.
"""

import argparse
import os
import platform
import sys
import traceback
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from statistics import median
from typing import Any

from tests.bench import (
    beside,
    books,
    browser,
    check_ins,
    cold,
    dashboards,
    feeds,
    imports,
    member_lists,
    papers,
    participants,
    processes,
    registering,
    signups,
    snapshots,
    together,
    warm,
)
from tests.bench.report import as_json, table
from tests.bench.rows import ROWS, Figure, held, results
from tests.bench.serving import HELLO, serving
from tests.bench.stand import Stand, calibrate, stand

Group = Callable[..., Iterator[Figure]]


def main() -> int:
    """Measure and tell; the exit code."""
    asked = _arguments()
    figures: list[Figure] = []
    why: dict[str, str] = {}
    loads, speeds = [], []
    with stand(asked.postgresql) as here:
        for names, measure in _groups(here, asked):
            if asked.only and not set(asked.only) & set(names):
                continue
            loads.append(os.getloadavg()[0])
            speeds.append(calibrate())
            try:
                for figure in measure():
                    _say(f"{figure.name}: {figure.value:.3g}  {figure.note}")
                    figures.append(figure)
            except Exception as error:  # noqa: BLE001 - the other groups are still worth having
                _say(traceback.format_exc())
                why.update(dict.fromkeys(names, f"failed: {error}"))
    asked_for = [row.name for row in ROWS if not asked.only or row.name in asked.only]
    why = {**dict.fromkeys(asked_for, "not measured"), **why}
    outcome = results(figures, why)
    about = _about(asked.postgresql, loads, speeds)
    sys.stdout.write(as_json(outcome, about) + "\n" if asked.json else table(outcome, about))
    return 0 if held(outcome) else 1


def _groups(
    here: Stand, asked: argparse.Namespace
) -> Iterator[tuple[tuple[str, ...], Callable[[], Iterator[Figure]]]]:
    rounds = asked.rounds
    yield imports.ROWS, lambda: imports.measure(asked.postgresql, rounds=rounds)
    yield registering.ROWS, lambda: registering.measure(asked.postgresql, rounds=3 * rounds)
    yield member_lists.ROWS, lambda: member_lists.measure(asked.postgresql, rounds=rounds)
    yield together.ROWS, lambda: together.measure(asked.postgresql, rounds=3 * rounds)
    yield signups.ROWS, lambda: signups.measure(asked.postgresql, rounds=3 * rounds)
    yield snapshots.ROWS, lambda: snapshots.measure(asked.postgresql, rounds=rounds)
    yield participants.ROWS, lambda: participants.measure(asked.postgresql, rounds=rounds)
    yield dashboards.ROWS, lambda: dashboards.measure(asked.postgresql, rounds=rounds)
    yield cold.ROWS, lambda: cold.measure(here, rounds=rounds)
    yield books.ROWS, lambda: books.measure(here, rounds=3)
    yield papers.ROWS, lambda: papers.measure(here, quick=asked.quick)
    yield processes.START, lambda: processes.start(here, rounds=rounds)
    with serving(here) as planner, serving(here, HELLO) as hello:
        timing = {"rounds": rounds, "seconds": asked.seconds}
        yield browser.ROWS, lambda: browser.measure(planner, rounds=3)
        # A machine's speed may double within seconds: many short slices, rather than a few long.
        yield warm.ROWS, lambda: warm.measure(planner, hello, rounds=3 * rounds, seconds=1)
        yield (
            feeds.ROWS,
            lambda: feeds.measure(here, planner, hello, rounds=3 * rounds, seconds=1),
        )
        yield (
            check_ins.ROWS,
            lambda: check_ins.measure(here, planner, hello, rounds=3 * rounds, seconds=1),
        )
        yield beside.ROWS, lambda: beside.measure(here, planner, **timing)
        yield processes.MEMORY, lambda: processes.memory(planner)


def _arguments() -> argparse.Namespace:
    reader = argparse.ArgumentParser(prog="./dev bench", description=__doc__.splitlines()[0])
    reader.add_argument("--json", action="store_true", help="JSON alone on standard output")
    reader.add_argument("--quick", action="store_true", help="shorter slices, three rounds")
    reader.add_argument(
        "--postgresql",
        nargs="?",
        const="postgres@127.0.0.1:5432",
        metavar="USER@HOST:PORT",
        help="on a database of its own there, instead of SQLite",
    )
    reader.add_argument(
        "--only", action="append", choices=[row.name for row in ROWS], help="one row and its group"
    )
    asked = reader.parse_args()
    asked.rounds, asked.seconds = (3, 1) if asked.quick else (5, 2)
    return asked


def _about(postgresql: str | None, loads: list[float], speeds: list[float]) -> dict[str, Any]:
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": f"{os.cpu_count()} cores, {platform.machine()}",
        "python": platform.python_version(),
        "database": "postgresql" if postgresql else "sqlite",
        "calibration_ms": round(median(speeds), 1) if speeds else None,
        "load_average": [round(load, 1) for load in loads],
    }


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
