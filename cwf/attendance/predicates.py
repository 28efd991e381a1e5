"""What a target counts, and how that is written down.

A predicate says from what a number is taken and of whom; figures.py takes it.
"""

from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum


class Of(StrEnum):
    """From what a target's number is taken.

    REGISTERED: confirmed participants; ARRIVED: those who checked in, once each; VISITS: one for
    each participant and day; COUNTRIES, REGIONS: how many different ones the confirmed are of;
    COUNTED: counts of the target's own unit (clickers, turnstiles, reports, estimates), the
    latest of each place and day, nobody twice; EVERYBODY: who checked in, or before the forum
    is registered, and beside them all who were counted without a name; SPEAKERS, SESSIONS: of
    the programme.
    """

    REGISTERED = "registered"
    ARRIVED = "arrived"
    VISITS = "visits"
    COUNTRIES = "countries"
    REGIONS = "regions"
    COUNTED = "counted"
    EVERYBODY = "everybody"
    SPEAKERS = "speakers"
    SESSIONS = "sessions"


@dataclass(frozen=True, kw_only=True, slots=True)
class Where:
    """Of whom: every named set has to hold; an empty one asks nothing.

    `regions` are slugs of those who come with a delegation, `days` are days of the forum,
    `kinds` are codes of kinds of sessions.
    """

    international: bool | None = None
    categories: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()
    days: frozenset[date] = frozenset()
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True, slots=True)
class Predicate:
    """What is counted, of whom."""

    of: Of
    where: Where = field(default_factory=Where)


# Which condition a part narrows, by the axis on which it is one.
AXES = {"region": "regions", "role": "roles", "day": "days", "channel": "channels"}


def narrowed(predicate: Predicate, axis: str, value: str) -> Predicate:
    """The predicate of a part: of a region, role, day or channel of what the whole counts.

    Raises ValueError where there is no such axis, or the day is none.
    """
    if axis not in AXES:
        raise ValueError(axis)
    asked = {**written(predicate), AXES[axis]: [value]}
    return read(asked)


def written(predicate: Predicate) -> dict[str, object]:
    """A predicate as it is stored: JSON, empty conditions left out, lists sorted."""
    told: dict[str, object] = {"of": predicate.of.value}
    for name in (one.name for one in fields(Where)):
        value = getattr(predicate.where, name)
        if isinstance(value, bool):
            told[name] = value
        elif value:
            told[name] = sorted(one.isoformat() if name == "days" else one for one in value)
    return told


def read(written: dict[str, object]) -> Predicate:
    """A predicate as it is stored; raises ValueError naming what is not known."""
    names = {one.name for one in fields(Where)}
    where: dict[str, object] = {}
    for name, value in written.items():
        if name == "of":
            continue
        if name not in names:
            raise ValueError(name)
        where[name] = value if name == "international" else _set(name, value)
    return Predicate(of=Of(str(written.get("of"))), where=Where(**where))  # type: ignore[arg-type]


def _set(name: str, value: object) -> frozenset[object]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise ValueError(name)
    return frozenset(date.fromisoformat(one) if name == "days" else one for one in value)
