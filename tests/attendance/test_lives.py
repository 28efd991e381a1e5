"""When somebody took part, of dates and log; and how many did at an instant."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwf.attendance.figures import Cell
from cwf.attendance.lives import Life, Party, Turn, cells_at, spans

START = datetime(2027, 1, 1, tzinfo=UTC)


def on(day: int) -> datetime:
    """Noon of a day."""
    return START + timedelta(days=day, hours=12)


def entered(day: int, confirmed: bool | None = None) -> Turn:
    return Turn(at=on(day), inside=True, confirmed=confirmed)


def left(day: int) -> Turn:
    return Turn(at=on(day), inside=False)


@pytest.mark.parametrize(
    ("standing", "confirmed", "cancelled", "turns", "found"),
    [
        ("confirmed", 3, None, [entered(3)], [(3, None)]),
        ("cancelled", 3, 5, [entered(3), left(5)], [(3, 5)]),
        ("asked", None, None, [], []),
        # gave up and came back: of the first time only the log tells
        ("confirmed", 6, None, [entered(1), left(4), entered(6)], [(1, 4), (6, None)]),
        # back by a delegation that named them: the log has no entry of that
        ("confirmed", 6, None, [entered(1), left(4)], [(1, 4), (6, None)]),
        ("cancelled", 6, 8, [entered(1), left(4), entered(6), left(8)], [(1, 4), (6, 8)]),
        # waited until a place was free: the last entry is the one that confirmed
        ("cancelled", 5, 7, [entered(1), entered(5), left(7)], [(5, 7)]),
        ("confirmed", 9, None, [entered(1), entered(3), left(7), entered(9)], [(3, 7), (9, None)]),
        # waited in vain, and the log says so: never took part
        ("confirmed", 9, None, [entered(1, False), left(7), entered(9, True)], [(9, None)]),
        ("confirmed", 9, None, [entered(1, True), left(7), entered(9, True)], [(1, 7), (9, None)]),
        # took part, gave up, waits: what dates no longer know
        ("waiting", None, None, [entered(1), left(4), entered(6)], [(1, 4)]),
        # waited in vain, last: the dates say that nothing was confirmed
        ("cancelled", None, 7, [entered(1), left(7)], []),
        ("cancelled", None, 7, [entered(1), left(3), entered(5), left(7)], [(1, 3)]),
    ],
)
def test_spans(
    standing: str,
    confirmed: int | None,
    cancelled: int | None,
    turns: list[Turn],
    found: list[tuple[int, int | None]],
) -> None:
    instants = [None if one is None else on(one) for one in (confirmed, cancelled)]
    expected = tuple((on(a), None if b is None else on(b)) for a, b in found)
    assert spans(standing, *instants, turns) == expected


def life(*when: tuple[int, int | None], **values: object) -> Life:
    said: dict[str, object] = {
        "category": "full", "country": "SE", "channel": "own", "international": True,
        "spans": tuple((on(a), None if b is None else on(b)) for a, b in when),
    }  # fmt: skip
    return Life(**{**said, **values})  # type: ignore[arg-type]


def counted(lives: list[Life], day: int) -> dict[str, int]:
    cells = cells_at(lives, START + timedelta(days=day + 1))
    return {cell.standing: cell.number for cell in cells}


def test_who_takes_part_by_the_end_of_a_day() -> None:
    lives = [life((1, None)), life((1, 3)), life((2, None)), life()]
    assert [counted(lives, day) for day in range(5)] == [
        {},
        {"confirmed": 2},
        {"confirmed": 3},
        {"confirmed": 2, "cancelled": 1},
        {"confirmed": 2, "cancelled": 1},
    ]


def test_what_happens_as_a_day_ends_is_of_the_next() -> None:
    end = on(1)
    assert cells_at([life((1, None))], end) == ()
    assert [cell.standing for cell in cells_at([life((0, 1))], end)] == ["confirmed"]


def test_a_delegation_counts_from_when_it_named_somebody() -> None:
    party = Party(since=on(4), region="scotland", role="official", international=False)
    one = life((1, None), party=party)
    told = {
        day: [(cell.region, cell.role, cell.international) for cell in cells_at([one], on(day))]
        for day in (3, 5)
    }
    assert told == {3: [("", "", True)], 5: [("scotland", "official", False)]}


def test_days_are_those_on_which_they_had_come_by_then() -> None:
    first, second = date(2027, 1, 6), date(2027, 1, 7)
    one = life((1, None), days=((second, on(6), None), (first, on(5), on(7))))
    assert [cells_at([one], on(day) + timedelta(hours=1))[0].days for day in (4, 5, 6, 7)] == [
        (), (first,), (first, second), (second,),
    ]  # fmt: skip


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9)), max_size=20), st.integers(0, 20))
def test_those_who_took_part_are_counted_once_each(when: list[tuple[int, int]], day: int) -> None:
    lives = [life((a, a + b)) for a, b in when]
    cells: tuple[Cell, ...] = cells_at(lives, on(day))
    assert sum(cell.number for cell in cells) == sum(a < day for a, _ in when)
    confirmed = sum(cell.number for cell in cells if cell.standing == "confirmed")
    assert confirmed == sum(a < day <= a + b for a, b in when)
