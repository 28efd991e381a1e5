"""Lists of members that were sent, for heads, the host and the worker."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import undefer
from werkzeug.exceptions import NotFound

from cwf.database import db
from cwf.delegations.models import Delegation, MemberImport
from cwf.editions.models import Edition
from cwf.jobs import Backlog
from cwf.programme.models import ColumnChoice
from cwf.programme.queries.imports import backlog_of

SHOWN = 100  # lists on the page


def imports_of(edition: Edition, delegation: Delegation | None) -> Sequence[MemberImport]:
    """The lists of a delegation (None: the host's), the newest first, without their contents."""
    mine = MemberImport.delegation_id == (delegation.id if delegation else None)
    wanted = select(MemberImport).where(MemberImport.edition_id == edition.id, mine)
    return db.session.scalars(wanted.order_by(MemberImport.id.desc()).limit(SHOWN)).all()


def import_of(
    edition: Edition, delegation: Delegation | None, uuid: UUID, *, lock: bool = False
) -> MemberImport:
    """One list, with its remarks; raises NotFound, for one of another delegation, too."""
    mine = MemberImport.delegation_id == (delegation.id if delegation else None)
    wanted = (
        select(MemberImport)
        .where(MemberImport.edition_id == edition.id, mine, MemberImport.uuid == uuid)
        .options(undefer(MemberImport.remarks))
    )
    if lock:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    found = db.session.scalar(wanted)
    if found is None:
        raise NotFound
    return found


def place_of(row: MemberImport) -> tuple[Edition, Delegation | None]:
    """The edition to which a list was sent, and the delegation, if it is of one."""
    delegation = db.session.get(Delegation, row.delegation_id) if row.delegation_id else None
    return db.session.get_one(Edition, row.edition_id), delegation


def shelf_of(delegation_id: int | None) -> str:
    """Under what the columns of lists are remembered: each delegation writes its own way."""
    return f"members:{delegation_id or 'host'}"


def remembered(edition_id: int, delegation_id: int | None) -> Mapping[str, str]:
    """What a heading was said to hold the last time."""
    found = db.session.scalar(
        select(ColumnChoice.chosen).where(
            ColumnChoice.edition_id == edition_id, ColumnChoice.noun == shelf_of(delegation_id)
        )
    )
    return found or {}


def backlog() -> Backlog:
    """Lists that wait to be read, and those whose reading was given up lately."""
    return backlog_of(MemberImport)
