"""What becomes of sign-up when an edition has other days, or another zone."""

from datetime import datetime

from sqlalchemy import select

from cwf import audit
from cwf.agendas.actions.limits import hold_back, set_times
from cwf.agendas.models import LimitedSlot
from cwf.database import db
from cwf.editions.models import Edition
from cwf.programme.actions.dates import Move
from cwf.programme.models import Session
from cwf.registration.models import Quota


def move_limits(edition: Edition, move: Move, *, at: datetime, actor: audit.Actor) -> None:
    """When sign-up opens and closes, and how long places are kept, moves with the sessions.

    What has passed stays: who could sign up can go on, and open offers keep their end.
    """

    def moved(instant: datetime | None) -> datetime | None:
        return move.instant(instant) if instant and instant > at else instant

    rows = select(LimitedSlot).where(LimitedSlot.edition_id == edition.id)
    for row in db.session.scalars(rows.order_by(LimitedSlot.quota_id)).all():
        session = db.session.get_one(Session, row.session_id)
        set_times(edition, row, session, moved(row.opens), moved(row.closes), at=at, actor=actor)
        parts = select(Quota).where(Quota.parent_id == row.quota_id, Quota.held_until > at)
        for part in db.session.scalars(parts.order_by(Quota.id)).all():
            until = moved(part.held_until)
            if until != part.held_until:
                hold_back(
                    edition,
                    row,
                    session,
                    group=part.group,
                    number=part.capacity or 0,
                    until=until,
                    at=at,
                    actor=actor,
                )
