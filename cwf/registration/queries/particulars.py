"""Particulars of participants: of one, and of many at once."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import select

from cwf.database import db
from cwf.registration.batches import in_parts
from cwf.registration.models import Particulars
from cwf.registration.particulars import FIELDS, Said


def row_of(participant_id: int) -> Particulars | None:
    """The row of a participant; None: nothing was said."""
    return db.session.get(Particulars, participant_id)


def rows_of(participant_ids: Iterable[int]) -> Iterator[Particulars]:
    """The rows of participants that have one."""
    for some in in_parts(participant_ids):
        wanted = select(Particulars).where(Particulars.participant_id.in_(some))
        yield from db.session.scalars(wanted)


def said_of(participant_id: int) -> Said | None:
    """What was said of one."""
    row = row_of(participant_id)
    return as_said(row) if row else None


def said_of_all(participant_ids: Iterable[int]) -> dict[int, Said]:
    """What was said, by participant (a statement for each thousand); the others said nothing."""
    columns = [getattr(Particulars, name) for name in FIELDS]
    found: dict[int, Said] = {}
    for some in in_parts(participant_ids):
        wanted = select(Particulars.participant_id, *columns)
        rows = db.session.execute(wanted.where(Particulars.participant_id.in_(some)))
        found |= {row.participant_id: as_said(row) for row in rows}
    return found


def as_said(row: Any) -> Said:
    """A row, or the columns of one, as the rules take it."""
    values = {name: getattr(row, name) for name in FIELDS}
    languages = values.pop("languages")
    return Said(**values, languages=None if languages is None else tuple(languages))
