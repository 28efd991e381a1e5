"""What the tests of accounts share."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask_security import hash_password
from sqlalchemy import select

from cwf.database import db
from cwf.mail import OutgoingMail
from cwf.people.models import Account
from tests.browsing import PASSWORD, Browser


@pytest.fixture
def browser(app: Flask) -> Browser:
    """A stranger's browser."""
    return Browser(app.test_client())


@pytest.fixture
def make_browser(app: Flask) -> Callable[[], Browser]:
    """More browsers than one."""
    return lambda: Browser(app.test_client())


@pytest.fixture
def ada(account: Callable[..., Account]) -> Account:
    """An account with a password, and no role."""
    made = account("ada@example.org", name="Ada")
    made.password = hash_password(PASSWORD)
    db.session.commit()
    return made


@pytest.fixture
def mails(app: Flask) -> Callable[[], list[OutgoingMail]]:
    """All mails in the outbox, in order."""

    def read() -> list[OutgoingMail]:
        db.session.rollback()
        return list(db.session.scalars(select(OutgoingMail).order_by(OutgoingMail.id)))

    return read
