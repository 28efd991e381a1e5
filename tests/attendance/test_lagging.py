"""Which parts are behind, against what was to be there by hand."""

from datetime import date
from typing import Any
from uuid import UUID

from cwf.attendance.board import Card, card
from cwf.attendance.figures import Figure
from cwf.attendance.lagging import lags
from cwf.attendance.lines import TargetLine
from cwf.attendance.measures import Unit
from cwf.attendance.predicates import Of, Predicate

TODAY, ENDS = date(2027, 3, 11), date(2027, 5, 19)
PATH = ((date(2027, 3, 1), 0.0), (date(2027, 3, 21), 1000.0))


def made(number: int, now: int, low: float, *, is_known: bool = True, **other: Any) -> Card:
    line = TargetLine(
        uuid=UUID(int=number), value=str(number), name={}, definition={}, low=low,
        unit=Unit.PARTICIPANT, predicate=Predicate(of=Of.REGISTERED),
        **{"parent": UUID(int=1), "axis": "region", **other},
    )  # fmt: skip
    found = Figure(unit=Unit.PARTICIPANT, counted=now)
    return card(line, found, [], today=TODAY, ends=ENDS, is_known=is_known)


def behind(*parts: Card, path: Any = PATH) -> list[tuple[str, int, int, bool]] | None:
    whole = made(1, 300, 1000, parent=None, axis="", path=path)
    found = lags(whole, [whole, *parts])
    if found is None:
        return None
    return [(one.part.line.value, one.due, one.short, one.chance) for one in found]


def test_the_share_of_the_whole_is_due_of_each_part_the_worst_first() -> None:
    told = behind(made(2, 90, 200), made(3, 20, 200), made(4, 50, 100))
    assert told == [("3", 100, 80, False), ("2", 100, 10, True)]


def test_a_path_of_its_own_goes_before_that_of_the_whole() -> None:
    own = ((date(2027, 3, 1), 30.0), (date(2027, 3, 12), 30.0))
    assert behind(made(2, 10, 200, path=own)) == [("2", 30, 20, False)]


def test_parts_by_role_those_of_others_and_what_is_not_known_are_left_out() -> None:
    others = made(2, 0, 200, axis="role"), made(3, 0, 200, parent=UUID(int=9))
    assert behind(*others, made(4, 0, 200, is_known=False)) is None


def test_where_all_have_theirs_none_is_behind_and_without_a_path_nothing_is_due() -> None:
    assert behind(made(2, 100, 200)) == []
    assert behind(made(2, 0, 200), path=()) is None
