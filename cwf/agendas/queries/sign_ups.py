"""Limits of slots, what is compulsory, and how an edition treats sign-ups."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select
from werkzeug.exceptions import NotFound

from cwf.agendas.models import Duty, LimitedSlot, SignUpRules
from cwf.agendas.picks import Hold
from cwf.agendas.sign_ups import (
    Limit,
    SignUp,
    barred,
    in_the_way,
    other_placing,
    slot_of,
)
from cwf.database import db
from cwf.editions.models import Edition
from cwf.people.models import Account
from cwf.programme.models import Slot
from cwf.programme.timetable import Timetable
from cwf.registration.categories import Standing
from cwf.registration.models import Participant
from cwf.registration.places import ClaimState, Held
from cwf.registration.queries.places import held_by, standing
from cwf.registration.reasons import explain
from cwf.registration.turns import offers


def limits_of(edition_id: int) -> dict[UUID, Limit]:
    """The limited slots of an edition, by UUID."""
    rows = db.session.scalars(select(LimitedSlot).where(LimitedSlot.edition_id == edition_id))
    return {row.slot_uuid: limit_in(row) for row in rows}


def limit_of(edition_id: int, slot: UUID) -> Limit | None:
    """The limit of one slot of an edition; None where nobody need sign up."""
    row = limited_slot(edition_id, slot)
    return limit_in(row) if row else None


def limited_slot(edition_id: int, slot: UUID, *, lock: bool = False) -> LimitedSlot | None:
    """Its row, for forms; `lock=True` waits for whoever changes it now."""
    statement = select(LimitedSlot).where(
        LimitedSlot.edition_id == edition_id, LimitedSlot.slot_uuid == slot
    )
    return db.session.scalar(statement.with_for_update() if lock else statement)


def limit_in(row: LimitedSlot) -> Limit:
    """A row as frozen data."""
    return Limit(
        slot=row.slot_uuid,
        session_id=row.session_id,
        root_id=row.quota_id,
        opens=row.opens,
        closes=row.closes,
    )


def rules_of(edition_id: int) -> SignUpRules:
    """How the edition treats sign-ups; one that never said so has the usual rules, not kept."""
    return db.session.get(SignUpRules, edition_id) or SignUpRules(
        edition_id=edition_id, version=0, refuse_overlaps=False, offer_minutes=24 * 60
    )


def duties_of(edition_id: int) -> dict[int, frozenset[str]]:
    """For whom which session is compulsory: categories ("": everyone) by the session's id."""
    rows = db.session.execute(
        select(Duty.session_id, Duty.category).where(Duty.edition_id == edition_id)
    )
    found: dict[int, frozenset[str]] = {}
    for session, category in rows:
        found[session] = found.get(session, frozenset()) | {category}
    return found


def participant_at(edition_id: int, account: Account, *, lock: bool = False) -> Participant | None:
    """The confirmed participant that an account is; `lock=True`: one sign-up at a time."""
    if account.person_id is None:
        return None
    return _confirmed(edition_id, Participant.person_id == account.person_id, lock)


def participant_named(edition_id: int, email: str, *, lock: bool = False) -> Participant | None:
    """The confirmed participant with an e-mail address, in whatever case."""
    return _confirmed(edition_id, Participant.email == email.lower(), lock)


def participant_known(edition_id: int, uuid: UUID, *, lock: bool = False) -> Participant:
    """The confirmed participant of a UUID; raises NotFound."""
    found = _confirmed(edition_id, Participant.uuid == uuid, lock)
    if found is None:
        raise NotFound
    return found


def _confirmed(edition_id: int, which: ColumnElement[bool], lock: bool) -> Participant | None:
    statement = select(Participant).where(
        which,
        Participant.edition_id == edition_id,
        Participant.standing == Standing.CONFIRMED,
    )
    return db.session.scalar(statement.with_for_update(of=Participant) if lock else statement)


def edition_row(edition_id: int) -> Edition:
    """The edition of an id."""
    return db.session.get_one(Edition, edition_id)


def sign_up(
    limit: Limit, timetable: Timetable | None, participant: Participant | None, at: datetime
) -> SignUp:
    """Where a participant stands with a slot; without one, how it stands for anybody."""
    found = standing([limit.root_id], at)[limit.root_id]
    mine = {one.root_id: one for one in held_by(participant.id, at)} if participant else {}
    held = mine.get(limit.root_id)
    slot = slot_of(limit.slot, timetable)
    holds = holds_of(participant, mine) if participant and slot else {}
    rules = db.session.get(SignUpRules, participant.edition_id) if participant else None
    return SignUp(
        limit=limit,
        slot=slot,
        counts=found.counts(at),
        reason=explain(
            found.tree,
            offers(found.tree, found.queue),
            held,
            group=participant.category if participant else "",
            at=at,
        ),
        held=held,
        bar=barred(limit, timetable, at),
        clashes=in_the_way(slot, timetable, holds) if slot and timetable else (),
        instance=other_placing(slot, timetable, holds) if slot and timetable else None,
        refused=bool(rules and rules.refuse_overlaps),
    )


def holds_of(participant: Participant, mine: Mapping[int, Held]) -> dict[UUID, Hold]:
    """What makes a participant busy, by slot: places, and what is compulsory (two statements)."""
    duties = (
        select(Slot.uuid)
        .join(Duty, Duty.session_id == Slot.session_id)
        .where(
            Duty.edition_id == participant.edition_id,
            Duty.category.in_(["", participant.category]),
        )
    )
    found = dict.fromkeys(db.session.scalars(duties), Hold.DUTY)
    roots = [root for root, held in mine.items() if held.state is ClaimState.PLACE]
    if roots:
        taken = select(LimitedSlot.slot_uuid).where(LimitedSlot.quota_id.in_(roots))
        found |= dict.fromkeys(db.session.scalars(taken), Hold.PLACE)
    return found


def limits_in(edition_id: int, slots: Collection[UUID]) -> list[Limit]:
    """The limits of some slots, in the order of their trees."""
    rows = db.session.scalars(
        select(LimitedSlot)
        .where(LimitedSlot.edition_id == edition_id, LimitedSlot.slot_uuid.in_(slots))
        .order_by(LimitedSlot.quota_id)
    )
    return [limit_in(row) for row in rows]
