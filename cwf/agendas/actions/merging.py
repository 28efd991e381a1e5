"""What agendas know of a participant who turns out to be another one. Nothing here commits."""

from datetime import datetime

from sqlalchemy import select, update

from cwf.agendas.models import Notice, NoticeWishes
from cwf.audit import Actor
from cwf.database import db


def join(stays: int, goes: int, *, at: datetime, actor: Actor) -> None:
    """Wishes and notices go over where there are none (the registry of merging)."""
    wishes = select(NoticeWishes.id).where(NoticeWishes.participant_id == stays)
    if db.session.scalar(wishes) is None:
        mine = update(NoticeWishes).where(NoticeWishes.participant_id == goes)
        db.session.execute(mine.values(participant_id=stays))
    told = select(Notice.release_id).where(Notice.participant_id == stays)
    db.session.execute(
        update(Notice)
        .where(Notice.participant_id == goes, Notice.release_id.not_in(told))
        .values(participant_id=stays)
        .execution_options(synchronize_session=False)
    )
