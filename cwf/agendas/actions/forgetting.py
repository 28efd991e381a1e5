"""Somebody is forgotten by agendas. Nothing here commits."""

from datetime import datetime

from sqlalchemy import delete

from cwf.agendas.models import Notice, NoticeWishes, Share
from cwf.audit import Actor
from cwf.database import db
from cwf.people.keeping import Subject
from cwf.registration.queries.subjects import rows_of


def forget(subject: Subject, *, at: datetime, actor: Actor) -> None:
    """What others shared with them, and what a participant was told (the registry of forgetting).

    What is an account's goes with it: agendas, favourites, calendars, papers.
    """
    taking_part = [row.id for row in rows_of(subject)]
    for kind in (Notice, NoticeWishes):
        db.session.execute(delete(kind).where(kind.participant_id.in_(taking_part)))
    if subject.edition is None:
        db.session.execute(delete(Share).where(Share.email.in_(subject.emails)))
