"""Campaigns kept by an organiser, read by an editor, and what came while they ran."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import select

from cwf.attendance.cells import packed
from cwf.attendance.figures import Cell
from cwf.attendance.models import Campaign, Snapshot
from cwf.database import db
from cwf.people.models import Account
from tests.programme.conftest import Forum
from tests.programme.views.conftest import Browser, fields

HERE = "attendance/campaigns/"
NOON = datetime(2017, 9, 18, 12, tzinfo=UTC)
MAIL = {"name-en": "A mail to Sweden", "starts": "2017-09-04", "ends": "2017-09-10"}


@pytest.fixture(autouse=True)
def _noon() -> Any:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def organiser(
    forum: Forum, staff: Callable[..., Account], signed_in: Callable[[Account], FlaskClient]
) -> Browser:
    return Browser(signed_in(staff(forum, "organiser")))


@pytest.fixture
def editor(
    forum: Forum, staff: Callable[..., Account], signed_in: Callable[[Account], FlaskClient]
) -> Browser:
    return Browser(signed_in(staff(forum, "editor")))


def rows() -> list[Campaign]:
    db.session.rollback()
    return list(db.session.scalars(select(Campaign).order_by(Campaign.id)))


def kept(
    forum: Forum, each_day: Callable[[date], dict[str, int]], *, source: str = "job",
    back: timedelta = timedelta(),
) -> None:  # fmt: skip
    """Forty days with so many more of each country on each of them, moved `back` afterwards."""
    sums: dict[str, int] = {}
    for ago in range(40, 0, -1):
        day = NOON.date() - timedelta(days=ago)
        for country, more in each_day(day).items():
            sums[country] = sums.get(country, 0) + more
        cells = [
            Cell(
                standing="confirmed", category="full", country=country, region="", role="",
                channel="own", international=None, days=(), number=number,
            )
            for country, number in sums.items()
        ]  # fmt: skip
        db.session.add(
            Snapshot(
                edition_id=forum.edition.id, day=day - back, taken=NOON, source=source, figures={},
                cells=packed(cells),
            )
        )  # fmt: skip
    db.session.commit()


def in_sweden(day: date) -> dict[str, int]:
    """Ten a day of Sweden, thirty in the week of the mail; of Norway a hundred every day."""
    ran = date(2017, 9, 4) <= day <= date(2017, 9, 10)
    return {"SE": 30 if ran else 10, "NO": 100}


def test_a_campaign_is_added_once_changed_and_removed(organiser: Browser, logged: Any) -> None:
    form = {**fields(organiser.get(f"{HERE}new").text), **MAIL, "countries": "se"}
    for _twice in range(2):
        assert organiser.post(f"{HERE}new", form).status_code == 303
    (row,) = rows()
    assert (row.name, row.starts, row.ends, row.segment) == (
        {"en": "A mail to Sweden"}, date(2017, 9, 4), date(2017, 9, 10), {"countries": ["SE"]},
    )  # fmt: skip

    page = f"{HERE}{row.uuid}"
    changed = organiser.send(page, ends="2017-09-11", countries="", channels="own")
    assert changed.status_code == 303
    (row,) = rows()
    assert (row.ends, row.segment) == (date(2017, 9, 11), {"channels": ["own"]})

    assert organiser.send(f"{page}/removal").status_code == 303
    assert rows() == []
    assert [one[:2] for one in logged() if one[0].startswith("campaign.")] == [
        ("campaign.add", "A mail to Sweden"),
        ("campaign.change", "A mail to Sweden"),
        ("campaign.remove", "A mail to Sweden"),
    ]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"ends": "2017-09-03"}, "Choose a day that is not before the first one."),
        ({"ends": "2018-09-05"}, "Choose a day within a year of the first one."),
        ({"countries": "SE, XQ"}, "No country has this code: XQ."),
        ({"starts": ""}, "Choose a day."),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(
    organiser: Browser, wrong: dict[str, str], said: str
) -> None:
    answer = organiser.send(f"{HERE}new", **{**MAIL, **wrong})
    assert answer.status_code == 422
    assert said in answer.text
    assert "A mail to Sweden" in answer.text
    assert rows() == []


@pytest.mark.parametrize("below", ["", "/removal"])
def test_over_another_version_nothing_is_written(organiser: Browser, below: str) -> None:
    organiser.send(f"{HERE}new", **MAIL)
    page = f"{HERE}{rows()[0].uuid}"
    old = fields(organiser.get(page + below).text)
    organiser.send(page, **{"name-en": "Theirs"})
    late = organiser.post(page + below, old | ({} if below else {"name-en": "Mine"}))
    assert late.status_code == 409
    assert [row.name for row in rows()] == [{"en": "Theirs"}]


def test_what_came_of_its_segment_is_told_in_a_sentence(forum: Forum, organiser: Browser) -> None:
    kept(forum, in_sweden)
    organiser.send(f"{HERE}new", **MAIL, countries="SE")
    page = organiser.get(HERE).text
    assert "210 more were registered in 7 days. As usual it would have been about 70." in page
    assert "That is about 140 more than usual; nine in ten lie between" in page
    assert "Its own pace on 25 days before" in page


def test_an_earlier_edition_that_was_kept_day_by_day_tells_how_much_rises_by_itself(
    forum: Forum, elsewhere: Forum, organiser: Browser
) -> None:
    kept(forum, in_sweden)
    elsewhere.edition.starts, elsewhere.edition.ends = date(2015, 6, 1), date(2015, 6, 2)
    assert forum.edition.starts is not None
    moved = forum.edition.starts - date(2015, 6, 1)
    kept(elsewhere, in_sweden, back=moved)
    organiser.send(f"{HERE}new", **MAIL, countries="SE")
    page = organiser.get(HERE).text
    assert "As usual it would have been about 210. The difference may be chance" in page
    assert "Its own pace on 25 days before, and how that rose as long before Aarhus 2019." in page
    elsewhere.edition.city = {"en": "Copenhagen", "da": "København"}
    db.session.commit()
    told = [
        organiser.client.get(f"/{one}/manage/editions/2017/{HERE}").text for one in ("en", "da")
    ]
    assert ["Copenhagen 2019" in page for page in told] == [True, False]
    assert ["København 2019" in page for page in told] == [False, True]


def test_of_days_that_were_read_from_a_file_nothing_is_said(
    forum: Forum, organiser: Browser
) -> None:
    kept(forum, in_sweden, source="file")
    organiser.send(f"{HERE}new", **MAIL)
    assert "Nothing can be said: too few days are kept" in organiser.get(HERE).text


def test_one_that_begins_today_says_nothing_yet(organiser: Browser) -> None:
    organiser.send(f"{HERE}new", **{**MAIL, "starts": "2017-09-18", "ends": "2017-09-20"})
    assert "It has not run for a whole day yet." in organiser.get(HERE).text


def test_an_editor_reads_and_does_not_write(organiser: Browser, editor: Browser) -> None:
    organiser.send(f"{HERE}new", **MAIL)
    page = editor.get(HERE)
    assert "A mail to Sweden" in page.text
    assert "New campaign" not in page.text
    for path in ("new", str(rows()[0].uuid), f"{rows()[0].uuid}/removal"):
        assert editor.get(f"{HERE}{path}").status_code == 403


def test_of_another_edition_there_is_none(organiser: Browser, elsewhere: Forum) -> None:
    day = date(2017, 9, 4)
    row = Campaign(edition_id=elsewhere.edition.id, name={"en": "X"}, starts=day, ends=day)
    db.session.add(row)
    db.session.commit()
    for below in ("", "/removal"):
        assert organiser.get(f"{HERE}{row.uuid}{below}").status_code == 404
