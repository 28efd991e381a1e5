"""Two rows become one person: each forum counts them once. Nothing here commits."""

from collections.abc import Set
from datetime import datetime

from flask import current_app
from sqlalchemy import case, delete, select, update

from cwf import audit
from cwf.audit import Actor
from cwf.database import db
from cwf.people.actions.forgetting import join_accounts
from cwf.people.models import Person
from cwf.programme.models import Speaker
from cwf.registration.actions.persons import drop_person
from cwf.registration.actions.places import give_up
from cwf.registration.categories import Payment
from cwf.registration.models import (
    Answer,
    Claim,
    JoinedRegistration,
    Participant,
    Particulars,
    PendingAnswer,
)
from cwf.registration.places import ClaimState
from cwf.registration.queries.merging import both_at

ENDED = 0  # no generation is
BEST = (ClaimState.PLACE, ClaimState.OFFERED, ClaimState.WAITING)


def merge(kept: int, gone: int, *, keep: Set[int], at: datetime, actor: Actor) -> None:
    """The person `gone` is from now on `kept`, with all that hangs on either.

    `keep` are the ids of the registrations that stay where both take part in a forum: the other
    one's places, particulars and what higher slices know (`cwf_merging`) go over to it where it
    has none of its own, what is left is given up. Accounts stay apart, each with its address, and
    both are that person's. Nudge `offers` after the commit.
    """
    name, other = (db.session.get_one(Person, one).name for one in (kept, gone))
    for edition, one, two in both_at(kept, gone):
        stays, goes = (one, two) if one.id in keep else (two, one)
        _join(stays, goes, at=at, actor=actor)
        scope = audit.edition_scope(edition.id)
        _record(actor, scope, name=name, other=other)
    for kind in (Participant, Speaker):
        moved = update(kind).where(kind.person_id == gone).values(person_id=kept)
        db.session.execute(moved)
    join_accounts(kept, gone)
    db.session.expire_all()
    drop_person(gone)
    _record(actor, audit.NETWORK, name=name, other=other)


def _join(stays: Participant, goes: Participant, *, at: datetime, actor: Actor) -> None:
    for open_claim in _claims(goes.id):
        _bring(open_claim, stays.id, at)
    for kind in (Particulars, Answer, PendingAnswer):
        has = db.session.scalar(select(kind.participant_id).where(kind.participant_id == stays.id))
        if has is None:
            moved = update(kind).where(kind.participant_id == goes.id)
            db.session.execute(moved.values(participant_id=stays.id))
    if stays.payment == Payment.NONE:
        stays.payment, stays.fee, stays.payment_note = goes.payment, goes.fee, goes.payment_note
        stays.booking_id = stays.booking_id or goes.booking_id
    _lead_on(stays, goes)
    email = stays.email or goes.email
    for join in current_app.extensions["cwf_merging"]:
        join(stays.id, goes.id, at=at, actor=actor)
    db.session.flush()
    db.session.execute(delete(Participant).where(Participant.id == goes.id))
    db.session.expunge(goes)
    stays.email = email
    db.session.flush()


def _lead_on(stays: Participant, goes: Participant) -> None:
    """The personal link of `goes`, and those that led to it, lead to `stays` from now on."""
    until = case((JoinedRegistration.until == goes.generation, stays.generation), else_=ENDED)
    led = update(JoinedRegistration).where(JoinedRegistration.participant_id == goes.id)
    db.session.execute(
        led.values(participant_id=stays.id, until=until),
        execution_options={"synchronize_session": False},
    )
    db.session.add(
        JoinedRegistration(
            uuid=goes.uuid,
            participant_id=stays.id,
            generation=goes.generation,
            until=stays.generation,
        )
    )


def _bring(claim: Claim, stays: int, at: datetime) -> None:
    """The better one of two claims on a tree stays, and is theirs; the other is given up."""
    mine = next((one for one in _claims(stays) if one.root_id == claim.root_id), None)
    if mine is not None and BEST.index(mine.state) <= BEST.index(claim.state):
        give_up(claim.root_id, claim.participant_id, at=at, why="merged")
        return
    if mine is not None:
        give_up(claim.root_id, stays, at=at, why="merged")
    over = delete(Claim).where(Claim.root_id == claim.root_id, Claim.participant_id == stays)
    db.session.execute(over)
    moved = update(Claim).where(Claim.id == claim.id).values(participant_id=stays)
    db.session.execute(moved)
    db.session.expire_all()


def _claims(participant_id: int) -> list[Claim]:
    """What is open, in the order of trees, so that locks are taken in one order."""
    wanted = select(Claim).where(Claim.participant_id == participant_id, Claim.ended.is_(None))
    fresh = wanted.order_by(Claim.root_id).execution_options(populate_existing=True)
    return list(db.session.scalars(fresh))


def _record(actor: Actor, scope: str, *, name: str, other: str) -> None:
    audit.record(
        actor, "person.merge", scope=scope, subject=name, before={"name": other}, after=None
    )
