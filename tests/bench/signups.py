"""A thousand sign-ups for a hundred places by web processes at once, against one that has no rival.

Both take from the same database, with a commit for every sign-up, in wall time. Ours are as many
processes and threads as the Procfile has, through the action and all it decides; the yardstick is
one process that executes the same statements one after another through a session, and nothing
else. That they are the same is looked at in every run.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime

from flask import Flask
from sqlalchemy import event, insert
from sqlalchemy.orm import Session

from cwf import clock
from cwf.database import db
from cwf.editions.models import Edition
from cwf.people.models import Person
from cwf.registration.actions.claims import FIRST, GLANCE
from cwf.registration.actions.places import open_tree, take
from cwf.registration.actions.settling import AT_ONCE
from cwf.registration.models import Participant
from tests.bench.rows import Figure, ratios
from tests.bench.signing import THREADS
from tests.bench.stand import Stand, settled, stand

ROWS = ("sign-ups",)
SIGN_UPS, PLACES, PROCESSES = 1000, 100, 2


def measure(postgresql: str | None, *, rounds: int) -> Iterator[Figure]:
    """Ours between two of the yardstick, each for a tree of its own."""
    with stand(postgresql, sizes=()) as here, signing(here) as sign_up:
        app = here.app()
        with app.app_context():
            people = people_of_an_edition()
            _same(app, people)
            _yardstick(people), _ours(people, sign_up)  # connections, and what is compiled once
            chain = [_yardstick(people)]
            for _ in range(rounds):
                chain += [_ours(people, sign_up), _yardstick(people)]
            db.session.remove()
            db.engine.dispose()
    yield Figure(
        name=ROWS[0],
        rounds=tuple(ratios(chain)),
        note=f"{PROCESSES} processes of {THREADS} threads; at best {max(chain[1::2]):.0f}/s,"
        f" the yardstick {max(chain[::2]):.0f}/s",
    )


def people_of_an_edition() -> range:
    """The ids of a thousand participants of an edition."""
    now = clock.now()
    day = date(2026, 11, 10)
    zone = {"zone": "Europe/Copenhagen", "languages": ["en"]}
    edition = Edition(slug="signing", year=2026, starts=day, ends=day, **zone)
    db.session.add(edition)
    db.session.flush()
    names = [{"name": f"{one}", "sort_name": f"{one}"} for one in range(SIGN_UPS)]
    persons = db.session.scalars(insert(Person).returning(Person.id), names)
    common = {"edition_id": edition.id, "category": "full", "consented": now, "asked": now}
    people = [{**common, "person_id": one, "email": f"{one}@x.org"} for one in persons]
    numbers = db.session.scalars(insert(Participant).returning(Participant.id), people).all()
    db.session.commit()
    settled()
    return range(min(numbers), max(numbers) + 1)


def _tree(places: int = PLACES) -> int:
    root = open_tree(1, capacity=places, offer_minutes=60)
    db.session.commit()
    return root


@contextmanager
def signing(here: Stand, *, nested: bool = False) -> Iterator[Callable[[int, range], int]]:
    """Processes that sign people up; gives a function of a tree and people: how many got in."""
    command = (sys.executable, "-m", "tests.bench.signing")
    processes = [here.spawn(*command) for _ in range(PROCESSES)]

    def sign_up(root: int, people: range) -> int:
        for number, process in enumerate(processes):
            first = people.start + number
            _write(process, f"{root} {first} {people.stop} {PROCESSES} {nested:d}\n")
        return sum(json.loads(_read(process)).get("taken", 0) for process in processes)

    try:
        yield sign_up
    finally:
        for process in processes:
            process.communicate()


def _write(process: subprocess.Popen[str], line: str) -> None:
    assert process.stdin
    process.stdin.write(line)
    process.stdin.flush()


def _read(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    line = process.stdout.readline()
    if not line:
        raise RuntimeError("a process that signs up has ended")
    return line


def _ours(people: range, sign_up: Callable[[int, range], int]) -> float:
    """Sign-ups a second."""
    root = _tree()
    began = time.perf_counter()
    got = sign_up(root, people)
    cost = time.perf_counter() - began
    if got != PLACES:
        raise RuntimeError(f"{got} of {PLACES} places were taken")
    return len(people) / cost


def _yardstick(people: range) -> float:
    """Sign-ups a second."""
    root = _tree()
    began = time.perf_counter()
    with Session(db.engine) as session:
        got = sum(_plain(session, root, who, clock.now()) for who in people)
    cost = time.perf_counter() - began
    if got != PLACES:
        raise RuntimeError(f"{got} of {PLACES} places were taken")
    return len(people) / cost


def _plain(session: Session, root: int, who: int, now: datetime) -> bool:
    """The statements of a sign-up, and nothing else."""
    got = session.execute(AT_ONCE, {"root": root, "now": now}).rowcount == 1
    if got:
        whose = {"root_id": root, "quota_id": root, "participant_id": who}
        claim = {**whose, "group_code": "full", "state": "place", "since": now}
        session.execute(FIRST[session.get_bind().dialect.name], claim).first()
    else:
        session.execute(GLANCE, {"root": root, "who": who}).one()
    session.commit()
    return got


def _same(app: Flask, people: range) -> None:
    """Raises RuntimeError unless both sides say the same to the database, word for word."""
    said: list[str] = []

    def note(connection: object, cursor: object, statement: str, *more: object) -> None:
        said.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    few, both = people[:3], []
    for plain in (False, True):
        root = _tree(2)
        said.clear()
        for who in few:
            if plain:
                with Session(db.engine) as session:
                    _plain(session, root, who, clock.now())
            else:
                take(root, who, group="full", at=clock.now())
                db.session.commit()
        both.append(list(said))
    event.remove(db.engine, "before_cursor_execute", note)
    if both[0] != both[1]:
        raise RuntimeError(f"not the same statements: {both}")
