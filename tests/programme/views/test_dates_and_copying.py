"""The forms for dates and for a new edition from an earlier one."""

from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient

from cwf.database import db
from cwf.editions.models import Edition
from cwf.people.models import Account
from tests.programme.conftest import Forum, utc
from tests.programme.views.conftest import Browser


@pytest.fixture
def organiser(forum: Forum, staff, signed_in: Callable[[Account], FlaskClient]) -> Browser:
    """The organiser of the forum."""
    return Browser(signed_in(staff(forum, "organiser")))


@pytest.fixture
def office(forum: Forum, account, signed_in: Callable[[Account], FlaskClient]) -> Browser:
    """The secretariat."""
    return Browser(signed_in(account("office@example.org", secretariat=True)))


@pytest.mark.parametrize(
    "changes", [{"starts": "2017-11-08", "ends": "2017-11-09"}, {"zone": "UTC"}]
)
def test_dates_ask_what_becomes_of_placings(
    forum: Forum, organiser: Browser, changes: dict[str, str]
) -> None:
    answer = organiser.send("dates", **changes)
    assert answer.status_code == 422
    assert "Choose: 1 placings depend on it." in answer.text
    db.session.refresh(forum.edition)
    assert (forum.edition.starts, forum.edition.zone) == (date(2017, 11, 1), "Europe/Copenhagen")


def test_dates_move_what_is_placed(forum: Forum, organiser: Browser) -> None:
    answer = organiser.send("dates", starts="2017-11-08", ends="2017-11-09", days="move")
    assert answer.status_code == 303
    db.session.refresh(forum.slot)
    assert forum.slot.starts == utc(8, 8, 15)


def test_dates_over_an_older_version_are_a_conflict(forum: Forum, organiser: Browser) -> None:
    answer = organiser.send("dates", version="0", day_change_hour="5")
    assert answer.status_code == 409
    db.session.refresh(forum.edition)
    assert forum.edition.day_change_hour == 4


def test_editor_may_not_change_dates(editor: Browser) -> None:
    assert editor.get("dates").status_code == 403


def test_copying_is_the_secretariats(organiser: Browser, editor: Browser, office: Browser) -> None:
    found = [browser.get("copy").status_code for browser in (organiser, editor, office)]
    assert found == [404, 404, 200]


def test_copy_is_made_once(forum: Forum, office: Browser) -> None:
    sent = {
        "year": "2030",
        "starts": "2030-03-30",
        "parts": ["tracks", "sessions"],
        "key": "0" * 32,
    }
    for _time in range(2):
        answer = office.send("copy", **sent)
        assert (answer.status_code, answer.location) == (303, "/en/manage/editions/2030/")
    assert db.session.query(Edition).count() == 2
    assert office.get("/en/manage/editions/2030/").status_code == 200


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"parts": ["sessions"]}, "Choose the first day, so that the sessions know theirs."),
        ({"slug": "2017"}, "Another edition has this address. Choose another one."),
        ({"slug": "Å"}, "Use small letters, digits and hyphens, such as aarhus-2027."),
        ({"parts": ["staff"]}, "Choose from the list only."),
    ],
)
def test_copy_that_cannot_be_is_refused(
    office: Browser, changes: dict[str, object], sentence: str
) -> None:
    answer = office.send("copy", **{"year": "2030", **changes})
    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert db.session.query(Edition).count() == 1
