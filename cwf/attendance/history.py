"""What earlier editions promised and what is told of them: where it may be compared, and where not.

Reports of one forum gave delegates, participants and guests side by side; a percentage of one by
another is a number of nothing. So two figures are compared only where both say the same unit,
each is the only one of it, and no source contradicts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from cwf.attendance.judging import Judgement
from cwf.attendance.measures import Unit, share

Texts = dict[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """A figure that was promised, reported or claimed, with its source.

    `measure` is what one of it is, None where it can be compared with nothing. `confidence` X:
    sources disagree. `qualifier` is about, more_than, or None. `judgement`: of a number of our own,
    how its goal came off, once its day is over.
    """

    kind: str
    label: Texts
    low: float
    high: float | None = None
    qualifier: str | None = None
    unit: Texts
    measure: Unit | None = None
    confidence: str | None = None
    sources: tuple[tuple[str, str | None], ...] = ()
    judgement: Judgement | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Edition:
    """What is told of one forum."""

    slug: str
    city: Texts
    year: int
    said: tuple[Said, ...]


class Why(StrEnum):
    """Why something that was reported is not compared with what was promised."""

    NOTHING_PROMISED = "nothing promised"
    NO_UNIT = "no unit"
    OTHER_UNIT = "other unit"
    DISPUTED = "disputed"
    SEVERAL = "several"


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What was reported, and its part of what was promised, from `low` to `high`; or why not.

    A promise of a range gives two parts: of its upper end, and of its lower.
    """

    said: Said
    low: float | None = None
    high: float | None = None
    why: Why | None = None


def outcomes(said: Sequence[Said]) -> list[Outcome]:
    """Each figure that was reported or claimed beside what was promised, in their order."""
    promised = [one for one in said if one.kind == "promise"]
    told = [one for one in said if one.kind in ("result", "claim")]
    return [_outcome(one, promised, told) for one in told]


def contradictions(said: Sequence[Said]) -> list[tuple[Said, ...]]:
    """Figures that cannot all be true: those of which sources disagree, by what they are of.

    People are people here, whatever a report calls them: that is what it is about.
    """
    groups: dict[str, list[Said]] = {}
    for one in said:
        if one.confidence == "X":
            groups.setdefault(_subject(one), []).append(one)
    return [tuple(group) for group in groups.values() if len(group) > 1]


def _outcome(one: Said, promised: list[Said], told: list[Said]) -> Outcome:
    same = [other for other in promised if other.measure is one.measure]
    why: Why | None = None
    if not promised:
        why = Why.NOTHING_PROMISED
    elif one.confidence == "X" or one.kind == "claim":
        why = Why.DISPUTED
    elif one.measure is None:
        why = Why.NO_UNIT
    elif not same:
        why = Why.OTHER_UNIT
    elif len(same) > 1 or sum(other.measure is one.measure for other in told) > 1:
        why = Why.SEVERAL
    if why:
        return Outcome(said=one, why=why)
    assert one.measure
    lowest, highest = same[0].low, same[0].high or same[0].low
    return Outcome(
        said=one,
        low=share(one.low, highest, one.measure, one.measure),
        high=share(one.high or one.low, lowest, one.measure, one.measure),
    )


def _subject(one: Said) -> str:
    visitors = (Unit.PARTICIPANT, Unit.DELEGATE, Unit.GUEST)
    return "people" if one.measure in visitors else str(one.measure or one.unit.get("en", ""))
