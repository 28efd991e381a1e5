"""Other days or another zone: what becomes of when sign-up and registration open and close."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from cwf.agendas.models import LimitedSlot
from cwf.database import db
from cwf.programme.actions.dates import Days, Hours, change_dates
from cwf.registration.actions import places
from cwf.registration.models import Quota, RegistrationTerms
from tests.agendas.signing import NOON, limit, workshop
from tests.programme.conftest import ADA, Forum

STANDS: dict[str, Any] = {
    "starts": date(2017, 11, 1),
    "ends": date(2017, 11, 2),
    "zone": "Europe/Copenhagen",
    "day_change_hour": 4,
}
PAST, SOON = NOON - timedelta(days=3), datetime(2017, 10, 28, 10, tzinfo=UTC)  # noon of the clock
LATER = datetime(2017, 10, 27, 16, tzinfo=UTC)  # 18:00


@pytest.fixture
def root(forum: Forum) -> int:
    """A workshop that can be signed up for until noon of the 28th, a place kept until the 27th."""
    (slot,) = workshop(forum, "clay", 9)
    root = limit(forum, slot, 10, opens=PAST, closes=SOON)
    places.hold_back(root, group="press", number=2, until=LATER, at=NOON)
    terms = RegistrationTerms(
        edition_id=forum.edition.id, opens=PAST, closes=SOON, categories=["full"], welcome={}
    )
    db.session.add(terms)
    db.session.commit()
    return root


def instants(root: int) -> dict[str, tuple[datetime | None, ...]]:
    """What is kept of sign-up, of its tree of places, and of registration."""
    db.session.commit()
    db.session.expire_all()
    row = db.session.scalars(select(LimitedSlot).where(LimitedSlot.quota_id == root)).one()
    part = db.session.scalars(select(Quota).where(Quota.parent_id == root)).one()
    terms = db.session.get_one(RegistrationTerms, row.edition_id)
    return {
        "sign-up": (row.opens, row.closes),
        "places": (db.session.get_one(Quota, root).closes, part.held_until),
        "registration": (terms.opens, terms.closes),
    }


def test_with_the_sessions_sign_up_moves_by_days_and_registration_stays(
    forum: Forum, root: int, logged
) -> None:
    values = {**STANDS, "starts": date(2017, 11, 8), "ends": date(2017, 11, 9)}
    change_dates(forum.edition, days=Days.MOVE, at=NOON, actor=ADA, **values)
    # clocks have gone back on 29 October: noon is an hour later in UTC
    closes = datetime(2017, 11, 4, 11, tzinfo=UTC)
    assert instants(root) == {
        "sign-up": (PAST, closes),
        "places": (closes, datetime(2017, 11, 3, 17, tzinfo=UTC)),
        "registration": (PAST, SOON),
    }
    actions = [action for action, *_rest in logged()]
    assert [one for one in actions if one.startswith(("limit", "registration"))] == [
        "limit.set",  # by the fixture
        "limit.change",
        "limit.hold_back",
    ]


def test_in_another_zone_all_of_it_keeps_the_clock(forum: Forum, root: int, logged) -> None:
    values = {**STANDS, "zone": "America/Chicago"}
    change_dates(forum.edition, hours=Hours.CLOCK, at=NOON, actor=ADA, **values)
    noon = datetime(2017, 10, 28, 17, tzinfo=UTC)
    assert instants(root) == {
        "sign-up": (PAST, noon),
        "places": (noon, datetime(2017, 10, 27, 23, tzinfo=UTC)),
        "registration": (PAST, noon),
    }
    assert "registration.terms" in [action for action, *_rest in logged()]


@pytest.mark.parametrize(
    ("choice", "values"),
    [
        ({"hours": Hours.INSTANT}, {"zone": "America/Chicago"}),
        ({"days": Days.STAY}, {"starts": date(2017, 11, 8), "ends": date(2017, 11, 9)}),
    ],
)
def test_what_is_to_stay_stays(
    forum: Forum, root: int, choice: dict[str, Any], values: dict[str, Any]
) -> None:
    change_dates(forum.edition, at=NOON, actor=ADA, **choice, **{**STANDS, **values})
    assert instants(root) == {
        "sign-up": (PAST, SOON),
        "places": (SOON, LATER),
        "registration": (PAST, SOON),
    }
