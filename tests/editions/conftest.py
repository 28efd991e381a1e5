"""What the tests of editions share."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cwf import clock
from cwf.database import db
from cwf.editions.models import Edition, Staff
from cwf.editions.roles import StaffRole
from cwf.people.models import Account
from tests.browsing import Browser


@pytest.fixture
def coming(app: Flask) -> Edition:
    """The edition at which the roles are."""
    made = Edition(slug="next", year=2027, city={"en": "Mumbai"}, zone="Asia/Kolkata")
    db.session.add(made)
    db.session.commit()
    return made


@pytest.fixture
def appoint(coming: Edition, account: Callable[..., Account]) -> Callable[..., Account]:
    """Make an account with a role: `appoint("olga", StaffRole.ORGANISER)`."""

    def make(name: str, role: StaffRole, *, edition: Edition = coming) -> Account:
        made = account(f"{name}@example.org")
        db.session.add(
            Staff(edition_id=edition.id, account_id=made.id, role=role, appointed=clock.now())
        )
        db.session.commit()
        return made

    return make


@pytest.fixture
def browse(signed_in: Callable[[Account], FlaskClient]) -> Callable[[Account], Browser]:
    """The browser of an account."""
    return lambda account: Browser(signed_in(account))
