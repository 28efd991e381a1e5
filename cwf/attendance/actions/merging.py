"""A participant who turns out to be another one has come once a day. Nothing here commits."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import case, select, update

from cwf.attendance.models import CheckIn, JoinedTicket, Ticket
from cwf.audit import Actor
from cwf.database import db

ENDED = 0  # no generation is


def join(stays: int, goes: int, *, at: datetime, actor: Actor) -> None:
    """Ticket and check-ins go over (the registry of merging).

    Where both came to one place on one day the first stands, and the other is taken back. Where
    both have a ticket that of `stays` holds and is mailed once more, and that of `goes`, which may
    be printed already, lets the same person in.
    """
    _join_tickets(stays, goes)
    both = select(CheckIn).where(CheckIn.participant_id.in_([stays, goes]))
    standing = both.where(CheckIn.undone.is_(None)).order_by(CheckIn.at, CheckIn.id)
    seen = set[tuple[str, object]]()
    for one in db.session.scalars(standing.with_for_update()).all():
        if (one.slot, one.day) in seen:
            one.undone, one.undone_by = at, actor.name
            one.undone_why = _("Two registrations of one person became one.")
        seen.add((one.slot, one.day))
    db.session.flush()
    moved = update(CheckIn).where(CheckIn.participant_id == goes).values(participant_id=stays)
    db.session.execute(moved, execution_options={"synchronize_session": False})
    db.session.expire_all()


def _join_tickets(stays: int, goes: int) -> None:
    mine, other = db.session.get(Ticket, stays), db.session.get(Ticket, goes)
    if other is None:
        return
    if mine is None:
        other.participant_id = stays
    else:
        mine.mailed = None
        _keep_code(mine, other)
        db.session.delete(other)
    db.session.flush()


def _keep_code(mine: Ticket, other: Ticket) -> None:
    """The code of a ticket, and those that became it before, hold as long as that of `mine`."""
    until = case((JoinedTicket.until == other.generation, mine.generation), else_=ENDED)
    led = update(JoinedTicket).where(JoinedTicket.ticket_id == other.participant_id)
    db.session.execute(
        led.values(ticket_id=mine.participant_id, until=until),
        execution_options={"synchronize_session": False},
    )
    db.session.add(
        JoinedTicket(
            uuid=other.uuid,
            ticket_id=mine.participant_id,
            generation=other.generation,
            until=mine.generation,
        )
    )
    db.session.flush()
