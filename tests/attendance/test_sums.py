"""Parts beside the whole."""

from typing import Any
from uuid import UUID

import pytest

from cwf.attendance.lines import TargetLine
from cwf.attendance.measures import Unit
from cwf.attendance.predicates import Of, Predicate
from cwf.attendance.sums import adds, sums

WHOLE = UUID(int=1)


def line(number: int, low: float, **values: Any) -> TargetLine:
    """A target or part."""
    said: dict[str, Any] = {
        "parent": WHOLE, "axis": "region", "value": str(number), "name": {}, "definition": {},
        "unit": Unit.PARTICIPANT, "predicate": Predicate(of=Of.REGISTERED), **values,
    }  # fmt: skip
    return TargetLine(uuid=UUID(int=number), low=low, **said)


def whole(low: float = 300, **values: Any) -> TargetLine:
    return line(1, low, **{"parent": None, "axis": "", "value": "", **values})


@pytest.mark.parametrize(
    ("high", "parts", "missing"),
    [
        (None, [100, 200], 0),
        (None, [100, 50], 150),
        (None, [200, 250], -150),
        (400, [150, 200], 0),
        (400, [200, 250], -50),
        (400, [100], 200),
    ],
)
def test_what_is_in_no_part(high: float | None, parts: list[float], missing: float) -> None:
    of = whole(high=high)
    lines = [of, *(line(number, low) for number, low in enumerate(parts, 2))]
    (found,) = sums(of, lines)
    assert (found.number, found.low, found.adds) == (len(parts), sum(parts), True)
    assert found.missing == missing


def test_a_range_of_parts_is_a_range() -> None:
    (found,) = sums(whole(), [line(2, 100, high=180), line(3, 100)])
    assert (found.low, found.high, found.missing) == (200, 280, 20)


def test_axes_are_added_up_each_by_itself_and_parts_of_parts_are_not() -> None:
    lines = [
        line(2, 100), line(3, 300, axis="role"), line(4, 50), line(5, 7, parent=UUID(int=2)),
    ]  # fmt: skip
    assert [(one.axis, one.low) for one in sums(whole(), lines)] == [("region", 150), ("role", 300)]


def test_what_is_in_several_parts_does_not_add_up() -> None:
    """Who comes on two days is one person; a country of two roles is one country."""
    assert not adds(whole(predicate=Predicate(of=Of.ARRIVED)), "day")
    assert adds(whole(predicate=Predicate(of=Of.ARRIVED)), "region")
    assert adds(whole(predicate=Predicate(of=Of.VISITS), unit=Unit.VISIT), "day")
    assert not adds(whole(predicate=Predicate(of=Of.COUNTRIES), unit=Unit.COUNTRY), "role")
    assert not adds(whole(predicate=Predicate(of=Of.COUNTED), unit=Unit.SHARE), "day")
    assert not adds(whole(predicate=Predicate(of=Of.COUNTED), unit=Unit.GUEST), "day")
    assert adds(whole(predicate=Predicate(of=Of.COUNTED), unit=Unit.VISIT), "day")
