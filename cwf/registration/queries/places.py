"""Places and claims, as they stand at an instant."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, select

from cwf.database import db
from cwf.registration.models import Claim, Quota
from cwf.registration.places import ClaimState, Counts, Held


def counts(root_ids: Iterable[int], at: datetime) -> dict[int, Counts]:
    """Each tree of places in numbers, by the id of its root."""
    rows = db.session.scalars(select(Quota).where(Quota.id.in_(list(root_ids))))
    return {
        row.id: Counts(
            capacity=row.capacity,
            taken=row.taken,
            free=None if row.capacity is None else max(0, row.capacity - row.taken),
            held=0,
            waiting=row.waiting,
            over=row.over,
        )
        for row in rows
    }


def held_by(participant_id: int, at: datetime) -> list[Held]:
    """The claims of a participant that are not over, in order of their trees."""
    rows = db.session.execute(
        select(Claim, Quota.group)
        .join(Quota, Quota.id == Claim.quota_id)
        .where(Claim.participant_id == participant_id)
        .order_by(Claim.root_id)
    )
    return [
        Held(
            root_id=claim.root_id,
            state=ClaimState(claim.state),
            group=group,
            since=claim.since,
            position=_position(claim),
            expires=claim.expires,
            why=claim.why,
        )
        for claim, group in rows
    ]


def _position(claim: Claim) -> int | None:
    if claim.state != ClaimState.WAITING:
        return None
    before = select(func.count()).where(
        Claim.root_id == claim.root_id,
        Claim.state == ClaimState.WAITING,
        Claim.queued <= claim.queued,
    )
    return db.session.scalar(before)
