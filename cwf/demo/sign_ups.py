"""Sign-ups at the invented coming edition, in every state; and what the demo attendee has of them."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from cwf.agendas.actions import limits
from cwf.agendas.models import LimitedSlot, SignUpRules
from cwf.audit import Actor
from cwf.database import db
from cwf.demo.reading import read
from cwf.editions.models import Edition
from cwf.people.models import Account
from cwf.programme.queries.timetables import draft_timetable
from cwf.programme.timetable import Timetable
from cwf.registration.actions import places
from cwf.registration.categories import Standing
from cwf.registration.models import Claim, Participant
from cwf.registration.places import ClaimState

FILE = "sign_ups.yaml"
APART = 17  # participants between the first ones of two sessions, so that not all go to the same


def limited(edition: Edition) -> bool:
    """Whether sign-ups are there already."""
    return db.session.get(SignUpRules, edition.id) is not None


def sign_up(edition: Edition, *, now: datetime, actor: Actor) -> str:
    """Limit sessions and fill them with participants; says what was made."""
    told, draft = read(FILE), draft_timetable(edition)
    minutes = told["offer_hours"] * 60
    limits.set_rules(edition, refuse_overlaps=False, offer_minutes=minutes, at=now, actor=actor)
    people = db.session.scalars(
        select(Participant)
        .where(Participant.edition_id == edition.id, Participant.standing == Standing.CONFIRMED)
        .order_by(Participant.id)
    ).all()
    for number, one in enumerate(told["limits"]):
        first = number * APART
        turned = [people[(first + place) % len(people)] for place in range(len(people))]
        _limit(edition, draft, one, turned, now, actor)
    for one in told["compulsory"]:
        session = draft.session[one["session"]]
        limits.set_duty(edition, session, one["categories"], actor=actor)
    return f"{len(told['limits'])} sessions of {edition.slug} with few places"


def attend(account: Account, slug: str, *, now: datetime) -> None:
    """What a demo account that takes part has: a place, and an offer of one that was given up."""
    edition = db.session.scalars(select(Edition).where(Edition.slug == slug)).one()
    if not limited(edition):
        return
    participant = db.session.scalars(
        select(Participant).where(
            Participant.edition_id == edition.id, Participant.person_id == account.person_id
        )
    ).one()
    told, draft = read(FILE)["attendee"], draft_timetable(edition)
    group = participant.category
    places.take(_root(draft, told["place"], 0), participant.id, group=group, at=now)
    root = _root(draft, told["offer"], 0)
    places.take(root, participant.id, group=group, at=now, wait=True)
    taken = select(Claim.participant_id).where(
        Claim.root_id == root, Claim.state == ClaimState.PLACE
    )
    other = db.session.scalars(taken.order_by(Claim.id).limit(1)).one()
    places.give_up(root, other, at=now)


def _limit(
    edition: Edition,
    draft: Timetable,
    told: dict[str, Any],
    people: list[Participant],
    now: datetime,
    actor: Actor,
) -> None:
    slot = draft.slots_of[told["session"]][told["placing"]]
    session = draft.session[told["session"]]
    days = told.get("opens_after_days")
    opens = now + timedelta(days=days) if days else None
    terms = limits.Terms(capacity=told["places"], opens=opens, closes=None)
    limits.set_limit(edition, slot, session, terms, at=now, actor=actor)
    root = _root(draft, told["session"], told["placing"])
    if held := told.get("held"):
        until = now + timedelta(days=held["until_days"])
        group, number = held["group"], held["number"]
        places.hold_back(root, group=group, number=number, until=until, at=now)
        people = [one for one in people if one.category != group]
    number = told["taken"] + told.get("waiting", 0)
    for place, one in enumerate(people[:number]):
        at = now - timedelta(minutes=number - place)
        places.take(root, one.id, group=one.category, at=at, wait=place >= told["taken"])
    if told.get("then"):
        fewer = limits.Terms(capacity=told["then"], opens=opens, closes=None)
        limits.set_limit(edition, slot, session, fewer, at=now, actor=actor)


def _root(draft: Timetable, session: str, placing: int) -> int:
    uuid = draft.slots_of[session][placing].uuid
    return db.session.scalars(
        select(LimitedSlot.quota_id).where(LimitedSlot.slot_uuid == uuid)
    ).one()
