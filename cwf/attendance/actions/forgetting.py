"""Somebody is forgotten by attendance: as who came, and as who counted. Nothing here commits."""

from datetime import datetime

from sqlalchemy import delete, select, update

from cwf.attendance.models import CheckIn, Count, DigestReader, Target, TargetChange, Ticket
from cwf.audit import Actor
from cwf.database import db
from cwf.people.keeping import Subject
from cwf.registration.queries.subjects import rows_of


def forget(subject: Subject, *, at: datetime, actor: Actor) -> None:
    """What attendance knows of somebody (the registry of forgetting).

    That somebody came stays, as a number; their ticket goes, so its code opens nothing. What they
    counted and set stays, by nobody now.
    """
    taking_part = [row.id for row in rows_of(subject)]
    came = CheckIn.participant_id.in_(taking_part)
    statements = [
        delete(Ticket).where(Ticket.participant_id.in_(taking_part)),
        update(CheckIn).where(came).values(undone_why=""),
    ]
    if subject.edition is None:
        of, names = subject.accounts, list(subject.names)
        statements += [
            update(CheckIn).where(CheckIn.by_id.in_(of)).values(by_id=None, by=""),
            update(CheckIn).where(CheckIn.undone_by.in_(names)).values(undone_by=""),
            update(Count).where(Count.by_id.in_(of)).values(by_id=None, by=""),
            update(TargetChange)
            .where(TargetChange.actor_id.in_(of))
            .values(actor_id=None, actor=""),
            update(Target).where(Target.owner.in_(names)).values(owner=""),
            delete(DigestReader).where(DigestReader.account_id.in_(of)),
        ]
    for statement in statements:
        db.session.execute(statement, execution_options={"synchronize_session": False})
    if subject.edition is None:
        _disown(subject)
    db.session.flush()
    db.session.expire_all()


def _disown(subject: Subject) -> None:
    """Who answered for a target, out of what is known of its changes."""
    for one in db.session.scalars(select(TargetChange)):
        for side in ("before", "after"):
            told = getattr(one, side)
            if told.get("owner") in subject.names:
                setattr(one, side, {**told, "owner": ""})
