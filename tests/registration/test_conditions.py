"""Rules for cancelling: what comes back on a day, who may come instead, and what is wrong."""

from datetime import date

import pytest

from cwf.registration.conditions import (
    Kind,
    Rule,
    faults,
    may_rename,
    refund_on,
    rename_until,
)
from cwf.registration.fees import Price, fee_on

# As they were in 2014: "before 5 October", "from 6 October", names "until 28 October".
LESS_13 = Rule(kind=Kind.REFUND, ends=date(2014, 10, 4), percent=100, deduction=1300)
NONE = Rule(kind=Kind.REFUND, begins=date(2014, 10, 6))
NAMES = Rule(kind=Kind.NAME, ends=date(2014, 10, 28))
OF_2014 = [LESS_13, NONE, NAMES]


@pytest.mark.parametrize(
    ("day", "back"),
    [
        (date(2014, 9, 1), 11700),
        (date(2014, 10, 4), 11700),
        (date(2014, 10, 5), None),
        (date(2014, 10, 6), 0),
        (date(2014, 11, 5), 0),
    ],
)
def test_what_comes_back_of_130_euro_in_2014(day: date, back: int | None) -> None:
    assert refund_on(OF_2014, day, 13000) == back


def test_the_day_between_the_rules_of_2014_is_a_fault() -> None:
    assert [(one.code, one.kind, one.first, one.last) for one in faults(OF_2014)] == [
        ("gap", "refund", date(2014, 10, 5), date(2014, 10, 5))
    ]


def test_a_name_can_be_changed_on_the_last_day_and_not_after() -> None:
    assert may_rename(OF_2014, date(2014, 10, 28))
    assert not may_rename(OF_2014, date(2014, 10, 29))
    assert may_rename([LESS_13], date(2014, 10, 29)), "nothing is said of names"
    assert rename_until(OF_2014, date(2014, 10, 1)) == date(2014, 10, 28)
    assert rename_until(OF_2014, date(2014, 10, 29)) is None


def refund(begins: int | None, ends: int | None, **values: int) -> Rule:
    day = lambda number: date(2014, 10, number) if number else None  # noqa: E731
    return Rule(kind=Kind.REFUND, begins=day(begins), ends=day(ends), **values)


@pytest.mark.parametrize(
    ("rules", "found"),
    [
        ([], []),
        ([refund(None, None)], []),
        ([refund(None, 4), refund(5, None)], []),
        ([refund(5, None), refund(None, 4)], []),
        ([refund(2, None)], [("gap", None, 1)]),
        ([refund(None, 4)], [("gap", 5, None)]),
        ([refund(None, 4), refund(4, None)], [("overlap", 4, 4)]),
        ([refund(None, None), refund(4, 9)], [("overlap", 4, 9)]),
        ([refund(None, None), refund(4, None)], [("overlap", 4, None)]),
        ([refund(None, 1), refund(4, 7), refund(9, None)], [("gap", 2, 3), ("gap", 8, 8)]),
        ([refund(9, 4)], [("backwards", 9, 4)]),
        ([refund(9, 4), refund(None, None)], [("backwards", 9, 4)]),
    ],
)
def test_what_is_wrong_is_said_with_its_days(
    rules: list[Rule], found: list[tuple[str, int | None, int | None]]
) -> None:
    day = lambda number: date(2014, 10, number) if number else None  # noqa: E731
    assert [(one.code, one.first, one.last) for one in faults(rules)] == [
        (code, day(first), day(last)) for code, first, last in found
    ]


@pytest.mark.parametrize(
    ("paid", "percent", "deduction", "back"),
    [(13000, 100, 1300, 11700), (1000, 100, 1300, 0), (999, 50, 0, 499), (13000, 0, 0, 0)],
)
def test_no_more_comes_back_than_is_left(
    paid: int, percent: int, deduction: int, back: int
) -> None:
    rule = Rule(kind=Kind.REFUND, percent=percent, deduction=deduction)
    assert refund_on([rule], date(2014, 10, 1), paid) == back


def test_the_early_price_holds_up_to_and_with_its_day() -> None:
    prices = {"full": Price(amount=13000, early=9900, early_until=date(2014, 9, 14))}
    assert fee_on(prices, "full", date(2014, 9, 14)) == 9900
    assert fee_on(prices, "full", date(2014, 9, 15)) == 13000
    assert fee_on(prices, "press", date(2014, 9, 15)) is None
