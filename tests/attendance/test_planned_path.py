"""A forum of whose earlier ones only totals are known, as all real ones are: no forecast, nowhere.

What it says is its numbers, its planned path, and that there is no forecast.
"""

import io
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import select
from sqlalchemy.orm import undefer

from cwf import jobs
from cwf.attendance.models import Snapshot, Target
from cwf.attendance.queries.gauges import gauges
from cwf.database import db
from cwf.editions.models import Edition, Fact
from cwf.mail import OutgoingMail
from cwf.people.models import Account
from tests.attendance.test_dashboard import kept, target
from tests.browsing import Browser
from tests.delegations.parties import takes_part
from tests.programme.conftest import Forum

PAGES = "/en/manage/editions/2017/attendance"
MONDAY = datetime(2017, 9, 18, 6, tzinfo=UTC)
SAID = "Planned path only: there is too little data for a forecast."


@pytest.fixture(autouse=True)
def clock() -> Any:
    with time_machine.travel(MONDAY, tick=False) as travelling:
        yield travelling


@pytest.fixture
def whole(forum: Forum) -> Target:
    """A target with a path and a part, forty days of its own, and six earlier totals."""
    path: dict[str, Any] = {"path": [["2017-06-01", 0], ["2017-10-31", 300]]}
    row = target(forum, **path)
    part = {"parent_id": row.id, "axis": "channel", "value": "own", "low": 100, **path}
    target(forum, predicate={"of": "registered", "channels": ["own"]}, **part)
    kept(forum, row, list(range(1, 41)))
    takes_part(forum, "Ada")
    for year in range(2010, 2016):
        edition = Edition(
            slug=str(year), year=year, city={"en": "There"}, zone="Europe/Copenhagen",
            starts=date(year, 11, 1), ends=date(year, 11, 2), lifecycle="archived",
        )  # fmt: skip
        edition.facts.append(
            Fact(kind="result", label={"en": "Participants"}, value=900 + year - 2010,
                 unit={"en": "participants"}, measure="participant", position=0, sources=[])
        )  # fmt: skip
        db.session.add(edition)
    db.session.commit()
    return row


@pytest.fixture
def organiser(
    forum: Forum, staff: Callable[..., Account], signed_in: Callable[[Account], FlaskClient]
) -> FlaskClient:
    return signed_in(staff(forum, "organiser"))


def says_nothing_of_a_forecast(text: str) -> bool:
    """Nothing is likely, expected, or nine in ten."""
    words = ("are likely", "Nine in ten", "nine in ten", "What is expected", "Forecast by")
    return not any(word in text for word in words)


def main(page: str) -> str:
    return page.partition("<main")[2]


def test_the_day_that_is_kept_foretells_nothing(whole: Target, forum: Forum, clock: Any) -> None:
    clock.move_to(MONDAY + timedelta(days=1))
    jobs.run_job("snapshots")
    db.session.rollback()
    newest = db.session.scalar(
        select(Snapshot)
        .where(Snapshot.edition_id == forum.edition.id)
        .options(undefer(Snapshot.forecasts))
        .order_by(Snapshot.day.desc())
    )
    assert newest is not None
    assert len(newest.forecasts) == 2
    assert [(one["method"], one["data"], one["bands"]) for one in newest.forecasts.values()] == [
        ("planned", [], [])
    ] * 2


def test_the_dashboard_says_planned_path_of_whole_and_part(
    whole: Target, organiser: FlaskClient, clock: Any
) -> None:
    clock.move_to(MONDAY + timedelta(days=1))
    jobs.run_job("snapshots")
    db.session.rollback()
    page = main(organiser.get(f"{PAGES}/").text)
    assert SAID in page
    assert "behind the planned path." in page
    assert says_nothing_of_a_forecast(page)


def test_report_and_workbook_say_nothing_of_a_forecast(
    whole: Target, organiser: FlaskClient
) -> None:
    page = main(organiser.get(f"{PAGES}/report").text)
    assert "behind the planned path." in page
    assert says_nothing_of_a_forecast(page)
    book = load_workbook(io.BytesIO(organiser.get(f"{PAGES}/report.xlsx").data))
    cells = [
        str(cell)
        for sheet in book
        for row in sheet.iter_rows(values_only=True)
        for cell in row
        if cell is not None
    ]
    assert len(cells) > 20
    assert says_nothing_of_a_forecast("\n".join(cells))


def test_the_mail_of_the_week_says_planned_path(
    whole: Target, organiser: FlaskClient, clock: Any
) -> None:
    Browser(organiser).post(f"{PAGES}/sharing/digest", {"wanted": "yes"}, page=f"{PAGES}/sharing")
    clock.move_to(datetime(2017, 9, 25, 5, tzinfo=UTC))
    jobs.run_job("digests")
    (mail,) = db.session.scalars(select(OutgoingMail).where(OutgoingMail.key.like("digest-%")))
    assert SAID in mail.body
    assert says_nothing_of_a_forecast(mail.body)


def test_metrics_tell_of_no_forecast(whole: Target) -> None:
    names = {one.name for one in gauges()}
    assert names == {
        "cwf_target_goal", "cwf_target_counted", "cwf_target_estimated", "cwf_day_kept_age_seconds",
    }  # fmt: skip


def test_without_a_path_it_says_that_there_is_no_forecast(
    forum: Forum, organiser: FlaskClient
) -> None:
    target(forum)
    takes_part(forum, "Ada")
    db.session.commit()
    page = main(organiser.get(f"{PAGES}/").text)
    assert "There is too little data for a forecast." in page
    assert "Planned path only" not in page
