"""Counts without names: reported, taken back, read of turnstiles. Nothing here commits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from cwf import audit
from cwf.attendance.counted_files import Passage
from cwf.attendance.hours import Hour, by_hour, joined, number_of
from cwf.attendance.measures import Method, Unit
from cwf.attendance.models import Count, Snapshot
from cwf.attendance.models.targets import Target
from cwf.attendance.queries.counts import by_key, file_days, hours_of
from cwf.attendance.queries.daily import Source
from cwf.audit import Actor
from cwf.database import db
from cwf.editions.models import Edition

FIELDS = ("unit", "method", "number", "low", "high", "inputs", "day", "starts", "ends", "place",
          "region", "channel", "confidence", "evidence")  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    """What came of a file: hours that were added or corrected, and those that stood already."""

    changed: int
    same: int


def report(edition: Edition, *, key: str, at: datetime, actor: Actor, **values: Any) -> Count:
    """A number that somebody reports or estimated; `values` are of FIELDS. Flushed.

    The same `key` once more is the same submit: what stands is given back as it is.
    """
    if (there := by_key(edition.id, key)) is not None:
        return there
    row = Count(
        edition_id=edition.id, key=key, made=at, by_id=actor.account_id, by=actor.name, **values
    )
    db.session.add(row)
    db.session.flush()
    _record(edition, "count.report", row, actor, after=_said(row))
    return row


def withdraw(edition: Edition, row: Count, *, why: str, at: datetime, actor: Actor) -> None:
    """What was wrong counts no more; it stays readable, with the reason. Twice is once."""
    if row.withdrawn is None:
        row.withdrawn, row.withdrawn_why = at, why
        db.session.flush()
        _record(edition, "count.withdraw", row, actor, before=_said(row), after={"reason": why})


def take_turnstiles(
    edition: Edition, passages: Sequence[Passage], *, name: str, at: datetime, actor: Actor
) -> Taken:
    """The lines of a file, by the hour; those that are known already change nothing.

    An hour with further or corrected lines is written anew, and as the latest it counts.
    """
    before = hours_of(edition.id)
    changed = 0
    wanted = by_hour(passages)
    for hour, more in wanted.items():
        stands, withdrawn = before.get(hour, ({}, 0))
        lines = joined(stands, more)
        if lines != stands:
            db.session.add(_hour(edition, hour, lines, withdrawn, name, at, actor))
            changed += 1
    db.session.flush()
    if changed:
        scope = audit.edition_scope(edition.id)
        told = {"hours": changed, "came": sum(one.came for one in passages)}
        audit.record(actor, "count.import", scope=scope, subject=name, after=told)
    return Taken(changed=changed, same=len(wanted) - changed)


def take_days(
    edition: Edition,
    target: Target,
    numbers: Mapping[date, int],
    *,
    name: str,
    at: datetime,
    actor: Actor,
) -> int:
    """Counts by date of a target, as days of `source` file; how many were added or changed."""
    kept = {row.day: row for row in file_days(edition.id)}
    key, changed = str(target.uuid), 0
    for day, number in sorted(numbers.items()):
        row, said = kept.get(day), [number, 0, 0, 0]
        if row is None:
            row = Snapshot(
                edition_id=edition.id, day=day, taken=at, source=Source.FILE, cells=[],
                figures={}, forecasts={},
            )  # fmt: skip
            db.session.add(row)
        if row.figures.get(key) != said:
            row.figures = {**row.figures, key: said}
            changed += 1
    db.session.flush()
    if changed:
        scope = audit.edition_scope(edition.id)
        subject, told = target.name.get("en", key), {"file": name, "days": changed}
        audit.record(actor, "count.import_days", scope=scope, subject=subject, after=told)
    return changed


def _hour(
    edition: Edition, hour: Hour, lines: dict[str, int], withdrawn: int, name: str,
    at: datetime, actor: Actor,
) -> Count:  # fmt: skip
    return Count(
        edition_id=edition.id,
        key=_key(edition, hour, lines, withdrawn),
        unit=Unit.VISIT,
        method=Method.TURNSTILE,
        number=number_of(lines),
        inputs={"lines": lines},
        day=hour.day,
        starts=hour.starts,
        ends=hour.ends,
        place=hour.place,
        confidence="A",
        evidence=name,
        by_id=actor.account_id,
        by=actor.name,
        made=at,
    )


def _key(edition: Edition, hour: Hour, lines: dict[str, int], withdrawn: int) -> str:
    """One for the same lines of an hour, so that two who send a file at once add it once.

    After an hour was withdrawn the same lines may come again.
    """
    told = (edition.id, hour.place, hour.starts.isoformat(), sorted(lines.items()), withdrawn)
    return sha256(repr(told).encode()).hexdigest()


def _said(row: Count) -> dict[str, Any]:
    kept = {name: getattr(row, name) for name in FIELDS if name != "inputs"}
    told = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in kept.items()
        if value not in (None, "")
    }
    return {**told, "unit": str(row.unit), "method": str(row.method)}


def _record(edition: Edition, action: str, row: Count, actor: Actor, **values: Any) -> None:
    subject = f"{row.number} {row.unit} {row.place}".strip()
    audit.record(actor, action, scope=audit.edition_scope(edition.id), subject=subject, **values)
