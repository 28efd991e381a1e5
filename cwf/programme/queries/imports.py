"""Files that were sent to an edition, for its organisers and for the worker."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import undefer
from werkzeug.exceptions import NotFound

from cwf.database import db
from cwf.editions.models import Edition
from cwf.programme.models import ColumnChoice, Import, KindName
from cwf.programme.sheets import Vocabulary
from cwf.regions.models import Region

SHOWN = 100  # files in the list


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
