"""Targets as pages, jobs and files see them: frozen, with the predicate read."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cwf.attendance.measures import Unit
from cwf.attendance.predicates import Predicate


@dataclass(frozen=True, kw_only=True, slots=True)
class TargetLine:
    """A target, or the part of one (`parent`), in the order in which they are shown.

    Texts are by language. `path` is what is planned by which day, the earliest first. `sources` are
    titles with their addresses, of what the goal rests on.
    """

    uuid: UUID
    parent: UUID | None
    axis: str
    value: str
    name: dict[str, str]
    definition: dict[str, str]
    unit: Unit
    predicate: Predicate
    low: float
    high: float | None = None
    least: float | None = None
    stretch: float | None = None
    by: date | None = None
    owner: str = ""
    path: tuple[tuple[date, float], ...] = ()
    sources: tuple[tuple[str, str | None], ...] = ()
