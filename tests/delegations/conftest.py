"""An edition with delegations, and browsers for its host and for those who lead them."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from cwf.audit import SYSTEM
from cwf.database import db
from cwf.delegations.actions import delegations as actions
from cwf.delegations.actions import heads as people
from cwf.delegations.actions.letters import head_token
from cwf.delegations.models import Delegation, Head
from cwf.delegations.roles import Rank
from cwf.delegations.stages import Stage
from cwf.editions.lifecycle import Lifecycle
from cwf.editions.models import Edition, Staff
from cwf.editions.roles import StaffRole
from cwf.people.models import Account
from cwf.regions.models import Region
from tests.registration.conftest import Visitor

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
DEADLINE = datetime(2027, 4, 25, 21, 59, tzinfo=UTC)
MANAGE = "/en/manage/editions/2027/delegations"
AILSA = {"name": "Ailsa Morrison", "email": "ailsa@gov.example"}


@pytest.fixture
def noon() -> Any:
    """The first of March 2027, noon; it can be shifted."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def regions(app: Flask) -> dict[str, Region]:
    """Three regions of the network, one of them the host's."""
    found = {
        slug: Region(slug=slug, name={"en": name}, country=country)
        for slug, name, country in (
            ("scotland", "Scotland", "GB"),
            ("oklahoma", "Oklahoma", "US"),
            ("central-denmark", "Central Denmark", "DK"),
        )
    }
    db.session.add_all(found.values())
    db.session.commit()
    return found


@pytest.fixture
def edition(app: Flask, regions: dict[str, Region], noon: Any) -> Edition:
    """Aarhus 2027, announced, a few months ahead."""
    made = Edition(
        slug="2027",
        year=2027,
        city={"en": "Aarhus"},
        country="DK",
        host_region_id=regions["central-denmark"].id,
        zone="Europe/Copenhagen",
        starts=date(2027, 5, 19),
        ends=date(2027, 5, 20),
        lifecycle=Lifecycle.ANNOUNCED,
    )
    db.session.add(made)
    db.session.commit()
    return made


@pytest.fixture
def made(edition: Edition, regions: dict[str, Region]) -> Callable[..., Delegation]:
    """Make a delegation: `made("oklahoma", head="ann@example.org", stage=Stage.FORMING)`."""

    def make(
        slug: str = "scotland",
        *,
        head: str | None = AILSA["email"],
        stage: Stage = Stage.INVITED,
        **values: Any,
    ) -> Delegation:
        said = {"country": regions[slug].country, "zone": "Europe/London", "language": "en"}
        row = actions.make(
            edition,
            region_id=regions[slug].id,
            actor=SYSTEM,
            at=NOW,
            **{**said, "deadline": DEADLINE, **values},
        )
        if head:
            name = head.partition("@")[0].title()
            people.invite(
                row, rank=Rank.HEAD, name=name, email=head, language="en", at=NOW, actor=SYSTEM
            )
        row.stage = stage
        db.session.commit()
        return row

    return make


@pytest.fixture
def host(
    edition: Edition, account: Callable[..., Account], signed_in: Callable[[Account], FlaskClient]
) -> Visitor:
    """The browser of an organiser."""
    one = account("org@example.org")
    role = StaffRole.ORGANISER
    db.session.add(Staff(edition_id=edition.id, account_id=one.id, role=role, appointed=NOW))
    db.session.commit()
    return Visitor(signed_in(one))


@pytest.fixture
def entered(app: Flask) -> Callable[..., Visitor]:
    """The browser of somebody who answers for a delegation, let in by their link."""

    def enter(row: Delegation, which: int = 0) -> Visitor:
        browser = Visitor(app.test_client())
        answer = browser.send(way_in(row, which))
        assert answer.status_code in (302, 303), answer.status
        return browser

    return enter


def way_in(row: Delegation, which: int = 0) -> str:
    """The path of the link of a head."""
    db.session.rollback()
    return f"/en/delegations/invitation/{head_token(heads_of(row)[which])}"


def heads_of(row: Delegation) -> list[Head]:
    """Who answers for a delegation, as it stands."""
    db.session.expire_all()
    found = select(Head).where(Head.delegation_id == row.id).order_by(Head.id)
    return list(db.session.scalars(found))


def stage_of(uuid: UUID) -> Stage:
    """The stage of a delegation, as it stands."""
    db.session.rollback()
    found = db.session.scalar(select(Delegation.stage).where(Delegation.uuid == uuid))
    assert found is not None
    return Stage(found)
