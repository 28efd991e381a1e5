"""Whether there is anything to take a target's number from.

A forum of which no registrations are kept had participants all the same: its number is not known,
which is not the same as none.
"""

from collections.abc import Iterable
from uuid import UUID

from cwf.attendance.figures import Evidence, Figure, figure
from cwf.attendance.lines import TargetLine
from cwf.attendance.measures import Unit
from cwf.attendance.predicates import Of, Predicate


def known(predicate: Predicate, unit: Unit, evidence: Evidence) -> bool:
    """Whether a number can be told of the evidence; if not, it is not known.

    >>> known(Predicate(of=Of.REGISTERED), Unit.PARTICIPANT, Evidence())
    False
    """
    match predicate.of:
        case Of.REGISTERED | Of.COUNTRIES | Of.REGIONS:
            return bool(evidence.cells)
        case Of.ARRIVED | Of.VISITS:
            return any(cell.days for cell in evidence.cells)
        case Of.COUNTED:
            return bool(figure(predicate, unit, evidence).methods)
        case Of.EVERYBODY:
            counts = Predicate(of=Of.COUNTED, where=predicate.where)
            return bool(evidence.cells or figure(counts, unit, evidence).methods)
        case Of.SPEAKERS | Of.SESSIONS:
            return bool(evidence.sessions)


def figures_known(lines: Iterable[TargetLine], evidence: Evidence) -> dict[UUID, Figure]:
    """The figures of those targets of which a number can be told."""
    return {
        line.uuid: figure(line.predicate, line.unit, evidence)
        for line in lines
        if known(line.predicate, line.unit, evidence)
    }
