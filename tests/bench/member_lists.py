"""The dry run of a list of 5,000 members, against python-calamine reading the same file.

The list is a workbook of 24 columns, and ten thousand people take part already, whom its rows are
held against: one row in forty has the name of one of them, and a few hundred have one that is like
it, as it is among people (with names drawn from a few thousand, four rows of five would be asked
about, which no list is like). The dry run is all that the worker does, its child included; wall
time.
"""

import io
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from flask import Flask
from openpyxl import Workbook
from python_calamine import CalamineWorkbook
from sqlalchemy import insert

from cwf import clock
from cwf.audit import SYSTEM
from cwf.database import db
from cwf.delegations.actions import delegations, member_imports
from cwf.delegations.jobs.imports import read_lists
from cwf.delegations.models import Delegation
from cwf.editions.models import Edition
from cwf.people.models import Person
from cwf.registration.models import Participant
from tests.bench.rows import Figure
from tests.bench.stand import stand

ROWS = ("member list",)
MEMBERS, OTHERS = 5_000, 10_000
HEADS = (
    "First name", "Last name", "E-mail", "Role", "Country", "Affiliation", "Title", "Languages",
    "Phone", "Date of birth", "Diet", "Access needs", "May be photographed",
    "May be named in lists", "Arrives on", "Arrives at", "Arrives by", "Departs on", "Departs at",
    "Departs by", "Stays at", "Presents", "Letters in", "Note",
)  # fmt: skip
FIRST = ("An", "Be", "Ca", "Do", "Ei", "Fre", "Gu", "Ha", "In", "Jo", "Ka", "Lu", "Ma", "No")
SECOND = ("na", "rik", "lo", "sse", "ta", "vid", "bert", "mund", "win", "ra", "gar", "dis")
LAST = ("berg", "holm", "dal", "lund", "stad", "vik", "sen", "mann", "ova", "ez", "ini", "gaard")
PAIRS = len(FIRST) ** 2 * len(SECOND) ** 2 * len(LAST)
STRIDE = 123_457  # has no divisor in common with PAIRS, so no name comes twice before all did
KNOWN = 40  # each so many-th row has the name of somebody who takes part already


def measure(postgresql: str | None, *, rounds: int) -> Iterator[Figure]:
    """Each round the same file once by either; the list is never taken over."""
    body = workbook()
    with stand(postgresql, sizes=()) as ours:
        app = ours.app()
        number = _forum(app)
        found, cost = [], []
        for _round in range(rounds):
            began = time.perf_counter()
            rows = CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_index(0)
            assert len(rows.to_python()) == MEMBERS + 1
            by_calamine = time.perf_counter() - began
            cost.append(_dry_run(app, number, body))
            found.append(cost[-1] / by_calamine)
        with app.app_context():
            db.engine.dispose()
    yield Figure(
        name=ROWS[0],
        rounds=tuple(found),
        note=f"{MEMBERS} rows of {len(HEADS)} columns against {OTHERS} people, one name in {KNOWN} "
        f"known; {min(cost):.2f} s",
    )


def workbook() -> bytes:
    """A list as a ministry would send one."""
    book = Workbook()
    page = book.worksheets[0]
    page.append(HEADS)
    born = date(1950, 1, 1)
    for number in range(MEMBERS):
        first, last = name(number if number % KNOWN else MEMBERS + number)
        page.append([
            first, last, f"m{number}@example.org", "Official", "Denmark", f"Office {number % 60}",
            "Adviser", "English, Danish", f"+45 {number:08}", born + timedelta(days=3 * number),
            "vegetarian" if number % 5 == 0 else None, None, "yes", "no", date(2027, 5, 18),
            "10:30", f"Flight {number % 90}", date(2027, 5, 21), "17:05", "Train",
            "Hotel by the harbour", None, "en", None,
        ])  # fmt: skip
    whole = io.BytesIO()
    book.save(whole)
    return whole.getvalue()


def name(number: int) -> tuple[str, str]:
    """First and last name, one of some 340,000 pairs; another for each number."""
    rest, given = divmod(number * STRIDE % PAIRS, len(FIRST) * len(SECOND))
    rest, family = divmod(rest, len(FIRST) * len(SECOND))
    first, last = (
        FIRST[each % len(FIRST)] + SECOND[each // len(FIRST)].lower() for each in (given, family)
    )
    return first, last + LAST[rest]


def _forum(app: Flask) -> int:
    """An edition with people who take part; the number of a delegation."""
    at = datetime(2027, 3, 1, tzinfo=UTC)
    with app.app_context():
        edition = Edition(slug="list", year=2027, zone="Europe/Copenhagen",
                          starts=date(2027, 5, 19), ends=date(2027, 5, 20))  # fmt: skip
        db.session.add(edition)
        db.session.flush()
        names = [" ".join(name(MEMBERS + number)) for number in range(OTHERS)]
        people = [{"id": 1_000_000 + n, "version": 1, "name": one, "sort_name": one,
                   "group": False} for n, one in enumerate(names)]  # fmt: skip
        db.session.execute(insert(Person), people)
        db.session.execute(
            insert(Participant),
            [
                {"edition_id": edition.id, "person_id": 1_000_000 + n, "category": "full",
                 "email": f"o{n}@example.org", "standing": "confirmed", "consented": at,
                 "asked": at, "confirmed": at, "version": 1}
                for n in range(OTHERS)
            ],
        )  # fmt: skip
        row = delegations.make(edition, region_id=None, name={"en": "Elsewhere"}, country="GB",
                               actor=SYSTEM, at=at)  # fmt: skip
        db.session.commit()
        return row.id


def _dry_run(app: Flask, number: int, body: bytes) -> float:
    """Seconds from taking the list up to the plan that is kept."""
    with app.app_context():
        row = db.session.get_one(Delegation, number)
        edition = db.session.get_one(Edition, row.edition_id)
        sent = member_imports.receive(
            edition, row, actor=SYSTEM, name="list.xlsx", body=body, language="en", at=clock.now()
        )
        db.session.commit()
        read_lists()
        assert sent.columns
        member_imports.choose(sent, sent.columns["sheets"], role="")
        db.session.commit()
        began = time.perf_counter()
        read_lists()
        cost = time.perf_counter() - began
        if sent.state != "checked" or sent.summary["counts"] != {"add": MEMBERS}:
            raise RuntimeError(f"{sent.state}: {sent.remarks[:3]} {sent.summary}")
        db.session.remove()
    return cost
