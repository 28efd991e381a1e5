"""Files that were sent to an edition, for its organisers and for the worker."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import undefer
from werkzeug.exceptions import NotFound

from cwf.database import db
from cwf.editions.models import Edition
from cwf.jobs import Backlog
from cwf.programme.models import ColumnChoice, Import, KindName
from cwf.programme.sheets import Vocabulary
from cwf.regions.models import Region

SHOWN = 100  # files in the list


def edition_of(id: int) -> Edition:
    """The edition to which a file was sent."""
    return db.session.get_one(Edition, id)


def imports_of(edition: Edition) -> Sequence[Import]:
    """The files, the newest first, without their contents."""
    return db.session.scalars(
        select(Import)
        .where(Import.edition_id == edition.id)
        .order_by(Import.id.desc())
        .limit(SHOWN)
    ).all()


def import_of(edition: Edition, uuid: UUID, *, lock: bool = False) -> Import:
    """One file of the edition, with its remarks; raises NotFound.

    `lock=True` is for views that change it: whoever changes it now is waited for.
    """
    statement = (
        select(Import)
        .where(Import.edition_id == edition.id, Import.uuid == uuid)
        .options(undefer(Import.remarks))
    )
    if lock:
        statement = statement.with_for_update().execution_options(populate_existing=True)
    found = db.session.scalar(statement)
    if found is None:
        raise NotFound
    return found


def remembered(edition: Edition) -> dict[str, dict[str, str]]:
    """By noun: what a heading was said to hold the last time."""
    rows = select(ColumnChoice).where(ColumnChoice.edition_id == edition.id)
    return {row.noun: row.chosen for row in db.session.scalars(rows)}


def vocabulary(edition: Edition) -> Vocabulary:
    """What the edition calls regions and kinds, in all languages."""
    kinds = select(KindName).where(KindName.edition_id == edition.id)
    return Vocabulary(
        regions={region.slug: region.name for region in db.session.scalars(select(Region))},
        kinds={str(row.kind): row.name for row in db.session.scalars(kinds)},
    )


def backlog() -> Backlog:
    """Files that wait to be read, and those whose reading was given up lately."""
    return backlog_of(Import)


def backlog_of(rows: Any) -> Backlog:
    """As `backlog`, of any table with the same columns."""
    open_ones = rows.state.in_(("wanted", "reading"))
    waiting, since = db.session.execute(
        select(func.count(), func.min(rows.requested)).where(open_ones)
    ).one()
    failed = select(func.count()).select_from(rows).where(rows.state == "failed", rows.kept)
    return Backlog(waiting=waiting, since=since, given_up=db.session.scalar(failed) or 0)
