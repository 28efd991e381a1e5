"""Where organisers begin, and how the secretariat makes an edition."""

from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient

from cwf.database import db
from cwf.editions.models import Edition, Staff
from tests.editions.conftest import last_entry, send


@pytest.mark.parametrize(
    ("who", "home", "new"),
    [
        ("secretariat", 200, 200),
        ("organiser", 200, 404),
        ("editor", 200, 404),
        ("nobody", 404, 404),
    ],
)
def test_pages_by_role(
    browser_of: Callable[[str], FlaskClient], who: str, home: int, new: int
) -> None:
    browser = browser_of(who)
    found = (
        browser.get("/en/manage/").status_code,
        browser.get("/en/manage/editions/new").status_code,
    )
    assert found == (home, new)


def test_home_lists_what_is_in_reach(edition: Edition, organiser: FlaskClient) -> None:
    db.session.add(Edition(slug="2017", year=2017, city={"en": "Elsewhere"}))
    db.session.commit()
    page = organiser.get("/en/manage/").text
    assert '<a href="/en/manage/editions/2027/">Aarhus 2027</a>' in page
    assert "Elsewhere" not in page
    assert "New edition" not in page


def test_edition_is_made_planned_and_without_staff(
    browser_of: Callable[[str], FlaskClient],
) -> None:
    answer = send(
        browser_of("secretariat"),
        "/en/manage/editions/new",
        **{"year": "2029", "city-en": "Ghent", "starts": "2029-05-01", "host": "central-denmark"},
    )
    assert answer.location == "/en/manage/editions/2029/settings"
    made = db.session.query(Edition).filter_by(slug="2029").one()
    assert (made.year, made.city, made.starts, made.ends, made.lifecycle, made.zone) == (
        2029, {"en": "Ghent"}, date(2029, 5, 1), date(2029, 5, 1), "planned", "Europe/Copenhagen",
    )  # fmt: skip
    assert made.host_region is not None
    assert [(one.lifecycle, one.actor_name) for one in made.steps] == [("planned", "Secretariat")]
    assert db.session.query(Staff).filter_by(edition_id=made.id).count() == 0
    action, before, after = last_entry()
    assert (action, before) == ("edition.create", None)
    assert after is not None
    assert after["city"] == {"en": "Ghent"}
    assert "theme" not in after


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"slug": "2027"}, "Another edition has this address. Choose another one."),
        ({"slug": "Århus!"}, "Use small letters, digits and hyphens, such as aarhus-2027."),
        ({"starts": "2029-05-02", "ends": "2029-05-01"}, "The last day lies before the first."),
        ({"ends": "2029-05-01"}, "Choose the first day, too."),
        ({"year": ""}, "Fill this in."),
    ],
)
def test_edition_that_cannot_be_is_refused(
    browser_of: Callable[[str], FlaskClient], changes: dict[str, str], sentence: str
) -> None:
    answer = send(
        browser_of("secretariat"), "/en/manage/editions/new", **{"year": "2029", **changes}
    )
    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert db.session.query(Edition).count() == 1


def test_form_sent_twice_makes_one_edition(browser_of: Callable[[str], FlaskClient]) -> None:
    browser = browser_of("secretariat")
    for _time in range(2):
        send(browser, "/en/manage/editions/new", year="2029", key="0" * 32)
    assert db.session.query(Edition).count() == 2
