"""Importing a great conference's schedule, against lxml reading it and its rows going in in bulk.

The file is FOSDEM's of 2023 where it lies beside the project, else one of its size made here. Both
sides work on databases of their own; wall time, with the commit.
"""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flask import Flask
from lxml import etree
from sqlalchemy import insert, select

from cwf.database import db
from tests.bench.rows import Figure
from tests.bench.schedule_file import pentabarf
from tests.bench.stand import ROOT, Stand, stand

ROWS = ("import",)
REAL = ROOT.parent / "shared" / "data" / "fosdem-2023-schedule.xml"
APART = ("audit", "alembic", "heartbeat")  # tables that tell of the import, or of nothing

Rows = dict[str, list[dict[str, Any]]]


def measure(postgresql: str | None, *, rounds: int) -> Iterator[Figure]:
    """Each round a new edition; the yardstick puts the rows of the first into an empty database."""
    with stand(postgresql, sizes=()) as ours, stand(postgresql, sizes=()) as bare:
        file = _file(ours)
        app, plain = ours.app(), bare.app()
        _import(app, file, 0)
        rows = _rows(app)
        found, cost = [], []
        for number in range(1, rounds + 1):
            by_hand = _bulk(plain, file, rows)
            cost.append(_import(app, file, number))
            found.append(cost[-1] / by_hand)
        for application in (app, plain):
            with application.app_context():
                db.engine.dispose()
    name = "FOSDEM 2023" if file == REAL else "a made-up file of its size"
    sessions = len(rows["sessions"])
    yield Figure(
        name=ROWS[0],
        rounds=tuple(found),
        note=f"{name}, {sessions} sessions, {sum(map(len, rows.values()))} rows; {min(cost):.2f} s",
    )


def _file(here: Stand) -> Path:
    if REAL.exists():
        return REAL
    made = here.folder / "schedule.xml"
    made.write_text(pentabarf())
    return made


def _import(app: Flask, file: Path, number: int) -> float:
    words = ["programme", "import-schedule", str(file), "--edition", f"import-{number}"]
    began = time.perf_counter()
    done = app.test_cli_runner().invoke(args=[*words, "--create", "--zone", "Europe/Brussels"])
    cost = time.perf_counter() - began
    if done.exit_code:
        raise RuntimeError(done.output[-500:]) from done.exception
    return cost


def _rows(app: Flask) -> Rows:
    with app.app_context():
        rows = {
            table.name: [dict(row) for row in db.session.execute(select(table)).mappings()]
            for table in db.metadata.sorted_tables
            if not table.name.startswith(APART)
        }
        db.session.remove()
    return {name: found for name, found in rows.items() if found}


def _bulk(app: Flask, file: Path, rows: Rows) -> float:
    """Seconds to read every text of the file and to insert the rows; they are taken out again."""
    with app.app_context(), db.engine.connect() as connection:
        began = time.perf_counter()
        for element in etree.parse(file).iter():
            _ = element.text, element.attrib
        for name, found in rows.items():
            connection.execute(insert(db.metadata.tables[name]), found)
        connection.commit()
        cost = time.perf_counter() - began
        for name in reversed(rows):
            connection.execute(db.metadata.tables[name].delete())
        connection.commit()
    return cost
