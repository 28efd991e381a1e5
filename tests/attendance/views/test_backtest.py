"""The page and the command that say how far forecasts can be believed."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cwf.attendance.cells import packed
from cwf.attendance.figures import Cell
from cwf.attendance.models import Snapshot
from cwf.attendance.queries.backtest import held
from cwf.attendance.tried import kept
from cwf.clock import now
from cwf.database import db
from cwf.people.models import Account
from tests.attendance.growing import make_edition, utc
from tests.programme.conftest import Forum
from tests.programme.views.conftest import Browser

HERE = "attendance/backtest"


def grown(year: int, *numbers: int) -> None:
    """An edition long over, and how many there were each thirtieth day before it."""
    first = date(year, 11, 1)
    edition = make_edition(f"in-{year}", year=year, starts=first, ends=first)
    for place, number in enumerate(numbers):
        cell = Cell(
            standing="confirmed", category="full", country="SE", region="", role="", channel="",
            international=True, days=(), number=number,
        )  # fmt: skip
        db.session.add(
            Snapshot(
                edition_id=edition.id,
                day=first - timedelta(days=1 + 30 * (len(numbers) - 1 - place)),
                taken=utc(1, 1, year=year),
                source="job",
                cells=packed((cell,)),
                figures={},
            )
        )
    db.session.commit()


def test_editors_read_what_is_made_up_and_that_nothing_real_was_tried(
    forum: Forum, staff: Callable[..., Account], signed_in: Callable[[Account], FlaskClient]
) -> None:
    page = Browser(signed_in(staff(forum, "editor"))).get(HERE)
    text = page.get_data(as_text=True)
    assert page.status_code == 200
    assert "No forecast could be tried on a real edition yet" in text
    assert "These are no data of any forum." in text
    assert text.count("<table") == len(kept()) == 26
    assert "Regions that came to 5 to 100 people" in text


def test_editions_that_were_held_are_tried_once_they_have_curves(
    forum: Forum, staff: Callable[..., Account], signed_in: Callable[[Account], FlaskClient]
) -> None:
    for year, numbers in ((2021, (20, 60, 100)), (2022, (30, 70, 120)), (2023, (25, 60, 110))):
        grown(year, *numbers)
    assert [(one.name, one.final) for one in held(at=now())] == [
        ("in-2021", 100), ("in-2022", 120), ("in-2023", 110),
    ]  # fmt: skip
    text = Browser(signed_in(staff(forum, "editor"))).get(HERE).get_data(as_text=True)
    assert "3 editions are over" in text
    assert text.count("<table") == len(kept()) + 1


def test_the_command_tells_both(app: Flask) -> None:
    ran = app.test_cli_runner().invoke(args=["attendance", "backtest", "--number", "4"])
    assert ran.exit_code == 0, ran.output
    of = "made-up editions (seed 20041), of 6 earlier ones and their curves:"
    assert f"Totals of {of}" in ran.output
    assert f"Parts that came to 5 to 100 (regions) of {of}" in ran.output
    assert f"Parts that came to 100 to 300 (regions) of {of}" in ran.output
    assert "Editions that were held and have a curve: 0." in ran.output


@pytest.mark.parametrize("kind", ["door"])
def test_door_staff_do_not_read_it(
    forum: Forum,
    staff: Callable[..., Account],
    signed_in: Callable[[Account], FlaskClient],
    kind: str,
) -> None:
    assert Browser(signed_in(staff(forum, kind))).get(HERE).status_code == 403
