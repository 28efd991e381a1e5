"""Campaigns: added, changed, removed. Nothing here commits; the log keeps what stood."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from cwf import audit
from cwf.attendance.models import Campaign
from cwf.attendance.predicates import Of, Predicate, Where, written
from cwf.audit import Actor
from cwf.database import db
from cwf.editions.models import Edition


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a campaign is to say: its name by language, its days, and at whom it is aimed."""

    name: dict[str, str]
    starts: date
    ends: date
    segment: Where


def add(edition: Edition, wanted: Wanted, *, actor: Actor) -> Campaign:
    """A new campaign."""
    row = Campaign(edition_id=edition.id, **_values(wanted))
    db.session.add(row)
    db.session.flush()
    _note("campaign.add", row, actor, before=None, after=_said(row))
    return row


def change(row: Campaign, wanted: Wanted, *, actor: Actor) -> None:
    """Other values; the same again is nothing."""
    before = _said(row)
    for name, value in _values(wanted).items():
        setattr(row, name, value)
    if (after := _said(row)) != before:
        db.session.flush()
        _note("campaign.change", row, actor, before=before, after=after)


def remove(row: Campaign, *, actor: Actor) -> None:
    """It is gone; only the log knows what it said."""
    _note("campaign.remove", row, actor, before=_said(row), after=None)
    db.session.delete(row)


def _values(wanted: Wanted) -> dict[str, Any]:
    segment = written(Predicate(of=Of.REGISTERED, where=wanted.segment))
    del segment["of"]
    return {
        "name": wanted.name,
        "starts": wanted.starts,
        "ends": wanted.ends,
        "segment": segment,
    }


def _said(row: Campaign) -> dict[str, Any]:
    return {
        "name": dict(row.name),
        "starts": row.starts.isoformat(),
        "ends": row.ends.isoformat(),
        "segment": dict(row.segment),
    }


def _note(
    action: str,
    row: Campaign,
    actor: Actor,
    *,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
) -> None:
    audit.record(
        actor,
        action,
        scope=audit.edition_scope(row.edition_id),
        subject=row.name.get("en") or next(iter(row.name.values()), ""),
        before=before,
        after=after,
    )
