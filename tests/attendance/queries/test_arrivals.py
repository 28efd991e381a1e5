"""How many will come of those registered, by what was so at earlier editions."""

from datetime import date, timedelta

from flask import Flask

from cwf.attendance.cells import packed
from cwf.attendance.figures import Cell
from cwf.attendance.forecast import PLANNED
from cwf.attendance.models import Snapshot
from cwf.attendance.predicates import Where
from cwf.attendance.queries.arrivals import arrivals, known_of
from cwf.database import db
from cwf.editions.models import Edition
from tests.attendance.growing import make_edition, utc

NOW = utc(3, 20)
DAYS = range(90, -1, -10)


def cell(number: int, country: str, *days: date) -> Cell:
    return Cell(
        standing="confirmed", category="full", country=country, region="", role="", channel="",
        international=None, days=days, number=number,
    )  # fmt: skip


def held(year: int, late: float, *, came: bool = True) -> None:
    """A thousand from Sweden and a hundred from Norway in the end; 900 and 50 came."""
    first = date(year, 5, 19)
    edition = make_edition(str(year), year=year, starts=first, ends=first)
    for day in DAYS:
        done = min(1.0, 1 - max(0, day) / 100) ** late
        keep(edition, first - timedelta(days=day + 1), cell(int(1000 * done), "SE"),
             cell(int(100 * done), "NO"))  # fmt: skip
    if came:
        keep(edition, first + timedelta(days=5), cell(900, "SE", first), cell(100, "SE"),
             cell(50, "NO", first), cell(50, "NO"))  # fmt: skip
    db.session.commit()


def keep(edition: Edition, day: date, *cells: Cell) -> None:
    db.session.add(
        Snapshot(
            edition_id=edition.id, day=day, taken=NOW, source="job", cells=packed(cells), figures={}
        )
    )


def test_each_edition_says_how_many_came_of_a_segment(app: Flask) -> None:
    edition = make_edition()
    held(2025, 1.0)
    norway = Where(countries=frozenset({"NO"}))
    assert list(known_of(edition, Where(), at=NOW).values()) == [(1100, 950)]
    assert list(known_of(edition, norway, at=NOW).values()) == [(100, 50)]


def test_of_a_day_of_this_forum_no_earlier_one_says_anything(app: Flask) -> None:
    """Days of a forum are dates, and none is one of another forum: only the path is known."""
    edition = make_edition()
    for year, late in ((2023, 0.8), (2024, 1.5), (2025, 1.0)):
        held(year, late)
    for day in (90, 80, 60):
        keep(edition, date(2027, 5, 18) - timedelta(days=day), cell(11 * (100 - day), "SE"))
    db.session.commit()
    assert arrivals(edition, Where(), today=60, at=NOW) != PLANNED
    first = Where(days=frozenset({date(2027, 5, 19)}))
    assert arrivals(edition, first, today=60, at=NOW) == PLANNED


def test_of_one_earlier_edition_nothing_is_foretold(app: Flask) -> None:
    edition = make_edition()
    held(2025, 1.0)
    for day in (90, 80, 60):
        keep(edition, date(2027, 5, 18) - timedelta(days=day), cell(11 * (100 - day), "SE"))
    db.session.commit()
    assert arrivals(edition, Where(), today=60, at=NOW) == PLANNED


def test_arrivals_are_a_share_of_who_is_expected(app: Flask) -> None:
    edition = make_edition()
    for year, late in ((2023, 0.8), (2024, 1.5), (2025, 1.0)):
        held(year, late)
    for day in (90, 80, 60):
        keep(edition, date(2027, 5, 18) - timedelta(days=day), cell(11 * (100 - day), "SE"))
    db.session.commit()
    found = arrivals(edition, Where(), today=60, at=NOW)
    assert found.final is not None
    assert 800 < found.final.middle < 1100
    assert found.final.low90 < found.final.low50 < found.final.middle
    assert len(found.data) == 3


def test_the_day_that_is_being_kept_counts_too(app: Flask) -> None:
    """The job foretells a day before it is written: of many missed days that is all there is."""
    edition = make_edition()
    for year, late in ((2023, 0.8), (2024, 1.5), (2025, 1.0)):
        held(year, late)
    days = {
        edition.starts - timedelta(days=day + 1): packed([cell(11 * (100 - day), "SE")])  # type: ignore[operator]
        for day in (90, 80, 60)
    }
    before = arrivals(edition, Where(), today=60, at=NOW, new=days)
    for day, cells in days.items():
        db.session.add(
            Snapshot(edition_id=edition.id, day=day, taken=NOW, source="job", cells=cells,
                     figures={})
        )  # fmt: skip
    db.session.commit()
    assert before == arrivals(edition, Where(), today=60, at=NOW)
    assert before.days_used == 3


def test_where_nobody_was_ever_checked_in_nothing_is_said(app: Flask) -> None:
    edition = make_edition()
    assert arrivals(edition, Where(), today=60, at=NOW) == PLANNED
    held(2025, 1.0, came=False)
    assert known_of(edition, Where(), at=NOW) == {}
    assert arrivals(edition, Where(), today=60, at=NOW) == PLANNED
