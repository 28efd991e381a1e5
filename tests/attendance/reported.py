"""Cards as the report and the comparison are made of, without a database."""

from datetime import date
from typing import Any
from uuid import UUID

from cwf.attendance.board import Card, card
from cwf.attendance.figures import Figure
from cwf.attendance.lines import TargetLine
from cwf.attendance.measures import Method, Unit
from cwf.attendance.predicates import Of, Predicate


def a_card(
    *, low: float, counted: int = 0, estimated: int = 0, known: bool = True, **line: Any
) -> Card:
    """A target of an edition that ended, and what came of it."""
    told = {
        "uuid": UUID(int=1), "parent": None, "axis": "", "value": "", "unit": Unit.PARTICIPANT,
        "name": {"en": "Participants"}, "definition": {"en": "Registered, counted once."},
        "predicate": Predicate(of=Of.REGISTERED), **line,
    }  # fmt: skip
    made = TargetLine(**told, low=low)
    methods = (Method.REGISTRATIONS,) if not estimated else (Method.LINCOLN_PETERSEN,)
    figure = Figure(
        unit=made.unit, counted=counted, estimated=estimated, low=estimated, high=2 * estimated,
        methods=methods,
    )  # fmt: skip
    return card(made, figure, [], today=date(2017, 12, 1), ends=date(2017, 11, 2), is_known=known)
