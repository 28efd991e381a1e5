"""The parts of a target beside the whole: what they come to, and whether they can be added up."""

from collections.abc import Iterable
from dataclasses import dataclass

from cwf.attendance.lines import TargetLine
from cwf.attendance.measures import BY_DAY, Unit
from cwf.attendance.predicates import Of

# Where one and the same is counted in several parts: who comes on two days, a country that is
# of two roles. Their parts come to more than the whole, and are none of its shares.
SHARED = frozenset({Of.COUNTRIES, Of.REGIONS})
ONCE = frozenset({Of.ARRIVED, Of.EVERYBODY})


@dataclass(frozen=True, kw_only=True, slots=True)
class Sum:
    """What the parts on one axis come to. `adds`: they make up the whole.

    `of_low` and `of_high` are the whole's goal, equal where it is no range.
    """

    axis: str
    number: int
    low: float
    high: float
    adds: bool
    of_low: float
    of_high: float

    @property
    def missing(self) -> float:
        """How much no part answers for yet; below 0: by how much they promise more."""
        if self.high < self.of_low:
            return self.of_low - self.high
        return min(0.0, self.of_high - self.low)


def sums(whole: TargetLine, lines: Iterable[TargetLine]) -> list[Sum]:
    """One for each axis on which a target has parts, in the order of the parts."""
    by_axis: dict[str, list[TargetLine]] = {}
    for line in lines:
        if line.parent == whole.uuid:
            by_axis.setdefault(line.axis, []).append(line)
    return [
        Sum(
            axis=axis,
            number=len(parts),
            low=sum(one.low for one in parts),
            high=sum(one.low if one.high is None else one.high for one in parts),
            adds=adds(whole, axis),
            of_low=whole.low,
            of_high=whole.low if whole.high is None else whole.high,
        )
        for axis, parts in by_axis.items()
    ]


def adds(whole: TargetLine, axis: str) -> bool:
    """Whether parts on an axis make up the whole.

    Countries and regions are counted once in each part; who comes on two days is one person on
    each; a share of a hundred is no number of anything.
    """
    of = whole.predicate.of
    if whole.unit is Unit.SHARE or of in SHARED:
        return False
    again = of in ONCE or (of is Of.COUNTED and whole.unit not in BY_DAY)
    return not (axis == "day" and again)
