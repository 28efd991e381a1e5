"""Numbers taken apart, against cells counted by hand."""

from datetime import date, timedelta
from typing import Any

from cwf.attendance.breakdown import OnDay, by, on_days, per_week, shown_days
from cwf.attendance.drilling import query
from cwf.attendance.figures import Cell, Tally
from cwf.attendance.measures import Method, Unit
from cwf.attendance.predicates import Of, Where

FIRST, SECOND = date(2027, 6, 1), date(2027, 6, 2)


def cell(number: int, **other: Any) -> Cell:
    told: dict[str, Any] = {
        "standing": "confirmed", "category": "full", "country": "DK", "region": "", "role": "",
        "channel": "own", "international": False, "days": (), **other,
    }  # fmt: skip
    return Cell(number=number, **told)


CELLS = (
    cell(3),
    cell(5, country="SE", days=(FIRST,)),
    cell(2, country=None, region="scotland", channel="delegation", days=(FIRST, SECOND)),
    cell(9, standing="waiting", country="NO"),
)


def test_only_the_confirmed_count_the_largest_first() -> None:
    assert by(CELLS, "country") == [("SE", 5), ("DK", 3)]
    assert by(CELLS, "region") == [("scotland", 2)]
    assert by(CELLS, "channel") == [("own", 8), ("delegation", 2)]


def test_counted_and_estimated_guests_stand_beside_those_who_checked_in() -> None:
    tallies = (
        Tally(unit=Unit.GUEST, method=Method.REPORT, number=40, day=SECOND),
        Tally(unit=Unit.GUEST, method=Method.LINCOLN_PETERSEN, number=300, day=SECOND),
        Tally(unit=Unit.GUEST, method=Method.REPORT, number=10, day=FIRST, place="Library"),
        Tally(unit=Unit.GUEST, method=Method.REPORT, number=7, low=5, high=9, day=FIRST),
        Tally(unit=Unit.EXHIBITOR, method=Method.REPORT, number=12, day=SECOND),
    )
    assert on_days(CELLS, tallies) == [
        OnDay(day=FIRST, checked_in=7, counted=10, estimated=7),
        OnDay(day=SECOND, checked_in=2, counted=40, estimated=300),
    ]


def test_weeks_are_told_as_far_back_as_is_known() -> None:
    today = date(2027, 5, 30)
    days = [(today - timedelta(days=15), 10), (today - timedelta(days=7), 14)]
    assert per_week(days, today, 20) == [(today - timedelta(days=7), 4), (today, 6)]


def test_a_list_is_offered_only_where_it_is_exactly_the_number() -> None:
    codes = {"scotland": "c0de"}
    asked = query(Of.REGISTERED, Where(regions=frozenset({"scotland"})), codes)
    assert asked == {"standing": "confirmed", "party": "c0de"}
    assert query(Of.REGISTERED, Where(international=True), {}) == {
        "standing": "confirmed",
        "international": "yes",
    }
    assert query(Of.REGISTERED, Where(countries=frozenset({"SE", "NO"})), {}) is None
    assert query(Of.REGISTERED, Where(regions=frozenset({"atlantis"})), codes) is None
    assert query(Of.VISITS, Where(), {}) is None


def test_of_days_long_past_the_last_of_each_week_is_shown_and_no_week_changes() -> None:
    today = date(2027, 6, 1)
    every = [today - timedelta(days=back) for back in range(399, 0, -1) if back % 5]
    shown = shown_days(every, today)
    numbers = {day: 3 * place for place, day in enumerate(every)}
    assert len(shown) < 90
    assert shown == sorted(shown)
    assert shown[-3:] == every[-3:]
    assert per_week([(day, numbers[day]) for day in shown], today, 999) == per_week(
        list(numbers.items()), today, 999
    )
