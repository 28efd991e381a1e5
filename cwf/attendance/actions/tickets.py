"""Tickets are made, mailed and renewed. Nothing here commits."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast
from uuid import uuid4

from sqlalchemy import Table, event, inspect, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from cwf import audit, mail
from cwf.attendance.models import Ticket
from cwf.attendance.passes import Pass
from cwf.attendance.queries import tickets as queries
from cwf.audit import Actor
from cwf.database import db
from cwf.delegations.actions.history import record
from cwf.delegations.models import Delegation
from cwf.editions.models import Edition
from cwf.registration.actions.letters import own_token
from cwf.registration.models import Participant

TICKETS = cast(Table, Ticket.__table__)
# By the engine: whoever has one already keeps it.
MAKE: dict[str, Any] = {
    name: engine.insert(TICKETS).on_conflict_do_nothing()
    for name, engine in (("sqlite", sqlite), ("postgresql", postgresql))
}


def make_missing(at: datetime, most: int) -> int:
    """Make tickets for those who take part and have none; how many, at most so many."""
    ids = db.session.scalars(queries.missing(at).limit(most)).all()
    if ids:
        made = MAKE[db.session.get_bind().dialect.name]
        rows = [
            {"participant_id": one, "uuid": uuid4(), "generation": 1, "made": at} for one in ids
        ]
        db.session.execute(made, rows)
    return len(ids)


def ticket_for(participant: Participant, at: datetime) -> Ticket:
    """The ticket of somebody who takes part, made now if the worker did not come to it yet."""
    made = MAKE[db.session.get_bind().dialect.name]
    row = {"participant_id": participant.id, "uuid": uuid4(), "generation": 1, "made": at}
    found = queries.ticket_of(participant.id)
    if found is None:
        db.session.execute(made, row)
        found = queries.ticket_of(participant.id)
    assert found is not None
    return found


def hand_out(rows: Sequence[Participant], row: Delegation, *, at: datetime, actor: Actor) -> None:
    """Make the tickets that are missing among those who are to get one on paper; it is logged."""
    for one in rows:
        ticket_for(one, at)
    record(row, "ticket.hand_out", actor, after={"number": len(rows)})


def mail_due(at: datetime, most: int) -> int:
    """Write the mails of tickets that have not gone, each once; of how many that was."""
    ids = db.session.scalars(queries.unmailed(at).limit(most)).all()
    for row in queries.participants(ids):
        taken = (
            update(Ticket)
            .where(Ticket.participant_id == row.id, Ticket.mailed.is_(None))
            .values(mailed=at)
            .returning(Ticket)
            .execution_options(populate_existing=True)
        )
        ticket = db.session.scalar(taken)
        if ticket is not None:
            _write(row, queries.pass_of(ticket), f"{ticket.uuid}:{ticket.generation}")
    return len(ids)


def _write(row: Participant, ticket: Pass, key: str) -> None:
    mail.queue_text(
        key=f"ticket:{key}",
        recipient=row.email,
        language=row.language,
        template="ticket",
        edition=db.session.get_one(Edition, row.edition_id),
        ticket=ticket,
        token=own_token(row),
    )


def renew(ticket: Ticket, *, actor: Actor) -> None:
    """End all earlier codes of a ticket, and have the new one mailed (nudge `tickets`)."""
    ticket.generation += 1
    ticket.mailed = None
    row = db.session.get_one(Participant, ticket.participant_id)
    scope = audit.edition_scope(row.edition_id)
    audit.record(actor, "ticket.renew", scope=scope, subject=row.person.name)
    db.session.flush()


def listen() -> None:
    """From now on, whoever's personal link ends has a new ticket, too.

    Behind that link the code could be seen; and it ends where somebody else takes the
    registration over. It is the session that sees it, for lower slices know of no tickets.
    """
    if not event.contains(db.session, "before_flush", _follow):
        event.listen(db.session, "before_flush", _follow)


def _follow(session: Session, *ignored: object) -> None:
    ended = [row.id for row in session.dirty if isinstance(row, Participant) and _raised(row)]
    if ended:
        newer = update(TICKETS).where(TICKETS.c.participant_id.in_(ended))
        session.execute(newer.values(generation=TICKETS.c.generation + 1, mailed=None))
        for one in session.identity_map.values():
            if isinstance(one, Ticket) and one.participant_id in ended:
                session.expire(one)


def _raised(row: Participant) -> bool:
    attributes: Any = cast(Any, inspect(row)).attrs
    return bool(attributes.generation.history.has_changes())
