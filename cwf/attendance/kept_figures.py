"""The numbers of targets as a day keeps them: `[counted, estimated, low, high]` by str(UUID)."""

from collections.abc import Iterable

from cwf.attendance.figures import Evidence, Figure, figure
from cwf.attendance.lines import TargetLine
from cwf.attendance.measures import Unit
from cwf.attendance.predicates import Of

# Of the programme only the present is known: what it was before its last change is not told.
OF_THE_PROGRAMME = frozenset({Of.SPEAKERS, Of.SESSIONS})


def packed(figure: Figure) -> list[int]:
    """A figure as it is kept; its unit is the target's."""
    return [figure.counted, figure.estimated, figure.low, figure.high]


def unpacked(unit: Unit, kept: list[int]) -> Figure:
    """A figure that was kept; by what methods is not known any more."""
    counted, estimated, low, high = kept
    return Figure(unit=unit, counted=counted, estimated=estimated, low=low, high=high)


def total(kept: list[int]) -> int:
    """What was counted and what was estimated beside it."""
    return kept[0] + kept[1]


def figures_of(
    targets: Iterable[TargetLine], evidence: Evidence, *, afterwards: bool = False
) -> dict[str, list[int]]:
    """The numbers of targets of the evidence; `afterwards`: of a day that is told of later."""
    return {
        str(target.uuid): packed(figure(target.predicate, target.unit, evidence))
        for target in targets
        if not (afterwards and target.predicate.of in OF_THE_PROGRAMME)
    }
