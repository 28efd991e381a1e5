"""How a registration stands once its address is known: to be approved, in line, or confirmed.

Nothing here commits. Whoever takes part has a place of the edition, where its places are bounded;
so standing follows the claim on its tree, and what happened to that elsewhere (an offer that ran
out, a place that organisers gave) is followed by the job `offers`.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import or_, select

from cwf import audit
from cwf.audit import SYSTEM, Actor
from cwf.database import db
from cwf.editions.models import Edition
from cwf.registration.actions.answers import free_options
from cwf.registration.actions.paying import Fees
from cwf.registration.actions.places import accept, give_all_up
from cwf.registration.actions.seating import (
    definition_of,
    group_of,
    regrouped,
    root_of,
    seat,
    standing_for,
)
from cwf.registration.categories import Standing
from cwf.registration.models import Admission, Claim, Participant, RegistrationTerms
from cwf.registration.places import ClaimState, Outcome, Wait

OVER = frozenset({ClaimState.LAPSED, ClaimState.GIVEN_UP})


class NoPlaces(RuntimeError):
    """There is no place, and no line to wait in; nothing may then be committed."""


def stand(row: Participant, *, at: datetime, approved: bool = False) -> None:
    """Let somebody stand as their category and the places make it; flushed.

    `approved`: organisers have said yes, by a button or by adding them. Raises NoPlaces.
    """
    row.cancelled, row.wanted, row.confirmed = None, None, None
    if not approved and category_is_approved(row.edition_id, row.category):
        row.standing = Standing.APPLIED
        db.session.flush()
        return
    edition = db.session.get_one(Edition, row.edition_id)
    group = group_of(definition_of(edition), country=row.country, category=row.category)
    found = seat(root_of(row.edition_id), {row.id: group}, at=at, wait=Wait.PARTS)
    standing = standing_for(found[row.id])
    if standing is None:
        raise NoPlaces
    row.standing = standing
    if standing is Standing.CONFIRMED:
        take_part(row, edition, at)
    db.session.flush()


def approve(row: Participant, *, at: datetime, actor: Actor) -> None:
    """Organisers say yes: they take part, or wait in line if there is no place."""
    if row.standing != Standing.APPLIED:
        return
    stand(row, at=at, approved=True)
    _record(row, "registration.approve", actor, after=as_logged(row))


def decline(row: Participant, *, at: datetime, actor: Actor, reason: str = "") -> None:
    """Organisers say no. The person may ask anew, perhaps as something else."""
    if row.standing != Standing.APPLIED:
        return
    row.standing, row.cancelled, row.wanted = Standing.DECLINED, at, None
    free_options(row.id)
    _record(row, "registration.decline", actor, after={"reason": reason} if reason else None)


def move(row: Participant, *, country: str, category: str, at: datetime) -> bool:
    """Count somebody where another country or category belongs; False: there is no place for them.

    Whose place is not one that their own country and category gave them (who came with a
    delegation) keeps it.
    """
    root_id = root_of(row.edition_id)
    if root_id is None or row.standing not in (Standing.CONFIRMED, Standing.WAITING):
        return True
    rule = definition_of(db.session.get_one(Edition, row.edition_id))
    now = group_of(rule, country=row.country, category=row.category)
    then = group_of(rule, country=country, category=category)
    return now == then or regrouped(root_id, row.id, now, then, at=at)


def reconsider(row: Participant, at: datetime) -> None:
    """The category is another one: it may need no approval, and cost something else."""
    if row.standing == Standing.APPLIED:
        stand(row, at=at)
    elif row.standing == Standing.CONFIRMED:
        edition = db.session.get_one(Edition, row.edition_id)
        Fees(edition, row.confirmed or at).fix(row)


def take_offer(row: Participant, *, at: datetime, actor: Actor) -> bool:
    """Take the place of the edition that was offered; False: there is no such offer any more."""
    root_id = root_of(row.edition_id)
    if row.standing == Standing.CONFIRMED:
        return True
    if row.standing != Standing.WAITING or root_id is None:
        return False
    if accept(root_id, row.id, at=at) not in (Outcome.TAKEN, Outcome.ALREADY):
        return False
    take_part(row, db.session.get_one(Edition, row.edition_id), at)
    _record(row, "registration.confirm", actor, after=as_logged(row))
    return True


def follow(at: datetime) -> list[Participant]:
    """Let those who wait stand as their claim on the edition's places does by now; who they are.

    A place: they take part. An offer that ran out, or was given up: they do not. Where places are
    bounded no more: they take part, too. Their mails are the caller's.
    """
    found = db.session.execute(
        select(Participant, Claim.state, Claim.ended, Admission.root_id)
        .outerjoin(Admission, Admission.edition_id == Participant.edition_id)
        .outerjoin(
            Claim,
            (Claim.root_id == Admission.root_id) & (Claim.participant_id == Participant.id),
        )
        .where(
            Participant.standing == Standing.WAITING,
            or_(
                Admission.root_id.is_(None),
                Claim.state.in_([ClaimState.PLACE, *OVER]),
            ),
        )
        .order_by(Participant.id)
        .with_for_update(of=Participant, skip_locked=True)
    ).all()
    for row, state, ended, root_id in found:
        if root_id is None or state == ClaimState.PLACE:
            take_part(row, db.session.get_one(Edition, row.edition_id), at)
            _record(row, "registration.confirm", SYSTEM, after=as_logged(row))
        else:
            row.standing, row.cancelled = Standing.CANCELLED, ended or at
            give_all_up(row.id, at=at)
            _record(row, "registration.lapse", SYSTEM)
    return [row for row, *_ in found]


def category_is_approved(edition_id: int, category: str) -> bool:
    """Whether organisers approve each who comes as that."""
    terms = db.session.get(RegistrationTerms, edition_id)
    return terms is not None and category in terms.approve


def take_part(row: Participant, edition: Edition, at: datetime) -> None:
    """They take part from now on, at the fee of that day."""
    row.standing, row.confirmed, row.cancelled = Standing.CONFIRMED, at, None
    Fees(edition, at).fix(row)


def as_logged(row: Participant) -> dict[str, Any]:
    """How somebody stands, as the log keeps it: attendance tells days of it that were missed."""
    return {"state": str(row.standing)}


def _record(row: Participant, action: str, actor: Actor, **values: Any) -> None:
    scope = audit.edition_scope(row.edition_id)
    audit.record(actor, action, scope=scope, subject=row.person.name, **values)
