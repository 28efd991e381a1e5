"""What was said of participants for the days of the forum. Nothing here commits.

The log says which fields were changed, never to what: it outlives the forum, and this does not.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import inspect

from cwf import audit
from cwf.audit import Actor
from cwf.database import db
from cwf.registration.categories import Category
from cwf.registration.models import Participant, Particulars
from cwf.registration.particulars import FIELDS, missing
from cwf.registration.queries import particulars as queries


def set_particulars(
    participant: Participant,
    values: Mapping[str, Any],
    *,
    at: datetime,
    actor: Actor,
    role: str = "",
) -> None:
    """Take what was said of somebody; `values` are fields of Particulars, the rest stays.

    `role` is theirs in a delegation, if any: it decides what is expected of them. Lock the
    participant, for two that say the first thing would make two rows.
    """
    set_all([(participant, values, role)], at=at, actor=actor)


def set_all(
    said: Sequence[tuple[Participant, Mapping[str, Any], str]], *, at: datetime, actor: Actor
) -> None:
    """The same of many (participant, values, role): one statement reads a thousand rows."""
    db.session.flush()  # participants that were made just now have no number yet
    rows = {row.participant_id: row for row in queries.rows_of(one.id for one, _v, _r in said)}
    for participant, values, role in said:
        _set(participant, rows.get(participant.id), values, role, at, actor)


def _set(
    participant: Participant,
    row: Particulars | None,
    values: Mapping[str, Any],
    role: str,
    at: datetime,
    actor: Actor,
) -> None:
    if unknown := values.keys() - set(FIELDS):
        raise ValueError(f"no field of particulars: {', '.join(sorted(unknown))}")
    if row is None:
        row = Particulars(participant_id=participant.id, title="", phone="", arrival="",
                          departure="", lodging="")  # fmt: skip
    changed = [name for name in FIELDS if name in values and getattr(row, name) != values[name]]
    if not changed:
        return
    for name in changed:
        setattr(row, name, values[name])
    lacking = missing(queries.as_said(row), Category(participant.category), role)
    row.completed = None if lacking else row.completed or at
    if inspect(row).transient:
        db.session.add(row)
    _record(participant, changed, actor)


def _record(participant: Participant, changed: list[str], actor: Actor) -> None:
    audit.record(
        actor,
        "registration.particulars",
        scope=audit.edition_scope(participant.edition_id),
        subject=participant.person.name,
        after={"fields": changed},
    )
