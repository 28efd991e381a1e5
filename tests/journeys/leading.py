"""A delegation for journeys: who leads it, and its links."""

from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select

from cwf import clock
from cwf.audit import SYSTEM
from cwf.database import db
from cwf.delegations.actions import (
    delegations,
    heads,
    member_imports,
    messages,
    occasions,
    quotas,
)
from cwf.delegations.actions.letters import head_token, practical_token
from cwf.delegations.actions.members import name_members
from cwf.delegations.jobs.imports import read_lists
from cwf.delegations.models import Delegation
from cwf.delegations.naming import Named
from cwf.delegations.roles import Rank, Role
from cwf.delegations.stages import Side, Standing
from cwf.editions.models import Edition

ISLA = Named(
    name="Isla Drummond", role=Role.OFFICIAL, country="GB", particulars={"diet": "", "photo": True}
)


def lead() -> dict[str, object]:
    """One that nobody has answered for yet."""
    edition = db.session.scalars(select(Edition).where(Edition.slug == "next")).one()
    row = delegations.make(
        edition,
        region_id=None,
        name={"en": "Outer Hebrides", "da": "Ydre Hebrider"},
        country="GB",
        standing=Standing.GUEST,
        zone="Europe/London",
        actor=SYSTEM,
        at=clock.now(),
    )
    head = heads.invite(
        row,
        rank=Rank.HEAD,
        name="Ailsa Morrison",
        email="ailsa@example.org",
        language="en",
        at=clock.now(),
        actor=SYSTEM,
    )
    grants = {Role.OFFICIAL: 4, Role.STUDENT: 3}
    quotas.grant(row, 9, grants, at=clock.now(), actor=SYSTEM)
    asked = quotas.ask(
        row,
        source="official",
        target="student",
        number=2,
        reason="More of them applied.",
        at=clock.now(),
        actor=SYSTEM,
    )
    word = "May two of us arrive on *Sunday*?"
    messages.write(row, side=Side.DELEGATION, text=word, key="one", at=clock.now(), actor=SYSTEM)
    (first,) = name_members(row, [ISLA], at=clock.now(), actor=SYSTEM)
    assert first.member
    dinner = occasions.make(edition, actor=SYSTEM, **_dinner(edition))
    db.session.commit()
    return {
        "delegation": row.uuid,
        "head": head.uuid,
        "head link": head_token(head),
        "member": first.member.uuid,
        "occasion": dinner.uuid,
        "practical link": practical_token(row),
        "request": asked.id,
        **_lists(edition, row),
    }


def _lists(edition: Edition, row: Delegation) -> dict[str, object]:
    """Lists of members: one whose columns are asked about, one with a pair, one with errors."""
    bodies = {
        "asking list": (row, "Wer,Mail\nAda Berg,ada@example.org\n"),
        "paired list": (row, "Name,Role\nSøren Berg,Press\nSoeren Berg,Press\n"),
        "refused list": (row, "Name,E-mail,Role\nAda Berg,ada,Sheriff\n"),
        "host's list": (None, "Name,Role,Region\nAda Berg,Press,Outer Hebrides\n"),
    }
    made = {}
    for name, (of, body) in bodies.items():
        made[name] = member_imports.receive(
            edition, of, actor=SYSTEM, name="members.csv", body=body.encode(), language="en",
            at=clock.now(),
        )  # fmt: skip
    db.session.commit()
    read_lists()
    for name, one in made.items():
        if name != "asking list":
            assert one.columns
            member_imports.choose(one, one.columns["sheets"], role="")
    db.session.commit()
    read_lists()
    return {name: one.uuid for name, one in made.items()}


def _dinner(edition: Edition) -> dict[str, object]:
    evening = datetime.combine(edition.starts or date(2027, 1, 20), time(18), UTC)
    return {
        "title": {"en": "Network dinner"},
        "place": {"en": "City hall"},
        "note": {},
        "starts": evening - timedelta(days=1),
        "ends": None,
        "answer_by": None,
        "places": 40,
        "delegation_id": None,
    }
