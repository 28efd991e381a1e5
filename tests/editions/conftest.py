"""What the tests of editions share."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cwf import clock
from cwf.audit import Actor, AuditEntry
from cwf.database import db
from cwf.editions.lifecycle import Lifecycle
from cwf.editions.models import Edition, Staff
from cwf.editions.roles import StaffRole
from cwf.people.models import Account
from cwf.regions.models import Region
from tests.browsing import Browser
from tests.programme.views.conftest import fields

ADA = Actor(account_id=1, name="Ada")


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


@pytest.fixture
def edition(app: Flask) -> Edition:
    """Aarhus 2027, announced."""
    region = Region(slug="central-denmark", name={"en": "Central Denmark Region"}, country="DK")
    made = Edition(
        slug="2027",
        year=2027,
        city={"en": "Aarhus"},
        zone="Europe/Copenhagen",
        starts=date(2027, 1, 17),
        ends=date(2027, 1, 19),
        lifecycle=Lifecycle.ANNOUNCED,
        host_region=region,
    )
    db.session.add(made)
    db.session.commit()
    return made


@pytest.fixture
def browser_of(
    edition: Edition,
    account: Callable[..., Account],
    signed_in: Callable[[Account], FlaskClient],
) -> Callable[[str], FlaskClient]:
    """A browser of the secretariat, of an organiser or an editor of the edition, or of nobody."""

    def browser(who: str) -> FlaskClient:
        made = account(f"{who}@example.org", secretariat=who == "secretariat")
        if who in ("organiser", "editor"):
            db.session.add(
                Staff(
                    edition_id=edition.id,
                    account_id=made.id,
                    role=who,
                    appointed=datetime(2026, 1, 1, tzinfo=UTC),
                )
            )
            db.session.commit()
        return signed_in(made)

    return browser


@pytest.fixture
def organiser(browser_of: Callable[[str], FlaskClient]) -> FlaskClient:
    """The organiser's browser."""
    return browser_of("organiser")


def send(client: FlaskClient, path: str, **changes: object):
    """Fill in the form found at a path, with some values changed; None leaves one out."""
    shown = client.get(path)
    assert shown.status_code == 200, shown.status
    values = {**fields(shown.text), **changes}
    return client.post(
        path, data={name: value for name, value in values.items() if value is not None}
    )


def last_entry() -> tuple[str, dict | None, dict | None]:
    """The newest entry of the log: action, before, after."""
    entry = db.session.query(AuditEntry).order_by(AuditEntry.id.desc()).first()
    assert entry is not None
    return entry.action, entry.before, entry.after
