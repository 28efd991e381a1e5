"""What higher slices have participants attend: sessions that they cover for others.

It is in their agenda beside what they picked themselves, no more firmly than a wish. Statements
rather than lists of rows: so feeds, and whom a release concerns, cost no further one.
"""

from collections.abc import Callable, Collection
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy import Select, Subquery, select, union_all

from cwf.agendas.readers import Asked
from cwf.database import db
from cwf.registration.models import Participant

Source = Select[int, UUID, datetime]  # columns participant_id, slot_uuid, since


def covered() -> Subquery | None:
    """Everybody's, with the columns of a `Source`; None where nothing is ever covered."""
    return _together(tuple(current_app.extensions["cwf_agenda_picks"]))


def covers_of(participant_ids: Collection[int]) -> dict[int, frozenset[UUID]]:
    """What each of them covers, by their ids; one statement, if any is asked."""
    found: dict[int, set[UUID]] = {one: set() for one in participant_ids}
    table = covered()
    if table is not None and found:
        rows = select(table.c.participant_id, table.c.slot_uuid)
        for who, slot in db.session.execute(rows.where(table.c.participant_id.in_(found))):
            found[who].add(slot)
    return {who: frozenset(slots) for who, slots in found.items()}


def covering(people: Select[Any], asked: Asked, *, slots: bool = False) -> list[Select[Any]]:
    """Of a statement of participants those who cover one of the slots, and which; or nothing."""
    table = covered()
    if table is None:
        return []
    if slots:
        people = people.add_columns(table.c.slot_uuid)
    among = people.join(table, table.c.participant_id == Participant.id)
    return [among.where(table.c.slot_uuid.in_(asked.slots), table.c.since <= asked.until)]


@lru_cache
def _together(sources: tuple[Callable[[], Source], ...]) -> Subquery | None:
    if not sources:
        return None
    return union_all(*(source() for source in sources)).subquery("covered")
