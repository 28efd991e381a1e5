"""Offers to several people, answered by whoever answers for them. Nothing here commits.

Rows of participants are locked before the tree, as of somebody who takes a place by themselves.
Nudge `offers` after the commit, for what is declined goes to the next in line.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select

from cwf import audit
from cwf.audit import Actor
from cwf.database import db
from cwf.editions.models import Edition
from cwf.registration.actions.participants import cancel
from cwf.registration.actions.parties import accept_party, give_up_party
from cwf.registration.actions.seating import root_of
from cwf.registration.actions.standing import as_logged, take_part
from cwf.registration.categories import Standing
from cwf.registration.models import Participant
from cwf.registration.places import Outcome
from cwf.registration.queries.offered import Offered


def take_offers(
    edition_id: int, offered: Offered, *, at: datetime, actor: Actor
) -> list[Participant]:
    """Take all places that are offered; who takes part by it. Their mails are the caller's.

    Whoever has a place by now, or whose offer is over, is left as they are.
    """
    root_id, rows = root_of(edition_id), _locked(offered.people)
    if root_id is None:
        return []
    taken: list[Participant] = []
    for party in offered.parties:
        found = accept_party(root_id, party, at=at, only=rows)
        taken += [rows[who] for who, outcome in found.items() if outcome is Outcome.TAKEN]
    edition = db.session.get_one(Edition, edition_id)
    for row in taken:
        take_part(row, edition, at)
    audit.record_all(
        actor,
        "registration.confirm",
        scope=audit.edition_scope(edition_id),
        of=[(row.person.name, as_logged(row)) for row in taken],
    )
    db.session.flush()
    return taken


def give_offers_up(edition_id: int, offered: Offered, *, at: datetime) -> Sequence[Participant]:
    """Decline all places that are offered; whose they were, to be told and cancelled by the caller.

    Whoever has a place by now keeps it, and is not among them.
    """
    root_id, rows = root_of(edition_id), _locked(offered.people)
    if root_id is None:
        return []
    for party in offered.parties:
        give_up_party(root_id, party, at=at, only=rows)
    return list(rows.values())


def decline_offers(
    edition_id: int, offered: Offered, *, at: datetime, actor: Actor
) -> Sequence[Participant]:
    """Decline all places that are offered: they take part no longer. Their mails are the caller's.

    Who of the same party has no offer yet goes on waiting.
    """
    rows = give_offers_up(edition_id, offered, at=at)
    for row in rows:
        cancel(row, at=at, actor=actor)
    return rows


def _locked(ids: Collection[int]) -> dict[int, Participant]:
    """Those of them who wait still, by their ids."""
    found = (
        select(Participant)
        .where(Participant.id.in_(ids), Participant.standing == Standing.WAITING)
        .order_by(Participant.id)
        .with_for_update(of=Participant)
        .execution_options(populate_existing=True)
    )
    return {row.id: row for row in db.session.scalars(found)}
