"""What the tests of accounts share."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_security import hash_password
from sqlalchemy import select

from cwf.database import db
from cwf.mail import OutgoingMail
from cwf.people.models import Account

PASSWORD = "a lake in the morning"
TOKEN = re.compile(rb'name="csrf_token"[^>]*value="([^"]+)"')


class Browser:
    """A browser that sends along the token of the page it is on, as a person's would."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, path: str):  # noqa: ANN201
        return self.client.get(path)

    def post(self, path: str, data: dict | None = None, *, page: str = "", follow: bool = False):  # noqa: ANN201
        found = TOKEN.search(self.client.get(page or path).data)
        token = found.group(1).decode() if found else ""
        return self.client.post(
            path, data={"csrf_token": token, **(data or {})}, follow_redirects=follow
        )

    def sign_in(self, email: str, password: str = PASSWORD, **more: str):  # noqa: ANN201
        return self.post("/en/account/login", {"email": email, "password": password, **more})


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
