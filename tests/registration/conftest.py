"""An edition with registration open, and browsers for the forms of those who register."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from cwf.database import db
from cwf.editions.lifecycle import Lifecycle
from cwf.editions.models import Edition, Staff
from cwf.mail import OutgoingMail
from cwf.people.models import Account
from cwf.registration.models import Participant, RegistrationTerms
from tests.browsing import link
from tests.programme.views.conftest import fields, token

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
FORM = "/en/editions/2027/registration"
MANAGE = "/en/manage/editions/2027/participants"
ADA = {
    "name": "Ada Whitlock",
    "email": "ada@example.org",
    "country": "GB",
    "affiliation": "Tidal Bank",
    "category": "full",
    "language": "en",
    "consent": "y",
}


@pytest.fixture
def noon() -> Any:
    """The first of March 2027, noon; it can be shifted."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def edition(app: Flask) -> Edition:
    """Aarhus 2027, announced, a few months ahead."""
    made = Edition(
        slug="2027",
        year=2027,
        city={"en": "Aarhus"},
        zone="Europe/Copenhagen",
        starts=date(2027, 5, 19),
        ends=date(2027, 5, 20),
        lifecycle=Lifecycle.ANNOUNCED,
    )
    db.session.add(made)
    db.session.commit()
    return made


@pytest.fixture
def terms(edition: Edition) -> RegistrationTerms:
    """Open from 1 February to 1 May, for two categories."""
    made = RegistrationTerms(
        edition_id=edition.id,
        opens=datetime(2027, 2, 1, tzinfo=UTC),
        closes=datetime(2027, 5, 1, tzinfo=UTC),
        categories=["full", "student"],
        welcome={"en": "Lunch is included."},
    )
    db.session.add(made)
    db.session.commit()
    return made


@dataclass
class Visitor:
    """A browser that fills in the form of a page and sends it."""

    client: FlaskClient

    def get(self, path: str) -> TestResponse:
        return self.client.get(path)

    def send(self, path: str, /, **changes: Any) -> TestResponse:
        """The form found at a path, with some values changed; None leaves one out."""
        shown = self.client.get(path)
        assert shown.status_code == 200, shown.status
        return self.post(path, {**fields(shown.text), **changes})

    def post(self, path: str, values: dict[str, Any], *, page: str = "") -> TestResponse:
        """Values as they are, with the token of a page unless they have one."""
        if "csrf_token" not in values:
            values = {"csrf_token": token(self.client.get(page).text), **values}
        sent = {name: value for name, value in values.items() if value is not None}
        return self.client.post(path, data=sent)

    def register(self, **changes: Any) -> TestResponse:
        return self.send(FORM, **{**ADA, **changes})


@pytest.fixture
def visitor(app: Flask, terms: RegistrationTerms, noon: Any) -> Visitor:
    """A stranger, while registration is open."""
    return Visitor(app.test_client())


@pytest.fixture
def confirmed(visitor: Visitor) -> Callable[..., str]:
    """Register somebody and confirm by the mail's link; gives the path of the personal link."""

    def make(**changes: Any) -> str:
        assert visitor.register(**changes).status_code == 200
        stranger = Visitor(visitor.client.application.test_client())
        answer = stranger.send(link(last_mail().body))
        assert answer.status_code in (302, 303), answer.status
        return answer.location

    return make


@pytest.fixture
def staff_of(
    edition: Edition, account: Callable[..., Account], signed_in: Callable[[Account], FlaskClient]
) -> Callable[[str], Visitor]:
    """The browser of somebody with a role: "organiser", "editor", "secretariat", "nobody"."""

    def make(who: str) -> Visitor:
        made = account(f"{who}@example.org", secretariat=who == "secretariat")
        if who in ("organiser", "editor"):
            db.session.add(
                Staff(edition_id=edition.id, account_id=made.id, role=who, appointed=NOW)
            )
            db.session.commit()
        return Visitor(signed_in(made))

    return make


def mails() -> list[tuple[str, str]]:
    """(recipient, subject) of all mails, the first one first."""
    db.session.rollback()
    found = db.session.scalars(select(OutgoingMail).order_by(OutgoingMail.id))
    return [(mail.recipient, mail.subject) for mail in found]


def last_mail() -> OutgoingMail:
    """The newest mail."""
    db.session.rollback()
    found = db.session.scalars(select(OutgoingMail).order_by(OutgoingMail.id.desc())).first()
    assert found is not None
    return found


def rows() -> list[Participant]:
    """All participants as they stand, the first one first."""
    db.session.rollback()
    db.session.expire_all()
    return list(db.session.scalars(select(Participant).order_by(Participant.id)))
