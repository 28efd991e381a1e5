"""One comes for another: the place stays, and what goes with it; the person changes."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select

from cwf.audit import Actor
from cwf.database import db
from cwf.delegations.actions.history import record
from cwf.delegations.actions.leaving import group_alone
from cwf.delegations.actions.members import details_of
from cwf.delegations.models import Delegation, Member
from cwf.delegations.naming import Named
from cwf.editions.models import Edition
from cwf.registration.actions import participants as registrations
from cwf.registration.actions.entrants import Known, insert_all
from cwf.registration.actions.handing import hand_over
from cwf.registration.actions.particulars import set_particulars
from cwf.registration.actions.paying import Fees, hand_fee_over
from cwf.registration.actions.places import take
from cwf.registration.actions.seating import root_of
from cwf.registration.categories import Channel, Standing
from cwf.registration.details import same_address
from cwf.registration.models import Participant
from cwf.registration.places import Outcome


class Refusal(StrEnum):
    """Why somebody cannot come for another.

    SAME: they are the one already. MEMBER: they come with this delegation. ELSEWHERE: with
    another. NO_WAY_BACK: who was named registered by themselves, and no place is free for them.
    WAITS: who was named is in line, and who would come has a place, which they would lose.
    """

    SAME = "same"
    MEMBER = "member"
    ELSEWHERE = "elsewhere"
    NO_WAY_BACK = "no_way_back"
    WAITS = "waits"


@dataclass(frozen=True, kw_only=True)
class Exchanged:
    """Who came instead of whom; `cancelled`: the former takes part no longer."""

    former: Participant
    cancelled: bool


def substitute(
    delegation: Delegation, member: Member, named: Named, *, at: datetime, actor: Actor
) -> Exchanged | Refusal:
    """Let somebody come for a member, who is locked, in the same role; roll back on a refusal.

    The places of the former, in sessions too, what they cover and what they answered are now the
    other's; what hosts were told of the former's diet and stay is not. For one in line one waits.
    """
    former = member.participant
    waits = former.standing == Standing.WAITING
    found = _other(delegation, member, named, at)
    if isinstance(found, Refusal):
        return found
    other, came = found
    if waits and came:
        return Refusal.WAITS
    hand_over(former.id, other.id, at=at)
    if not came:
        _stand(other, former, waits=waits, at=at)
    if not member.instead_of:
        member.instead_of = former.person.name
    member.participant, member.asked, member.presents = other, None, named.presents
    db.session.flush()
    if named.particulars:
        set_particulars(other, named.particulars, at=at, actor=actor, role=member.role)
    names = {"before": {"name": former.person.name}, "after": {"name": other.person.name}}
    record(delegation, "delegation.substitute", actor, **names)
    cancelled = former.channel == Channel.DELEGATION
    if cancelled:
        registrations.cancel(former, at=at, actor=actor)
    elif not _seated(former, at):
        return Refusal.NO_WAY_BACK
    return Exchanged(former=former, cancelled=cancelled)


def _other(
    delegation: Delegation, member: Member, named: Named, at: datetime
) -> tuple[Participant, bool] | Refusal:
    """Who comes instead, made if need be, and whether they take part already."""
    email = same_address(named.email) if named.email else None
    known = Known(delegation.edition_id, [email] if email else [])
    row = known.row_of(email)
    if row is None:
        (made,) = insert_all(
            [(email, details_of(named))],
            known,
            at=at,
            edition_id=delegation.edition_id,
            channel=Channel.DELEGATION,
            booking_id=None,
        )
        return db.session.get_one(Participant, made), False
    if row.id == member.participant_id:
        return Refusal.SAME
    there = db.session.scalar(select(Member).where(Member.participant_id == row.id))
    if there is not None:
        return Refusal.MEMBER if there.delegation_id == delegation.id else Refusal.ELSEWHERE
    if row.standing == Standing.CONFIRMED:
        return row, True
    details = details_of(named)
    row.category, row.country = details.category, details.country or None
    row.affiliation, row.language = details.affiliation, details.language
    row.cancelled, row.wanted = None, None
    row.channel = Channel.DELEGATION
    return row, False


def _stand(other: Participant, former: Participant, *, waits: bool, at: datetime) -> None:
    """Who comes anew stands as the former did, and owes what they owed if these come no more."""
    other.standing = Standing.WAITING if waits else Standing.CONFIRMED
    other.confirmed = None if waits else at
    if former.channel == Channel.DELEGATION:
        hand_fee_over(former, other)
    else:
        Fees(db.session.get_one(Edition, other.edition_id), at).fix(other)


def _seated(former: Participant, at: datetime) -> bool:
    """Whether who registered by themselves has a place as an individual again."""
    root_id = root_of(former.edition_id)
    if root_id is None:
        return True
    outcome = take(root_id, former.id, group=group_alone(former), at=at)
    return outcome in (Outcome.TAKEN, Outcome.ALREADY)
