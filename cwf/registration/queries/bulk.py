"""What is being done to many participants, and whose turn it is."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from werkzeug.exceptions import NotFound

from cwf.database import db
from cwf.jobs import Backlog
from cwf.registration.models import BulkTask, Participant


def task_of(edition_id: int, uuid: UUID) -> BulkTask:
    """A task of this edition; raises NotFound."""
    found = db.session.scalar(
        select(BulkTask).where(BulkTask.edition_id == edition_id, BulkTask.uuid == uuid)
    )
    if found is None:
        raise NotFound
    return found


def unfinished() -> list[int]:
    """The ids of tasks of which some is left, the oldest first."""
    rows = select(BulkTask.id).where(BulkTask.finished.is_(None)).order_by(BulkTask.id)
    return list(db.session.scalars(rows))


def locked(task_id: int) -> BulkTask | None:
    """A task, held until the end of the transaction; None: another holds it, or it is done."""
    return db.session.scalar(
        select(BulkTask)
        .where(BulkTask.id == task_id, BulkTask.finished.is_(None))
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )


def some_of(task: BulkTask, number: int) -> list[Participant]:
    """The next participants of a task that there still are, held likewise."""
    rows = db.session.scalars(
        select(Participant)
        .where(Participant.id.in_(task.pending[:number]), Participant.edition_id == task.edition_id)
        .order_by(Participant.id)
        .with_for_update(of=Participant)
        .execution_options(populate_existing=True)
    )
    return list(rows)


def backlog() -> Backlog:
    """Tasks that are not done yet."""
    waiting, since = db.session.execute(
        select(func.count(), func.min(BulkTask.made)).where(BulkTask.finished.is_(None))
    ).one()
    return Backlog(waiting=waiting, since=since)


def old(before: datetime) -> list[int]:
    """The ids of tasks that were finished before then."""
    return list(db.session.scalars(select(BulkTask.id).where(BulkTask.finished < before)))
