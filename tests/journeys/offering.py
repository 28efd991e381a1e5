"""Groups to whom places are offered, for the pages on which these are taken or declined."""

from sqlalchemy import select

from cwf import clock
from cwf.audit import SYSTEM
from cwf.database import db
from cwf.delegations.actions import quotas
from cwf.delegations.actions.members import name_members
from cwf.delegations.models import Delegation
from cwf.delegations.naming import Named
from cwf.delegations.queries.quotas import quotas_of
from cwf.delegations.roles import Role
from cwf.delegations.stages import Stage
from cwf.editions.models import Edition
from cwf.registration.actions import letters
from cwf.registration.actions.admission import admission_of, open_places
from cwf.registration.actions.entering import Entrant, enter_all
from cwf.registration.actions.seating import root_of
from cwf.registration.categories import Category, Channel
from cwf.registration.details import Details
from cwf.registration.models import Booking
from cwf.registration.places import Wait
from cwf.registration.queries.offered import offered_to
from cwf.registration.queries.places import counts

NAMES = ("Lis Ek", "Per Ek")


def offers() -> dict[str, object]:
    """A delegation and a booking, each with two people who waited and have offers now."""
    edition = db.session.scalars(select(Edition).where(Edition.slug == "next")).one()
    found = {"offered delegation": _delegation(edition), "offered booking": _booking(edition)}
    db.session.commit()
    return found


def _delegation(edition: Edition) -> object:
    forming = select(Delegation).where(
        Delegation.edition_id == edition.id, Delegation.stage == Stage.FORMING
    )
    row = db.session.scalars(forming.order_by(Delegation.id)).first()
    assert row is not None
    at = clock.now()
    named = quotas_of(row, at).named
    quotas.grant(row, named, {}, at=at, actor=SYSTEM)
    people = [Named(name=name, role=Role.PRESS, country=row.country or "DK") for name in NAMES]
    joined = name_members(row, people, at=at, actor=SYSTEM, wait=Wait.PARTS)
    quotas.grant(row, named + len(NAMES), {}, at=at, actor=SYSTEM)
    _are_offered(edition, [one.member.participant_id for one in joined if one.member])
    return row.uuid


def _booking(edition: Edition) -> str:
    at, admission = clock.now(), admission_of(edition.id)
    assert admission is not None
    assert admission.root_id is not None
    now = counts([admission.root_id], at)[admission.root_id]
    open_places(edition, now.taken + now.held + now.offered, at, SYSTEM)
    made = Booking(
        edition_id=edition.id, key="offered", buyer="Bea Buyer", organisation="Tidal Bank",
        email="buyer@example.org", made=at, confirmed=at,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    details = [
        Details(name=name, country="DK", affiliation="", category=Category.FULL, language="en")
        for name in NAMES
    ]
    entered = enter_all(
        edition.id, [Entrant(details=one) for one in details], channel=Channel.BOOKING, at=at,
        actor=SYSTEM, booking_id=made.id, wait=Wait.PARTS,
    )  # fmt: skip
    rows = [one.participant for one in entered if one.participant]
    made.wanted = [
        {**one.kept(), "email": "", "wait": "parts", "uuid": str(row.uuid), "outcome": "waiting"}
        for one, row in zip(details, rows, strict=True)
    ]
    open_places(edition, now.capacity, at, SYSTEM)
    _are_offered(edition, [row.id for row in rows])
    return letters.booking_token(made)


def _are_offered(edition: Edition, ids: list[int]) -> None:
    offered = offered_to(root_of(edition.id), ids, clock.now())
    assert offered is not None
    assert offered.people == frozenset(ids)
    assert len(ids) == len(NAMES)
