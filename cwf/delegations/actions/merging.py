"""A member who turns out to be another participant. Nothing here commits."""

from datetime import datetime

from sqlalchemy import select, update

from cwf.audit import Actor
from cwf.database import db
from cwf.delegations.models import Cover, Member, Reminder, Reply


def join(stays: int, goes: int, *, at: datetime, actor: Actor) -> None:
    """The membership goes over where there is none (the registry of merging).

    Where both are members, the one that stays has what the other covers and answered, too.
    """
    mine = db.session.scalar(select(Member).where(Member.participant_id == stays))
    other = db.session.scalar(select(Member).where(Member.participant_id == goes))
    if other is None:
        return
    if mine is None:
        other.participant_id = stays
        db.session.flush()
        return
    for kind, key in ((Cover, Cover.slot_uuid), (Reply, Reply.occasion_id)):
        has = select(key).where(kind.member_id == mine.id)
        db.session.execute(
            update(kind)
            .where(kind.member_id == other.id, key.not_in(has))
            .values(member_id=mine.id)
            .execution_options(synchronize_session=False)
        )
    for statement in (
        update(Reminder).where(Reminder.member_id == other.id).values(member_id=mine.id),
        update(Member).where(Member.accompanies_id == other.id).values(accompanies_id=mine.id),
    ):
        db.session.execute(statement, execution_options={"synchronize_session": False})
    mine.presents = mine.presents or other.presents
    db.session.delete(other)
    db.session.flush()
    db.session.expire_all()
