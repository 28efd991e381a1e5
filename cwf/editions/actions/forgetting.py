"""Somebody is forgotten by the editions that they worked at. Nothing here commits."""

from datetime import datetime

from sqlalchemy import delete, update

from cwf.audit import Actor
from cwf.database import db
from cwf.editions.models import Invitation, Staff, Step
from cwf.people.keeping import Subject


def forget(subject: Subject, *, at: datetime, actor: Actor) -> None:
    """Who took which step, who invited and appointed, and invitations (registry of forgetting).

    Roles go with the account.
    """
    if subject.edition is not None:
        return
    of = subject.accounts
    for statement in (
        delete(Invitation).where(Invitation.email.in_(subject.emails)),
        update(Invitation).where(Invitation.invited_by.in_(of)).values(invited_by=None),
        update(Staff).where(Staff.appointed_by.in_(of)).values(appointed_by=None),
        update(Step).where(Step.actor_id.in_(of)).values(actor_id=None, actor_name=""),
    ):
        db.session.execute(statement)
