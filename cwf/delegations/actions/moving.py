"""Who takes part, or is in line, already, counted with the delegation from now on."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from cwf.database import db
from cwf.editions.models import Edition
from cwf.registration.actions import places
from cwf.registration.actions.seating import root_of
from cwf.registration.actions.standing import take_part
from cwf.registration.batches import in_parts
from cwf.registration.models import Participant
from cwf.registration.places import Outcome, Wait
from cwf.registration.queries.trees import CLAIMS


def move(participant: Participant, group: str, at: datetime) -> Outcome:
    """Count who takes part already in another group; who had no place needs one now."""
    root_id = root_of(participant.edition_id)
    if root_id is None:
        return Outcome.TAKEN
    outcome = places.regroup(root_id, participant.id, group, at=at)
    if outcome is Outcome.NOT_OFFERED:
        outcome = places.take(root_id, participant.id, group=group, at=at)
    return outcome


def bring_along(
    edition_id: int, groups: Mapping[int, str], *, at: datetime, wait: Wait
) -> dict[int, Outcome]:
    """What became of those who had a wait or an offer of another group, by their ids.

    Where their new group has a place, they have it at once; else they keep their place in line,
    unless nobody is to wait: FULL. A statement for a thousand of whom none is such a one.
    """
    root_id = root_of(edition_id)
    if root_id is None:
        return {}
    found = {}
    for who in _elsewhere(root_id, groups):
        outcome = places.regroup(root_id, who, groups[who], at=at)
        if outcome is Outcome.WAITING:
            outcome = _served(edition_id, root_id, who, at)
        missed = outcome is Outcome.WAITING and wait is Wait.NO
        found[who] = Outcome.FULL if missed else outcome
    return found


def _served(edition_id: int, root_id: int, who: int, at: datetime) -> Outcome:
    """A place that was offered as soon as they waited for it is taken."""
    if places.accept(root_id, who, at=at) is not Outcome.TAKEN:
        return Outcome.WAITING
    row = db.session.get_one(Participant, who)
    take_part(row, db.session.get_one(Edition, edition_id), at)
    return Outcome.TAKEN


def _elsewhere(root_id: int, groups: Mapping[int, str]) -> list[int]:
    found = []
    for some in in_parts(sorted(groups)):
        theirs = select(CLAIMS.c.participant_id, CLAIMS.c.group_code).where(
            CLAIMS.c.root_id == root_id,
            CLAIMS.c.participant_id.in_(some),
            CLAIMS.c.ended.is_(None),
        )
        rows = db.session.execute(theirs.order_by(CLAIMS.c.participant_id))
        found += [who for who, group in rows if group != groups[who]]
    return found
