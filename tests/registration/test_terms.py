"""When one can register: the rule, and the page where organisers say so."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from cwf.database import db
from cwf.editions.lifecycle import Lifecycle
from cwf.editions.models import Edition
from cwf.registration.categories import Category
from cwf.registration.models import RegistrationTerms
from cwf.registration.terms import Door, Terms, door, known
from tests.programme.views.conftest import fields
from tests.registration.conftest import Visitor

AT = datetime(2027, 3, 1, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
PAGE = "/en/manage/editions/2027/registration"
Staff = Callable[[str], Visitor]


def terms_of(opens: datetime | None, closes: datetime | None, *categories: Category) -> Terms:
    return Terms(opens=opens, closes=closes, categories=categories or (Category.FULL,), welcome={})


@pytest.mark.parametrize(
    ("terms", "lifecycle", "expected"),
    [
        (None, Lifecycle.PUBLISHED, Door.NOT_OFFERED),
        (None, Lifecycle.PLANNED, Door.NOT_OFFERED),
        (None, Lifecycle.HELD, Door.CLOSED),
        (terms_of(None, None), Lifecycle.PUBLISHED, Door.OPEN),
        (terms_of(None, None), Lifecycle.ANNOUNCED, Door.OPEN),
        (terms_of(None, None), Lifecycle.PLANNED, Door.NOT_OFFERED),
        (terms_of(None, None), Lifecycle.HELD, Door.CLOSED),
        (terms_of(None, None), Lifecycle.CANCELLED, Door.CLOSED),
        (terms_of(AT, None), Lifecycle.PUBLISHED, Door.OPEN),
        (terms_of(AT + SECOND, None), Lifecycle.PUBLISHED, Door.NOT_YET),
        (terms_of(None, AT), Lifecycle.PUBLISHED, Door.CLOSED),
        (terms_of(None, AT + SECOND), Lifecycle.PUBLISHED, Door.OPEN),
    ],
)
def test_door(terms: Terms | None, lifecycle: Lifecycle, expected: Door) -> None:
    assert door(terms, lifecycle, AT) is expected


def test_terms_without_a_category_are_none() -> None:
    none = Terms(opens=None, closes=None, categories=(), welcome={})
    assert door(none, Lifecycle.PUBLISHED, AT) is Door.NOT_OFFERED


def test_categories_stand_in_one_order() -> None:
    assert known(["press", "full", "of old"]) == (Category.FULL, Category.PRESS)


OFFER = {
    "offered": "y",
    "categories": ["full", "press"],
    "opens_day": "2027-02-01",
    "opens_at": "9:00",
    "closes_day": "2027-05-01",
    "welcome-en": "Come in.",
}


def test_organiser_offers_registration_on_the_clock_of_the_edition(
    edition: Edition, staff_of: Staff
) -> None:
    assert staff_of("organiser").send(PAGE, **OFFER).status_code == 303
    db.session.rollback()
    row = db.session.get_one(RegistrationTerms, edition.id)
    assert (row.opens, row.closes) == (
        datetime(2027, 2, 1, 8, tzinfo=UTC),
        datetime(2027, 5, 1, 21, 59, tzinfo=UTC),
    )
    assert (row.categories, row.welcome) == (["full", "press"], {"en": "Come in."})
    assert edition.registration is True


def test_front_page_leads_to_the_form_while_registration_is_offered(
    edition: Edition, staff_of: Staff
) -> None:
    olga = staff_of("organiser")
    front = "/en/editions/2027/"
    assert "/en/editions/2027/registration" not in olga.get(front).text
    olga.send(PAGE, **OFFER)
    assert "/en/editions/2027/registration" in olga.get(front).text
    olga.send(PAGE, offered=None)
    assert "/en/editions/2027/registration" not in olga.get(front).text
    db.session.rollback()
    assert db.session.query(RegistrationTerms).count() == 0


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"categories": []}, "Tick one at least."),
        ({"categories": ["royalty"]}, "Choose from the list only."),
        ({"closes_day": "2027-01-01"}, "It closes before it opens."),
        ({"opens_day": ""}, "Choose the day, too."),
        ({"opens_at": "25:00"}, "Write hours and minutes"),
        ({"opens_day": "2027-03-28", "opens_at": "2:30"}, "The clocks go forward over 02:30"),
        ({"opens_day": "2026-10-25", "opens_at": "2:30"}, "The clocks go back that night."),
    ],
)
def test_terms_that_cannot_be_taken_come_back(
    edition: Edition, staff_of: Staff, wrong: dict[str, Any], sentence: str
) -> None:
    answer = staff_of("organiser").send(PAGE, **{**OFFER, **wrong})
    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert "Come in." in answer.text
    assert db.session.query(RegistrationTerms).count() == 0


@pytest.mark.parametrize(("twice", "hour"), [("0", 0), ("1", 1)])
def test_hour_that_comes_twice_is_asked_about(
    edition: Edition, staff_of: Staff, twice: str, hour: int
) -> None:
    night = {"opens_day": "2026-10-25", "opens_at": "2:30", "opens_twice": twice}
    olga = staff_of("organiser")
    assert olga.send(PAGE, **{**OFFER, **night}).status_code == 303
    expected = datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
    assert olga.send(PAGE).status_code == 303, "what it shows is what it takes"
    db.session.rollback()
    assert db.session.get_one(RegistrationTerms, edition.id).opens == expected


def test_two_organisers_at_the_terms_see_both(
    edition: Edition, staff_of: Staff, terms: RegistrationTerms
) -> None:
    olga = staff_of("organiser")
    values = fields(olga.get(PAGE).text)
    assert olga.post(PAGE, {**values, "welcome-en": "First."}).status_code == 303
    assert olga.post(PAGE, {**values, "welcome-en": "Second."}).status_code == 409


@pytest.mark.parametrize(
    ("who", "status"), [("secretariat", 200), ("organiser", 200), ("editor", 403), ("nobody", 404)]
)
def test_terms_are_their_organisers(
    edition: Edition, staff_of: Staff, who: str, status: int
) -> None:
    assert staff_of(who).get(PAGE).status_code == status


def test_what_organisers_approve_is_ticked_and_kept(edition: Edition, staff_of: Staff) -> None:
    host = staff_of("organiser")
    assert host.send(PAGE, **{**OFFER, "approve": ["press"]}).status_code == 303
    db.session.rollback()
    assert db.session.get_one(RegistrationTerms, edition.id).approve == ["press"]
    assert 'id="approve-' in host.get(PAGE).text
