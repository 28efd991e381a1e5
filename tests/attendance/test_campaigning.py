"""What a campaign did, against numbers added up by hand, and against earlier editions."""

from datetime import date, timedelta
from typing import Any

import pytest

from cwf.attendance.campaigning import Effect, effect
from cwf.attendance.rising import Earlier

STARTS, ENDS = date(2027, 3, 1), date(2027, 3, 7)
DAY = timedelta(days=1)


def numbers(before: int, during: int, *, days: int = 40, uneven: int = 0) -> dict[date, int]:
    """So many more each day until the campaign, and so many on each day of it."""
    found, number = {}, 0
    day = STARTS - days * DAY
    while day <= ENDS:
        swing = uneven if day.toordinal() % 2 else -uneven
        number += (before if day < STARTS else during) + swing
        found[day] = number
        day += DAY
    return found


FORUM, BEFORE = date(2027, 5, 1), date(2024, 6, 9)


def kept(before: int, during: int, *, days: int = 40, uneven: int = 0, name: str = "2024",
         **more: Any) -> Earlier:  # fmt: skip
    """An edition whose days as long before its forum brought so many."""
    moved = BEFORE - FORUM
    known = numbers(before, during, days=days, uneven=uneven)
    return Earlier(
        name=name, starts=BEFORE, numbers={day + moved: one for day, one in known.items()}, **more
    )


def found(known: dict[date, int], **other: object) -> Effect:
    told = effect(known, starts=STARTS, ends=ENDS, **other)  # type: ignore[arg-type]
    assert told is not None
    return told


def test_what_came_is_set_against_the_pace_of_four_weeks() -> None:
    told = found(numbers(10, 25))
    assert (told.came, told.usual, told.more, told.days, told.before) == (175, 70.0, 105.0, 7, 28)
    assert 0 < told.low < told.more < told.high
    assert told.low + told.high == pytest.approx(2 * told.more)
    assert told.is_clear


def test_the_same_pace_is_no_effect() -> None:
    told = found(numbers(10, 10))
    assert (told.more, told.is_clear) == (0.0, False)


def test_the_more_days_scatter_the_less_is_told() -> None:
    even, uneven = found(numbers(10, 14)), found(numbers(10, 14, uneven=10))
    assert uneven.high - uneven.low > 2 * (even.high - even.low)
    assert (even.is_clear, uneven.is_clear) == (True, False)


def test_of_a_single_person_nothing_is_sure() -> None:
    known = numbers(0, 0)
    known[ENDS] += 1
    assert not found(known).is_clear


def test_days_of_another_campaign_are_no_yardstick() -> None:
    known = numbers(10, 25)
    other = (STARTS - 5 * DAY, STARTS - DAY)
    for back in range(1, 6):
        for day in [one for one in known if one >= STARTS - back * DAY]:
            known[day] += 100
    assert found(known).usual > 70
    told = found(known, others=[other])
    assert (told.usual, told.before) == (70.0, 23)


def test_a_day_that_is_missing_is_left_out_with_what_came_until_the_next() -> None:
    known = numbers(10, 25)
    del known[STARTS + 2 * DAY]
    told = found(known)
    assert (told.came, told.days, told.usual) == (125, 5, 50.0)


@pytest.mark.parametrize("days", [14, 0])
def test_of_too_few_days_before_nothing_is_said(days: int) -> None:
    assert effect(numbers(10, 25, days=days), starts=STARTS, ends=ENDS) is None
    assert effect(numbers(10, 25, days=15), starts=STARTS, ends=ENDS) is not None


def test_before_it_began_nothing_is_said() -> None:
    known = numbers(10, 25)
    assert effect(known, starts=ENDS + DAY, ends=ENDS + 7 * DAY) is None


def test_what_rose_as_much_at_an_earlier_edition_is_no_effect() -> None:
    alone = found(numbers(10, 20))
    told = found(numbers(10, 20), forum=FORUM, earlier=[kept(30, 60)])
    assert (alone.usual, alone.more, alone.is_clear, alone.earlier) == (70.0, 70.0, True, ())
    assert (told.usual, told.more, told.is_clear) == (140.0, 0.0, False)
    assert (told.earlier, told.days, told.before) == (("2024",), 7, 28)


def test_what_rises_more_than_earlier_is_an_effect_and_less_sure_than_without_them() -> None:
    told = found(numbers(10, 40), forum=FORUM, earlier=[kept(30, 60)])
    assert (told.usual, told.more, told.is_clear) == (140.0, 140.0, True)
    alone = found(numbers(10, 40))
    assert told.high - told.low > alone.high - alone.low
    larger = found(numbers(10, 40), forum=FORUM, earlier=[kept(300, 600)])
    assert larger.usual == told.usual
    assert larger.high - larger.low < told.high - told.low


def test_editions_that_differ_make_it_less_sure_than_such_that_are_alike() -> None:
    alike = [kept(30, 60), kept(30, 60, name="2019")]
    apart = [kept(30, 90), kept(30, 30, name="2019")]
    same, other = (found(numbers(10, 40), forum=FORUM, earlier=one) for one in (alike, apart))
    assert same.usual == other.usual == 140.0
    assert same.earlier == other.earlier == ("2024", "2019")
    assert other.high - other.low > 2 * (same.high - same.low)


@pytest.mark.parametrize(
    "useless",
    [
        kept(30, 60, days=14),
        kept(0, 60),
        Earlier(name="2019", starts=BEFORE, numbers={}),
        kept(30, 60, campaigns=[(STARTS + (BEFORE - FORUM), ENDS + (BEFORE - FORUM))]),
    ],
    ids=["too few days", "too few people", "not kept", "with a campaign itself"],
)
def test_an_edition_that_tells_nothing_is_left_out(useless: Earlier) -> None:
    told = found(numbers(10, 20), forum=FORUM, earlier=[useless])
    assert told == found(numbers(10, 20))
    both = found(numbers(10, 20), forum=FORUM, earlier=[useless, kept(30, 60, name="2022")])
    assert both.earlier == ("2022",)


def test_without_a_day_for_the_forum_no_day_lies_as_long_before_it() -> None:
    assert found(numbers(10, 20), earlier=[kept(30, 60)]).earlier == ()


def test_only_days_that_are_known_of_both_are_set_against_each_other() -> None:
    known = numbers(10, 20)
    del known[STARTS]
    rising = kept(30, 60)
    more = {day: one + 500 * (day >= STARTS + (BEFORE - FORUM)) for day, one in
            rising.numbers.items()}  # fmt: skip
    there = Earlier(name="2024", starts=BEFORE, numbers=more)  # 500 at once on the first day
    assert found(known, forum=FORUM, earlier=[there]).usual == 5 * 10 * 2.0
