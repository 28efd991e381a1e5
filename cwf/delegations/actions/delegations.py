"""How a delegation is made, changed and taken from stage to stage. Nothing here commits."""

from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError

from cwf.audit import Actor
from cwf.database import db
from cwf.delegations.actions.history import record
from cwf.delegations.actions.quotas import hold
from cwf.delegations.models import Delegation
from cwf.delegations.stages import Side, Stage, may_step
from cwf.editions.models import Edition
from cwf.registration.actions.recounting import recount

# What a form may set, and the log keeps.
FIELDS = (
    "name",
    "country",
    "standing",
    "lead",
    "language",
    "zone",
    "deadline",
    "substitutes_until",
    "places_held_until",
    "note",
)
NAMED = {"standing": "comes_as"}  # in the log, where the word means something else already


class KnownRegionError(ValueError):
    """The region has a delegation at this edition already."""


class NoSuchStepError(ValueError):
    """That side cannot take the delegation there from where it is."""


def make(
    edition: Edition, *, region_id: int | None, actor: Actor, at: datetime, **values: Any
) -> Delegation:
    """A new delegation, nobody invited yet; flushed. Raises KnownRegionError.

    `values` are of `FIELDS`; what is not said is empty.
    """
    row = Delegation(
        edition_id=edition.id,
        region_id=region_id,
        **{"name": {}, **values},
        stage=Stage.INVITED,
        stage_since=at,
        made=at,
    )
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        raise KnownRegionError from None
    record(row, "delegation.make", actor, after=_said(row))
    return row


def change(row: Delegation, *, at: datetime, actor: Actor, **values: Any) -> None:
    """Change what is said of a delegation; `values` are of `FIELDS`."""
    before, held = _said(row), row.places_held_until
    for name in FIELDS:
        if name in values:
            setattr(row, name, values[name])
    after = _said(row)
    if before != after:
        db.session.flush()
        record(row, "delegation.change", actor, before=before, after=after)
    if after.get("country") != before.get("country"):
        recount(db.session.get_one(Edition, row.edition_id), at=at)
    if row.places_held_until != held and row.stage != Stage.DECLINED:
        hold(row, row.places_held_until, at=at)


def step(
    row: Delegation, to: Stage, *, side: Side, at: datetime, actor: Actor, word: str = ""
) -> None:
    """Take a delegation, which is locked, to another stage. Raises NoSuchStepError.

    `word` is what that side says with it; the other one reads it. Of who declines, places without
    a name are held back no longer. Nudge `offers` after the commit.
    """
    now = Stage(row.stage)
    if not may_step(side, now, to):
        raise NoSuchStepError
    row.stage, row.stage_since = to, at
    db.session.flush()
    if Stage.DECLINED in (now, to):
        hold(row, at if to is Stage.DECLINED else row.places_held_until, at=at)
    said = {"reason": word} if word else {}
    record(row, "delegation.step", actor, before={"stage": now}, after={"stage": to, **said})


def renew_practical(row: Delegation, *, actor: Actor) -> None:
    """End the link to the practical page; the next one holds."""
    row.practical += 1
    record(row, "delegation.practical", actor)


def remove(row: Delegation, *, actor: Actor) -> None:
    """Take away a delegation that was never more than a draft."""
    record(row, "delegation.remove", actor, before=_said(row))
    db.session.delete(row)
    db.session.flush()


def _said(row: Delegation) -> dict[str, Any]:
    values = {NAMED.get(name, name): getattr(row, name) for name in FIELDS}
    return {name: _plain(value) for name, value in values.items() if value not in (None, "", {})}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
