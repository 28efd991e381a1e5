"""What the invented coming edition costs, who is to be approved, and who waits for a place."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from cwf.audit import Actor
from cwf.database import db
from cwf.demo.reading import read
from cwf.editions.models import Edition
from cwf.registration.actions.admission import admission_of
from cwf.registration.actions.nodes import part_of, put_node
from cwf.registration.actions.paying import Fees, set_fees
from cwf.registration.actions.settling import lock
from cwf.registration.actions.standing import stand
from cwf.registration.categories import Category, Payment, Standing
from cwf.registration.conditions import Kind, Rule
from cwf.registration.fees import Price
from cwf.registration.models import Claim, Fee, Participant, RegistrationTerms

FILE = "costs.yaml"
SEED = 14


def charged(edition: Edition) -> bool:
    """Whether taking part costs something already."""
    wanted = select(Fee.edition_id).where(Fee.edition_id == edition.id).limit(1)
    return db.session.scalar(wanted) is not None


def charge(edition: Edition, *, now: datetime, actor: Actor) -> str:
    """Set fees and rules, note who has paid, and let some ask first. Says what was made."""
    told, chance = read(FILE), Random(SEED)
    terms = db.session.get_one(RegistrationTerms, edition.id)
    terms.approve = told["approve"]
    prices = _prices(told, now.astimezone(ZoneInfo(edition.zone)).date())
    rules = [_rule(edition, one) for one in told["rules"]]
    set_fees(edition, terms, currency=told["currency"], fees=prices, rules=rules, actor=actor)
    for row in _free(edition, told["applied"]):
        row.standing, row.confirmed = Standing.APPLIED, None
    for row in _free(edition, told["waiting"]):
        row.standing, row.confirmed = Standing.WAITING, None
    db.session.flush()
    for row in _confirmed(edition):
        Fees(edition, row.asked).fix(row)
        if row.payment == Payment.UNPAID:
            weights = told["payments"]
            row.payment = Payment(chance.choices(list(weights), list(weights.values()))[0])
    return f"fees of {len(prices)} categories, and {len(rules)} rules for cancelling"


def bounded(edition: Edition) -> bool:
    """Whether the group in which some wait has its bound already."""
    admission = admission_of(edition.id)
    if admission is None or admission.root_id is None:
        return True
    return part_of(lock([admission.root_id])[admission.root_id], _group()) is not None


def bound(edition: Edition, *, now: datetime) -> str:
    """Give that group as many places as are taken; who is marked as waiting gets in line."""
    admission = admission_of(edition.id)
    assert admission is not None
    assert admission.root_id is not None
    group = _group()
    number = sum(f"+{row.category}" == group for row in _confirmed(edition))
    put_node(admission.root_id, group, capacity=number, until=None, across=True, at=now)
    waiting = db.session.scalars(
        select(Participant)
        .where(Participant.edition_id == edition.id, Participant.standing == Standing.WAITING)
        .order_by(Participant.asked, Participant.id)
    ).all()
    for row in waiting:
        stand(row, at=now)
    return f"{len(waiting)} people in line for {edition.slug}"


def _group() -> str:
    (category,) = read(FILE)["waiting"]["categories"]
    return f"+{category}"


def _prices(told: dict[str, Any], today: date) -> dict[Category, Price]:
    until = today + timedelta(days=told["early_days"])
    return {
        Category(code): Price(
            amount=one["amount"],
            early=one.get("early"),
            early_until=until if "early" in one else None,
        )
        for code, one in told["fees"].items()
    }


def _rule(edition: Edition, told: dict[str, Any]) -> Rule:
    assert edition.starts is not None
    values: dict[str, Any] = {**told, "kind": Kind(told["kind"])}
    for name in {"begins", "ends"} & set(told):
        values[name] = edition.starts - timedelta(days=told[name])
    return Rule(**values)


def _confirmed(edition: Edition) -> Sequence[Participant]:
    found = select(Participant).where(
        Participant.edition_id == edition.id, Participant.standing == Standing.CONFIRMED
    )
    return db.session.scalars(found.order_by(Participant.id)).all()


def _free(edition: Edition, told: dict[str, Any]) -> list[Participant]:
    """The last who come as one of those, and are in no session."""
    claimed = set(db.session.scalars(select(Claim.participant_id)))
    found = [
        row
        for row in _confirmed(edition)
        if row.category in told["categories"] and row.id not in claimed
    ]
    return found[-told["number"] :]
