"""Lines of turnstiles and counts by date: understood, or told one by one with their numbers."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwf.attendance.counted_files import (
    Fault,
    Forum,
    Holds,
    Passage,
    Table,
    Why,
    guessed,
    numbers_by_day,
    passages,
)
from cwf.attendance.hours import by_hour, joined, number_of

FORUM = Forum(
    zone="Europe/Copenhagen", first=date(2027, 5, 19), last=date(2027, 5, 20), day_change_hour=4
)
TURNSTILE = (Holds.TIME, Holds.PLACE, Holds.DIRECTION, Holds.NUMBER)
FIRST = date(2027, 5, 19)


def table(*lines: str, headings: str = "time,place,direction") -> Table:
    rows = tuple((n, tuple(line.split(","))) for n, line in enumerate(lines, start=2))
    return Table(headings=tuple(headings.split(",")), rows=rows)


def read(found: Table, forum: Forum = FORUM) -> tuple[list[Passage], list[Fault]]:
    return passages(found, guessed(found.headings, TURNSTILE), forum)


@pytest.mark.parametrize(
    ("headings", "found"),
    [
        (["time", "place", "in/out"], {Holds.TIME: 0, Holds.PLACE: 1, Holds.DIRECTION: 2}),
        (["Antal", "Sted", "Tidspunkt"], {Holds.NUMBER: 0, Holds.PLACE: 1, Holds.TIME: 2}),
        (["Gate", "Timestamp", "IN", "OUT"], {Holds.PLACE: 0, Holds.TIME: 1, Holds.NUMBER: 2}),
        (["a", "time", "Time "], {Holds.TIME: 1}),
        (["nothing", "of", "it"], {}),
    ],
)
def test_columns_are_guessed_by_their_headings(
    headings: list[str], found: dict[Holds, int]
) -> None:
    assert guessed(headings, TURNSTILE) == found


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("2027-05-19 08:30", "2027-05-19T06:30"),
        ("2027-05-19T08:30:15", "2027-05-19T06:30:15"),
        ("2027-05-19T08:30:15.250", "2027-05-19T06:30:15"),
        ("2027-05-19T08:30+01:00", "2027-05-19T07:30"),
        ("2027-05-19T06:30Z", "2027-05-19T06:30"),
        ("19.05.2027 08.30", "2027-05-19T06:30"),
        ("19/5/2027 8:30", "2027-05-19T06:30"),
        ("19-05-2027 08:30:15", "2027-05-19T06:30:15"),
    ],
)
def test_times_as_turnstiles_write_them(written: str, at: str) -> None:
    found, faults = read(table(f"{written},North,in"))
    assert faults == []
    assert [one.at for one in found] == [datetime.fromisoformat(at).replace(tzinfo=UTC)]


def test_all_that_is_wrong_is_told_at_once() -> None:
    found, faults = read(
        table(
            "2027-05-19 08:30,North,in",
            "tomorrow,North,in",
            "2027-05-19,North,in",
            "2027-05-19 25:00,North,in",
            "31.02.2027 08:30,North,in",
            "2027-05-19 08:30,North,sideways",
            "2027-05-21 08:30,North,in",
            f"2027-05-19 08:30,{'x' * 201},in",
            "9999-12-31T23:59-12:00,North,in",
            "2027-05-19 08:30,North,out",
        )
    )
    assert [(one.line, one.came) for one in found] == [(2, 1), (11, 0)]
    assert [(one.line, one.why) for one in faults] == [
        (3, Why.NOT_TIME), (4, Why.NOT_TIME), (5, Why.NOT_TIME), (6, Why.NOT_TIME),
        (7, Why.NOT_DIRECTION), (8, Why.OTHER_DAY), (9, Why.LONG_PLACE), (10, Why.NOT_TIME),
    ]  # fmt: skip
    assert faults[4].value == "sideways"


@pytest.mark.parametrize("written", ["", "many", "-3", "1.5", "1,5", "1000001", "²"])
def test_what_is_no_number_of_people_is_refused(written: str) -> None:
    rows = ((2, ("2027-05-19 08:30", written)),)
    _found, faults = read(Table(headings=("time", "count"), rows=rows))
    assert [one.why for one in faults] == [Why.NOT_NUMBER]


def test_a_party_until_late_belongs_to_its_evening() -> None:
    found, faults = read(table("2027-05-21 01:30,North,in", "2027-05-21 04:00,North,in"))
    assert [one.day for one in found] == [date(2027, 5, 20)]
    assert [one.why for one in faults] == [Why.OTHER_DAY]


def test_an_hour_that_was_never_shown_is_told_and_one_shown_twice_is_the_first() -> None:
    any_day = Forum(zone="Europe/Copenhagen", first=None, last=None, day_change_hour=4)
    lines = table("2027-03-28 02:30,North,in", "2027-10-31 02:30,North,in")
    found, faults = read(lines, any_day)
    assert [(one.line, one.why) for one in faults] == [(2, Why.GAP)]
    assert [one.at for one in found] == [datetime(2027, 10, 31, 0, 30, tzinfo=UTC)]


def test_hours_add_up_those_who_came() -> None:
    found, _ = read(
        table(
            "2027-05-19 08:10,North,in", "2027-05-19 08:10,North,in",
            "2027-05-19 08:59:59,North,in",
            "2027-05-19 08:30,North,out", "2027-05-19 09:00,North,in", "2027-05-19 08:30,South,in",
        )
    )  # fmt: skip
    told = [(one.place, f"{one.starts:%H}", number_of(n)) for one, n in by_hour(found).items()]
    assert told == [("North", "06", 3), ("North", "07", 1), ("South", "06", 1)]


def test_a_number_that_is_corrected_takes_the_place_of_the_earlier() -> None:
    lines = table("2027-05-19 08:00,12", headings="time,count")
    later = table("2027-05-19 08:00,15", "2027-05-19 08:30,2", headings="time,count")
    (before,), (after,) = (by_hour(read(one)[0]).values() for one in (lines, later))
    assert number_of(joined(before, after)) == 17


PASSINGS = st.lists(st.tuples(st.integers(0, 86_399), st.sampled_from(["in", "out"])), max_size=30)


@given(PASSINGS, st.integers(0, 30))
def test_two_files_that_overlap_say_what_the_whole_does(
    lines: list[tuple[int, str]], cut: int
) -> None:
    """The first ends somewhere, the second is all of the day: nobody is counted twice."""
    start = datetime(2027, 5, 19, 4)
    whole = [f"{start + timedelta(seconds=at // 2)},North,{way}" for at, way in sorted(lines)]
    first, second = (by_hour(read(table(*some))[0]) for some in (whole[:cut], whole))
    both = {hour: joined(first.get(hour, {}), more) for hour, more in second.items()}
    assert both == second
    assert sum(map(number_of, both.values())) == sum(way == "in" for _, way in lines)


def test_counts_by_date_stand_once_and_before_today() -> None:
    lines = table(
        "2017-09-01,120", "2.9.2017,1 340", "2017-09-01,121", "2017-09-03,130",
        "2017-09-04,many", "2017-09-05,140", "someday,5", headings="date,count",
    )  # fmt: skip
    holds = guessed(lines.headings, (Holds.DATE, Holds.NUMBER))
    found, faults = numbers_by_day(
        lines, holds, before=date(2017, 9, 5), kept=frozenset({date(2017, 9, 3)})
    )
    assert found == {date(2017, 9, 1): 120, date(2017, 9, 2): 1340}
    assert [(one.line, one.why) for one in faults] == [
        (4, Why.TWICE), (5, Why.KEPT), (6, Why.NOT_NUMBER), (7, Why.OTHER_DAY), (8, Why.NOT_DATE),
    ]  # fmt: skip


def test_a_date_refused_by_its_number_may_stand_again() -> None:
    lines = table("2017-09-01,many", "2017-09-01,121", headings="date,count")
    holds = guessed(lines.headings, (Holds.DATE, Holds.NUMBER))
    found, faults = numbers_by_day(lines, holds, before=FIRST)
    assert (found, len(faults)) == ({date(2017, 9, 1): 121}, 1)
