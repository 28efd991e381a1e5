"""What editions aim at: invented for the coming one, and for Aarhus 2017 what was promised."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from cwf.attendance.actions import targets as actions
from cwf.attendance.measures import Unit
from cwf.attendance.models import Target
from cwf.attendance.paths import usual
from cwf.attendance.predicates import read as read_predicate
from cwf.audit import Actor
from cwf.database import db
from cwf.delegations.forms.words import ROLES
from cwf.demo.reading import read, sources, texts
from cwf.editions.models import Edition
from cwf.i18n import speaking
from cwf.regions.models import Region
from cwf.registration.forms.words import CHANNELS

FILE = "targets.yaml"
AARHUS = "2017"
NUMBERS = ("low", "high", "least", "stretch")


def aims(edition: Edition) -> bool:
    """Whether an edition has targets already."""
    wanted = select(Target.id).where(Target.edition_id == edition.id).limit(1)
    return db.session.scalar(wanted) is not None


def aim(edition: Edition, *, now: datetime, actor: Actor) -> str:
    """Set the targets of an edition, and divide them; says what was made."""
    told = next(one for one in read(FILE) if one["edition"] == edition.slug)
    at = now - timedelta(days=told.get("set_days", 0))
    for one in told["targets"]:
        _set(edition, one, at, now, actor)
    return f"{len(told['targets'])} targets of {edition.slug}"


def _set(edition: Edition, told: dict[str, Any], at: datetime, now: datetime, actor: Actor) -> None:
    values = _values(edition, told)
    aimed = {**values, "low": told.get("first", told["low"])}
    if aimed["low"] < (aimed["least"] or 0):
        aimed["least"] = None
    path = _path(told, at, values)
    row = actions.set_target(edition, **_counts(told), **aimed, path=path, at=at, actor=actor)
    if change := told.get("change"):
        later = now - timedelta(days=change["days"])
        actions.change_target(
            edition, row, **_counts(told), **values, path=path, why_now=change["why"], at=later,
            actor=actor,
        )  # fmt: skip
    for axis, numbers in told.get("parts", {}).items():
        parts = [
            actions.Part(value=value, name=_name(axis, value), low=number)
            for value, number in numbers.items()
        ]
        actions.divide(edition, row, axis, parts, why_now="", at=at, actor=actor)


def _counts(told: dict[str, Any]) -> dict[str, Any]:
    return {"unit": Unit(told["unit"]), "predicate": read_predicate(told["predicate"])}


def _values(edition: Edition, told: dict[str, Any]) -> dict[str, Any]:
    by = None
    if "by" in told and edition.starts:
        by = edition.starts + timedelta(days=told["by"])
    elif edition.starts:
        by = edition.ends or edition.starts
    return {
        **{name: told.get(name) for name in NUMBERS},
        **{name: texts(told.get(name)) for name in ("name", "definition", "why")},
        "by": by,
        "owner": told.get("owner", ""),
        "sources": sources(told.get("sources")),
    }


def _path(
    told: dict[str, Any], at: datetime, values: dict[str, Any]
) -> tuple[tuple[date, float], ...]:
    if told.get("path") != "usual":
        return ()
    return usual(at.date(), values["by"], float(values["low"]))


def _name(axis: str, value: str) -> dict[str, str]:
    """What a part is called, in both languages."""
    if axis == "region":
        return db.session.scalars(select(Region.name).where(Region.slug == value)).one()
    tables: dict[str, Mapping[Any, Any]] = {"role": ROLES, "channel": CHANNELS}
    named = {}
    for language in ("en", "da"):
        with speaking(language):
            named[language] = str(tables[axis][value])
    return named
