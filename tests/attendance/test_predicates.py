"""Predicates as they are written down and read."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwf.attendance.predicates import Of, Predicate, Where, narrowed, read, written

WORDS = st.frozensets(st.sampled_from(["a", "b", "full", "scotland"]))
WHERES = st.builds(
    Where,
    international=st.sampled_from([None, True, False]),
    categories=WORDS,
    countries=WORDS,
    regions=WORDS,
    roles=WORDS,
    channels=WORDS,
    days=st.frozensets(st.dates(date(2027, 1, 1), date(2027, 1, 9))),
    kinds=WORDS,
)


@given(st.builds(Predicate, of=st.sampled_from(Of), where=WHERES))
def test_what_is_written_reads_the_same(predicate: Predicate) -> None:
    assert read(written(predicate)) == predicate


def test_what_asks_nothing_is_left_out_and_lists_are_sorted() -> None:
    where = Where(international=False, regions=frozenset({"scotland", "catalonia"}))
    assert written(Predicate(of=Of.REGISTERED)) == {"of": "registered"}
    assert written(Predicate(of=Of.ARRIVED, where=where)) == {
        "of": "arrived",
        "international": False,
        "regions": ["catalonia", "scotland"],
    }


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"of": "guessed"},
        {"of": "registered", "height": ["tall"]},
        {"of": "registered", "regions": "scotland"},
        {"of": "registered", "regions": [1]},
        {"of": "arrived", "days": ["tomorrow"]},
    ],
)
def test_what_is_not_known_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever it names
        read(wrong)


def test_a_part_is_the_whole_of_one_value() -> None:
    whole = Predicate(of=Of.ARRIVED, where=Where(international=True))
    assert narrowed(whole, "region", "scotland").where == Where(
        international=True, regions=frozenset({"scotland"})
    )
    assert narrowed(whole, "day", "2027-05-19").where == Where(
        international=True, days=frozenset({date(2027, 5, 19)})
    )
    for axis, value in (("height", "tall"), ("day", "tomorrow")):
        with pytest.raises(ValueError):  # noqa: PT011 - the axis, or the day
            narrowed(whole, axis, value)
